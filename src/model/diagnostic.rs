//! The one type for bad news about the data.
//!
//! Promises: a diagnostic is a value; it says where, what and, where there is one right answer,
//! the edit that mends it. How it is shown is left to `findings/`, bad news about the run (a file
//! that cannot be opened) to `cli/failure.rs`.

use std::fmt;

use crate::model::field::Table;
use crate::text::Span;
use crate::text::TextEdit;

/// The code of a rule: `NR101`. Its first digit is the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl Code {
    /// Returns the code that is written `NR` and three digits; the table of rules is made with it.
    ///
    /// # Panics
    /// While compiling, where the text is anything else.
    #[must_use]
    #[expect(clippy::panic, reason = "a wrong row of the table must not compile")]
    pub const fn named(text: &str) -> Self {
        let [b'N', b'R', hundreds @ b'0'..=b'9', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = *text.as_bytes()
        else {
            panic!("a code is `NR` and three digits")
        };
        Self((hundreds - b'0') as u16 * 100 + (tens - b'0') as u16 * 10 + (ones - b'0') as u16)
    }

    /// Tells whether the rule looks at the form alone, which is `fmt`'s: the family NR5xx.
    #[must_use]
    pub fn is_form(self) -> bool {
        self.0 / 100 == 5
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NR{:03}", self.0)
    }
}

/// How bad it is: only an error fails a run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The registry is wrong.
    Error,
    /// The registry is poorer than it could be.
    Warning,
}

impl Severity {
    /// Returns the word that people and machines read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The record that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRef {
    /// Its table.
    pub table: Table,
    /// Its key or, in a table without keys, the value of the field that names a record, as it is in the
    /// file; empty where there is neither.
    pub name: String,
    /// The place of its header.
    pub header: Span,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The defect: one clause, lower case, no full stop.
    pub message: String,
    /// Where it is.
    pub span: Span,
    /// Other places that matter, each with its role.
    pub related: Vec<(Span, String)>,
    /// The remedy.
    pub help: Option<String>,
    /// The edit that mends it without guessing, where there is one right answer.
    pub fix: Option<TextEdit>,
    /// The record that it is about, if it is about one.
    pub record: Option<RecordRef>,
    /// The field that it is about.
    pub field: Option<&'static str>,
}

impl Diagnostic {
    /// Makes a finding with nothing but its defect and its place.
    #[must_use]
    pub fn new(code: Code, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span,
            related: Vec::new(),
            help: None,
            fix: None,
            record: None,
            field: None,
        }
    }

    /// Returns the header of its record.
    #[must_use]
    pub fn header(&self) -> Option<Span> {
        self.record.as_ref().map(|record| record.header)
    }

    /// Returns the key of its record, if records of that table have keys.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        let record = self.record.as_ref().filter(|record| record.table.is_keyed());
        record.map(|record| record.name.as_str()).filter(|key| !key.is_empty())
    }

    /// Returns `true` if its places are places of a text, on character boundaries.
    #[must_use]
    pub fn lies_in(&self, text: &str) -> bool {
        let fix = self.fix.as_ref().map(|fix| fix.span);
        let mut places =
            self.related.iter().map(|(span, _)| *span).chain([self.span]).chain(self.header()).chain(fix);
        places.all(|span| text.get(span.range()).is_some())
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(TextEdit::replace(span, text));
        self
    }
}
