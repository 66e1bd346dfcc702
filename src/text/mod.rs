//! Characters: places in a text, edits, escaping, names made comparable, and words for sentences.

pub mod diff;
pub mod edit;
mod escape;
mod lines;
mod normalize;
mod suggest;
mod words;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

pub use edit::{TextEdit, apply};
pub use escape::{
    harmless, in_octal, is_command, is_unsafe, isolated, quoted, respelt, shell_word, spelt_out, visible,
    visible_line,
};
pub use lines::{
    Lines, Position, beginning, ends_in_comment, is_blank_line, line_end, line_start, newline,
    without_line_end,
};
pub use normalize::{letters, normalize};
pub use suggest::{did_you_mean, nearest, slips};
pub use words::{all_of, any_of, counted, in_a_row};

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
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two have a byte in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The byte order mark, U+FEFF.
pub const BOM: char = '\u{FEFF}';

/// Returns a hash of a text: the same in every run, so that nothing depends on chance.
#[must_use]
pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Returns the last place up to this one, in bytes, at which a character of a text begins or the text ends.
#[must_use]
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
