//! An excerpt of the file that a terminal or a log can show, and where each of its bytes is in it.
//!
//! Promises: one character for one character, so that columns are those of the file; no character that
//! could steer a terminal, but for the control characters of one byte, which the renderer shows as `␛`.

use crate::text::{BOM, is_command, is_unsafe};

/// The stand-in for a character that must not be shown.
const STAND_IN: char = '\u{FFFD}';

/// An excerpt as it is shown.
pub struct Legible {
    /// What is shown.
    pub text: String,
    /// For each character that has a stand-in of another length: where the character ends in the excerpt,
    /// and where the stand-in ends in what is shown.
    moved: Vec<(usize, usize)>,
}

impl Legible {
    /// Makes an excerpt legible.
    pub fn of(excerpt: &str) -> Self {
        let mut legible = Self { text: String::with_capacity(excerpt.len()), moved: Vec::new() };
        for (at, c) in excerpt.char_indices() {
            let shown = match c {
                // A workflow log takes `##[` for the beginning of a command, wherever it is in a line.
                '#' if is_command(None, &excerpt[at..]) => '.',
                c if !c.is_ascii() && (is_unsafe(c) || c == BOM) => STAND_IN,
                c => c,
            };
            legible.text.push(shown);
            if shown.len_utf8() != c.len_utf8() {
                legible.moved.push((at + c.len_utf8(), legible.text.len()));
            }
        }
        legible
    }

    /// Returns where a byte of the excerpt is in what is shown.
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
    fn a_place_moves_with_the_characters_before_it() {
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
