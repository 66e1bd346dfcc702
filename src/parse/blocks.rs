//! Cuts a text into blocks, one for each table. It uses the lexer of the `toml` crates, so that a bracket inside a
//! text or a list is not mistaken for a header.
//!
//! Promises: the blocks are in order and cover the text. A part that would stop the parser (an unclosed list, an
//! unclosed text, very deep nesting) is set apart as [`Broken`], so that the next field and record are read.
//! `tables.rs` reads a block, `statement.rs` finds the end of a statement.

use toml_parser::Source;
use toml_parser::lexer::{Lexer, Token, TokenKind};

use crate::model::Line;
use crate::parse::header::{self, Header};
use crate::parse::statement::{Broken, DEEPEST, Fault, Statement, has_new_escape};
use crate::text::{Span, line_end};

/// One table: its header and the lines up to the next header.
#[derive(Debug)]
pub struct Block<'t> {
    /// From the header to the next one.
    pub span: Span,
    /// The header; `None` for the lines above the first header.
    pub header: Option<Header<'t>>,
    /// The lines after the header.
    pub body: Span,
    /// From the header to the end of its last field.
    pub content: Span,
    /// Where the lines end that a parser needs to see: below are blank lines and comments without a fault.
    told: u32,
    /// The lines of the fields, without broken ones.
    pub lines: Vec<Line>,
    /// Parts of the body that the parser must not see, in order.
    pub broken: Vec<Broken>,
    /// The places that are valid only since TOML 1.1.
    pub newer: Vec<Span>,
}

impl Block<'_> {
    /// Returns the parts of the body that the parser can read.
    pub fn sound(&self) -> impl Iterator<Item = Span> {
        let starts = std::iter::once(self.body.start).chain(self.broken.iter().map(|part| part.span.end));
        let ends = self.broken.iter().map(|part| part.span.start).chain([self.told.min(self.body.end)]);
        starts.zip(ends).map(|(start, end)| Span { start, end }).filter(|span| span.start < span.end)
    }
}

/// An iterator over the blocks of a text.
pub struct Cutter<'t> {
    text: &'t str,
    /// Where the text of the lexer begins in the whole text.
    base: usize,
    lexer: Lexer<'t>,
    /// The bracket that opens the next header.
    next: Option<Token>,
    /// The next header, if it lacks that bracket.
    bare: Option<Header<'t>>,
    /// The tokens of the current header; a field, so that the memory is reused.
    tokens: Vec<Token>,
    done: bool,
}

impl<'t> Cutter<'t> {
    /// Returns an iterator that begins at the first byte of a block; 0 is the whole text.
    pub fn new(text: &'t str, base: usize) -> Self {
        let rest = text.get(base..).unwrap_or_default();
        Self {
            text,
            base,
            lexer: Source::new(rest).lex(),
            next: None,
            bare: None,
            tokens: Vec::new(),
            done: false,
        }
    }

    fn span(&self, token: Token) -> Span {
        Span { start: self.offset(token.span().start()), end: self.offset(token.span().end()) }
    }

    /// Returns the place in the whole text of a byte of the lexer's text.
    fn offset(&self, byte: usize) -> u32 {
        Span::new(self.base + byte, 0).start
    }

    /// Reads the header that begins with `open`. Returns it, a fault that keeps it from being parsed, and the line
    /// end.
    fn header(&mut self, open: Token) -> (Header<'t>, Option<(Fault, Span)>, Token) {
        self.tokens.clear();
        self.tokens.push(open);
        let end = loop {
            match self.lexer.next() {
                Some(token) if matches!(token.kind(), TokenKind::Newline | TokenKind::Eof) => break token,
                Some(token) => self.tokens.push(token),
                None => break open,
            }
        };
        let span = Span { end: self.span(end).start, ..self.span(open) };
        let mut header = Header { span, double: false, path: Vec::new(), errors: Vec::new(), newer: None };
        let fault = self.tokens.iter().find_map(|token| Some((Fault::OpenText, self.open_text(*token)?)));
        let dots = self.tokens.iter().filter(|token| token.kind() == TokenKind::Dot);
        let fault = fault.or_else(|| Some((Fault::Deep, self.span(*dots.clone().nth(DEEPEST)?))));
        if fault.is_none() {
            header.parse(self.text, self.base, &self.tokens);
        }
        let strings = self.tokens.iter().filter(|token| token.kind() == TokenKind::BasicString);
        header.newer = strings.map(|token| self.span(*token)).find(|span| has_new_escape(span.of(self.text)));
        (header, fault, end)
    }

