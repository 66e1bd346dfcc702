//! The forms in which lists write a name: with an article, words in another order or abbreviated, letters that a
//! program broke. Each is a rule, not a list of names, and none corrects a spelling mistake.

use crate::model::country::list::{Country, coded, unique};
use crate::model::country::names::{
    Letters, Name, exactly, having, is_outside, masked, masked_as, near, with, within,
};
use crate::model::country::words::{Word, at, core, fits, letters, words};
use crate::text::{is_apostrophe, is_unsafe, normalize, repaired, slips, usual};

/// Returns the text with plain letters, spaces and apostrophes: not full-width, not broken, without numbers of
/// notes.
pub fn tidy(input: &str) -> String {
    let is_note_number = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*');
    let plain = |c: char| if is_apostrophe(c) { '\'' } else { c };
    let kept = repaired(input);
    usual(kept.chars().filter(|c| !is_unsafe(*c) && !is_note_number(*c)).map(plain))
}

/// Returns the countries whose name is the whole text. The first form that some name has decides.
pub fn whole(text: &str) -> Vec<&'static Country> {
    whole_of(text, FEWEST_LETTERS)
}

/// As [`whole`], where abbreviations have at least as many letters.
pub fn whole_of(text: &str, fewest: usize) -> Vec<&'static Country> {
    let normalized = normalize(text);
    let words = words(text);
    if words.is_empty() || is_outside(&words) {
        return Vec::new();
    }
    let forms: [&dyn Fn() -> Vec<&'static Country>; 7] = [
        &|| bearers(exactly(&normalized), |_| true),
        &|| initials(&words),
        &|| with_words(&words, fewest),
        &|| turned(text).map_or_else(Vec::new, |text| with_words(&text, fewest)),
        &|| joined(&normalized),
        &|| without_kind(&words, &normalized, fewest),
        &|| damaged(text),
    ];
    forms.iter().map(|form| form()).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Returns the countries of the names in this form.
fn bearers(
    names: impl Iterator<Item = &'static Name>,
    form: impl Fn(&Name) -> bool,
) -> Vec<&'static Country> {
    unique(names.filter(|name| form(name)).map(|name| name.country))
}

/// The fewest letters of a name without spaces.
const FEWEST_JOINED: usize = 6;

/// The fewest letters that abbreviations can have.
const FEWEST_LETTERS: usize = 3;

/// Returns `true` if the words say enough to be a name: one abbreviated word does only beside another name.
fn is_long_enough(words: &[Word], fewest: usize) -> bool {
    let length = |word: &Word| word.letters.chars().count();
    let is_whole = |word: &Word| !word.is_short;
    let has_name =
        words.iter().any(is_whole) || words.iter().any(|word| length(word) >= fewest) && words.len() > 1;
    (has_name || fewest < FEWEST_LETTERS) && words.iter().map(length).sum::<usize>() >= fewest
}

/// Returns the words of a text with those behind its first comma or bracket in front: `Korea, Dem. P.R. of`.
fn turned(text: &str) -> Option<Vec<Word>> {
    let (behind, front) = text.split_once([',', '('])?;
    Some(words(front).into_iter().chain(words(behind)).collect())
}

/// Returns the countries with a name that was written without its spaces.
fn joined(normalized: &str) -> Vec<&'static Country> {
    let is_long = normalized.chars().count() >= FEWEST_JOINED;
    if !is_long || normalized.contains(' ') {
        return Vec::new();
    }
    bearers(with(Letters::of(normalized)), |name| {
        name.normalized.split(' ').collect::<String>() == normalized
    })
}

/// Returns the countries with a name of these words.
fn with_words(words: &[Word], fewest: usize) -> Vec<&'static Country> {
    if !is_long_enough(words, fewest) {
        return Vec::new();
    }
    bearers(having(letters(words)), |name| fits(words, name.words()))
}

/// Returns the countries with a name of these words where neither has its generic words, and those whose name is one
/// typing error away: "Dominica Republic" can be the Dominican Republic.
fn without_kind(words: &[Word], normalized: &str, fewest: usize) -> Vec<&'static Country> {
    let core = core(words);
    if core == words || !is_long_enough(&core, fewest) {
        return Vec::new();
    }
    let found = bearers(having(letters(&core)), |name| fits(&core, name.core()));
    // "United States" has only generic words, and is a country.
    let is_generic = |name: &Name| name.core().is_empty() && at(name.words(), words).is_some();
    if found.is_empty() || within(words).any(is_generic) {
        return Vec::new();
    }
    let near =
        bearers(near(Letters::of(normalized), 1), |name| slips(normalized, &name.normalized) == Some(1));
    unique(found.into_iter().chain(near))
}

/// Returns the country with the code, or with the abbreviation, that was written with full stops: `R.O.K.`
fn initials(words: &[Word]) -> Vec<&'static Country> {
    let is_letter = |word: &Word| word.is_short && word.letters.chars().count() == 1;
    if words.len() < FEWEST_LETTERS || !words.iter().all(is_letter) {
        return Vec::new();
    }
    let letters: String = letters(words).collect();
    coded(&letters).map_or_else(|| bearers(exactly(&letters), |_| true), |country| vec![country])
}

/// Returns `true` for a character that programs write in the place of a letter that they do not have.
pub fn is_damage(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}')
}

/// Returns the countries with a name that the text is with `?` or `U+FFFD` for its letters outside ASCII.
fn damaged(text: &str) -> Vec<&'static Country> {
    let text = text.trim_end_matches('?');
    if !text.contains(is_damage) {
        return Vec::new();
    }
    let masked = masked(text, is_damage);
    bearers(masked_as(&masked), |_| true)
}
