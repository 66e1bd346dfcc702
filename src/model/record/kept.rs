//! Records that are kept while others are read: taken out, without their fields, or copied out of the text.

use std::borrow::Cow;

use crate::model::field::Table;
use crate::model::record::{Entry, Item, Record, Unparsed, Value};
use crate::text::Span;

impl Record<'_> {
    /// Returns a record of nothing, for memory in which a reader puts one record after another.
    pub fn nothing() -> Self {
        Self {
            table: Table::Network,
            key: Cow::Borrowed(""),
            key_span: Span::default(),
            header: Span::default(),
            block: Span::default(),
            content: Span::default(),
            lines: Vec::new(),
            entries: Vec::new(),
            complete: true,
            unparsed: Unparsed::default(),
            valid: true,
            plain: true,
            canonical: false,
        }
    }

    /// Returns the record without its fields.
    pub fn outline(&self) -> Self {
        Self {
            key: self.key.clone(),
            unparsed: self.unparsed.clone(),
            lines: Vec::new(),
            entries: Vec::new(),
            ..*self
        }
    }

    /// Takes the record, and leaves one of nothing in its place.
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::nothing())
    }

    /// Returns the record with its own copies of what it borrows.
    pub fn into_owned(self) -> Record<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let item = |item: Item<'_>| Item { text: own(item.text), span: item.span };
        let entry = |entry: Entry<'_>| Entry {
            field: entry.field,
            key: entry.key,
            span: entry.span,
            value: match entry.value {
                Value::Text(text) => Value::Text(own(text)),
                Value::List(items) => Value::List(items.into_iter().map(item).collect()),
                Value::Number(number) => Value::Number(number),
                Value::Date(date) => Value::Date(date),
                Value::Status(status) => Value::Status(status),
            },
        };
        Record {
            table: self.table,
            key: own(self.key),
            key_span: self.key_span,
            header: self.header,
            block: self.block,
            content: self.content,
            lines: self.lines,
            entries: self.entries.into_iter().map(entry).collect(),
            complete: self.complete,
            unparsed: self.unparsed,
            valid: self.valid,
            plain: self.plain,
            canonical: self.canonical,
        }
    }
}
