//! A registry with what was found in it: one side of a comparison.

use std::borrow::Cow;

use crate::model::Diagnostic;
use crate::parse::Registry;
use crate::validate::Validation;

/// A registry with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct State<'d> {
    /// The registry.
    pub registry: &'d Registry<'d>,
    /// What was found in it.
    pub found: &'d Validation,
}

impl<'d> State<'d> {
    /// Returns the text of the registry.
    pub fn text(self) -> &'d str {
        self.registry.text()
    }

    /// Returns what was found, suppressed or not.
    pub(super) fn all(self) -> impl Iterator<Item = &'d Diagnostic> {
        self.found.findings.iter().chain(self.suppressed())
    }

    /// Returns what was found and is suppressed.
    pub(super) fn suppressed(self) -> impl Iterator<Item = &'d Diagnostic> {
        self.found.suppressed.iter().map(|suppressed| &suppressed.finding)
    }
}

/// Returns a text with the line ends that git keeps.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() }
}
