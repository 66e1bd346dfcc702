//! Reads the fields of one table.
//!
//! Promises: the other fields are read if one is misspelt, duplicate or broken. Values are read in `value.rs`.

use toml::de::DeTable;

use crate::model::{Diagnostic, Entry, Field, Record, Table};
use crate::parse::toml_error::{Cause, Complaint};
use crate::parse::value::Given;
use crate::parse::{Reader, code, shift, toml_error};
use crate::text::{self, Span};

/// The parser's complaints about a part of the text, in the order of their places. Those about a value or key
/// are taken when it is read; the rest are reported for their lines.
pub(super) struct Complaints(Vec<(Span, Option<Complaint>)>);

impl Complaints {
    /// Makes the list of the errors in a part, with their places in the whole text.
    pub(super) fn new(errors: &[toml::de::Error], part: Span) -> Self {
        let place = |error: &toml::de::Error| shift(error.span().unwrap_or_default(), part);
        let mut all: Vec<_> =
            errors.iter().map(|error| Complaint::new(place(error), error.message())).collect();
        all.sort_by_key(|complaint| complaint.at);
        Self(all.into_iter().map(|complaint| (complaint.at, Some(complaint))).collect())
    }

    /// Takes the complaints about duplicate keys.
    fn take_duplicates(&mut self) -> Vec<Complaint> {
        let is_duplicate = |complaint: &mut Complaint| complaint.cause == Cause::DuplicateKey;
        self.0.iter_mut().filter_map(|(_, left)| left.take_if(is_duplicate)).collect()
    }

    /// Takes the complaints that begin inside a span or at its end, but not those about line ends, which are
    /// never the fault of a value or key.
    fn take(&mut self, span: Span) -> Vec<Complaint> {
        let first = self.0.partition_point(|(at, _)| at.start < span.start);
        let inside = self.0[first..].iter_mut().take_while(|(at, _)| at.start <= span.end);
        inside.filter_map(|(_, left)| left.take_if(|left| left.cause != Cause::LoneReturn)).collect()
    }

    /// Returns the complaints that were not taken.
    pub(super) fn rest(self) -> Vec<Complaint> {
        self.0.into_iter().filter_map(|(_, left)| left).collect()
    }
}

/// Returns the first complaint about a value, and for a list the first about each entry. The others have the
/// same cause.
fn without_echoes(text: &str, value: Span, mut complaints: Vec<Complaint>) -> Vec<Complaint> {
    let is_list = value.of(text).starts_with('[');
    let mut last: Option<u32> = None;
    complaints.retain(|complaint| {
        // No comma is between an echo and what it echoes, so it is enough to look from the one before.
        let between = |start| Span { start, end: complaint.at.start }.of(text);
        last.replace(complaint.at.start).is_none_or(|last| is_list && between(last).contains(','))
    });
    complaints
}

/// A field that is given again.
struct Duplicate {
    key: String,
    again: Span,
    first: Span,
}

/// Returns a key as messages show it.
fn shown(key: &str) -> &str {
    if key.is_empty() { "\"\"" } else { key }
}

