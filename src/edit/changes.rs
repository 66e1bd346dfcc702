//! What changed in a record: the values of its fields before and after.

use std::collections::HashSet;

use crate::edit::outcome::{FieldChange, Loss};
use crate::model::{Field, Item, Record, Value, spelling};

/// A record with the text that its places are in.
pub type InText<'a> = (&'a Record<'a>, &'a str);

/// Returns the change of a field, if its value differs; `name` is that of the record.
pub fn of(name: &str, field: &Field, before: InText<'_>, after: InText<'_>) -> Option<FieldChange> {
    let (old, new) = (Written::of(field, before), Written::of(field, after));
    if old.map(|old| old.raw) == new.map(|new| new.raw) {
        return None;
    }
    let lines = (old.map(Written::on_one_line), new.map(Written::on_one_line));
    // The same value in another spelling.
    let raw = |written: Option<Written<'_>>| written.map(|written| written.raw.to_owned());
    let (before, after) = if lines.0 == lines.1 { (raw(old), raw(new)) } else { lines };
    let lost = old.map_or(Loss::Nothing, |old| old.lost(new));
    Some(FieldChange { record: name.to_owned(), field: field.key, before, after, lost })
}

/// A value as it is written in a record.
#[derive(Clone, Copy)]
struct Written<'a> {
    raw: &'a str,
    /// The value; `None` if it was not understood.
    value: Option<&'a Value<'a>>,
}

impl<'a> Written<'a> {
    fn of(field: &Field, (record, text): InText<'a>) -> Option<Self> {
        let line = record.line(text, field.key)?;
        Some(Self { raw: line.value.of(text), value: record.entry_on(line).map(|entry| &entry.value) })
    }

    fn on_one_line(self) -> String {
        self.value.map_or(self.raw.to_owned(), spelling::on_one_line)
    }

    /// Returns what is here and not in `new`.
    fn lost(self, new: Option<Self>) -> Loss {
        match (self.value, new.and_then(|new| new.value)) {
            (Some(Value::List(old)), Some(Value::List(new))) => {
                let new: HashSet<&str> = new.iter().map(|item| item.text.as_ref()).collect();
                let is_gone = |item: &Item<'_>| !new.contains(item.text.as_ref());
                if old.iter().any(is_gone) { Loss::Text } else { Loss::Nothing }
            }
            (Some(Value::Number(_) | Value::Date(_) | Value::Status(_)), _) => Loss::Value,
            _ => Loss::Text,
        }
    }
}
