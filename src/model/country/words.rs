//! The words of a name that tell countries apart. Articles say nothing, the order of words differs from list to
//! list ("Korea, Republic of"), and an abbreviation matches any word that begins with it.

use crate::text::{self, is_apostrophe};

/// A word of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters, normalized.
    pub letters: String,
    /// Whether it is the beginning of a longer word: `Rep.`
    pub is_short: bool,
}

/// Articles and words between words, in English, French, Spanish, Portuguese and Russian.
pub const SILENT: [&str; 20] = [
    "the", "of", "and", "le", "la", "les", "l", "du", "des", "de", "d", "et", "el", "los", "las", "del", "y",
    "e", "do", "и",
];

/// Abbreviations that are also written without a full stop.
const SHORT: [&str; 8] = ["rep", "dem", "fed", "is", "isl", "isls", "ter", "terr"];

/// Abbreviations that are not the beginning of their word.
const LONG_FORMS: [(&str, &str); 4] =
    [("isds", "islands"), ("people", "peoples"), ("st", "saint"), ("ste", "sainte")];

/// Abbreviations of several words, which are capitals; `.ci/countries/render.py` has the list, too.
const CAPITALS: [(&str, &[&str]); 8] = [
    ("DPR", &["democratic", "peoples", "republic"]),
    ("DR", &["democratic", "republic"]),
    ("FS", &["federated", "states"]),
    ("IR", &["islamic", "republic"]),
    ("PDR", &["peoples", "democratic", "republic"]),
    ("RB", &["bolivarian", "republic"]),
    ("SAR", &["special", "administrative", "region"]),
    ("UR", &["united", "republic"]),
];

/// Words that say what kind of place a country is, normalized. Many names share them.
#[rustfmt::skip]
const GENERIC: [&str; 54] = [
    // English
    "republic", "democratic", "peoples", "federal", "federated", "federation", "federative", "socialist", "islamic",
    "united", "states", "kingdom", "principality", "sultanate", "commonwealth", "territory",
    // French and Spanish
    "republique", "democratique", "etats", "populaire", "federale", "socialiste", "islamique", "royaume",
    "principaute", "republica", "democratica", "estados", "popular", "socialista", "islamica", "reino", "principado",
    // Russian
    "республика", "демократическая", "народная", "федеративная", "социалистическая", "исламская", "королевство",
    "княжество", "государство",
    // Arabic
    "جمهورية", "الجمهورية", "مملكة", "دولة", "الديمقراطية", "الشعبية", "الاتحادية", "الاشتراكية", "الاسلامية",
    "امارة", "سلطنة", "الاتحاد",
];

/// More generic words, which are all that tells some names apart: the islands of the United States are another place,
/// and so is the State of Georgia.
#[rustfmt::skip]
const KINDS: [&str; 17] = [
    "islands", "island", "isle", "iles", "ile", "islas", "isla", "острова", "остров", "о", "ва", "جزر",
    "state", "etat", "estado", "union", "nation",
];

/// Endings of Chinese names that say what kind of place a country is, the longer first.
const GENERIC_ENDINGS: [&str; 6] = ["民主共和国", "人民共和国", "联邦共和国", "共和国", "王国", "群岛"];

/// No name has more bytes; a longer text is skipped.
const LONGEST: usize = 400;

/// Returns the words of a text that say something, in their order; none if it is too long for a name.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = if text.len() > LONGEST { "" } else { text };
    while let Some(start) = rest.find(is_in_word) {
        rest = &rest[start..];
        let end = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
        let (written, after) = rest.split_at(end);
        rest = after;
        if let Some((_, long)) = CAPITALS.into_iter().find(|(short, _)| *short == written) {
            words.extend(long.iter().map(|word| Word { letters: (*word).to_owned(), is_short: false }));
        } else if written.is_ascii() {
            add(&mut words, written.to_ascii_lowercase(), after.starts_with('.'));
        } else {
            text::letters(written)
                .split_whitespace()
                .for_each(|word| add(&mut words, word.to_owned(), after.starts_with('.')));
        }
    }
    words
}

/// Returns `true` for a character that is in a word, or that is outside ASCII and may be: letters and marks cannot be
/// told apart without tables.
fn is_in_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' => {
            false
        }
        _ => !is_apostrophe(c),
    }
}

