//! Text edits: a range of bytes and the text that replaces it. Every change of a registry is made of them.
//!
//! Promises: every byte outside the edits stays as it is.

use crate::text::Span;

/// A range of bytes with the text that replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes to remove; empty for an insertion.
    pub span: Span,
    /// The text to insert.
    pub text: String,
}

impl TextEdit {
    /// Returns an edit that replaces a span with a text.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Returns an edit that inserts a text before the byte at `at`.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span { start: at, end: at }, text)
    }

    /// Returns the edit relative to the start of `outer`, which contains it.
    pub fn within(self, outer: Span) -> Self {
        Self { span: self.span.within(outer), ..self }
    }

    /// Returns an edit that removes a span.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// Applies edits to a text. Returns the new text and the indices of the edits that were applied: of two that
/// overlap, the one that begins later is skipped. Edits at the same place are applied in the given order.
///
/// ```
/// use netreg::text::{TextEdit, apply};
/// use netreg::text::Span;
/// let edits = [TextEdit::insert(3, "!"), TextEdit::replace(Span::new(0, 1), "H")];
/// assert_eq!(apply("hey", &edits), ("Hey!".to_owned(), vec![1, 0]));
/// ```
pub fn apply(text: &str, edits: &[TextEdit]) -> (String, Vec<usize>) {
    let mut order: Vec<(usize, &TextEdit)> = edits.iter().enumerate().collect();
    order.sort_by_key(|(_, edit)| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = Vec::new();
    let mut from = 0;
    for (at, edit) in order {
        if edit.span.start < from {
            continue;
        }
        out.push_str(Span { start: from, end: edit.span.start }.of(text));
        out.push_str(&edit.text);
        from = edit.span.end;
        done.push(at);
    }
    out.push_str(text.get(from as usize..).unwrap_or_default());
    (out, done)
}
