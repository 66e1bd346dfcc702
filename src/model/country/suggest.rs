//! Countries to suggest for an unknown input. A suggestion must not mislead: generic words make no two names
//! similar, and a place that is not in UN M49 gets none.

use crate::model::country::list::{Country, all, by_code, is_code_shaped, unique};
use crate::model::country::names::{Letters, Name, OUTSIDE, having, is_outside, near, within};
use crate::model::country::words::{Word, at, core, telling, words};
use crate::text::{normalize, slips};

/// The most suggestions.
const MOST: usize = 3;

/// Returns at most three countries for an unknown input: first those whose code is in it or whose name differs
/// in one letter, then those with a name that contains it, whose whole name is in it, or with a similar name.
pub fn suggestions(input: &str) -> Vec<&'static Country> {
    let words = words(input);
    if is_outside(&words) || OUTSIDE.iter().any(|outside| at(outside, &words).is_some()) {
        return Vec::new();
    }
    let own = telling(&core(&words));
    let contained = contained(&words);
    let mut found = unique(coded_words(input).chain(misspelt(input)));
    if own.chars().count() >= least(&own) {
        let longer = if contained.is_empty() || words.len() > 1 { longer(&own) } else { Vec::new() };
        found.extend(longer.into_iter().chain(contained).chain(similar(&own, &apart(&words))));
    } else {
        found.extend(contained);
    }
    found = unique(found.into_iter());
    found.truncate(MOST);
    found
}

/// Returns the countries whose codes are words of the input, in capitals: `NGA Niger`.
fn coded_words(input: &str) -> impl Iterator<Item = &'static Country> {
    input.split_whitespace().filter(|word| is_code_shaped(word)).filter_map(by_code)
}

/// Returns the countries with a name that differs from the whole input in one letter.
fn misspelt(input: &str) -> impl Iterator<Item = &'static Country> {
    let normalized = normalize(input);
    let is_long = normalized.chars().count() > FEWEST_LETTERS;
    let letters = Letters::of(&normalized);
    let is_near = move |name: &&Name| is_long && slips(&normalized, &name.normalized) == Some(1);
    near(letters, 1).filter(is_near).map(|name| name.country)
}

/// Returns the words that make another place of a name.
fn apart(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.letters.as_str()).filter(|word| APART.contains(word)).collect()
}

/// The fewest letters of a name that is looked for in an input.
const FEWEST_LETTERS: usize = 4;

/// Words that make another place of the name that follows: Northern Ireland, New Mexico, French Somaliland.
#[rustfmt::skip]
const APART: [&str; 31] = [
    "north", "northern", "south", "southern", "east", "eastern", "west", "western", "new", "upper", "lower", "white",
    "british", "dutch", "french", "german", "italian", "portuguese", "spanish", "american", "nord", "sud", "est",
    "ouest", "norte", "sur", "este", "oeste", "nueva", "nuevo", "nouvelle",
];

/// Returns the countries whose whole name is in the input, and in no longer name that is.
fn contained(words: &[Word]) -> Vec<&'static Country> {
    let is_long = |name: &&Name| name.normalized.chars().count() >= least(&name.normalized);
    let part = |name: &'static Name| {
        let at = at(name.words(), words)?;
        (!name.core().is_empty()).then(|| (at, name.words().len(), name.country))
    };
    let mut parts: Vec<(usize, usize, &'static Country)> = within(words)
        .filter(is_long)
        .filter_map(part)
        .filter(|(at, _, _)| *at == 0 || !APART.contains(&words[at - 1].letters.as_str()))
        .collect();
    // The longest first, then in the order of the input.
    parts.sort_by_key(|(at, length, country)| (usize::MAX - length, *at, country.at));
    let mut taken = vec![false; words.len()];
    let mut found: Vec<(usize, usize, &'static Country)> = Vec::new();
    for part @ (at, length, _) in parts {
        let is_shared = found.iter().any(|(other, long, _)| (*other, *long) == (at, length));
        if is_shared || !taken[at..at + length].contains(&true) {
            taken[at..at + length].fill(true);
            found.push(part);
        }
    }
    found.sort_by_key(|(at, _, country)| (*at, country.at));
    unique(found.into_iter().map(|(_, _, country)| country))
}

/// Returns the fewest letters that are a name: in Chinese, two.
fn least(name: &str) -> usize {
    if name.starts_with(|c: char| c >= '\u{2E80}') { 2 } else { FEWEST_LETTERS }
}

/// Returns the countries with a name in which the input is the beginning of a word.
fn longer(input: &str) -> Vec<&'static Country> {
    let begins = |name: &&Name| {
        let telling = name.telling();
        let mut places = telling.match_indices(input).map(|(at, _)| &telling[..at]);
        places.any(|before| match before.strip_suffix(' ') {
            Some(before) => !before.rsplit(' ').next().is_some_and(|word| APART.contains(&word)),
            None => before.is_empty(),
        })
    };
    having(input.split(' ')).filter(begins).map(|name| name.country).collect()
}

/// Returns the countries with a name that differs in few letters and has the same words of direction, the most similar
/// first.
fn similar(input: &str, apart_words: &[&str]) -> Vec<&'static Country> {
    let length = input.chars().count();
    let most = (length / LETTERS_A_SLIP).max(1);
    let mut near: Vec<(usize, usize)> = near(Letters::of(input), most)
        // An abbreviation is one letter away from too many words.
        .filter(|name| name.telling().chars().count() >= least(name.telling()))
        .filter_map(|name| Some((slips(input, name.telling())?, name)))
        // North Sudan is not nearly South Sudan.
        .filter(|(_, name)| apart(name.words()) == apart_words)
        .map(|(slips, name)| (slips, name.country.at))
        .filter(|(slips, _)| *slips <= most)
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, at)| &all()[at]).collect()
}

/// How many letters a name has for each typing error, beyond the first.
const LETTERS_A_SLIP: usize = 5;
