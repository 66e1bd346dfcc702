//! Findings as text: one renderer a file.
//!
//! Promises: pure functions of the same findings; none of them reads a file or decides what is
//! an error.

pub mod human;
pub mod json;
pub mod page;

use crate::diagnostic::{Diagnostic, Severity};

/// A file that was checked, with what was found.
#[derive(Debug)]
pub struct Checked<'t> {
    /// The name under which it was given.
    pub path: &'t str,
    /// Its text.
    pub text: &'t str,
    /// What was found, by place; possibly cut short.
    pub findings: &'t [Diagnostic],
    /// How many errors and warnings were found, shown or not.
    pub tally: (usize, usize),
}

impl Checked<'_> {
    /// Returns how many findings are not shown.
    #[must_use]
    pub fn omitted(&self) -> usize {
        (self.tally.0 + self.tally.1).saturating_sub(self.findings.len())
    }
}

/// Counts errors and warnings.
#[must_use]
pub fn tally<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> (usize, usize) {
    findings.into_iter().fold((0, 0), |(errors, warnings), finding| match finding.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
    })
}