impl<'s> Reader<'s, '_> {
    /// Reads the fields in one part of a record's body.
    pub(super) fn fields(&mut self, record: &mut Record<'s>, part: Span) {
        let text: &'s str = part.of(self.text);
        if text.trim_ascii().is_empty() {
            return;
        }
        let (fields, errors) = DeTable::parse_recoverable(text);
        let fields = fields.into_inner();
        record.valid &= errors.is_empty();
        let mut complaints = Complaints::new(&errors, part);
        let repeated = complaints.take_duplicates();
        record.complete &= repeated.is_empty();
        let mut duplicates = self.duplicates(&repeated, &fields, part);
        for (key, value) in fields {
            let (key, key_span) = (key.get_ref(), shift(key.span(), part));
            let span = shift(value.span(), part);
            // A dotted key gives a table at the place of its first word.
            if span.start < key_span.end && span != key_span {
                // There is no value: the place that the parser gives for it means nothing.
                record.complete = false;
                if errors.is_empty() {
                    self.findings.push(toml_error::missing_value(key_span, key));
                }
                continue;
            }
            let field = record.table.field(key);
            let syntax = self.syntax(complaints.take(span), key, span, field);
            let Some(field) = field else {
                record.complete = false;
                self.findings.extend(syntax);
                // The parser reports a missing key; any other, even `""`, is an unknown field.
                if !key_span.of(self.text).is_empty() {
                    complaints.take(key_span);
                    self.unknown_field(record.table, shown(key), key_span);
                }
                continue;
            };
            if let Some(first) = record.entry(field.key) {
                let key = field.key.to_owned();
                duplicates.push(Duplicate { key, again: key_span, first: first.key });
                continue;
            }
            if self.in_conflict(span) {
                continue;
            }
            let (value, raw) = (value.into_inner(), span.of(self.text));
            let given = Given { field, value, span, raw, base: part.start, syntax };
            match given.understand(self.findings) {
                Some(value) => record.entries.push(Entry { field, key: key_span, span, value }),
                None => record.complete = false,
            }
        }
        let rest = complaints.rest();
        record.complete &= rest.is_empty() && duplicates.is_empty();
        self.report_duplicates(record.table, &duplicates);
        self.line_errors(&rest);
    }

    /// Returns what is wrong with the syntax of a value.
    fn syntax(
        &self,
        complaints: Vec<Complaint>,
        key: &str,
        value: Span,
        field: Option<&Field>,
    ) -> Vec<Diagnostic> {
        let complaints = without_echoes(self.text, value, complaints).into_iter();
        let mut found: Vec<_> =
            complaints.map(|complaint| toml_error::value(&self.whole, complaint, key, value)).collect();
        for finding in &mut found {
            finding.field = field.map(|field| field.key);
        }
        found
    }

    /// Returns the keys that the parser calls duplicate, each with its first place. Those without one are
    /// reported.
    fn duplicates(&mut self, found: &[Complaint], fields: &DeTable<'_>, part: Span) -> Vec<Duplicate> {
        let mut duplicates = Vec::new();
        for complaint in found {
            let again = complaint.at;
            let key = again.of(self.text).trim_matches(['"', '\'']);
            let first = fields.get_key_value(key).map(|(first, _)| shift(first.span(), part));
            match first.filter(|first| *first != again) {
                Some(first) => duplicates.push(Duplicate { key: shown(key).to_owned(), again, first }),
                None => self.findings.push(toml_error::finding(&self.whole, complaint)),
            }
        }
        duplicates
    }

    /// Reports duplicate fields. Three or more in one table are two records with one header, which is one
    /// fault.
    fn report_duplicates(&mut self, table: Table, duplicates: &[Duplicate]) {
        match duplicates {
            [first, _, _, ..] => {
                let others = duplicates.len() - 1;
                let finding = self.duplicate(table, first);
                finding.message = format!("{}, and {others} more", finding.message);
                finding.help =
                    Some("if another record begins here, write its header above this line".to_owned());
            }
            few => {
                for one in few {
                    self.duplicate(table, one);
                }
            }
        }
    }

    fn duplicate(&mut self, table: Table, duplicate: &Duplicate) -> &mut Diagnostic {
        let Duplicate { key, again, first } = duplicate;
        let finding = self.report(code::TWICE, *again, format!("duplicate field {}", text::quoted(key)));
        finding.related.push((*first, "first given here".to_owned()));
        finding.help = Some("remove one of the two".to_owned());
        finding.field = table.field(key).map(|field| field.key);
        finding
    }

    fn unknown_field(&mut self, table: Table, key: &str, span: Span) {
        if let Some(odd) = toml_error::odd_space_in_key(self.text, span) {
            self.findings.push(odd);
            return;
        }
        let known: Vec<&str> = table.fields().iter().map(|field| field.key).collect();
        let help = text::did_you_mean(key, known.iter().copied())
            .unwrap_or_else(|| format!("use a field of {}: {}", table.noun(), text::any_of(&known)));
        let message = format!("unknown field {}", text::quoted(key));
        self.report(code::FIELD, span, message).help = Some(help);
    }

    /// Reports complaints that are not about a value: the first of each line, because the others have the same
    /// cause.
    pub(super) fn line_errors(&mut self, errors: &[Complaint]) {
        let mut line_end = 0;
        for error in errors {
            let start = error.at.start as usize;
            if start < line_end {
                continue;
            }
            line_end = self.text[start..].find('\n').map_or(usize::MAX, |length| start + length + 1);
            self.findings.push(toml_error::finding(&self.whole, error));
        }
    }
}
