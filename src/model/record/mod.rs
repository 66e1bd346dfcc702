//! A record: one table of a registry, a network or a table of the preamble, as values with their places.
//!
//! Each value is valid for its kind. One that could not be parsed is missing here, and a diagnostic reports it.

mod kept;
mod reference;
mod unparsed;

use std::borrow::Cow;

use crate::model::country::{self, Country, Language};
use crate::model::date::Date;
use crate::model::field::{Field, Table};
use crate::text::{Span, bytes, is_plain};

pub use unparsed::Unparsed;

/// One table of a registry.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'t> {
    /// The kind of table.
    pub table: Table,
    /// The key: alpha-3 code, slug or ID; empty if the table has no keys.
    pub key: Cow<'t, str>,
    /// The place of the key, or of the header if the table has no keys.
    pub key_span: Span,
    /// The header, with its brackets.
    pub header: Span,
    /// From the header to the next header.
    pub block: Span,
    /// From the header to the end of the last line of the last field; comments below that are not included.
    pub content: Span,
    /// The fields, parsed or not, in the order of the file.
    pub lines: Vec<Line>,
    /// The fields whose value was parsed, in the order of the file.
    pub entries: Vec<Entry<'t>>,
    /// Whether everything in the block was parsed.
    pub complete: bool,
    /// The fields that the unparsed text may contain.
    pub unparsed: Unparsed,
    /// Whether the block is valid TOML. A parsed value may be invalid TOML: the date `2021-06` without quotes.
    pub valid: bool,
    /// Whether the key and every text is plain (`text::is_plain`), so that rules about characters find nothing.
    pub plain: bool,
    /// Whether it is known to be written as `fmt` writes it, with its fields in order.
    pub canonical: bool,
}

/// The places of a field, whether its value was parsed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place of the key, with its quotes.
    pub key: Span,
    /// The place of the value, which may be several lines long.
    pub value: Span,
    /// The end of the last line of the value, with its comment.
    pub end: u32,
}

impl Line {
    /// Returns the key without its quotes. A key with escapes is returned with its quotes: if its value was
    /// parsed, [`Record::name_of`] knows the field.
    pub fn name<'t>(&self, text: &'t str) -> &'t str {
        let raw = self.key.of(text);
        let inner = |quote| raw.strip_prefix(quote)?.strip_suffix(quote);
        inner('"').filter(|key| !key.contains('\\')).or(inner('\'')).unwrap_or(raw)
    }
}

/// A field whose value was parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'t> {
    /// The field.
    pub field: &'static Field,
    /// The place of the key.
    pub key: Span,
    /// The place of the value.
    pub span: Span,
    /// The value.
    pub value: Value<'t>,
}

/// A parsed value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// A text or an address.
    Text(Cow<'t, str>),
    /// A whole number.
    Number(i64),
    /// A date.
    Date(Date),
    /// The status of a network.
    Status(Status),
    /// A list of texts.
    List(Vec<Item<'t>>),
}

impl Value<'_> {
    /// Returns `true` if this is the default, which can be left out.
    pub fn is_default(&self) -> bool {
        *self == Self::Status(Status::default())
    }

    /// Returns `true` if every text in it is plain.
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Text(text) => is_plain(text),
            Self::List(items) => items.iter().all(|item| is_plain(&item.text)),
            Self::Number(_) | Self::Date(_) | Self::Status(_) => true,
        }
    }
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Its place, with its quotes.
    pub span: Span,
}

/// The status of a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// The network was set up; the default.
    #[default]
    Established,
    /// The network is to be set up.
    Planned,
    /// The network has ended.
    Closed,
}

impl Status {
    /// All statuses, in the order in which a network has them.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Established, Self::Closed];

    /// Returns its spelling in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::Planned => "planned",
            Self::Closed => "closed",
        }
    }

    /// Returns the status with this spelling.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// Returns `true` if a key is a slug: lower-case letters, digits and hyphens, beginning with a letter.
