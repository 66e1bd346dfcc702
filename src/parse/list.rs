//! Splits a list of texts into its pieces, for edits and for `fmt`.
//!
//! Promises: a comma, `#` or line end inside a text is not a piece. The entries are read in `value.rs`.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::text::Span;

/// The kind of a piece of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The bracket that opens it.
    Open,
    /// An entry.
    Item,
    /// A comma.
    Comma,
    /// A comment, up to the end of its line.
    Comment,
    /// The end of a line.
    LineEnd,
    /// The bracket that closes it.
    Close,
}

/// Returns the pieces of the list at `span` with their places, without the spaces. Returns `None` if it contains
/// anything but texts.
pub fn pieces(text: &str, span: Span) -> Option<Vec<(Piece, Span)>> {
    let mut found = Vec::new();
    for token in Source::new(span.of(text)).lex() {
        let piece = match token.kind() {
            TokenKind::LeftSquareBracket if found.is_empty() => Piece::Open,
            TokenKind::RightSquareBracket => Piece::Close,
            TokenKind::Comma => Piece::Comma,
            TokenKind::Comment => Piece::Comment,
            TokenKind::Newline => Piece::LineEnd,
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => Piece::Item,
            TokenKind::Whitespace | TokenKind::Eof => continue,
            _ => return None,
        };
        let at = token.span();
        found.push((piece, crate::parse::shift(at.start()..at.end(), span)));
    }
    let is_complete =
        matches!((found.first(), found.last()), (Some((Piece::Open, _)), Some((Piece::Close, _))));
    is_complete.then_some(found)
}
