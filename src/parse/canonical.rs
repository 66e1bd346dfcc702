//! Reads a record that is written as netreg writes it, in one straight line.
//!
//! There are two readers. The general one (`blocks.rs`, `reader.rs`) reads whatever TOML allows, says what is wrong
//! with it, and takes thousands of steps for each field. Nearly every record is spelt as `fmt` spells it, and to
//! read that spelling one look at each byte is enough. So this reader comes first. It gives up at the first byte that is
//! not as it must be, and the general one reads the record from its header.
//!
//! Promises: it accepts a record only if the general reader gives the same one, finds nothing wrong with it, and no rule
//! of layout has anything to say about its lines. Debug builds compare the two for each record. To keep it simple, it
//! leaves comments beside a field, and texts with other escapes than `\"` and `\\`, to the general reader, too.

use std::borrow::Cow;

use crate::model::field::FORMAT;
use crate::model::{Date, Entry, Field, Item, Kind, Line, Record, Status, Table, Unparsed, Value};
use crate::model::{spelling, spelling::INDENT};
use crate::text::{Span, has_plain_ends, usual_length};

/// A reader of canonical records; the memory of each is used for the next.
pub struct Canonical<'s> {
    text: &'s str,
    record: Record<'s>,
    /// Lists of earlier records.
    spare: Vec<Vec<Item<'s>>>,
}

impl<'s> Canonical<'s> {
    /// Returns a reader of a text without conflicts; none if its places are too large for a [`Span`].
    pub fn new(text: &'s str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        Some(Self { text, record: Record::nothing(), spare: Vec::new() })
    }

    /// Reads the record whose header begins at this byte; `None` if anything up to the next header is not canonical.
    pub fn read(&mut self, start: usize) -> Option<&mut Record<'s>> {
        self.forget();
        let mut at = Place { text: self.text, at: start, is_plain: true };
        let record = &mut self.record;
        at.header(record)?;
        record.content = record.header;
        let mut fields = record.table.fields().iter();
        let mut is_below_blank_line = false;
        loop {
            match at.byte() {
                None | Some(b'[') => break,
                Some(b'\n') => {
                    at.eat(b"\n")?;
                    is_below_blank_line = true;
                }
                Some(b'#') => at.comment()?,
                Some(_) if is_below_blank_line => return None,
                Some(_) => {
                    // Fewer bytes are left only at the end of a file.
                    let next = at.rest().first_chunk()?;
                    let (field, key) = fields.find_map(|field| Some((field, at.key(field, next)?)))?;
                    let value = at.at;
                    let read = at.value(field, &mut self.spare)?;
                    let span = at.since(value);
                    at.eat(b"\n")?;
                    record.content.end = span.end;
                    record.lines.push(Line { key, value: span, end: span.end });
                    record.entries.push(Entry { field, key, span, value: read });
                }
            }
        }
        record.block = at.since(start);
        record.plain = at.is_plain;
        record.canonical = true;
        Some(record)
    }

    /// Empties the record, and keeps its memory.
    fn forget(&mut self) {
        let record = &mut self.record;
        // Whoever saw the last record may have changed it.
        (record.complete, record.valid, record.unparsed) = (true, true, Unparsed::default());
        record.lines.clear();
        for entry in record.entries.drain(..) {
            if let Value::List(mut items) = entry.value {
                items.clear();
                self.spare.push(items);
            }
        }
    }
}

/// A place in the text. Each method reads what its name says and moves on, or returns `None`.
struct Place<'s> {
    text: &'s str,
    at: usize,
    /// Whether all texts so far are plain.
    is_plain: bool,
}

