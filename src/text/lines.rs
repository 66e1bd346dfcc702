//! Lines of a text: where they begin and end, and the line and column of each byte.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::text::{BOM, Span, find_byte};

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, counted in characters (Unicode scalar values).
    pub column: usize,
}

/// The line starts of a text. They are computed only for a text that a message is about.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// Known columns, by place, so that a long line is scanned once and not once per finding.
    known: RefCell<BTreeMap<u32, usize>>,
}

/// The distance between known columns, in bytes.
const APART: usize = 256;

impl<'t> Lines<'t> {
    /// Finds the line starts of `text`; a line ends at LF (TOML 1.0, "newline"). A byte order mark at the start
    /// of the text has no column, because it is before the first line; anywhere else it has one.
    pub fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let first = text.len() - text.strip_prefix(BOM).unwrap_or(text).len();
        let starts = std::iter::once(first).chain(ends.map(|(at, _)| at + 1));
        let starts = starts.map(|at| Span::new(at, 0).start).collect();
        Self { text, starts, known: RefCell::default() }
    }

    /// Returns the line of a byte, counted from 1.
    pub fn line(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// Returns the line and column of a byte.
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

    /// Returns the span of a line, counted from 1, without its line end.
    pub fn span(&self, line: usize) -> Span {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| *next as usize - 1);
        let span = Span { start, end: Span::new(0, end).end };
        let text = span.of(self.text);
        Span { end: span.end - u32::from(text.ends_with('\r')), ..span }
    }
}

/// Returns the start of the line that contains a byte, after a byte order mark.
pub fn line_start(text: &str, at: u32) -> u32 {
    let before = text.get(..at as usize).unwrap_or_default();
    before.rfind('\n').map_or_else(|| beginning(before), |end| Span::new(end + 1, 0).start)
}

/// Returns the start of a text, after its byte order mark if it has one.
pub fn beginning(text: &str) -> u32 {
    if text.starts_with(BOM) { Span::new(BOM.len_utf8(), 0).start } else { 0 }
}

/// Returns the start of the line after the one that contains a byte, or the end of the text.
pub fn line_end(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or_default();
    Span::new(at as usize + find_byte(rest, b'\n').map_or(rest.len(), |end| end + 1), 0).start
}

/// Returns the line end of a text: that of its first line, or LF if there is none.
pub fn newline(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Returns a text without its last line end.
pub fn without_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// Returns `true` if a text is empty or begins with an empty line or one of white space.
pub fn is_blank_line(text: &str) -> bool {
    text.split('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// Returns `true` if the last line looks like a comment. It may be part of a multi-line text; callers allow for
/// that.
pub fn ends_in_comment(text: &str) -> bool {
    let line = text.strip_suffix('\n').unwrap_or(text).rsplit('\n').next().unwrap_or_default();
    line.trim_start_matches(BOM).trim_start().starts_with('#')
}

/// Returns `true` if two texts differ at most in their line endings.
pub fn has_same_lines(one: &str, other: &str) -> bool {
    one == other || (one.contains('\r') || other.contains('\r')) && lines(one).eq(lines(other))
}

/// Returns each line without its ending, and whether it has one.
fn lines(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split_inclusive('\n').map(|line| match line.strip_suffix('\n') {
        Some(line) => (line.strip_suffix('\r').unwrap_or(line), true),
        None => (line, false),
    })
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
    fn byte_order_marks_have_a_column_except_at_the_start() {
        let lines = Lines::new("\u{FEFF}x\n\u{FEFF}y\u{FEFF}z");
        for (byte, line, column) in [(0, 1, 1), (3, 1, 1), (4, 1, 2), (5, 2, 1), (8, 2, 2), (12, 2, 4)] {
            assert_eq!(lines.position(byte), Position { line, column }, "{byte}");
        }
        assert_eq!(lines.span(1), Span::new(3, 4));
    }
}
