//! Reports invalid TOML in tables that netreg does not read.
//!
//! Promises: each fault that makes other readers reject the file is reported once. `tables.rs` finds the tables.

use std::collections::HashSet;

use toml::de::DeTable;

use crate::parse::{Reader, code, toml_error};
use crate::parse::{fields::Complaints, toml_error::Complaint};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Reports invalid TOML in tables that netreg does not read. Two of them can contradict each other, so the
    /// whole file is parsed if nothing else is wrong.
    pub(super) fn whole_file(&mut self, before: usize) {
        if self.strange.is_empty() {
            return;
        }
        let line = |at: Span| self.whole.line(at.start).0;
        let reported = self.findings[before..].iter().filter(|finding| finding.code != code::TABLE);
        let mut lines: HashSet<Span> = reported.map(|finding| line(finding.span)).collect();
        let complaints = |part: Span| {
            let (_, errors) = DeTable::parse_recoverable(part.of(self.text));
            Complaints::new(&errors, part).rest()
        };
        let parts = self.strange.iter().flat_map(|(_, parts)| parts);
        let mut errors: Vec<Complaint> = parts.flat_map(|part| complaints(*part)).collect();
        let invalid = [code::SYNTAX, code::OPEN, code::OPEN_TEXT, code::DEEP, code::TWICE, code::SPELLING];
        let is_broken = self.findings[before..].iter().any(|finding| invalid.contains(&finding.code));
        if errors.is_empty() && !is_broken {
            errors = complaints(Span::new(0, self.text.len()));
            // Duplicates in records have been reported already. In a table the first complaint is the cause.
            let table = |at: Span| {
                let table = self.strange.partition_point(|(table, _)| table.end < at.end);
                self.strange.get(table).is_some_and(|(span, _)| span.contains(at)).then_some(table)
            };
            let mut seen = HashSet::new();
            errors.sort();
            errors.retain(|error| table(error.at).is_some_and(|table| seen.insert(table)));
        }
        errors.sort();
        for error in errors {
            // A date in another notation has been reported already.
            if lines.insert(line(error.at)) {
                self.findings.push(toml_error::finding(&self.whole, &error));
            }
        }
    }
}
