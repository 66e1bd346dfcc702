//! One table of the registry as plain values: a network, or a table of the preamble.
//!
//! Promises: a value that could not be understood is absent here and present as a diagnostic, so
//! no later stage meets a malformed date. Every value keeps its place. Reading is left to
//! `read/`, judging to `rules/`.

mod owned;
mod reference;
mod unparsed;

use std::borrow::Cow;

use crate::model::country::{self, Country, Language};
use crate::model::date::Date;
use crate::model::field::{Field, Table};
use crate::text::Span;

pub use unparsed::Unparsed;

/// One table as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'t> {
    /// Which table it is.
    pub table: Table,
    /// Its key: alpha-3 code, slug or ID; empty where the table has none.
    pub key: Cow<'t, str>,
    /// The place of the key, or of the header where the table has none.
    pub key_span: Span,
    /// The header line, brackets included.
    pub header: Span,
    /// From the header to the next one.
    pub block: Span,
    /// From the header to the end of the last line that says something; comments below it are
    /// left out.
    pub content: Span,
    /// The fields as they stand, understood or not, in the order of the file.
    pub lines: Vec<Line>,
    /// The values, in the order of the file.
    pub entries: Vec<Entry<'t>>,
    /// Whether everything in the block could be understood.
    pub complete: bool,
    /// The fields that it may give in what was not.
    pub unparsed: Unparsed,
    /// Whether the block is valid TOML. A date that is understood may not be: `2021-06` without
    /// quotes.
    pub valid: bool,
}

/// A field as it stands, whatever its value is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place of the key, quotes included.
    pub key: Span,
    /// The place of the value, which may go over several lines.
    pub value: Span,
    /// Where the last line of the value ends, its comment included.
    pub end: u32,
}

impl Line {
    /// Returns the key without its quotes. One that holds escapes is returned as it stands: it is
    /// the key of a field only where the value was understood, and then an entry says of which.
    #[must_use]
    pub fn name<'t>(&self, text: &'t str) -> &'t str {
        let raw = self.key.of(text);
        let inner = |quote| raw.strip_prefix(quote)?.strip_suffix(quote);
        inner('"').filter(|key| !key.contains('\\')).or(inner('\'')).unwrap_or(raw)
    }
}

/// A field with its value and both places.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'t> {
    /// Its row in the table of fields.
    pub field: &'static Field,
    /// The place of the key.
    pub key: Span,
    /// The place of the value.
    pub span: Span,
    /// The value.
    pub value: Value<'t>,
}

/// A value that was understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// A text or an address.
    Text(Cow<'t, str>),
    /// A whole number.
    Number(i64),
    /// A date.
    Date(Date),
    /// The state of a network.
    Status(Status),
    /// A list of texts.
    List(Vec<Item<'t>>),
}

impl Value<'_> {
    /// Tells whether an absent field means the same.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::Status(Status::default())
    }
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Its place, quotes included.
    pub span: Span,
}

/// The state of a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It was set up; the default.
    #[default]
    Established,
    /// It is going to be.
    Planned,
    /// It has ended.
    Closed,
}

impl Status {
    /// All states, in the order of a network's life.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Established, Self::Closed];

    /// Returns the word in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::Planned => "planned",
            Self::Closed => "closed",
        }
    }

    /// Returns the state that the word means.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// Tells whether a key is a slug: small letters, digits and hyphens, a letter first.
#[must_use]
pub fn is_slug(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

impl<'t> Record<'t> {
    /// Returns what records are ordered by: their table, then their key, in byte order.
    #[must_use]
    pub fn sort_key(&self) -> (Table, &str) {
        (self.table, &self.key)
    }

    /// Returns the key of the field that a line gives, as far as it can be told.
    #[must_use]
    pub fn name_of<'n>(&self, text: &'n str, line: &Line) -> &'n str {
        self.entry_on(line).map_or(line.name(text), |entry| entry.field.key)
    }

    /// Returns what was understood of a line, if it was.
    #[must_use]
    pub fn entry_on(&self, line: &Line) -> Option<&Entry<'t>> {
        self.entries.iter().find(|entry| entry.span == line.value)
    }

    /// Returns the line of a field, whether its value was understood or not; `text` is that of
    /// the registry.
    #[must_use]
    pub fn line(&self, text: &str, key: &str) -> Option<&Line> {
        self.lines.iter().find(|line| self.name_of(text, line) == key)
    }

    /// Returns the field as it stands in the file, if it does and was understood.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry<'t>> {
        debug_assert!(self.table.field(key).is_some(), "no field `{key}` in {:?}", self.table);
        self.entries.iter().find(|entry| entry.field.key == key)
    }

    /// Returns `true` if the field is certainly not given, not even in what was not understood.
    #[must_use]
    pub fn lacks(&self, key: &str) -> bool {
        self.entry(key).is_none() && !self.unparsed.may_give(key)
    }

    /// Returns a text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.entry(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a date.
    #[must_use]
    pub fn when(&self, key: &str) -> Option<Date> {
        match self.entry(key)?.value {
            Value::Date(when) => Some(when),
            _ => None,
        }
    }

    /// Returns a number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.entry(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the entries of a list, none where it is absent.
    #[must_use]
    pub fn list(&self, key: &str) -> &[Item<'t>] {
        match self.entry(key).map(|entry| &entry.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// Returns the state of a network; `established` where none is given.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.entry("status").map(|entry| &entry.value) {
            Some(Value::Status(status)) => *status,
            _ => Status::default(),
        }
    }

    /// Returns the state of a network, none where it may be another in what was not understood.
    #[must_use]
    pub fn known_status(&self) -> Option<Status> {
        let is_known = self.entry("status").is_some() || self.lacks("status");
        is_known.then(|| self.status())
    }

    /// Returns the country whose network it is, if its key is a code.
    #[must_use]
    pub fn country(&self) -> Option<&'static Country> {
        country::by_code(&self.key)
    }

    /// Returns the name for people: that of the country in the language, with its mark, else the one
    /// given.
    #[must_use]
    pub fn display_name(&self, language: Language) -> &str {
        match self.country() {
            Some(country) => country.display_name_in(language),
            None => self.text("name").unwrap_or(&self.key),
        }
    }
}

impl Entry<'_> {
    /// Returns every text of the value with its place: the text itself, or each of the list.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Span)> {
        let (one, many): (Option<(&str, Span)>, &[Item<'_>]) = match &self.value {
            Value::Text(text) => (Some((text, self.span)), &[]),
            Value::List(items) => (None, items),
            _ => (None, &[]),
        };
        one.into_iter().chain(many.iter().map(|item| (item.text.as_ref(), item.span)))
    }
}