pub fn is_slug(key: &str) -> bool {
    static OF_SLUGS: [bool; 256] = bytes::set(b"abcdefghijklmnopqrstuvwxyz0123456789-");
    key.starts_with(|c: char| c.is_ascii_lowercase()) && key.bytes().all(|byte| OF_SLUGS[usize::from(byte)])
}

impl<'t> Record<'t> {
    /// Returns what records are sorted by: the table, then the key in byte order.
    pub fn sort_key(&self) -> (Table, &str) {
        (self.table, &self.key)
    }

    /// Returns its name in a sentence: its key, or the first word of its header.
    pub fn called(&self) -> &str {
        if self.key.is_empty() { self.table.key() } else { &self.key }
    }

    /// Returns the key of the field on a line: that of its entry or, if its value was not parsed, the key as
    /// it is written.
    pub fn name_of<'n>(&self, text: &'n str, line: &Line) -> &'n str {
        self.entry_on(line).map_or(line.name(text), |entry| entry.field.key)
    }

    /// Returns the entry for a line, if its value was parsed.
    pub fn entry_on(&self, line: &Line) -> Option<&Entry<'t>> {
        self.entries.iter().find(|entry| entry.span == line.value)
    }

    /// Returns the line of a field, whether its value was parsed or not; `text` is that of the registry.
    pub fn line(&self, text: &str, key: &str) -> Option<&Line> {
        self.lines.iter().find(|line| self.name_of(text, line) == key)
    }

    /// Returns a field, if the record has it and its value was parsed.
    #[inline]
    pub fn entry(&self, key: &str) -> Option<&Entry<'t>> {
        debug_assert!(self.table.field(key).is_some(), "no field `{key}` in {:?}", self.table);
        self.entries.iter().find(|entry| entry.field.key == key)
    }

    /// Returns `true` if the record certainly does not have a field: not even the unparsed text may contain it.
    pub fn lacks(&self, key: &str) -> bool {
        self.entry(key).is_none() && !self.unparsed.may_give(key)
    }

    /// Returns the text of a field.
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.entry(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the date of a field.
    pub fn when(&self, key: &str) -> Option<Date> {
        match self.entry(key)?.value {
            Value::Date(when) => Some(when),
            _ => None,
        }
    }

    /// Returns the number of a field.
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.entry(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the entries of a list; none if the field is missing.
    pub fn list(&self, key: &str) -> &[Item<'t>] {
        match self.entry(key).map(|entry| &entry.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// Returns the status of a network: `established` if there is none.
    pub fn status(&self) -> Status {
        match self.entry("status").map(|entry| &entry.value) {
            Some(Value::Status(status)) => *status,
            _ => Status::default(),
        }
    }

    /// Returns the status of a network, or `None` if the unparsed text may contain another.
    pub fn known_status(&self) -> Option<Status> {
        match self.entry("status").map(|entry| &entry.value) {
            Some(Value::Status(status)) => Some(*status),
            _ => (!self.unparsed.may_give("status")).then(Status::default),
        }
    }

    /// Returns the country of a network, if its key is a country code.
    pub fn country(&self) -> Option<&'static Country> {
        country::by_code(&self.key)
    }

    /// Returns the name to display: that of its country in the language or, if the key is a slug, the one in
    /// the file, with its marks.
    pub fn display_name(&self, language: Language) -> Cow<'t, str> {
        if let Some(country) = self.country() {
            return country.display_name_in(language).into();
        }
        let name = match self.entry("name").map(|entry| &entry.value) {
            Some(Value::Text(name)) => name,
            _ => &self.key,
        };
        match name {
            Cow::Borrowed(name) => country::with_marks(name),
            Cow::Owned(name) => country::with_marks(name).into_owned().into(),
        }
    }
}

impl Entry<'_> {
    /// Returns the texts of the value with their places: one, or those of a list.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Span)> {
        let (one, many): (Option<(&str, Span)>, &[Item<'_>]) = match &self.value {
            Value::Text(text) => (Some((text, self.span)), &[]),
            Value::List(items) => (None, items),
            _ => (None, &[]),
        };
        one.into_iter().chain(many.iter().map(|item| (item.text.as_ref(), item.span)))
    }
}
