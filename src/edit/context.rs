//! A registry that is going to be edited: where its records are, and which of them can be told for certain.

use crate::edit::outcome::{Reason, Refusal};
use crate::model::{Diagnostic, Record, Table};
use crate::parse::comments::{Layout, Unit};
use crate::parse::{Registry, code, toml_error};
use crate::text::{Span, TextEdit, apply, line_end, line_start, newline};

/// A registry with its layout.
pub struct EditContext<'a> {
    pub registry: &'a Registry<'a>,
    pub text: &'a str,
    pub newline: &'static str,
    pub layout: Layout<'a>,
}

impl<'a> EditContext<'a> {
    /// Lays a registry out.
    ///
    /// # Errors
    /// For `key`, where a merge conflict is unresolved, or where it is uncertain where lines end.
    pub fn new(registry: &'a Registry<'a>, key: &str) -> Result<Self, Refusal> {
        let text = registry.text();
        let context = Self { registry, text, newline: newline(text), layout: registry.layout() };
        if registry.has_conflicts() {
            return Err(context.unclear(key, |diagnostic| diagnostic.code == code::CONFLICT));
        }
        match toml_error::find_lone_return(text) {
            Some(lone) => Err(Refusal { key: key.to_owned(), reason: Reason::Unclear(vec![lone]) }),
            None => Ok(context),
        }
    }

    /// Returns the refusal to edit a record because of some of the diagnostics.
    pub fn unclear(&self, key: &str, is_reason: impl Fn(&Diagnostic) -> bool) -> Refusal {
        let reasons = self.registry.diagnostics.iter().filter(|diagnostic| is_reason(diagnostic));
        Refusal { key: key.to_owned(), reason: Reason::Unclear(reasons.cloned().collect()) }
    }

    /// Returns the only network with this key.
    pub fn record(&self, key: &str) -> Result<(&Unit<'a>, &'a Record<'a>), Refusal> {
        let refusal = |reason| Refusal { key: key.to_owned(), reason };
        let mut all = self.with_key(key);
        let (unit, record) = all.next().ok_or_else(|| refusal(Reason::Absent))?;
        if all.next().is_some() {
            return Err(refusal(Reason::Duplicate));
        }
        let is_own = |other: &Diagnostic| other.header() == Some(record.header) && code::is_unfit(other.code);
        if self.registry.diagnostics.iter().any(is_own) {
            Err(self.unclear(key, is_own))
        } else {
            Ok((unit, record))
        }
    }

    fn with_key(&self, key: &str) -> impl Iterator<Item = (&Unit<'a>, &'a Record<'a>)> {
        let networks = self.layout.units().filter_map(|unit| Some((unit, unit.record?)));
        networks.filter(move |(_, record)| record.table == Table::Network && record.key == key)
    }

    /// Makes sure that no network has this key, nor may have it: below a string that never ends, or in a part
    /// that is no record but names it.
    pub fn free(&self, key: &str) -> Result<(), Refusal> {
        if self.with_key(key).next().is_some() {
            return Err(Refusal { key: key.to_owned(), reason: Reason::Exists });
        }
        let records: Vec<Span> =
            self.layout.units().filter(|unit| unit.record.is_some()).map(|unit| unit.span).collect();
        let header = Table::Network.header(key);
        let may_hide = |diagnostic: &Diagnostic| {
            if diagnostic.code == code::OPEN_TEXT || !code::is_unfit(diagnostic.code) {
                return diagnostic.code == code::OPEN_TEXT;
            }
            let Span { start, end } = diagnostic.span;
            let lines = Span { start: line_start(self.text, start), end: line_end(self.text, end) };
            let lines = lines.of(self.text);
            let is_apart = |c: char| !c.is_alphanumeric() && c != '-' && c != '_';
            // In a record only a broken header matters, elsewhere any part that names the key.
            if records.iter().any(|span| span.contains(diagnostic.span)) {
                lines.contains(header.trim_matches(['[', ']']))
            } else {
                lines.split(is_apart).any(|word| word == key)
            }
        };
        if self.registry.diagnostics.iter().any(may_hide) { Err(self.unclear(key, may_hide)) } else { Ok(()) }
    }

    /// Returns the places of the keys in `[[allow]]` that name a record: none where records of two tables have
    /// the key, because it is unknown which of them is named.
    pub fn suppressions(&self, key: &str) -> Vec<Span> {
        let records = &self.registry.records;
        if records.iter().filter(|record| record.key == key).count() > 1 {
            return Vec::new();
        }
        let own = self.registry.of(Table::Allow).filter(|record| record.text("key") == Some(key));
        own.filter_map(|record| record.entry("key")).map(|entry| entry.span).collect()
    }
}

/// Makes all of the edits, which must not overlap.
pub fn edited(text: &str, edits: &[TextEdit]) -> String {
    let (new, done) = apply(text, edits);
    debug_assert_eq!(done.len(), edits.len(), "edits overlap: {edits:?}");
    new
}
