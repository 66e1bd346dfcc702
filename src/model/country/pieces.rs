//! Texts that name a country twice, or something beside it: its code, a second name, the State of a territory, a
//! note. They are divided; a country is found if every piece matches it.

use std::ops::Range;

use crate::model::country::forms::{is_damage, whole, whole_of};
use crate::model::country::list::{Country, coded, unique};
use crate::model::country::states::is_added;

/// Returns the countries that a tidy text matches, in any form.
pub fn countries_of(text: &str) -> Vec<&'static Country> {
    let found = whole(text);
    if found.len() == 1 {
        return found;
    }
    let pieces = in_pieces(text);
    if pieces.is_empty() || pieces.len() > found.len() && !found.is_empty() { found } else { pieces }
}

/// The most pieces of a text; a longer one is a sentence.
const MOST_PIECES: usize = 6;

/// Returns the countries that all pieces of a text match: `ZMB: Zambia`, `Eswatini (Swaziland)`,
/// `Aruba (Netherlands)`.
fn in_pieces(text: &str) -> Vec<&'static Country> {
    let pieces: Vec<Range<usize>> = pieces(text).filter(|piece| !is_note(&text[piece.clone()])).collect();
    match pieces.as_slice() {
        [] => Vec::new(),
        [piece] if text[piece.clone()] == *text.trim() => Vec::new(),
        pieces if pieces.len() > MOST_PIECES => Vec::new(),
        pieces => together(text, pieces),
    }
}

/// Divides a text at its brackets and other marks, and before words that begin a note.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut cuts = vec![0, text.len()];
    cuts.extend(text.match_indices(MARKS).flat_map(|(at, mark)| [at, at + mark.len()]));
    cuts.extend(text.match_indices(" - ").map(|(at, _)| at));
    cuts.extend(NOTES.iter().filter_map(|note| find_word(text, note)));
    cuts.sort_unstable();
    let pieces: Vec<Range<usize>> = cuts.windows(2).map(|cut| cut[0]..cut[1]).collect();
    let is_end = |c: char| !c.is_alphanumeric() && c != '.' && !is_damage(c);
    pieces.into_iter().filter_map(move |piece| {
        let written = text[piece.clone()].trim_start_matches(is_end);
        let start = piece.end - written.len();
        let written = written.trim_end_matches(is_end);
        (!written.is_empty()).then(|| start..start + written.len())
    })
}

/// Marks between names.
const MARKS: [char; 14] = ['(', ')', '[', ']', '{', '}', '/', ',', ';', ':', '|', '=', '–', '—'];

/// Words that begin a note on what a list counts under the name.
const NOTES: [&str; 5] = ["including ", "excluding ", "incl. ", "excl. ", "under UN"];

/// Returns the place of a note's first word.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(&word.to_ascii_lowercase())?;
    (at == 0 || lower[..at].ends_with(' ')).then_some(at)
}

/// The number of the resolution that the United Nations add to the name of Kosovo.
const RESOLUTION: &str = "1244";

/// Returns `true` if a piece is a note, not a name.
fn is_note(piece: &str) -> bool {
    let is_number =
        piece.chars().all(|c| !c.is_alphabetic()) && piece.chars().filter(char::is_ascii_digit).count() < 3;
    is_number || piece.contains(RESOLUTION) || NOTES.iter().any(|note| find_word(piece, note) == Some(0))
}

/// Words before a second name, or before the State of a territory.
const BEFORE_NAMES: [&str; 7] = ["formerly ", "former ", "ex-", "ex ", "previously ", "now ", "overseas "];

/// Returns the countries that the pieces match, where neighbours can be one name: `Congo, Dem. Rep.`
fn together(text: &str, pieces: &[Range<usize>]) -> Vec<&'static Country> {
    let read = |first: usize, last: usize| named(&text[pieces[first].start..pieces[last].end]);
    let readings: Vec<Vec<Vec<&'static Country>>> = (0..pieces.len())
        .map(|first| (first..pieces.len()).map(|last| read(first, last)).collect())
        .collect();
    // Each bit says whether a name ends after a piece. A text without its notes can be one name; any other was read
    // as one already.
    let fewest = usize::from(pieces.len() > 1);
    let ways: Vec<Vec<Vec<&'static Country>>> = (fewest..1 << (pieces.len() - 1))
        .map(|ends| {
            let is_end = |at: &usize| *at + 1 == pieces.len() || ends >> at & 1 == 1;
            let mut first = 0;
            let names = (0..pieces.len()).filter(is_end).map(|last| {
                let countries = readings[first][last - first].clone();
                first = last + 1;
                countries
            });
            names.collect()
        })
        .filter(|names: &Vec<Vec<_>>| !names.iter().any(Vec::is_empty))
        .collect();
    let same = unique(ways.iter().flat_map(|groups| agreed(groups, |a, b| a == b)));
    if !same.is_empty() {
        return same;
    }
    let with_state =
        |state: &Country, country: &Country| state == country || is_added(state.alpha3, country.alpha3);
    let territories = unique(ways.iter().flat_map(|groups| agreed(groups, with_state)));
    if territories.is_empty() { unique(ways.into_iter().flatten().flatten()) } else { territories }
}

/// Returns the countries with this code in capitals, or with this name, as one of several pieces.
fn named(piece: &str) -> Vec<&'static Country> {
    let before = BEFORE_NAMES.iter().find(|before| find_word(piece, before) == Some(0));
    let piece = before.map_or(piece, |before| &piece[before.len()..]);
    let is_code =
        piece.len() <= 3 && piece.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    match coded(piece).filter(|_| is_code) {
        Some(country) => vec![country],
        None => whole_of(piece, FEWEST_OF_STATE),
    }
}

/// The fewest letters of a State beside its territory: `Niue (N.Z.)`
const FEWEST_OF_STATE: usize = 2;

/// Returns the countries of the groups for which each group has one that belongs to it.
fn agreed(
    groups: &[Vec<&'static Country>],
    belongs: impl Fn(&Country, &Country) -> bool,
) -> Vec<&'static Country> {
    let in_all = |country: &&'static Country| {
        groups.iter().all(|group| group.iter().any(|other| belongs(other, country)))
    };
    groups.iter().flatten().copied().filter(in_all).collect()
}
