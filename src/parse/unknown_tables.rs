//! What is wrong in tables that netreg does not read.
//!
//! Promises: what other readers refuse is reported, once. Which tables are not read is found in `tables.rs`.

use std::collections::HashSet;

use toml::de::DeTable;

use crate::parse::{Reader, code, shift, toml_error};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Reports what is wrong in tables that netreg does not read, and what only the whole file shows: two of
    /// them may contradict each other, and then no reader takes the file.
    pub(super) fn whole_file(&mut self, before: usize) {
        if self.strange.is_empty() {
            return;
        }
        let line = |at: Span| self.text[..at.start as usize].rfind('\n').unwrap_or_default();
        let reported = self.findings[before..].iter().filter(|finding| finding.code != code::TABLE);
        let mut lines: HashSet<usize> = reported.map(|finding| line(finding.span)).collect();
        let mut errors: Vec<(Span, String)> = Vec::new();
        let parse = |part: Span, errors: &mut Vec<(Span, String)>| {
            let (_, found) = DeTable::parse_recoverable(part.of(self.text));
            let place = |error: &toml::de::Error| shift(error.span().unwrap_or_default(), part);
            errors.extend(found.iter().map(|error| (place(error), error.message().to_owned())));
        };
        self.strange.iter().flat_map(|(_, parts)| parts).for_each(|part| parse(*part, &mut errors));
        let said = [code::SYNTAX, code::OPEN, code::OPEN_TEXT, code::DEEP, code::TWICE, code::SPELLING];
        let is_broken = self.findings[before..].iter().any(|finding| said.contains(&finding.code));
        if errors.is_empty() && !is_broken {
            parse(Span::new(0, self.text.len()), &mut errors);
            // Of records it has been said already what is given twice; in a table the first is the cause.
            let table = |at: Span| self.strange.iter().position(|(table, _)| table.contains(at));
            let mut seen = HashSet::new();
            errors.sort();
            errors.retain(|(at, _)| table(*at).is_some_and(|table| seen.insert(table)));
        }
        errors.sort();
        for (at, message) in errors {
            // A date in another notation has been said already.
            if lines.insert(line(at)) {
                self.findings.push(toml_error::finding(self.text, &message, at));
            }
        }
    }
}
