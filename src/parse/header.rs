//! Reads a header line: its words and what is wrong with it.
//!
//! Promises: every word has its place, and a header without its first bracket is still a header. The table that
//! it names is found in `tables.rs`.

use std::borrow::Cow;

use toml_parser::lexer::{Token, TokenKind};
use toml_parser::parser::{Event, EventKind, ValidateWhitespace, parse_document};
use toml_parser::{ParseError, Source};

use crate::parse::{statement::names_table, toml_error::Complaint};
use crate::text::Span;

/// A header line.
#[derive(Debug)]
pub struct Header<'t> {
    /// From bracket to bracket.
    pub span: Span,
    /// Whether the brackets are double.
    pub double: bool,
    /// The words between the brackets, each with its place.
    pub path: Vec<(Cow<'t, str>, Span)>,
    /// What is wrong with the line.
    pub errors: Vec<Complaint>,
    /// A word that is valid only since TOML 1.1.
    pub newer: Option<Span>,
}

impl<'t> Header<'t> {
    /// Parses the tokens of the line, whose places count from `base`.
    pub fn parse(&mut self, text: &'t str, base: usize, tokens: &[Token]) {
        let source = Source::new(text.get(base..).unwrap_or_default());
        let place = |span: toml_parser::Span| Span::new(base + span.start(), base + span.end());
        let line = self.span;
        let mut found = Vec::new();
        let mut errors = |error: ParseError| {
            let at = error.unexpected().or(error.context()).map_or(line, place);
            found.push(Complaint::new(at, &syntax_message(&error)));
        };
        let mut events: Vec<Event> = Vec::new();
        parse_document(tokens, &mut ValidateWhitespace::new(&mut events, source), &mut errors);
        for event in events {
            match event.kind() {
                EventKind::ArrayTableOpen => self.double = true,
                EventKind::SimpleKey => {
                    let mut name = Cow::Borrowed("");
                    if let Some(raw) = source.get(event) {
                        raw.decode_key(&mut name, &mut errors);
                    }
                    self.path.push((name, place(event.span())));
                }
                EventKind::StdTableClose | EventKind::ArrayTableClose => {
                    self.span.end = place(event.span()).end
                }
                _ => {}
            }
        }
        self.errors = found;
    }
}

/// Returns the header in a line that lacks nothing but its first bracket. Otherwise the fields below it would be
/// taken for fields of the record above.
pub fn without_bracket(text: &str, line: Span) -> Option<Header<'_>> {
    let raw = line.of(text).trim_end();
    if !(raw.ends_with(']') && names_table(raw)) {
        return None;
    }
    let span = Span { end: line.start + Span::new(raw.len(), 0).start, ..line };
    let mut path = Vec::new();
    for token in Source::new(raw).lex() {
        let (start, end) = (token.span().start(), token.span().end());
        match token.kind() {
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {
                let word = raw.get(start..end)?.trim_matches(['"', '\'']);
                path.push((
                    Cow::Borrowed(word),
                    Span::new(line.start as usize + start, line.start as usize + end),
                ));
            }
            TokenKind::Dot | TokenKind::Whitespace | TokenKind::RightSquareBracket | TokenKind::Eof => {}
            _ => return None,
        }
    }
    let errors = vec![Complaint::missing_bracket(span)];
    Some(Header { span, double: raw.ends_with("]]"), path, errors, newer: None })
}

/// Returns the parser's message in the form of `toml::de::Error::message`.
fn syntax_message(error: &ParseError) -> String {
    let expected: Vec<String> = error
        .expected()
        .unwrap_or_default()
        .iter()
        .map(|expected| match expected {
            toml_parser::Expected::Literal(text) => format!("`{text}`"),
            toml_parser::Expected::Description(text) => (*text).to_owned(),
            _ => "something else".to_owned(),
        })
        .collect();
    if expected.is_empty() {
        return error.description().to_owned();
    }
    format!("{}, expected {}", error.description(), expected.join(", "))
}
