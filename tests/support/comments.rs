//! The comments of a text, for whoever must show that none was lost: tests and fuzz targets.

use toml_parser::lexer::TokenKind;

/// Returns every comment of a text, in the order of the alphabet.
pub fn comments(text: &str) -> Vec<&str> {
    let tokens = toml_parser::Source::new(text).lex();
    let comments = tokens.filter(|token| token.kind() == TokenKind::Comment);
    let mut comments: Vec<&str> =
        comments.map(|token| &text[token.span().start()..token.span().end()]).collect();
    comments.sort_unstable();
    comments
}
