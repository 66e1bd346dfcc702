//! Every name of every country, to be compared with an input.
//!
//! One input is compared with thousands of names. The table has the set of the letters of each name, from which most
//! are seen to be another name. A name is normalized, and its words are made, when it is first compared.

use std::sync::{LazyLock, OnceLock};

use crate::model::country::aliases::{Alias, Kind};
use crate::model::country::list::{Country, all, by_code};
use crate::model::country::words::{SILENT, Word, core, fits, letters, telling, words};
use crate::model::country::{language::Language, table};
use crate::text::{is_apostrophe, normalize};

/// A name of a country.
pub struct Name {
    /// The country.
    pub country: &'static Country,
    /// What name it is.
    kind: Kind,
    /// The name, normalized.
    pub normalized: String,
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

    fn new(country: &'static Country, kind: Kind, written: &'static str, letters: Letters) -> Self {
        Self {
            country,
            kind,
            normalized: normalize(written),
            written,
            is_longer: letters == Letters::ANY,
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

    /// The letters of a name in the table whose words have more than it has: `DPR` is three words.
    const ANY: Self = Self(!Self::DIGITS);

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
}

/// All names, in the order of their letters in the table.
static NAMES: LazyLock<Vec<OnceLock<Option<Box<Name>>>>> =
    LazyLock::new(|| table::LETTERS.iter().map(|_| OnceLock::new()).collect());

/// Returns the name at a place.
fn name(at: usize) -> Option<&'static Name> {
    let letters = Letters(table::LETTERS[at]);
    let new = |(country, kind, written)| Box::new(Name::new(country, kind, written, letters));
    NAMES[at].get_or_init(|| written(at).map(new)).as_deref()
}

/// Returns the country, the kind and the spelling of the name at a place. The names of UN M49 are the first.
fn written(at: usize) -> Option<(&'static Country, Kind, &'static str)> {
    if let Some(language) = Language::ALL.get(at / table::COUNT) {
        let country = &all()[at % table::COUNT];
        return Some((country, Kind::Standard, country.name_in(*language)));
    }
    let alias = Alias::of_row(table::OTHERS.line(at - Language::ALL.len() * table::COUNT));
    Some((by_code(alias.alpha3)?, alias.kind, alias.name))
}

/// Returns the names that can have all these letters.
pub fn with(letters: Letters) -> impl Iterator<Item = &'static Name> {
    picked(move |own| letters.are_in(own))
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

/// Returns the names whose words can be among these.
pub fn within(words: &[Word]) -> impl Iterator<Item = &'static Name> {
    let letters = Letters::of_all(letters(words).chain(SILENT));
    picked(move |own| own == Letters::ANY || own.are_in(letters))
}

/// Returns the names whose letters are so, in the order of the table.
fn picked(is_so: impl Fn(Letters) -> bool) -> impl Iterator<Item = &'static Name> {
    let places = (0..).zip(&table::LETTERS).filter(move |(_, own)| is_so(Letters(**own)));
    places.filter_map(|(at, _)| name(at))
}

/// Returns the names that a text is with masks for their letters outside ASCII.
pub fn masked_as(text: &str) -> impl Iterator<Item = &'static Name> {
    with(Letters::of(&text.replace(MASK, " "))).filter(move |name| name.is_masked_as(text))
}

/// Returns the names that are this one, normalized.
pub fn exactly(normalized: &str) -> impl Iterator<Item = &'static Name> {
    let letters = Letters::of(normalized);
    picked(move |own| own == letters || own == Letters::ANY).filter(move |name| name.normalized == normalized)
}

/// Returns the country with this normalized name, M49 names first. UNTERM names are not among them, nor those of several
/// countries.
pub fn usual(normalized: &str) -> Option<&'static Country> {
    exactly(normalized).next().filter(|name| name.kind < Kind::Shared).map(|name| name.country)
}

/// Returns the countries with this normalized name, if it is known as one of several countries.
pub fn shared(normalized: &str) -> Vec<&'static Country> {
    exactly(normalized).filter(|name| name.kind == Kind::Shared).map(|name| name.country).collect()
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
    fn table_has_the_letters_of_every_name() {
        assert_eq!(table::LETTERS.len(), Language::ALL.len() * table::COUNT + table::OTHERS.iter().count());
        for (at, set) in table::LETTERS.iter().enumerate() {
            let name = name(at).expect("a name of a country");
            let own = Letters::of(&name.normalized);
            let is_enough = Letters::of_all(letters(name.words())).are_in(own);
            assert_eq!(*set, if is_enough { own } else { Letters::ANY }.0, "{}", name.written);
        }
    }

    #[test]
    fn letters_leave_out_no_name_that_has_the_words() {
        for name in (0..table::LETTERS.len()).filter_map(name) {
            let is_it = |other: &Name| std::ptr::eq(other, name);
            assert!(exactly(&name.normalized).any(is_it), "{}", name.written);
            assert!(near(Letters::of(name.telling()), 0).any(is_it), "{}", name.written);
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
