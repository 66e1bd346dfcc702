//! A record with its comments in pieces: what is above it, its header, its fields and what is below.

use std::borrow::Cow;

use crate::format::entries::Entries;
use crate::model::{Item, Record, Value};
use crate::text::{Span, line_end, line_start, without_line_end};

/// A record in pieces. No piece has a line end at its end.
#[derive(Debug)]
pub struct Block<'t> {
    /// The comment lines that touch it from above.
    pub above: Vec<&'t str>,
    /// The key in its header.
    pub key: &'t str,
    /// The header, without its comment.
    pub header: &'t str,
    /// The comment beside the header, with the white space before it.
    pub beside: &'t str,
    /// The fields, in their order.
    pub fields: Vec<FieldLines<'t>>,
    /// The comment lines that touch it from below.
    pub below: Vec<&'t str>,
}

/// The lines of a field.
#[derive(Clone, Debug)]
pub struct FieldLines<'t> {
    /// Its key.
    pub name: Cow<'t, str>,
    /// Its position in the canonical order; that of an unknown field is the last.
    pub rank: usize,
    /// The lines between it and what is above: comments and blank lines.
    pub above: Vec<&'t str>,
    /// The key and the value, from the beginning of the line.
    pub lines: &'t str,
    /// The value as it is written.
    pub raw: &'t str,
    /// The comment beside the value, with the white space before it.
    pub beside: &'t str,
    /// The value, if it was understood.
    pub value: Option<&'t Value<'t>>,
    /// Whether it is not known what the field was.
    pub is_torn: bool,
}

impl<'t> Block<'t> {
    /// Takes a record apart, whose lines with its comments are at `span`; `is_torn` says which places are not known.
    pub fn of(text: &'t str, record: &'t Record<'t>, span: Span, is_torn: impl Fn(Span) -> bool) -> Self {
        let header_end = line_end(text, record.header.end);
        let mut from = header_end;
        let mut fields = Vec::with_capacity(record.lines.len());
        for line in &record.lines {
            let start = line_start(text, line.key.start);
            let entry = record.entry_on(line);
            let name = entry.map_or_else(|| line.name(text), |entry| entry.field.key);
            let beside = Span { start: line.value.end, end: line.end }.of(text).trim_end();
            fields.push(FieldLines {
                name: name.into(),
                rank: record.table.rank(name).unwrap_or(usize::MAX),
                above: lines(Span { start: from, end: start }.of(text)),
                lines: Span { start, end: line.value.end }.of(text),
                raw: line.value.of(text),
                beside,
                value: entry.map(|entry| &entry.value),
                is_torn: is_torn(Span { start, end: line.end }),
            });
            from = line_end(text, line.end);
        }
        Self {
            above: lines(Span { end: line_start(text, record.header.start), ..span }.of(text)),
            key: &record.key,
            header: record.header.of(text),
            beside: without_line_end(Span { start: record.header.end, end: header_end }.of(text)).trim_end(),
            fields,
            below: lines(Span { start: from, ..span }.of(text)),
        }
    }

    /// Returns a field.
    pub fn field(&self, name: &str) -> Option<&FieldLines<'t>> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Returns every comment of it, without the white space round it.
    pub fn comments(&self) -> Vec<&'t str> {
        let mut all: Vec<&str> = self.above.iter().chain(&self.below).copied().chain([self.beside]).collect();
        self.fields.iter().for_each(|field| all.extend(field.comments()));
        all.into_iter().map(str::trim).filter(|comment| !comment.is_empty()).collect()
    }
}

impl<'t> FieldLines<'t> {
    /// Returns every comment above, beside and inside it.
    pub fn comments(&self) -> Vec<&'t str> {
        let mut all = self.above.clone();
        all.push(self.beside);
        if let Some((list, _)) = self.entries() {
            all.push(list.opening);
            list.all.into_iter().for_each(|entry| {
                all.extend(entry.above);
                all.push(entry.beside);
            });
            all.extend(list.below);
        }
        all
    }

    /// Returns the pieces of its list with the entries that are in it, if it is one.
    pub fn entries(&self) -> Option<(Entries<'t>, &'t [Item<'t>])> {
        let Some(Value::List(items)) = self.value else { return None };
        let entries = Entries::read(self.raw, Span::new(0, self.raw.len()))?;
        (entries.all.len() == items.len()).then_some((entries, items))
    }

    /// Returns `true` if another field says the same, in whatever spelling.
    pub fn says(&self, other: &Self) -> bool {
        if self.is_torn || other.is_torn {
            return false;
        }
        match (self.value, other.value) {
            (Some(Value::List(one)), Some(Value::List(two))) => {
                one.iter().map(|item| &item.text).eq(two.iter().map(|item| &item.text))
            }
            (Some(one), Some(two)) => one == two,
            _ => self.raw == other.raw,
        }
    }

    /// Returns `true` if it says what a record without it says, and has no comment.
    pub fn is_default(&self) -> bool {
        let is_default = self.value.is_some_and(Value::is_default) && !self.is_torn;
        is_default && self.comments().iter().all(|comment| comment.trim().is_empty())
    }

    /// Returns its lines, with what is beside and above, each with a line end.
    pub fn whole(&self) -> String {
        let above: String = self.above.iter().flat_map(|line| [line, "\n"]).collect();
        above + &self.own()
    }

    /// Returns its own lines, with what is beside, each with a line end.
    pub fn own(&self) -> String {
        format!("{}{}\n", self.lines, self.beside)
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}
