//! Copies a record out of the text that it borrows from.

use std::borrow::Cow;

use crate::model::record::{Entry, Item, Record, Value};

impl Record<'_> {
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
