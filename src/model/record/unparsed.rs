//! The fields that a record may give in what of it could not be understood.
//!
//! Promises: nothing but a set of fields. Which they are is found in `read/unparsed.rs`.

use crate::model::field::{Field, Table};

/// The fields that a record may give in what of it could not be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unparsed {
    keys: Vec<&'static str>,
    anything: bool,
}

impl Unparsed {
    /// Says that any field may be given.
    #[must_use]
    pub fn anything() -> Self {
        Self { keys: Vec::new(), anything: true }
    }

    /// Adds a field, by its key.
    pub fn add(&mut self, key: &'static str) {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// Adds the fields that another record may give.
    pub fn extend(&mut self, other: &Self) {
        self.anything |= other.anything;
        other.keys.iter().for_each(|key| self.add(key));
    }

    /// Returns `true` if the field with this key may be given.
    #[must_use]
    pub fn may_give(&self, key: &str) -> bool {
        self.anything || self.keys.contains(&key)
    }

    /// Returns `true` if one of the fields of a table may be given for which `is_meant` says so.
    #[must_use]
    pub fn may_give_any(&self, table: Table, is_meant: impl Fn(&Field) -> bool) -> bool {
        table.fields().iter().any(|field| self.may_give(field.key) && is_meant(field))
    }
}
