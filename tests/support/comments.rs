//! The comments of a text, for tests and fuzz targets that check that none is lost.

use toml_parser::lexer::TokenKind;

/// Returns every comment of a text, in alphabetical order.
pub fn comments(text: &str) -> Vec<&str> {
    let tokens = toml_parser::Source::new(text).lex();
    let comments = tokens.filter(|token| token.kind() == TokenKind::Comment);
    let mut comments: Vec<&str> =
        comments.map(|token| &text[token.span().start()..token.span().end()]).collect();
    comments.sort_unstable();
    comments
}
