//! A place in the text from which a straight reader reads, and what is read alike in every layout.

use std::borrow::Cow;

use crate::model::field::FORMAT;
use crate::model::{Date, Field, Item, Kind, Record, Status, Table, Value, spelling};
use crate::parse::straight::memory::Memory;
use crate::text::{Span, has_plain_ends, usual_length};

/// A place in the text. A method that reads moves on; where it returns `None`, the place means nothing any more, save for
/// [`Place::eat`], which then has not moved.
pub struct Place<'s> {
    /// The whole text.
    pub text: &'s str,
    /// Where the next byte is.
    pub next: usize,
    /// Whether all texts so far are plain.
    pub is_plain: bool,
}

impl<'s> Place<'s> {
    pub fn new(text: &'s str, next: usize) -> Self {
        Self { text, next, is_plain: true }
    }

    pub fn rest(&self) -> &'s [u8] {
        &self.text.as_bytes()[self.next..]
    }

    pub fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.next).copied()
    }

    /// Reads this word.
    pub fn eat<const LENGTH: usize>(&mut self, word: &[u8; LENGTH]) -> Option<()> {
        (self.rest().first_chunk() == Some(word)).then(|| self.next += LENGTH)
    }

    /// Returns the span from a byte to here.
    #[expect(clippy::cast_possible_truncation, reason = "no text is longer, see `Straight::new`")]
    pub fn since(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.next as u32 }
    }

    /// Moves over the bytes that are `right`, and returns their span.
    pub fn run(&mut self, right: impl Fn(u8) -> bool) -> Span {
        let (start, rest) = (self.next, self.rest());
        self.next += rest.iter().position(|byte| !right(*byte)).unwrap_or(rest.len());
        self.since(start)
    }

    /// Reads the bytes of a key without quotes, which may be none.
    pub fn word(&mut self) -> Span {
        self.run(spelling::is_bare_byte)
    }

    /// Reads a header without white space into a record.
    pub fn header(&mut self, record: &mut Record<'s>) -> Option<()> {
        let start = self.next;
        self.eat(b"[")?;
        let is_list = self.eat(b"[").is_some();
        let rest = self.rest();
        // Most records are networks, the last of the tables. What follows its key tells whether it was the whole word.
        let mut tables = Table::ALL.into_iter().rev().filter(|table| table.is_list() == is_list);
        record.table = tables.find(|table| rest.starts_with(table.key().as_bytes()))?;
        self.next += record.table.key().len();
        record.key = Cow::Borrowed("");
        if record.table.is_keyed() {
            self.eat(b".")?;
            record.key_span = self.word();
            record.key = Cow::Borrowed(record.key_span.of(self.text));
            if record.key.is_empty() {
                return None;
            }
        }
        if is_list {
            self.eat(b"]")?;
        }
        self.eat(b"]")?;
        record.header = self.since(start);
        if !record.table.is_keyed() {
            record.key_span = record.header;
        }
        Some(())
    }

    /// Reads a comment up to the end of its line (TOML 1.0, "Comment").
    pub fn comment(&mut self) -> Span {
        self.run(|byte| byte == b'\t' || byte >= b' ' && byte != 0x7F)
    }

    /// Reads the value of a field, with these readers of a text and of a list.
    #[inline]
    pub fn value(
        &mut self,
        field: &'static Field,
        memory: &mut Memory<'s>,
        text: impl FnOnce(&mut Self) -> Option<Cow<'s, str>>,
        list: impl FnOnce(&mut Self, &Field, &mut Vec<Item<'s>>) -> Option<()>,
    ) -> Option<Value<'s>> {
        Some(match (self.byte()?, field.kind) {
            (b'"' | b'\'', kind) => {
                let text = text(self)?;
                match kind {
                    Kind::Text | Kind::Entity | Kind::Address => Value::Text(text),
                    // A day has no quotes.
                    Kind::Date => {
                        Value::Date(Date::parse(&text).ok().filter(|date| date.as_day().is_none())?)
                    }
                    Kind::Status => Value::Status(Status::of(&text)?),
                    _ => return None,
                }
            }
            (b'[', Kind::Entities | Kind::Addresses | Kind::Codes) => {
                let mut items = memory.list();
                list(self, field, &mut items)?;
                Value::List(items)
            }
            (_, Kind::Number) => Value::Number(self.number(field)?),
            (_, Kind::Day | Kind::Date) => Value::Date(self.day()?),
            _ => return None,
        })
    }

    /// Reads a basic string (TOML 1.0, "String").
    #[expect(
        clippy::inline_always,
        reason = "a call would keep the place in memory, where each step looks it up"
    )]
    #[inline(always)]
    pub fn basic(&mut self) -> Option<Cow<'s, str>> {
        self.eat(b"\"")?;
        let start = self.next;
        self.next += usual_length(self.rest());
        if self.byte()? != b'"' {
            let (text, is_plain) = unusual(self.text, start)?;
            self.next = start + text.len() + 1;
            self.is_plain &= is_plain && has_plain_ends(text);
            return Some(unescaped(text));
        }
        let text = self.text.get(start..self.next)?;
        self.next += 1;
        self.is_plain &= has_plain_ends(text);
        Some(Cow::Borrowed(text))
    }

    /// Reads a whole number in decimal digits; another version of the format is for the general reader.
    fn number(&mut self, field: &Field) -> Option<i64> {
        let digits = self.run(|byte| byte.is_ascii_digit()).of(self.text);
        let is_usual = digits == "0" || !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| is_usual)?;
        (field.key != "format" || number == FORMAT).then_some(number)
    }

    /// Reads a local date (TOML 1.0, "Local Date").
    fn day(&mut self) -> Option<Date> {
        let day = Date::of_digits(self.rest().first_chunk()?)?;
        self.next += "2021-06-30".len();
        Some(day)
    }
}

/// Returns the content of a basic string that begins at `start`, and whether it is ASCII. It has no other escapes than
/// those of the two marks that need one.
#[cold]
fn unusual(text: &str, start: usize) -> Option<(&str, bool)> {
    let (mut at, mut is_ascii) = (start, true);
    loop {
        at += usual_length(&text.as_bytes()[at..]);
        match &text.as_bytes()[at..] {
            [b'"', ..] => return Some((text.get(start..at)?, is_ascii)),
            [b'\\', b'"' | b'\\', ..] => at += 2,
            [0x80..=0xFF, ..] => {
                is_ascii = false;
                at += 1;
            }
            _ => return None,
        }
    }
}

/// Returns a text without the backslash of each escape.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut is_escape = false;
    let stays = |c: &char| {
        is_escape = *c == '\\' && !is_escape;
        !is_escape
    };
    Cow::Owned(text.chars().filter(stays).collect())
}
