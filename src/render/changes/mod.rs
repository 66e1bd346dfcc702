//! What changed in a registry, as text: for a terminal, a pull request, a changelog and programs.

mod headline;
pub mod human;
pub mod json;
mod lines;
pub mod log;
pub mod markdown;

use crate::compare::diff::{Difference, Event};
use crate::select::figures::Figures;
use crate::text::counted;

pub use headline::headline;

/// Two states of a registry, and what changed between them.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The old state.
    pub old: &'a StateName,
    /// The new state.
    pub new: &'a StateName,
    /// The published numbers of both; none of a state that could not be read in full.
    pub figures: [Option<Figures>; 2],
    /// What changed.
    pub difference: &'a Difference<'a>,
}

/// What one state of a registry is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateName {
    /// The path of a file, or a revision.
    pub name: String,
    /// The ID of the commit, if it is in one.
    pub commit: Option<String>,
}

/// How many digits of an ID are shown.
const SHORT: usize = 10;

/// Returns the digits of an ID that are shown.
pub fn short(commit: &str) -> &str {
    commit.get(..SHORT).unwrap_or(commit)
}

impl StateName {
    /// Returns the name with the commit of a revision, `main (1a2b3c4d5e)`, where `spell` spells what was given.
    pub fn spelled(&self, spell: impl Fn(&str) -> String) -> String {
        match &self.commit {
            Some(commit) if !commit.starts_with(&self.name) => {
                format!("{} ({})", spell(&self.name), short(commit))
            }
            Some(commit) => spell(short(commit)),
            None => spell(&self.name),
        }
    }
}

/// Returns how many records came, changed, moved and went: "1 record added, 2 changed".
pub fn tally(difference: &Difference<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for event in Event::ALL {
        match (difference.count(event), parts.is_empty()) {
            (0, _) => {}
            (number, true) => parts.push(format!("{} {}", counted(number, "record"), event.word())),
            (number, false) => parts.push(format!("{number} {}", event.word())),
        }
    }
    parts.join(", ")
}

/// Returns the sentence that the layout or comments differ, if they do.
pub fn layout_note(difference: &Difference<'_>) -> Option<&'static str> {
    difference.layout.then_some(if difference.records.is_empty() {
        "no value differs, only the layout or comments"
    } else {
        "the layout or comments differ, too"
    })
}
