//! The lines of one record, on which the changes of its fields are made.

use crate::edit::outcome::About;
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
pub type FieldEdit = (Vec<TextEdit>, Vec<About>);
