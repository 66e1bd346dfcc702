//! Finds the end of a statement, `key = value`, from its tokens.
//!
//! Promises: a statement with an unclosed list ends before the next field or header. Only brackets and dots
//! matter here; the value is read by the parser.

use toml_parser::lexer::TokenKind;

use crate::model::{Line, Table};
use crate::text::Span;

/// The deepest nesting that is parsed: more than any registry needs, and far less than exhausts the stack.
pub const DEEPEST: usize = 64;

/// A part of a body that the parser must not see.
#[derive(Debug)]
pub struct Broken {
    /// The part.
    pub span: Span,
    /// Where the fault is.
    pub at: Span,
    /// The fault.
    pub fault: Fault,
}

/// Why a part is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A list or inline table is open where the next field or record begins.
    Open,
    /// A multi-line text is open at the end of the file.
    OpenText,
    /// Lists, tables or dotted keys are nested deeper than [`DEEPEST`].
    Deep,
    /// Lines have no `=`, and the parser would stop there.
    NoEquals,
}

/// A statement of which some tokens have been read.
#[derive(Default)]
pub struct Statement {
    start: u32,
    in_value: bool,
    /// The end of the last token that is not white space.
    last: u32,
    /// The key, as far as it has been read.
    key: Span,
    /// The value, as far as it has been read.
    value: Option<Span>,
    /// The open brackets, each with its place.
    open: Vec<(TokenKind, Span)>,
    dots: usize,
    deep: Option<Span>,
    after_comma: bool,
}

impl Statement {
    /// Returns an empty statement that begins at this byte.
    pub fn at(start: u32) -> Self {
        Self { start, key: Span { start, end: start }, ..Self::default() }
    }

    /// Returns its first byte.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// Returns where its last token ends that is not white space.
    pub fn last(&self) -> u32 {
        self.last
    }

    /// Adds a token that does not end the statement.
    pub fn take(&mut self, kind: TokenKind, span: Span) {
        let is_trivia = matches!(kind, TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline);
        if !matches!(kind, TokenKind::Whitespace | TokenKind::Newline) {
            self.last = span.end;
        }
        if !is_trivia {
            match &mut self.value {
                Some(value) => value.end = span.end,
                None if self.in_value => self.value = Some(span),
                None if kind != TokenKind::Equals => self.key.end = span.end,
                None => {}
            }
        }
        match kind {
            TokenKind::Equals if !self.in_value => self.in_value = true,
            TokenKind::Dot if !self.in_value || !self.open.is_empty() => self.dots += 1,
            _ if !self.in_value => {}
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => self.open.push((kind, span)),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => drop(self.open.pop()),
            TokenKind::Comma | TokenKind::Equals => self.dots = 0,
            _ => {}
        }
        if !is_trivia {
            self.after_comma = kind == TokenKind::Comma;
        }
        if self.deep.is_none() && (self.open.len() > DEEPEST || self.dots > DEEPEST) {
            self.deep = Some(span);
        }
    }

    /// Returns `true` if the statement ends at this line end: no bracket is open, or the next line cannot be
    /// inside the brackets.
    pub fn ends(&self, text: &str, newline: Span) -> bool {
        let Some((innermost, _)) = self.open.last() else { return true };
        let next = text.get(newline.end as usize..).unwrap_or_default();
        let next = next.split('\n').next().unwrap_or_default().trim_start_matches([' ', '\t']);
        begins_table(next) || *innermost == TokenKind::LeftSquareBracket && begins_field(next)
    }

    /// Returns `true` if it has no `=` yet.
    pub fn lacks_equals(&self) -> bool {
        !self.in_value
    }

    /// Returns the line of the field that ends here.
    pub fn line(&self, end: u32) -> Option<Line> {
        let value = self.value?;
        Some(Line { key: self.key, value: Span { end: value.end.min(end), ..value }, end })
    }

    /// Returns what is broken if the statement ends here.
    pub fn broken(&self, end: u32) -> Option<Broken> {
        let span = Span { start: self.start, end };
        if let Some(at) = self.deep {
            return Some(Broken { span, at, fault: Fault::Deep });
        }
        if !self.in_value {
            return Some(Broken { span, at: span, fault: Fault::NoEquals });
        }
        self.open.last().map(|(_, at)| Broken { span, at: *at, fault: Fault::Open })
    }

    /// Returns the place of the token if it is valid only since TOML 1.1: a line end, a comment or a last comma
    /// in an inline table, the escape sequences `\e` and `\xHH`, a time without seconds.
    pub fn newer(&self, kind: TokenKind, span: Span, text: &str) -> Option<Span> {
        let in_table = matches!(self.open.last(), Some((TokenKind::LeftCurlyBracket, _)));
        let found = match kind {
            TokenKind::Newline | TokenKind::Comment => in_table,
            TokenKind::RightCurlyBracket => in_table && self.after_comma,
            TokenKind::BasicString | TokenKind::MlBasicString => has_new_escape(span.of(text)),
            // The fraction of a second comes after a dot.
            TokenKind::Atom => {
                let after_dot = text[..span.start as usize].ends_with('.');
                self.in_value && !after_dot && lacks_seconds(span.of(text))
            }
            _ => false,
        };
        found.then_some(span)
    }
}

/// Returns `true` if a line begins like the header of a known table, which cannot be in a list.
fn begins_table(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('[') else { return false };
    names_table(inner.strip_prefix('[').unwrap_or(inner))
}

/// Returns `true` if the text after the brackets of a header begins with the name of a known table.
pub fn names_table(inner: &str) -> bool {
    let inner = inner.trim_start();
    Table::ALL.iter().any(|table| {
        inner.strip_prefix(table.key()).is_some_and(|rest| rest.trim_start().starts_with(['.', ']']))
    })
}

/// Returns `true` if a line begins like `key =`, which cannot be in a list.
fn begins_field(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    rest.len() < line.len() && rest.trim_start_matches([' ', '\t']).starts_with('=')
}

/// Returns `true` if a text contains an escape sequence that TOML 1.1 added.
pub fn has_new_escape(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some(b'e' | b'x')) {
            return true;
        }
    }
    false
}

fn lacks_seconds(text: &str) -> bool {
    let Some((before, after)) = text.split_once(':') else { return false };
    let minutes = after.get(..2).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let hours = before.ends_with(|c: char| c.is_ascii_digit());
    hours && minutes && matches!(after.as_bytes().get(2), None | Some(b'Z' | b'z' | b'+' | b'-'))
}
