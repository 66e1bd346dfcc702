//! The two sides of a comparison, and what it gives.

use std::borrow::Cow;

use crate::model::Diagnostic;
use crate::parse::Registry;
use crate::validate::{Suppressed, Validation};

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

/// What was found in a registry beside what was found in its earlier state.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// New ones, and those that were suppressed and are not any more; by place.
    pub new: Vec<Diagnostic>,
    /// Old ones, by place.
    pub old: Vec<Diagnostic>,
    /// New ones that are suppressed.
    pub new_suppressed: Vec<Suppressed>,
    /// Old ones that are suppressed.
    pub old_suppressed: Vec<Suppressed>,
    /// How many are fixed, as far as that can be known.
    pub fixed: usize,
}

/// Returns a text with the line ends that git keeps.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() }
}
