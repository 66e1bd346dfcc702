//! One statement, `key = value`, while its tokens go by.
//!
//! Promises: knows when it is over, also where a list was never closed: at a line that no list
//! can hold. Looks at brackets and dots only; what the value means is left to the parser.

use toml_parser::lexer::TokenKind;

use crate::model::field::Table;
use crate::model::record::Line;
use crate::text::Span;

/// Deeper than any registry goes, and far from what would exhaust the stack.
pub const DEEPEST: usize = 64;

/// A part of a body that no parser should see.
#[derive(Debug)]
pub struct Broken {
    /// The part.
    pub span: Span,
    /// Where the fault is.
    pub at: Span,
    /// What it is.
    pub fault: Fault,
}

/// Why a part is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A list or inline table is open where the next field or record begins.
    Open,
    /// A multi-line text is open at the end of the file.
    OpenText,
    /// Lists, tables or dotted keys go deeper than a registry can.
    Deep,
    /// Lines hold no `=`, at which the parser would stop.
    NoEquals,
}

/// The statement that is being scanned.
#[derive(Default)]
pub struct Statement {
    start: u32,
    in_value: bool,
    /// Where the last token ends that is no blank.
    last: u32,
    /// The place of the key, as far as it was seen.
    key: Span,
    /// The place of the value, as far as it was seen.
    value: Option<Span>,
    /// Brackets that are open, each with its place.
    open: Vec<(TokenKind, Span)>,
    dots: usize,
    deep: Option<Span>,
    after_comma: bool,
}

impl Statement {
    /// Begins a statement at this byte.
    pub fn at(start: u32) -> Self {
        Self { start, key: Span { start, end: start }, ..Self::default() }
    }

    /// Returns where it begins.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// Returns where the last of it ends that is no blank.
    pub fn last(&self) -> u32 {
        self.last
    }

    /// Takes note of a token that does not end the statement.
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

    /// Tells whether the statement is over at this line end: nothing is open, or what follows
    /// cannot stand inside what is.
    pub fn ends(&self, text: &str, newline: Span) -> bool {
        let Some((innermost, _)) = self.open.last() else { return true };
        let next = text.get(newline.end as usize..).unwrap_or_default();
        let next = next.split('\n').next().unwrap_or_default().trim_start_matches([' ', '\t']);
        begins_table(next) || *innermost == TokenKind::LeftSquareBracket && begins_field(next)
    }

    /// Returns `true` if no `=` was seen.
    pub fn lacks_equals(&self) -> bool {
        !self.in_value
    }

    /// Returns the statement as the line of a field that ends here.
    pub fn line(&self, end: u32) -> Option<Line> {
        let value = self.value?;
        Some(Line { key: self.key, value: Span { end: value.end.min(end), ..value }, end })
    }

    /// Returns the statement as broken, if it is.
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

    /// Returns the place of the token if it is valid in TOML 1.1 alone: a line end, a comment or a
    /// last comma in an inline table, the escapes `\e` and `\xHH`, a time without seconds.
    pub fn newer(&self, kind: TokenKind, span: Span, text: &str) -> Option<Span> {
        let in_table = matches!(self.open.last(), Some((TokenKind::LeftCurlyBracket, _)));
        let found = match kind {
            TokenKind::Newline | TokenKind::Comment => in_table,
            TokenKind::RightCurlyBracket => in_table && self.after_comma,
            TokenKind::BasicString | TokenKind::MlBasicString => has_new_escape(span.of(text)),
            // After a dot stands the fraction of a second.
            TokenKind::Atom => {
                let after_dot = text[..span.start as usize].ends_with('.');
                self.in_value && !after_dot && lacks_seconds(span.of(text))
            }
            _ => false,
        };
        found.then_some(span)
    }
}

/// Tells whether a line begins as the header of a known table, which no list can hold.
fn begins_table(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('[') else { return false };
    names_table(inner.strip_prefix('[').unwrap_or(inner))
}

/// Tells whether what follows the brackets of a header begins with the name of a known table.
pub fn names_table(inner: &str) -> bool {
    let inner = inner.trim_start();
    Table::ALL.iter().any(|table| {
        inner.strip_prefix(table.key()).is_some_and(|rest| rest.trim_start().starts_with(['.', ']']))
    })
}

/// Tells whether a line begins as `key =`, which no list can hold.
fn begins_field(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    rest.len() < line.len() && rest.trim_start_matches([' ', '\t']).starts_with('=')
}

/// Tells whether a text holds one of the escapes that TOML 1.1 added.
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
