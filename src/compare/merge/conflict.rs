//! What is in dispute between the two sides of a merge.

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
    /// A key that was given to two records.
    SharedKey,
    /// A record to which each side gave another key: that of ours and that of theirs.
    TwoKeys(String, String),
    /// Lines of a text that could not be read as a registry.
    Lines,
}
