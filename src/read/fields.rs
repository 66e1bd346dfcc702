//! The fields of one table: known, given once, each with its value.
//!
//! Promises: a field that is misspelt, repeated or broken leaves the others readable. What a
//! value must look like is left to `value.rs`.

use toml::de::DeTable;

use crate::read::value::Given;
use crate::read::{Reader, code, shift, syntax};
use crate::record::{Entry, Record};
use crate::text::{self, Span};

/// A complaint of the parser: place and message.
type Complaint = (Span, String);

impl<'s> Reader<'s, '_> {
    /// Reads the fields in one part of a record's body.
    pub(super) fn fields(&mut self, record: &mut Record<'s>, part: Span) {
        let text: &'s str = part.of(self.text);
        if text.trim_ascii().is_empty() {
            return;
        }
        let (fields, errors) = DeTable::parse_recoverable(text);
        let fields = fields.into_inner();
        let mut errors: Vec<Complaint> = errors
            .iter()
            .map(|error| (shift(error.span().unwrap_or_default(), part), error.message().to_owned()))
            .collect();
        errors.sort_by_key(|(at, _)| *at);
        let mut twice: Vec<(String, Span, Span)> = Vec::new();
        for (again, _) in errors.extract_if(.., |(_, message)| message == "duplicate key") {
            let key = again.of(self.text).trim_matches(['"', '\'']);
            let first = fields.get_key_value(key).map(|(first, _)| shift(first.span(), part));
            if let Some(first) = first.filter(|first| *first != again) {
                twice.push((key.to_owned(), again, first));
            } else {
                record.whole = false;
                self.findings.push(syntax::finding(self.text, "duplicate key", again));
            }
        }
        let mut owned = vec![false; errors.len()];
        for (key, value) in fields {
            let (key, key_span) = (key.get_ref(), shift(key.span(), part));
            let span = shift(value.span(), part);
            // A dotted key gives a table that stands where its first word does.
            if span.start < key_span.end && span != key_span {
                // The parser found no value; what it gives instead stands nowhere.
                record.whole = false;
                if errors.is_empty() {
                    self.findings.push(syntax::value(self.text, "", key_span, key, Span::default()));
                }
                continue;
            }
            let first = errors.partition_point(|(at, _)| at.start < span.start);
            let own = errors[first..].iter().take_while(|(at, _)| at.start <= span.end).count();
            owned[first..first + own].fill(true);
            let raw = span.of(self.text);
            let field = record.table.field(key);
            let complaint = errors[first..first + own].first().map(|(at, message)| {
                let mut finding = syntax::value(self.text, message, *at, key, span);
                finding.field = field.map(|field| field.key);
                finding
            });
            let Some(field) = field else {
                record.whole = false;
                self.findings.extend(complaint);
                // What is wrong with the key itself is said once; an empty one is no key at all.
                let first = errors.partition_point(|(at, _)| at.start < key_span.start);
                let wrong = errors[first..].iter().take_while(|(at, _)| at.start <= key_span.end).count();
                if !key.is_empty() {
                    owned[first..first + wrong].fill(true);
                    self.unknown_field(record, key, key_span);
                }
                continue;
            };
            if let Some(first) = record.entry(field.key) {
                twice.push((field.key.to_owned(), key_span, first.key));
                continue;
            }
            if self.in_conflict(span) {
                continue;
            }
            let given =
                Given { field, value: value.into_inner(), span, raw, base: part.start, syntax: complaint };
            match given.understand(self.findings) {
                Some(value) => record.entries.push(Entry { field, key: key_span, span, value }),
                None => record.whole = false,
            }
        }
        self.all_twice(record, &twice);
        let mut owned = owned.into_iter();
        errors.retain(|_| owned.next() == Some(false));
        record.whole &= errors.is_empty();
        self.line_errors(errors);
    }

    /// Reports fields that are given twice. Three or more are two records with one header: that
    /// is one fault.
    fn all_twice(&mut self, record: &mut Record<'_>, twice: &[(String, Span, Span)]) {
        const TWO_RECORDS: usize = 3;
        let shown = if twice.len() < TWO_RECORDS { twice.len() } else { 1 };
        for (key, again, first) in &twice[..shown] {
            self.twice(record, key, *again, *first);
        }
        if let Some(finding) = self.findings.last_mut().filter(|_| shown < twice.len()) {
            finding.message = format!("{}, and so are {} more fields", finding.message, twice.len() - shown);
            finding.help = Some("is the header of another record missing above this line?".to_owned());
        }
    }

    fn twice(&mut self, record: &mut Record<'_>, key: &str, again: Span, first: Span) {
        record.whole = false;
        let field = record.table.field(key).map(|field| field.key);
        let finding = self.report(code::TWICE, again, format!("{} is given twice", text::quoted(key)));
        finding.related.push((first, "first given here".to_owned()));
        finding.help = Some("keep one of the two".to_owned());
        finding.field = field;
    }

    fn unknown_field(&mut self, record: &mut Record<'_>, key: &str, span: Span) {
        record.whole = false;
        let known: Vec<&str> = record.table.fields().iter().map(|field| field.key).collect();
        let help = match text::nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its fields are {}", text::all_of(&known)),
        };
        let message = format!("{} has no field {}", record.table.noun(), text::quoted(key));
        self.report(code::FIELD, span, message).help = Some(help);
    }

    /// Reports the complaints that belong to no value, one a line: the rest are echoes.
    pub(super) fn line_errors(&mut self, mut errors: Vec<Complaint>) {
        errors.sort_by_key(|(at, _)| *at);
        let mut line_end = 0;
        for (at, message) in &errors {
            let start = at.start as usize;
            if start < line_end {
                continue;
            }
            line_end = self.text[start..].find('\n').map_or(usize::MAX, |length| start + length + 1);
            self.findings.push(syntax::finding(self.text, message, *at));
        }
    }
}