impl<'s> Place<'s> {
    fn rest(&self) -> &'s [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat<const LENGTH: usize>(&mut self, word: &[u8; LENGTH]) -> Option<()> {
        (self.rest().first_chunk() == Some(word)).then(|| self.at += LENGTH)
    }

    fn since(&self, start: usize) -> Span {
        Self::span(start, self.at)
    }

    #[expect(clippy::cast_possible_truncation, reason = "no text is longer, see `Canonical::new`")]
    fn span(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// Moves over the bytes that are `right`, and returns their span.
    fn run(&mut self, right: impl Fn(u8) -> bool) -> Span {
        let (start, rest) = (self.at, self.rest());
        self.at += rest.iter().position(|byte| !right(*byte)).unwrap_or(rest.len());
        self.since(start)
    }

    /// Reads the key of a field with its equals sign, and returns the span of the key.
    fn key(&mut self, field: &Field, next: &[u8; 16]) -> Option<Span> {
        field.opening.begins(next).then(|| {
            let start = self.at;
            self.at += field.opening.length;
            Self::span(start, start + field.key.len())
        })
    }

    fn header(&mut self, record: &mut Record<'s>) -> Option<()> {
        let start = self.at;
        self.eat(b"[")?;
        let is_list = self.eat(b"[").is_some();
        let rest = self.rest();
        // Most records are networks, the last of the tables.
        let mut tables = Table::ALL.into_iter().rev().filter(|table| table.is_list() == is_list);
        record.table = tables.find(|table| rest.starts_with(table.key().as_bytes()))?;
        self.at += record.table.key().len();
        record.key = Cow::Borrowed("");
        if record.table.is_keyed() {
            self.eat(b".")?;
            record.key_span = self.run(spelling::is_bare_byte);
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
        self.eat(b"\n")
    }

    /// Reads a line that is a comment (TOML 1.0, "Comment").
    fn comment(&mut self) -> Option<()> {
        self.run(|byte| byte == b'\t' || byte >= b' ' && byte != 0x7F);
        self.eat(b"\n")
    }

    fn value(&mut self, field: &'static Field, spare: &mut Vec<Vec<Item<'s>>>) -> Option<Value<'s>> {
        Some(match (self.byte()?, field.kind) {
            (b'"', kind) => {
                let text = self.string()?;
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
                let mut items = spare.pop().unwrap_or_default();
                self.list(field.key, &mut items)?;
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
    fn string(&mut self) -> Option<Cow<'s, str>> {
        self.eat(b"\"")?;
        let start = self.at;
        self.at += usual_length(self.rest());
        if self.byte()? != b'"' {
            let (text, is_plain) = unusual(self.text, start)?;
            self.at = start + text.len() + 1;
            self.is_plain &= is_plain && has_plain_ends(text);
            return Some(unescaped(text));
        }
        let text = self.text.get(start..self.at)?;
        self.at += 1;
        self.is_plain &= has_plain_ends(text);
        Some(Cow::Borrowed(text))
    }

    /// Reads a whole number of up to 18 digits; no other version of the format is canonical.
    fn number(&mut self, field: &Field) -> Option<i64> {
        let digits = self.run(|byte| byte.is_ascii_digit()).of(self.text);
        let is_usual = digits.len() <= 18 && (digits == "0" || !digits.starts_with('0'));
        let number = digits.parse().ok().filter(|_| is_usual)?;
        (field.key != "format" || number == FORMAT).then_some(number)
    }

    /// Reads a local date (TOML 1.0, "Local Date").
    fn day(&mut self) -> Option<Date> {
        let day = Date::of_digits(self.rest().first_chunk()?)?;
        self.at += "2021-06-30".len();
        Some(day)
    }

    /// Reads a list of texts: on one line if it is short or has only one entry, else with one entry on each line.
    fn list(&mut self, key: &str, items: &mut Vec<Item<'s>>) -> Option<()> {
        let start = self.at;
        self.eat(b"[")?;
        if self.eat(b"]").is_some() {
            return Some(());
        }
        let is_on_lines = self.eat(b"\n").is_some();
        loop {
            if is_on_lines {
                self.rest().strip_prefix(INDENT.as_bytes())?;
                self.at += INDENT.len();
            }
            let before = self.at;
            let text = self.string()?;
            items.push(Item { text, span: self.since(before) });
            if is_on_lines {
                self.eat(b",\n")?;
            }
            if self.eat(b"]").is_some() {
                break;
            }
            if !is_on_lines {
                self.eat(b", ")?;
            }
        }
        if !is_on_lines {
            let list = self.text.get(start..self.at)?;
            return (items.len() == 1 || spelling::is_short(key, list)).then_some(());
        }
        let texts = items.iter().map(|item| item.span.of(self.text).chars().count() + ", ".len());
        // The last entry has brackets instead of a comma and a space.
        (items.len() > 1 && !spelling::fits(key, texts.sum())).then_some(())
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
