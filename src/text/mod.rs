//! Text: places, lines, edits and diffs, escaping, normalized names, and words for sentences.

pub mod bytes;
pub mod diff;
mod direction;
pub mod edit;
mod escape;
mod lines;
mod lookalikes;
mod normalize;
mod repair;
mod suggest;
mod words;

use std::ops::Range;

pub use bytes::{contains, find_byte, has_plain_ends, is_plain, usual_length};
pub use direction::{is_right_to_left, isolated, pieces};
pub use edit::{TextEdit, apply};
pub use escape::{
    harmless, in_octal, is_command, is_unsafe, quoted, respelt, shell_word, spelt_out, visible, visible_line,
};
pub use lines::{
    Lines, Position, beginning, ends_in_comment, is_blank_line, line_end, line_start, newline,
    without_line_end,
};
pub use lookalikes::{called, is_curly, is_invisible, is_odd_space};
pub use normalize::{is_apostrophe, letters, normalize, normalize_into, usual};
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

/// Returns a hash of a text, which is never 0, and is the same in every run. It is fast, and no secret: whoever wants can find another
/// text with the same hash, so callers look at the texts again.
pub fn hash(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let rest = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    words.chain([rest]).fold(Span::new(0, text.len()).end.into(), |hash, word| mixed(hash ^ word)).max(1)
}

/// Returns the number that stands for this one, with bits that depend on more of its bits.
fn mixed(bits: u64) -> u64 {
    let product = (bits ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    product ^ product >> 32
}

/// Returns the last byte offset up to `at` that is a character boundary of a text.
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn texts_that_differ_little_have_different_hashes() {
        let number = |number: u32| format!("territory-{number:06}");
        let mut hashes: Vec<u64> =
            (0..100_000).flat_map(|at| [hash(&number(at)), hash(&number(at)[10..])]).collect();
        hashes.extend((0..100).map(|length| hash(&"a".repeat(length))));
        hashes.extend(["abcdefghijklmnop", "ijklmnopabcdefgh"].map(hash));
        hashes.sort_unstable();
        assert!(hashes.is_sorted_by(|a, b| a < b));
    }
}
