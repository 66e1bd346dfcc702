//! Every name of every country, to be compared with an input; made when a name is not an English one.
//!
//! One input is compared with thousands of names. So each name has the set of its letters, from which most are seen to
//! be another name, and the words of a name are made when they are asked for.

use std::sync::{LazyLock, OnceLock};

use crate::model::country::list::{Country, all, by_code};
use crate::model::country::words::{SILENT, Word, core, fits, has_capitals, letters, telling, words};
use crate::model::country::{aliases::ALIASES, language::Language, table};
use crate::text::{is_apostrophe, normalize, normalize_into};

/// A name of a country.
pub struct Name {
    /// The country.
    pub country: &'static Country,
    /// The name, normalized.
    pub normalized: &'static str,
    written: &'static str,
    /// Whether its words have letters that it has not.
    is_longer: bool,
    words: OnceLock<Vec<Word>>,
    core: OnceLock<Vec<Word>>,
    telling: OnceLock<String>,
}

impl Name {
    /// Returns its words.
    pub fn words(&self) -> &[Word] {
        self.words.get_or_init(|| words(self.written))
    }

    /// Returns `true` if its words cannot be told from its letters, or are made already.
    fn has_words(&self) -> bool {
        self.is_longer || self.words.get().is_some()
    }

    /// Returns those of its words that are not generic.
    pub fn core(&self) -> &[Word] {
        self.core.get_or_init(|| core(self.words()))
    }

    /// Returns the letters by which it is like another name.
    pub fn telling(&self) -> &str {
        self.telling.get_or_init(|| telling(self.core()))
    }

    fn new(country: &'static Country, written: &'static str, normalized: &'static str) -> Self {
        Self {
            country,
            normalized,
            written,
            is_longer: has_capitals(written),
            words: OnceLock::new(),
            core: OnceLock::new(),
            telling: OnceLock::new(),
        }
    }

    /// Returns `true` if a text with masks is the name with a mask for its letters outside ASCII.
    fn is_masked_as(&self, text: &str) -> bool {
        let is_lost_mark = |c: char| is_apostrophe(c) && !c.is_ascii();
        can_be_masked(self.written)
            && (masked(self.written, is_lost) == text
                || masked(self.written, |c| is_lost(c) || is_lost_mark(c)) == text)
    }
}

/// A set of letters. Some letters count as the same, so it can only tell what is not in another set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Letters(u64);

impl Letters {
    /// Stands for all digits, which nearly no name has, in the place of the space.
    const DIGITS: u64 = 1 << b' ';

    /// Returns the letters of a text.
    pub fn of(text: &str) -> Self {
        let bit = |c: u32| 1 << (c % u64::BITS);
        let set: u64 = if text.is_ascii() {
            text.bytes().fold(0, |set, byte| set | bit(byte.into()))
        } else {
            text.chars().fold(0, |set, c| set | bit(c.into()))
        };
        let has_digits = text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit());
        Self(if has_digits { set | Self::DIGITS } else { set & !Self::DIGITS })
    }

    /// Returns the letters of some words.
    fn of_all<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        words.fold(Self(0), |set, word| Self(set.0 | Self::of(word).0))
    }

    /// Returns `true` if all its letters can be in another set.
    fn are_in(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Returns at least how many of its letters are not in another set. A digit counts once.
    fn missing_in(self, other: Self) -> usize {
        (self.0 & !other.0 & !Self::DIGITS).count_ones() as usize
    }

    /// Returns the index of the names with these letters, in [`Names::first`].
    fn index(self) -> usize {
        (self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize
    }
}

/// All names.
struct Names {
    /// The names, those of UN M49 first.
    all: Vec<Name>,
    /// The letters of each and of its words.
    letters: Vec<Letters>,
    /// The letters of any.
    known: Letters,
    /// The place of the first name by the index of its letters.
    first: Vec<Option<u16>>,
    /// After each name, the place of the next one with the same index.
    next: Vec<Option<u16>>,
}

/// All names of all countries.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    // All normalized names are in one text.
    let (mut text, mut normalized) = (String::new(), String::new());
    let add = |(country, name): (&'static Country, &'static str)| {
        normalize_into(name, &mut normalized);
        text.push_str(&normalized);
        (country, name, normalized.len())
    };
    let rows: Vec<_> = written().map(add).collect();
    let mut rest: &'static str = text.leak();
    let name = |(country, written, length)| {
        let (normalized, others) = rest.split_at(length);
        rest = others;
        Name::new(country, written, normalized)
    };
    Names::of(rows.into_iter().map(name).collect())
});

impl Names {
    fn of(all: Vec<Name>) -> Self {
        let mut letters: Vec<Letters> = all.iter().map(|name| Letters::of(name.normalized)).collect();
        let (mut first, mut next) = (vec![None; 1 << 12], vec![None; all.len()]);
        // From the last, so that each is before those that come after it.
        for (place, letters) in (0..).zip(&letters).collect::<Vec<_>>().into_iter().rev() {
            next[usize::from(place)] = first[letters.index()].replace(place);
        }
        let mut known = Letters(0);
        for (letters, name) in letters.iter_mut().zip(&all) {
            if name.is_longer {
                letters.0 |= Letters::of_all(self::letters(name.words())).0;
            }
            known.0 |= letters.0;
        }
        Self { all, letters, known, first, next }
    }
}

/// Returns the names that can have all these letters.
pub fn with(letters: Letters) -> impl Iterator<Item = &'static Name> {
    let is_known = letters.are_in(NAMES.known);
    is_known.then(|| picked(move |own| letters.are_in(own))).into_iter().flatten()
}

