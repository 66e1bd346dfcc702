//! An excerpt of a file with harmless characters in place of unsafe ones.
//!
//! One character replaces one character, so that the columns stay the same. Control characters of one byte
//! stay: the renderer shows them as `␛`.

use crate::text::{BOM, is_command, is_unsafe};

/// The replacement for an unsafe character.
const REPLACEMENT: char = '\u{FFFD}';

/// An excerpt that can be displayed.
pub struct Legible {
    /// The text to display.
    pub text: String,
    /// For each replacement that has another length than its character: the end of the character in the
    /// excerpt and the end of the replacement in `text`.
    moved: Vec<(usize, usize)>,
}

impl Legible {
    /// Replaces the unsafe characters of an excerpt.
    pub fn of(excerpt: &str) -> Self {
        let mut legible = Self { text: String::with_capacity(excerpt.len()), moved: Vec::new() };
        for (at, c) in excerpt.char_indices() {
            let shown = match c {
                // In a workflow log, `##[` begins a command anywhere in a line.
                '#' if is_command(None, &excerpt[at..]) => '.',
                c if !c.is_ascii() && (is_unsafe(c) || c == BOM) => REPLACEMENT,
                c => c,
            };
            legible.text.push(shown);
            if shown.len_utf8() != c.len_utf8() {
                legible.moved.push((at + c.len_utf8(), legible.text.len()));
            }
        }
        legible
    }

    /// Returns the offset in `text` for a byte offset in the excerpt.
    pub fn at(&self, byte: usize) -> usize {
        let next = self.moved.partition_point(|(from, _)| *from <= byte);
        let (from, to) = next.checked_sub(1).map_or((0, 0), |last| self.moved[last]);
        to + (byte - from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_the_characters_before_them() {
        // Two bytes, four bytes and three bytes become three each.
        let excerpt = "a\u{AD}b\u{E0041}c\u{200B}d";
        let legible = Legible::of(excerpt);
        assert_eq!(legible.text, "a\u{FFFD}b\u{FFFD}c\u{FFFD}d");
        for letter in ['a', 'b', 'c', 'd'] {
            let place = |text: &str| text.find(letter).expect("it is there");
            assert_eq!(legible.at(place(excerpt)), place(&legible.text), "{letter}");
        }
        assert_eq!(legible.at(excerpt.len()), legible.text.len());
        assert_eq!(Legible::of("x ##[group]").text, "x .#[group]");
    }
}
