//! The one way in which a text changes: these bytes become that text.
//!
//! Promises: every byte outside the edits stays as it is. Which edits are right is left to
//! whoever makes them: a finding its remedy, `edit/` what was asked for.

use crate::text::Span;

/// Bytes that go, and the text that comes in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that go; none where text is only put in.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

impl TextEdit {
    /// Puts a text in place of another.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts a text before the byte at `at`.
    #[must_use]
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span { start: at, end: at }, text)
    }

    /// Returns the same edit of the part of the text at `outer`, in which it lies.
    #[must_use]
    pub fn within(self, outer: Span) -> Self {
        Self { span: self.span.within(outer), ..self }
    }

    /// Takes bytes away.
    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// Returns the text with the edits done, and the numbers of those that were: of two that overlap,
/// the one that begins later is left out. Those at the same place are done in the order given.
///
/// ```
/// use netreg::text::{TextEdit, apply};
/// use netreg::text::Span;
/// let edits = [TextEdit::insert(3, "!"), TextEdit::replace(Span::new(0, 1), "H")];
/// assert_eq!(apply("hey", &edits), ("Hey!".to_owned(), vec![1, 0]));
/// ```
#[must_use]
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