/// Returns the names that can have words which begin with all these.
pub fn having<'w>(words: impl Iterator<Item = &'w str> + Clone) -> impl Iterator<Item = &'static Name> {
    with(Letters::of_all(words.clone()))
        .filter(move |name| name.has_words() || words.clone().all(|word| name.normalized.contains(word)))
}

/// Returns the names that can have all these letters but a few.
pub fn near(letters: Letters, few: usize) -> impl Iterator<Item = &'static Name> {
    picked(move |own| letters.missing_in(own) <= few)
}

/// Returns the names whose letters are so.
fn picked(is_so: impl Fn(Letters) -> bool) -> impl Iterator<Item = &'static Name> {
    let names: &'static Names = &NAMES;
    names.letters.iter().enumerate().filter(move |(_, own)| is_so(**own)).map(|(at, _)| &names.all[at])
}

/// Returns the names whose words can be among these.
pub fn within(words: &[Word]) -> impl Iterator<Item = &'static Name> {
    let letters = Letters::of_all(letters(words).chain(SILENT));
    let names = NAMES.letters.iter().zip(&NAMES.all);
    names.filter(move |(own, name)| name.is_longer || own.are_in(letters)).map(|(_, name)| name)
}

/// Returns the names that a text is with masks for their letters outside ASCII.
pub fn masked_as(text: &str) -> impl Iterator<Item = &'static Name> {
    with(Letters::of(&text.replace(MASK, " "))).filter(move |name| name.is_masked_as(text))
}

/// Returns the names that are this one, normalized.
pub fn exactly(normalized: &str) -> impl Iterator<Item = &'static Name> {
    places(normalized).map(|at| &NAMES.all[at])
}

/// Returns the country with this normalized name, M49 names first. UNTERM names are not among them, nor those of several
/// countries.
pub fn usual(normalized: &str) -> Option<&'static Country> {
    let count = Language::ALL.len() * all().len() + ALIASES.len();
    places(normalized).next().filter(|at| *at < count).map(|at| NAMES.all[at].country)
}

/// Returns the places of this normalized name, in their order.
fn places(normalized: &str) -> impl Iterator<Item = usize> {
    let first = NAMES.first[Letters::of(normalized).index()];
    let same = std::iter::successors(first, |place| NAMES.next[usize::from(*place)]);
    same.map(usize::from).filter(move |place| NAMES.all[*place].normalized == normalized)
}

/// The fewest letters that are left of a name with a mask.
const FEWEST_LETTERS: usize = 3;

/// Returns `true` if some letters of a name are outside ASCII, and enough are not.
fn can_be_masked(name: &str) -> bool {
    let lost = name.chars().filter(|c| is_lost(*c)).count();
    let kept = name.chars().filter(char::is_ascii_alphabetic).count();
    lost > 0 && kept >= FEWEST_LETTERS && kept > lost
}

fn is_lost(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Stands for letters that were lost; no name has it.
const MASK: char = 'ꟷ';

/// Returns a text, normalized, with one mask for each run of characters that are lost.
pub fn masked(text: &str, is_lost: impl Fn(char) -> bool) -> String {
    let masked: String = text.chars().map(|c| if is_lost(c) { MASK } else { c }).collect();
    let mut letters: Vec<char> = normalize(&masked).chars().collect();
    letters.dedup_by(|next, c| *c == MASK && next == c);
    letters.into_iter().collect()
}

/// Returns each name as it is written in the table, with its country.
fn written() -> impl Iterator<Item = (&'static Country, &'static str)> {
    let standard = Language::ALL
        .into_iter()
        .flat_map(|language| all().iter().map(move |country| (country, country.name_in(language))));
    let others = ALIASES.iter().filter_map(|alias| Some((by_code(alias.alpha3)?, alias.name)));
    let shared = table::AMBIGUOUS
        .iter()
        .flat_map(|shared| shared.alpha3.iter().filter_map(|code| Some((by_code(code)?, shared.name))));
    let formal = table::FORMAL.lines().flat_map(|row| {
        let mut fields = row.split('\t');
        let country = fields.next().and_then(by_code);
        fields.filter_map(move |name| Some((country?, name)))
    });
    standard.chain(others).chain(shared).chain(formal)
}

/// Returns `true` for a name that UN M49 does not list as a country or area. It is not read as the country whose name
/// is in it.
pub fn is_outside(words: &[Word]) -> bool {
    OUTSIDE.iter().any(|outside| fits(words, outside))
}

/// Such names.
pub static OUTSIDE: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| table::OUTSIDE.lines().map(words).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_leave_out_no_name_that_has_the_words() {
        for (name, set) in NAMES.all.iter().zip(&NAMES.letters) {
            for text in [name.normalized, name.telling()] {
                assert_eq!(Letters::of(text).missing_in(*set), 0, "{}", name.written);
            }
            let is_it = |other: &Name| std::ptr::eq(other, name);
            assert!(exactly(name.normalized).any(is_it), "{}", name.written);
            assert!(having(letters(name.words())).any(is_it), "{}", name.written);
            assert!(having(letters(name.core())).any(is_it), "{}", name.written);
            assert!(within(name.words()).any(is_it), "{}", name.written);
            if can_be_masked(name.written) {
                let masked = masked(name.written, is_lost);
                assert!(masked_as(&masked).any(is_it), "{}", name.written);
            }
        }
    }
}
