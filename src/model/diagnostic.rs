//! Diagnostics: what a rule finds in a registry, where it is, and how to fix it.
//!
//! Problems of a run, such as a file that cannot be opened, have the type of `problem.rs`.

use std::fmt;

use crate::model::field::Table;
use crate::text::{Span, TextEdit};

/// The code of a rule: `NR101`. Its first digit is the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl Code {
    /// Returns the code with this name: `NR` and three digits. The table of rules is made with it.
    ///
    /// # Panics
    /// At compile time, if the name has another form.
    #[expect(clippy::panic, reason = "a wrong row of the table must not compile")]
    pub const fn named(text: &str) -> Self {
        let [b'N', b'R', hundreds @ b'0'..=b'9', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = *text.as_bytes()
        else {
            panic!("a code is `NR` and three digits")
        };
        Self((hundreds - b'0') as u16 * 100 + (tens - b'0') as u16 * 10 + (ones - b'0') as u16)
    }

    /// Returns `true` if the rule is about layout only (family NR5xx), which `netreg fmt` fixes.
    pub fn is_form(self) -> bool {
        self.0 / 100 == 5
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NR{:03}", self.0)
    }
}

/// How serious a diagnostic is. Unless options say otherwise, only errors fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The registry is wrong.
    Error,
    /// The registry could be better.
    Warning,
}

impl Severity {
    /// Returns its name in the output: `error` or `warning`.
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
    /// Its key or, in a table without keys, the value of the naming field as it is in the file; empty if there
    /// is neither.
    pub name: String,
    /// The place of its header.
    pub header: Span,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong: one clause in lower case, without a full stop.
    pub message: String,
    /// Where it is.
    pub span: Span,
    /// Other places that belong to it, each with a label.
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// The edit that fixes it, if exactly one fix is possible.
    pub fix: Option<TextEdit>,
    /// The record that it is about, if it is about one.
    pub record: Option<RecordRef>,
    /// The field that it is about.
    pub field: Option<&'static str>,
}

impl Diagnostic {
    /// Returns a diagnostic with only a message and a place.
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
    pub fn header(&self) -> Option<Span> {
        self.record.as_ref().map(|record| record.header)
    }

    /// Returns the key of its record, if it has one.
    pub fn key(&self) -> Option<&str> {
        let record = self.record.as_ref().filter(|record| record.table.is_keyed());
        record.map(|record| record.name.as_str()).filter(|key| !key.is_empty())
    }

    /// Returns `true` if all its places are inside a text, on character boundaries.
    pub fn is_inside(&self, text: &str) -> bool {
        let fix = self.fix.as_ref().map(|fix| fix.span);
        let mut places =
            self.related.iter().map(|(span, _)| *span).chain([self.span]).chain(self.header()).chain(fix);
        places.all(|span| text.get(span.range()).is_some())
    }

    /// Sets the help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the edit that fixes it.
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(TextEdit::replace(span, text));
        self
    }
}
