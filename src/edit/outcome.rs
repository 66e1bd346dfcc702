//! What an edit is asked for, what comes of it, and why it is refused.

use crate::model::{Address, Diagnostic, Value};
use crate::text::Span;

/// What becomes of a field.
#[derive(Clone, Debug)]
pub enum Change {
    /// It has this value.
    Put(Value<'static>),
    /// It is absent.
    Clear,
    /// Its list has this entry, too.
    Append(String),
    /// Its list no longer has this entry.
    Take(String),
}

/// A text after an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The text of the registry.
    pub text: String,
    /// What may be unexpected.
    pub remarks: Vec<Remark>,
    /// The fields that changed, record by record.
    pub changed: Vec<FieldChange>,
}

/// A field of a record that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The record, by the name that it had: the key of a network, the address of any other.
    pub record: String,
    /// The field, or `key`.
    pub field: &'static str,
    /// The value that it had, as in the file but on one line; `None` if it was absent.
    pub before: Option<String>,
    /// The value that it has.
    pub after: Option<String>,
    /// What is gone.
    pub lost: Loss,
}

/// What is gone once a field has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing: the field was absent, or its list has all entries that it had.
    Nothing,
    /// A number, a date, a status or a key.
    Value,
    /// A text, an entry of a list, or something that was not understood.
    Text,
}

/// What may be unexpected about an edit of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The record: the key of a network, the address of any other.
    pub key: String,
    /// What it is.
    pub about: About,
}

/// What a remark is about; comments and entries are as they are in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// This comment was removed with the value that it was about.
    CommentRemoved(String),
    /// These lines of a comment were above a field or an entry that was removed, and are still there.
    CommentStays(Vec<String>, Whereabouts),
    /// This entry is in the list already.
    Listed(String),
    /// This entry is not in the list.
    NotListed(String),
    /// The records are not in order. This is the name of the one above the new record; none if that is the first.
    Unsorted(Option<String>),
    /// These lines of a comment of a record are the first of the file now, so they are the file's.
    FirstComment(Vec<String>),
}

/// Where a comment is whose field or entry was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Above the next field.
    NextField,
    /// At the end of the record.
    Record,
    /// In the list.
    List,
}

impl About {
    pub(super) fn removed(comment: &str) -> Self {
        Self::CommentRemoved(comment.to_owned())
    }

    /// Returns the remark that the comment lines at the end of `above` stay; none if there are none.
    pub(super) fn stays(above: &str, whereabouts: Whereabouts) -> Option<Self> {
        let lines = above.lines().rev().map(str::trim).take_while(|line| line.starts_with('#'));
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        lines.reverse();
        (!lines.is_empty()).then_some(Self::CommentStays(lines, whereabouts))
    }
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The record that cannot be edited: the key of a network, the address of any other.
    pub key: String,
    /// Why.
    pub reason: Reason,
}

impl Refusal {
    pub(super) fn new(address: &Address, reason: Reason) -> Self {
        Self { key: address.short().into_owned(), reason }
    }
}

/// Why a record cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is none with this address.
    Absent,
    /// There is one already.
    Exists,
    /// There are several, with their headers here.
    Duplicate(Vec<Span>),
    /// It has no key that can change.
    Keyless,
    /// What is in its place cannot be told, because of these.
    Unclear(Vec<Diagnostic>),
}
