//! The entries of a list with their comments, and its canonical layout.

use std::borrow::Cow;

use crate::model::{spelling, spelling::INDENT};
use crate::parse::list::{Piece, pieces};
use crate::text::Span;

/// A list of texts in its pieces. Comments have no white space round them, but for what is before one beside an entry.
#[derive(Clone, Debug, Default)]
pub struct Entries<'t> {
    /// The comment beside the opening bracket, with the white space before it.
    pub opening: &'t str,
    /// The entries, in their order.
    pub all: Vec<Entry<'t>>,
    /// The comments below the last entry.
    pub below: Vec<&'t str>,
}

/// One entry with its comments.
#[derive(Clone, Debug)]
pub struct Entry<'t> {
    /// The comments on the lines above it.
    pub above: Vec<&'t str>,
    /// The text, as TOML.
    pub item: Cow<'t, str>,
    /// The comment on its line, with the white space before it.
    pub beside: &'t str,
}

impl<'t> Entries<'t> {
    /// Reads the list at `span`; `None` if it has an entry that is not a text.
    pub fn read(text: &'t str, span: Span) -> Option<Self> {
        let mut list = Self::default();
        let mut begins_line = false;
        for (piece, at) in pieces(text, span)? {
            match piece {
                Piece::Item => {
                    let above = std::mem::take(&mut list.below);
                    list.all.push(Entry { above, item: Cow::Borrowed(at.of(text)), beside: "" });
                    begins_line = false;
                }
                Piece::LineEnd => begins_line = true,
                Piece::Comment if begins_line => list.below.push(at.of(text)),
                Piece::Comment => {
                    let before = text[..at.start as usize].trim_end_matches([' ', '\t']).len();
                    let beside = &text[before..at.end as usize];
                    match list.all.last_mut() {
                        Some(entry) => entry.beside = beside,
                        None => list.opening = beside,
                    }
                }
                Piece::Open | Piece::Comma | Piece::Close => {}
            }
        }
        Some(list)
    }

    /// Returns the list of the field `key` in the canonical layout; lines end with `newline`.
    pub fn spelt(&self, key: &str, newline: &str) -> String {
        let has_comments = |entry: &Entry<'_>| !entry.beside.is_empty() || !entry.above.is_empty();
        if self.opening.is_empty() && self.below.is_empty() && !self.all.iter().any(has_comments) {
            let items: Vec<&str> = self.all.iter().map(|entry| entry.item.as_ref()).collect();
            return spelling::list(key, &items, newline);
        }
        self.on_lines(newline)
    }

    /// Returns the list with one entry per line.
    pub fn on_lines(&self, newline: &str) -> String {
        let mut out = format!("[{}{newline}", spaced(self.opening));
        let mut line = |content: &str| out.push_str(&format!("{INDENT}{content}{newline}"));
        for Entry { above, item, beside } in &self.all {
            above.iter().copied().for_each(&mut line);
            line(&format!("{item},{}", spaced(beside)));
        }
        self.below.iter().copied().for_each(&mut line);
        out.push(']');
        out
    }
}

/// Returns a comment with the space that is needed before it.
fn spaced(comment: &str) -> Cow<'_, str> {
    if comment.starts_with('#') { format!(" {comment}").into() } else { comment.into() }
}
