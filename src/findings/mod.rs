//! Findings as text: one renderer a file.
//!
//! Promises: pure functions of the same findings; none of them reads a file or decides what is
//! an error.

pub mod human;
pub mod json;

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
    /// How many findings were left out.
    pub omitted: usize,
}

/// Counts errors and warnings.
#[must_use]
pub fn tally<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> (usize, usize) {
    findings.into_iter().fold((0, 0), |(errors, warnings), finding| match finding.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
    })
}
