//! A text in which the parser found faults.
//!
//! Promises: the lines of a text are looked at in a time that grows with the text, however many faults are on one line.

use std::cell::Cell;

use crate::text::{self, Span};

/// A text with complaints. Many may be about one line, which is looked at once.
pub struct FaultyText<'t> {
    /// The text.
    pub text: &'t str,
    /// The last line, and whether it contains a NUL character.
    last: Cell<Option<(Span, bool)>>,
}

impl<'t> FaultyText<'t> {
    /// Returns a text of which no line was looked at.
    pub fn new(text: &'t str) -> Self {
        Self { text, last: Cell::default() }
    }

    /// Returns the line that contains a byte, without its line feed, and whether it contains a NUL character.
    pub fn line(&self, at: u32) -> (Span, bool) {
        let last = self.last.get().filter(|(line, _)| (line.start..=line.end).contains(&at));
        last.unwrap_or_else(|| {
            let (before, rest) = self.text.split_at(at as usize);
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let end = before.len() + text::find_byte(rest, b'\n').unwrap_or(rest.len());
            let line = Span::new(start, end);
            let looked = (line, line.of(self.text).contains('\0'));
            self.last.set(Some(looked));
            looked
        })
    }
}
