//! What is in dispute between the two sides of a merge.

use std::fmt;

use crate::compare::identity::Identity;

/// One dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The record; none for comments of the file and of sections, and for lines.
    pub record: Option<Identity>,
    /// What is in dispute.
    pub about: Disputed,
}

/// What can be in dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// A field that was changed differently, by its key, or a comment beside it.
    Field(String),
    /// Comments that were changed differently.
    Comments,
    /// A record that one side removed and the other changed, or commented.
    Removal,
    /// A key that was given to two records, or two keys that were given to one.
    Key,
    /// Lines of a text that could not be read as a registry.
    Lines,
}

impl fmt::Display for Dispute {
    /// Writes what is in dispute, such as `ZMB: established`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        f.write_str(match &self.about {
            Disputed::Field(key) => key,
            Disputed::Comments => "comments",
            Disputed::Removal => "removed, and changed",
            Disputed::Key => "one key for two records, or two keys for one",
            Disputed::Lines => "lines",
        })
    }
}
