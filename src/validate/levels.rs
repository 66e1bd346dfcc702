//! What one run allows and denies, beside what the registry suppresses.
//!
//! Allowing is the stronger of the two, so that `--deny warnings --allow NR301` does what it says.

use crate::model::{Code, Diagnostic, Severity};
use crate::validate::rules::all;
use crate::validate::rules::rule::{Check, Rule};

/// What a run allows and denies.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Whether every warning is an error.
    pub deny_warnings: bool,
    /// Rules whose findings are errors.
    pub denied: Vec<Code>,
    /// Rules whose findings are not reported.
    pub allowed: Vec<Code>,
}

impl Levels {
    /// Takes away what is allowed, and makes errors of what is denied.
    pub fn apply(&self, findings: &mut Vec<Diagnostic>) {
        findings.retain(|finding| !self.allowed.contains(&finding.code));
        for finding in findings {
            if self.deny_warnings || self.denied.contains(&finding.code) {
                finding.severity = Severity::Error;
            }
        }
    }

    /// Returns `true` if every rule is allowed that compares lines with their canonical form.
    pub fn allow_layout(&self) -> bool {
        all().filter(|rule| rule.is_layout()).all(|rule| self.allowed.contains(&rule.code))
    }
}

impl Rule {
    /// Returns `true` if it compares lines with their canonical form.
    pub fn is_layout(&self) -> bool {
        matches!(self.check, Check::Layout)
    }

    /// Returns `true` if a run can leave its findings out. Errors that keep a part of the file from being understood,
    /// or other readers from reading it, cannot be left out: what else is wrong there would be unknown.
    pub fn is_allowable(&self) -> bool {
        let hides = matches!(self.check, Check::Reading) || self.refused;
        self.severity == Severity::Warning || !hides
    }
}