    /// Reads the body of a block up to the next header, and sets apart broken parts. Returns the end of the
    /// body.
    fn body(&mut self, block: &mut Block<'t>) -> u32 {
        let mut statement: Option<Statement> = None;
        while let Some(token) = self.lexer.next() {
            let (kind, span) = (token.kind(), self.span(token));
            if kind == TokenKind::Eof {
                break;
            }
            let current = match &mut statement {
                Some(current) => current,
                None if kind == TokenKind::LeftSquareBracket => {
                    self.next = Some(token);
                    return span.start;
                }
                None if matches!(kind, TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment) => {
                    self.tell(span, block);
                    continue;
                }
                none => none.insert(Statement::at(span.start)),
            };
            if let Some(at) = self.open_text(token) {
                block.broken.push(Broken {
                    span: Span { start: current.start(), ..span },
                    at,
                    fault: Fault::OpenText,
                });
                block.content.end = span.end;
                statement = None;
            } else if kind == TokenKind::Newline && current.ends(self.text, span) {
                let line = Span { start: current.start(), end: span.start };
                self.bare =
                    current.lacks_equals().then(|| header::without_bracket(self.text, line)).flatten();
                if self.bare.is_some() {
                    return current.start();
                }
                self.finish(current, span.start, block);
                block.told = span.end;
                self.tell(span, block);
                statement = None;
            } else {
                block.newer.extend(current.newer(kind, span, self.text));
                current.take(kind, span);
            }
        }
        self.done = true;
        let end = Span::new(self.text.len(), 0).start;
        if let Some(statement) = statement {
            self.finish(&statement, end, block);
            block.told = end;
        }
        end
    }

    /// Notes a line end or a comment that has a fault, of which the parser tells.
    fn tell(&self, span: Span, block: &mut Block<'t>) {
        let text = &self.text[span.start as usize..];
        let is_fault = |(at, byte): (usize, u8)| match byte {
            b'\r' => !text[at + 1..].starts_with('\n'),
            b'\t' | b'\n' => false,
            _ => byte.is_ascii_control(),
        };
        if span.of(self.text).bytes().enumerate().any(is_fault) {
            block.told = line_end(self.text, span.start);
        }
    }

    /// Adds a statement that ends here to its block, as the line of a field or as a broken part.
    fn finish(&self, statement: &Statement, end: u32, block: &mut Block<'t>) {
        // The token of an unclosed text includes the carriage return of its line.
        let is_cut = self.text[..end as usize].ends_with('\r');
        let end = if is_cut && end > statement.start() { end - 1 } else { end };
        block.content.end = statement.last().min(end);
        match statement.broken(end) {
            Some(broken) => self.set_apart(broken, &mut block.broken),
            None => block.lines.extend(statement.line(end)),
        }
    }

    /// Adds a broken part. Neighbouring lines without `=` have one cause, so they become one part.
    fn set_apart(&self, part: Broken, broken: &mut Vec<Broken>) {
        if let Some(before) = broken.last_mut()
            && before.fault == Fault::NoEquals
            && part.fault == Fault::NoEquals
            && self.text[before.span.end as usize..part.span.start as usize].trim().is_empty()
        {
            before.span.end = part.span.end;
        } else {
            broken.push(part);
        }
    }

    /// Returns the opening quotes of a multi-line text that is not closed.
    fn open_text(&self, token: Token) -> Option<Span> {
        let (quotes, escapes) = match token.kind() {
            TokenKind::MlBasicString => ("\"\"\"", true),
            TokenKind::MlLiteralString => ("'''", false),
            _ => return None,
        };
        let span = self.span(token);
        if span.end as usize != self.text.len() {
            return None;
        }
        let closed = span.of(self.text).get(quotes.len()..)?.strip_suffix(quotes).is_some_and(|text| {
            let slashes = text.bytes().rev().take_while(|byte| *byte == b'\\').count();
            !escapes || slashes % 2 == 0
        });
        (!closed).then_some(Span { start: span.start, end: span.start + 3 })
    }
}

impl<'t> Iterator for Cutter<'t> {
    type Item = Block<'t>;

    fn next(&mut self) -> Option<Block<'t>> {
        if self.done {
            return None;
        }
        let bare = self.bare.take();
        let start = bare.as_ref().map(|header| header.span.start);
        let start = start.or(self.next.map(|token| self.span(token).start)).unwrap_or(self.offset(0));
        let at = Span { start, end: start };
        let mut block = Block {
            span: at,
            header: None,
            body: at,
            content: at,
            told: start,
            lines: Vec::new(),
            broken: Vec::new(),
            newer: Vec::new(),
        };
        if let Some(header) = bare {
            block.body.start = header.span.end;
            block.content.end = header.span.end;
            block.header = Some(header);
        } else if let Some(open) = self.next.take() {
            let (header, fault, end) = self.header(open);
            block.body.start = self.span(end).start;
            self.tell(self.span(end), &mut block);
            block.content.end = block.body.start;
            let nothing = Span { start: block.body.start, end: block.body.start };
            block.broken.extend(fault.map(|(fault, at)| Broken { span: nothing, at, fault }));
            block.newer.extend(header.newer);
            block.header = Some(header);
        }
        let end = self.body(&mut block);
        block.span.end = end;
        block.body.end = end;
        Some(block)
    }
}
