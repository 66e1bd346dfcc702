//! How a text is written apart from its lines: byte order mark, line ends, and whether the last line has one.
//!
//! The merge is made on texts of one shape, so that a side that was saved with other line ends differs in nothing else.

use std::borrow::Cow;

use crate::compare::merge::sides::Sides;
use crate::text::{BOM, newline};

/// The shape of a text.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    has_mark: bool,
    newline: &'static str,
    is_ended: bool,
}

impl Shape {
    /// Returns the shape of a merge: each of the three facts by the three-way rule. An empty text has none.
    pub fn of(texts: Sides<&str>) -> Self {
        let shape = |text: &str| Self {
            has_mark: text.starts_with(BOM),
            newline: newline(text),
            is_ended: text.ends_with('\n'),
        };
        let shapes: Vec<Self> =
            texts.in_order().into_iter().filter(|text| !text.is_empty()).map(shape).collect();
        match shapes[..] {
            [base, ours, theirs] => Self {
                has_mark: changed(base.has_mark, ours.has_mark, theirs.has_mark),
                newline: changed(base.newline, ours.newline, theirs.newline),
                is_ended: changed(base.is_ended, ours.is_ended, theirs.is_ended),
            },
            [.., ours, _] | [ours] => ours,
            [] => Self { has_mark: false, newline: "\n", is_ended: true },
        }
    }

    /// Gives a plain text this shape. A marker of a conflict keeps its line end.
    pub fn give(self, mut text: String) -> String {
        let is_marker = |text: &str| text.lines().last().is_some_and(|line| line.starts_with('>'));
        if !self.is_ended && !is_marker(&text) {
            text.truncate(text.strip_suffix('\n').unwrap_or(&text).len());
        }
        if self.newline != "\n" {
            text = text.replace('\n', self.newline);
        }
        if self.has_mark {
            text.insert(0, BOM);
        }
        text
    }
}

/// Returns what the sides make of a fact: ours, unless only theirs changed it.
fn changed<T: Copy + PartialEq>(base: T, ours: T, theirs: T) -> T {
    if ours == base { theirs } else { ours }
}

/// Returns a text in the plain shape: no byte order mark, line ends of Unix, also at the end.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let is_ended = text.is_empty() || text.ends_with('\n');
    if is_ended && !text.contains('\r') {
        return text.into();
    }
    let mut plain = text.replace("\r\n", "\n");
    if !is_ended {
        plain.push('\n');
    }
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(base: &str, ours: &str, theirs: &str) -> String {
        Shape::of(Sides { base, ours, theirs }).give("a\nb\n".to_owned())
    }

    #[test]
    fn whoever_changed_the_shape_has_it() {
        assert_eq!(shaped("x\n", "x\n", "x\n"), "a\nb\n");
        assert_eq!(shaped("x\n", "x\n", "x\r\n"), "a\r\nb\r\n");
        assert_eq!(shaped("x\r\n", "x\n", "x\r\n"), "a\nb\n");
        assert_eq!(shaped("x", "x", "x"), "a\nb");
        assert_eq!(shaped("x", "x\n", "x"), "a\nb\n");
        assert_eq!(shaped("", "x", "\u{FEFF}x\n"), "a\nb");
        assert_eq!(shaped("x\n", "x\n", "\u{FEFF}x\n"), "\u{FEFF}a\nb\n");
        assert_eq!(plain("\u{FEFF}a\r\nb"), "a\nb\n");
    }
}
