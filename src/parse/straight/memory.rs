//! The memory in which a straight reader puts one record after another.

use crate::model::{Entry, Field, Item, Line, Record, Unparsed, Value};
use crate::text::Span;

/// A record, and lists of earlier ones.
pub struct Memory<'s> {
    /// The record.
    pub record: Record<'s>,
    /// Empty lists, of which the memory is used again.
    spare: Vec<Vec<Item<'s>>>,
}

impl<'s> Memory<'s> {
    /// Returns memory for a first record.
    pub fn new() -> Self {
        Self { record: Record::nothing(), spare: Vec::new() }
    }

    /// Empties the record.
    pub fn clear(&mut self) {
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

    /// Returns an empty list.
    pub fn list(&mut self) -> Vec<Item<'s>> {
        self.spare.pop().unwrap_or_default()
    }

    /// Adds a field to the record, with the places of its key and its value, and the end of its line.
    pub fn add(&mut self, field: &'static Field, (key, span, end): (Span, Span, u32), value: Value<'s>) {
        self.record.lines.push(Line { key, value: span, end });
        self.record.entries.push(Entry { field, key, span, value });
    }
}
