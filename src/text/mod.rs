//! Places in a text, and the few questions about words that every part asks.
//!
//! Promises: a [`Span`] is a range of bytes, a [`Position`] counts lines and characters from 1. What a
//! place means is left to whoever made the span, what may be shown of a text to `shown.rs`.

mod shown;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

pub use shown::{
    harmless, in_octal, is_command, is_unsafe, isolated, quoted, respelt, shell_word, spelt_out, visible,
    visible_line,
};

/// A range of bytes in the text of a registry, on character boundaries.
///
/// Four bytes an end are enough: a registry of 4 GiB or more is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; an offset past 4 GiB becomes the largest there is.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Returns the same bytes as a range that slices can take.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the part of `text` that the span covers, or nothing where it does not fit.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Returns the same bytes counted from the beginning of `outer`, in which they lie.
    #[must_use]
    pub fn within(self, outer: Self) -> Self {
        Self { start: self.start - outer.start, end: self.end - outer.start }
    }

    /// Tells whether `other` lies inside, ends included.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two have a byte in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A place as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: usize,
}

/// The line starts of a text. Made only when something has to be said about it.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// Columns that are known, by place: so a long line is gone through once and not once a finding.
    known: RefCell<BTreeMap<u32, usize>>,
}

/// How far apart the columns are that are kept, in bytes.
const APART: usize = 256;

impl<'t> Lines<'t> {
    /// Finds the line starts of `text`; a line ends at LF (TOML 1.0, "newline"). A byte order mark at the
    /// beginning of the text is before its first line, so it takes no column there; elsewhere it takes one.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let first = text.len() - text.strip_prefix(BOM).unwrap_or(text).len();
        let starts = std::iter::once(first).chain(ends.map(|(at, _)| at + 1));
        let starts = starts.map(|at| Span::new(at, 0).start).collect();
        Self { text, starts, known: RefCell::default() }
    }

    /// Returns the line of a byte, from 1.
    #[must_use]
    pub fn line(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// Returns line and column of a byte.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let line = self.line(byte);
        let start = self.starts[line - 1].min(byte);
        let mut known = self.known.borrow_mut();
        let last = known.range(start..=byte).next_back();
        let (from, column) = last.map_or((start, 1), |(at, column)| (*at, *column));
        let between = Span { start: from, end: byte }.of(self.text);
        let column = column + between.chars().count();
        if between.len() > APART {
            known.insert(byte, column);
        }
        Position { line, column }
    }

    /// Returns the span of a line (from 1) without its line end.
    #[must_use]
    pub fn span(&self, line: usize) -> Span {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| *next as usize - 1);
        let span = Span { start, end: Span::new(0, end).end };
        let text = span.of(self.text);
        Span { end: span.end - u32::from(text.ends_with('\r')), ..span }
    }
}

/// Returns the last place up to this one, in bytes, at which a character of a text begins or the text ends.
#[must_use]
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The byte order mark, U+FEFF.
pub const BOM: char = '\u{FEFF}';

/// Returns the candidate that `word` was most likely meant to be, if one is near enough:
/// one slip in four characters, at least one (optimal string alignment).
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((slips(&lower, &candidate.to_lowercase())?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Returns how many slips of the hand make `typed` of `meant`, if they are few enough to believe.
#[must_use]
pub fn slips(typed: &str, meant: &str) -> Option<usize> {
    let length = typed.chars().count();
    let most = (length / 4).max(1);
    if length.abs_diff(meant.chars().count()) > most {
        return None;
    }
    let slips = strsim::osa_distance(typed, meant);
    (slips <= most).then_some(slips)
}

/// Returns a hash of a text: the same in every run, so that nothing depends on chance.
#[must_use]
pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Returns `1 finding`, `2 findings`: a number with its noun.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Returns "`a`, `b` or `c`".
#[must_use]
pub fn any_of(words: &[&str]) -> String {
    listed(words, "or")
}

/// Returns "`a`, `b` and `c`".
#[must_use]
pub fn all_of(words: &[&str]) -> String {
    listed(words, "and")
}

fn listed(words: &[&str], join: &str) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    in_a_row(&ticked, join)
}

/// Returns the words as a list in a sentence: "a, b and c", where "and" is what joins the last two.
#[must_use]
pub fn in_a_row<W: AsRef<str>>(words: &[W], join: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} {join} {last}", first.join(", ")),
        words => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a\r\nCôte d’Ivoire = 1\n";
        let lines = Lines::new(text);
        let equals = Span::new(text.find('=').expect("there is one"), 0).start;
        assert_eq!(lines.position(equals), Position { line: 2, column: 15 });
        assert_eq!(lines.span(1).of(text), "a");
        assert_eq!(lines.span(3).of(text), "");
    }

    #[test]
    fn a_byte_order_mark_takes_a_column_but_at_the_beginning() {
        let lines = Lines::new("\u{FEFF}x\n\u{FEFF}y\u{FEFF}z");
        for (byte, line, column) in [(0, 1, 1), (3, 1, 1), (4, 1, 2), (5, 2, 1), (8, 2, 2), (12, 2, 4)] {
            assert_eq!(lines.position(byte), Position { line, column }, "{byte}");
        }
        assert_eq!(lines.span(1), Span::new(3, 4));
    }

    #[test]
    fn the_nearest_word_is_near() {
        let fields = ["name", "coordinator", "sources"];
        assert_eq!(nearest("Sorces", fields), Some("sources"));
        assert_eq!(nearest("coordinater", fields), Some("coordinator"));
        assert_eq!(nearest("website", fields), None);
    }
}
