//! The fields that the unparsed text of a record may contain; `parse/unparsed.rs` finds them.

use crate::model::field::{Field, Table};

/// The fields that the unparsed text of a record may contain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unparsed {
    keys: Vec<&'static str>,
    anything: bool,
}

impl Unparsed {
    /// Returns the set of all fields.
    pub fn anything() -> Self {
        Self { keys: Vec::new(), anything: true }
    }

    /// Adds a field, by its key.
    pub fn add(&mut self, key: &'static str) {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// Adds the fields of another set.
    pub fn extend(&mut self, other: &Self) {
        self.anything |= other.anything;
        other.keys.iter().for_each(|key| self.add(key));
    }

    /// Returns `true` if the text may contain the field with this key.
    pub fn may_give(&self, key: &str) -> bool {
        self.anything || self.keys.contains(&key)
    }

    /// Returns `true` if the text may contain a field of a table that `matches`.
    pub fn may_give_any(&self, table: Table, matches: impl Fn(&Field) -> bool) -> bool {
        table.fields().iter().any(|field| self.may_give(field.key) && matches(field))
    }
}
