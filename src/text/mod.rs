//! Text: places, lines, edits and diffs, escaping, normalized names, and words for sentences.

mod absent;
mod aligned;
pub mod bytes;
pub mod diff;
mod direction;
pub mod edit;
mod escape;
mod hash;
mod lines;
mod lookalikes;
mod normalize;
mod repair;
mod suggest;
mod words;

use std::ops::Range;

pub use absent::means_absent;
pub use aligned::aligned;
pub use bytes::{contains, find_byte, has_plain_ends, is_plain, split, usual_length};
pub use direction::{is_right_to_left, isolated, pieces};
pub use edit::{TextEdit, apply};
pub use escape::{
    harmless, in_octal, is_command, is_harmless, is_unsafe, quoted, respelt, shell_word, spelt_out, visible,
    visible_line,
};
pub use hash::{hash, name_hash};
pub use lines::{
    Lines, Position, beginning, ends_in_comment, has_same_lines, is_blank_line, line_end, line_start,
    newline, without_line_end,
};
pub use lookalikes::{called, is_curly, is_invisible, is_odd_space};
pub use normalize::{is_apostrophe, letters, normalize, usual};
pub use repair::repaired;
pub use suggest::{did_you_mean, nearest, slips};
pub use words::{all_of, any_of, counted, in_a_row};

/// A range of bytes in the text of a registry, on character boundaries.
///
/// Four bytes are enough for each end: a registry of 4 GiB or more is rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end`. An offset over 4 GiB becomes the largest possible one.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Returns the span as a range, for slices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the part of `text` that the span covers; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Returns the span relative to the start of `outer`, which contains it.
    pub fn within(self, outer: Self) -> Self {
        Self { start: self.start - outer.start, end: self.end - outer.start }
    }

    /// Returns `true` if `other` is inside this span, ends included.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns `true` if the two spans have a byte in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The byte order mark, U+FEFF.
pub const BOM: char = '\u{FEFF}';

/// Returns the last byte offset up to `at` that is a character boundary of a text.
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