/// Adds a word, unless it says nothing.
fn add(words: &mut Vec<Word>, word: String, has_stop: bool) {
    let is_letter = |word: &str| word.chars().count() == 1;
    // The last letter of an abbreviation often has no full stop: `R.D Congo`.
    let is_last = || words.last().is_some_and(|word| word.is_short && is_letter(&word.letters));
    let has_stop = has_stop || is_letter(&word) && is_last();
    if !has_stop && SILENT.contains(&word.as_str()) {
        return;
    }
    match words.last_mut() {
        // "People's" with an apostrophe, a space or nothing.
        Some(owner) if word == "s" && !has_stop && !owner.is_short => {
            if !owner.letters.ends_with('s') {
                owner.letters.push('s');
            }
        }
        _ => {
            let long = LONG_FORMS.into_iter().find(|(short, _)| *short == word).map(|(_, long)| long);
            let is_short = long.is_none() && (has_stop || SHORT.contains(&word.as_str()));
            words.push(Word { letters: long.map_or(word, str::to_owned), is_short });
        }
    }
}

/// Returns the words without generic ones, and so without the ends of Chinese names that are generic.
pub fn core(words: &[Word]) -> Vec<Word> {
    words.iter().filter(|word| !is_generic(word)).map(without_ending).collect()
}

/// Returns the letters of a core without its generic words, with spaces; for likeness.
pub fn telling(core: &[Word]) -> String {
    let letters = core.iter().filter(|word| !is_one_of(word, &KINDS)).map(|word| word.letters.as_str());
    letters.collect::<Vec<_>>().join(" ")
}

fn is_generic(word: &Word) -> bool {
    is_one_of(word, &GENERIC)
}

/// The fewest letters of an abbreviation of a generic word.
const FEWEST_LETTERS: usize = 3;

/// Returns `true` if a word is one of these, or an abbreviation of one.
fn is_one_of(word: &Word, words: &[&str]) -> bool {
    if word.is_short {
        let is_long =
            word.letters.chars().count() >= FEWEST_LETTERS || SHORT.contains(&word.letters.as_str());
        is_long && words.iter().any(|other| other.starts_with(&word.letters))
    } else {
        words.contains(&word.letters.as_str())
    }
}

fn without_ending(word: &Word) -> Word {
    let name = GENERIC_ENDINGS.iter().find_map(|ending| word.letters.strip_suffix(ending));
    let name = name.filter(|name| !name.is_empty()).unwrap_or(&word.letters);
    Word { letters: name.to_owned(), is_short: word.is_short }
}

/// Returns the letters of each word.
pub fn letters(words: &[Word]) -> impl Iterator<Item = &str> + Clone {
    words.iter().map(|word| word.letters.as_str())
}

/// Returns the letters of the words in one order, whatever theirs is.
pub fn sorted(words: &[Word]) -> String {
    let mut letters: Vec<&str> = letters(words).collect();
    letters.sort_unstable();
    letters.join(" ")
}

/// Returns the place where all the words of a name are in others, one after another.
pub fn at(name: &[Word], words: &[Word]) -> Option<usize> {
    words.windows(name.len().max(1)).position(|part| part == name)
}

/// Returns `true` if a name has exactly these words. Without abbreviations, any order is right; with them, only
/// generic words can be in another place.
pub fn fits(words: &[Word], name: &[Word]) -> bool {
    if words.len() != name.len() {
        return false;
    }
    if !words.iter().any(|word| word.is_short) {
        let is_there = |word: &Word| name.iter().any(|other| other.letters == word.letters);
        return words.iter().all(is_there) && sorted(words) == sorted(name);
    }
    let own = |words: &[Word]| words.iter().filter(|word| !is_generic(word)).cloned().collect::<Vec<Word>>();
    let generic =
        |words: &[Word]| words.iter().filter(|word| is_generic(word)).cloned().collect::<Vec<Word>>();
    in_order(words, name) || in_order(&own(words), &own(name)) && in_any_order(&generic(words), generic(name))
}

fn in_order(words: &[Word], name: &[Word]) -> bool {
    words.len() == name.len() && words.iter().zip(name).all(|(word, other)| matches(word, other))
}

/// Returns `true` if a word is the other one, or the beginning of it without at least two letters.
fn matches(word: &Word, other: &Word) -> bool {
    if word.is_short {
        other.letters.strip_prefix(&word.letters).is_some_and(|rest| rest.chars().nth(1).is_some())
    } else {
        other.letters == word.letters
    }
}

fn in_any_order(words: &[Word], mut name: Vec<Word>) -> bool {
    // Whole words first, so that an abbreviation does not take the place of one.
    let (short, whole): (Vec<&Word>, Vec<&Word>) = words.iter().partition(|word| word.is_short);
    let mut take = |word: &&Word| {
        let at = name.iter().position(|other| matches(word, other));
        at.map(|at| name.swap_remove(at)).is_some()
    };
    whole.iter().all(&mut take) && short.iter().all(&mut take) && name.is_empty()
}
