//! The fields of one table: known, given once, each with its value.
//!
//! Promises: a field that is misspelt, repeated or broken leaves the others readable. What a
//! value must look like is left to `value.rs`.

use toml::de::DeTable;

use crate::model::field::Table;
use crate::model::record::{Entry, Record};
use crate::parse::value::Given;
use crate::parse::{Reader, code, shift, toml_error};
use crate::text::{self, Span};

/// A complaint of the parser: place and message.
type Complaint = (Span, String);

/// The parser's complaints about a part, by place. Each is taken by the value or key that it is
/// about; what nobody takes belongs to a line.
pub(super) struct Complaints {
    all: Vec<Complaint>,
    taken: Vec<bool>,
}

impl Complaints {
    /// Moves the complaints to their places in the whole.
    pub(super) fn new(errors: &[toml::de::Error], part: Span) -> Self {
        let place = |error: &toml::de::Error| shift(error.span().unwrap_or_default(), part);
        let mut all: Vec<Complaint> =
            errors.iter().map(|error| (place(error), error.message().to_owned())).collect();
        all.sort_by_key(|(at, _)| *at);
        Self { taken: vec![false; all.len()], all }
    }

    /// Takes those about a repeated key; returns their places.
    fn take_repeated(&mut self) -> Vec<Span> {
        let mut places = Vec::new();
        for ((at, message), taken) in self.all.iter().zip(&mut self.taken) {
            if message == "duplicate key" {
                *taken = true;
                places.push(*at);
            }
        }
        places
    }

    /// Takes those that begin inside a span of the text or at its end; returns the first, and of a list the
    /// first about each entry: others are echoes.
    fn take(&mut self, text: &str, span: Span) -> Vec<&Complaint> {
        let first = self.all.partition_point(|(at, _)| at.start < span.start);
        let number = self.all[first..].iter().take_while(|(at, _)| at.start <= span.end).count();
        let mut fresh: Vec<&Complaint> = Vec::new();
        for (complaint, taken) in self.all[first..first + number].iter().zip(&mut self.taken[first..]) {
            if *taken || toml_error::is_lone_return(&complaint.1) {
                continue;
            }
            *taken = true;
            let between = |last: &&Complaint| Span { start: last.0.start, end: complaint.0.start }.of(text);
            if fresh.last().is_none_or(|last| span.of(text).starts_with('[') && between(last).contains(',')) {
                fresh.push(complaint);
            }
        }
        fresh
    }

    /// Returns what nobody took.
    pub(super) fn rest(self) -> Vec<Complaint> {
        self.all
            .into_iter()
            .zip(self.taken)
            .filter(|(_, taken)| !taken)
            .map(|(complaint, _)| complaint)
            .collect()
    }
}

/// Returns a key as a sentence shows it.
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
        let mut twice: Vec<(String, Span, Span)> = Vec::new();
        for again in complaints.take_repeated() {
            record.complete = false;
            let key = again.of(self.text).trim_matches(['"', '\'']);
            let first = fields.get_key_value(key).map(|(first, _)| shift(first.span(), part));
            match first.filter(|first| *first != again) {
                Some(first) => twice.push((shown(key).to_owned(), again, first)),
                None => self.findings.push(toml_error::finding(self.text, "duplicate key", again)),
            }
        }
        for (key, value) in fields {
            let (key, key_span) = (key.get_ref(), shift(key.span(), part));
            let span = shift(value.span(), part);
            // A dotted key gives a table that stands where its first word does.
            if span.start < key_span.end && span != key_span {
                // The parser found no value; what it gives instead stands nowhere.
                record.complete = false;
                if errors.is_empty() {
                    self.findings.push(toml_error::value(self.text, "", key_span, key, Span::default()));
                }
                continue;
            }
            let field = record.table.field(key);
            let complaint = |(at, message): &Complaint| {
                let mut finding = toml_error::value(self.text, message, *at, key, span);
                finding.field = field.map(|field| field.key);
                finding
            };
            let syntax: Vec<_> = complaints.take(self.text, span).into_iter().map(complaint).collect();
            let Some(field) = field else {
                record.complete = false;
                self.findings.extend(syntax);
                // A missing key is what the parser says; of any other, an empty one too, we say it.
                if !key_span.of(self.text).is_empty() {
                    complaints.take(self.text, key_span);
                    self.unknown_field(record.table, shown(key), key_span);
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
            let (value, raw) = (value.into_inner(), span.of(self.text));
            let given = Given { field, value, span, raw, base: part.start, syntax };
            match given.understand(self.findings) {
                Some(value) => record.entries.push(Entry { field, key: key_span, span, value }),
                None => record.complete = false,
            }
        }
        let rest = complaints.rest();
        record.complete &= rest.is_empty() && twice.is_empty();
        self.all_twice(record.table, &twice);
        self.line_errors(&rest);
    }

    /// Reports fields that are given twice. Three or more are two records with one header: that
    /// is one fault.
    fn all_twice(&mut self, table: Table, twice: &[(String, Span, Span)]) {
        const TWO_RECORDS: usize = 3;
        let shown = if twice.len() < TWO_RECORDS { twice.len() } else { 1 };
        for (key, again, first) in &twice[..shown] {
            self.twice(table, key, *again, *first);
        }
        if let Some(finding) = self.findings.last_mut().filter(|_| shown < twice.len()) {
            finding.message = format!("{}, and so are {} more fields", finding.message, twice.len() - shown);
            finding.help = Some("is the header of another record missing above this line?".to_owned());
        }
    }

    fn twice(&mut self, table: Table, key: &str, again: Span, first: Span) {
        let field = table.field(key).map(|field| field.key);
        let finding = self.report(code::TWICE, again, format!("{} is given twice", text::quoted(key)));
        finding.related.push((first, "first given here".to_owned()));
        finding.help = Some("keep one of the two".to_owned());
        finding.field = field;
    }

    fn unknown_field(&mut self, table: Table, key: &str, span: Span) {
        let known: Vec<&str> = table.fields().iter().map(|field| field.key).collect();
        let help = match text::nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its fields are {}", text::all_of(&known)),
        };
        let message = format!("{} has no field {}", table.noun(), text::quoted(key));
        self.report(code::FIELD, span, message).help = Some(help);
    }

    /// Reports the complaints that belong to no value, one a line: the rest are echoes.
    pub(super) fn line_errors(&mut self, errors: &[Complaint]) {
        let mut line_end = 0;
        for (at, message) in errors {
            let start = at.start as usize;
            if start < line_end {
                continue;
            }
            line_end = self.text[start..].find('\n').map_or(usize::MAX, |length| start + length + 1);
            self.findings.push(toml_error::finding(self.text, message, *at));
        }
    }
}
