//! The lines of one record, on which the changes of its fields are made.

use crate::edit::outcome::{About, Remark};
use crate::model::{Diagnostic, Record};
use crate::text::TextEdit;

/// A record with its lines, up to the header of the next one.
pub struct Lines<'a> {
    pub text: &'a str,
    pub newline: &'static str,
    pub record: &'a Record<'a>,
    pub diagnostics: &'a [Diagnostic],
}

/// The edits of a record, and what may be unexpected about them.
pub type FieldEdit = (Vec<TextEdit>, Vec<Remark>);

impl Lines<'_> {
    /// Returns a remark about the record.
    pub fn remark(&self, about: About) -> Remark {
        Remark { key: self.record.key.clone().into_owned(), about }
    }

    /// Returns the remark that a comment was removed with the value that it was about.
    pub fn removed(&self, comment: &str) -> Remark {
        self.remark(About::CommentRemoved(comment.to_owned()))
    }
}
