//! The lines of a registry, each with its canonical spelling.
//!
//! Promises: every comment, header and field is one formatted line; only white space is between them. The
//! formatter writes the lines in order, and the rules on layout compare them with the file.

use std::borrow::Cow;
use std::iter::{once, once_with};

use crate::format::value::canonical;
use crate::model::{Line, Record, spelling};
use crate::text::{Span, line_end, line_start, without_line_end};

/// A line with its canonical spelling; a field whose value is long takes several lines.
#[derive(Clone, Debug)]
pub struct FormattedLine<'t> {
    /// Its place in the file, without indentation and line end.
    pub span: Span,
    /// Its canonical spelling.
    pub text: Cow<'t, str>,
    /// Its kind.
    pub kind: Kind,
}

/// The kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A comment on a line of its own.
    Comment,
    /// The header of a table.
    Header,
    /// A field, with its rank in the canonical order of its table.
    Field(usize),
}

/// Returns the comments of a span that is made of comments and empty lines.
pub fn comments(text: &str, span: Span) -> impl Iterator<Item = FormattedLine<'_>> {
    let mut at = span.start;
    span.of(text).split_inclusive('\n').filter_map(move |line| {
        let comment = line.trim_start();
        let start = at + Span::new(line.len() - comment.len(), 0).start;
        at += Span::new(line.len(), 0).start;
        let span = Span { start, end: before_line_end(text, start) };
        (!comment.is_empty()).then(|| FormattedLine { span, text: span.of(text).into(), kind: Kind::Comment })
    })
}

/// Returns the lines of a record in the order of the file: its header, its fields and the comments between
/// them. The comments above and below the record are not included.
pub fn of_record<'r, 't: 'r>(
    text: &'t str,
    record: &'r Record<'_>,
    newline: &'r str,
) -> impl Iterator<Item = FormattedLine<'t>> + 'r {
    let end = before_line_end(text, record.header.end);
    let span = Span { end, ..record.header };
    let header = FormattedLine { span, text: header(text, record, span), kind: Kind::Header };
    let above = once(end).chain(record.lines.iter().map(|line| line.end));
    let fields = record.lines.iter().zip(above).flat_map(move |(line, above)| {
        let between = Span { start: line_end(text, above), end: line_start(text, line.key.start) };
        comments(text, between).chain(once_with(move || field(text, record, line, newline)))
    });
    once(header).chain(fields)
}

/// Returns the lines of a record with its fields in canonical order; a comment moves with the field below it.
pub fn in_order<'t>(lines: impl Iterator<Item = FormattedLine<'t>>) -> Vec<FormattedLine<'t>> {
    let mut fields: Vec<(usize, Vec<FormattedLine<'_>>)> = Vec::new();
    let mut waiting = Vec::new();
    let mut ordered = Vec::new();
    for line in lines {
        let kind = line.kind;
        waiting.push(line);
        match kind {
            Kind::Comment => {}
            Kind::Header => ordered.append(&mut waiting),
            Kind::Field(rank) => fields.push((rank, std::mem::take(&mut waiting))),
        }
    }
    fields.sort_by_key(|(rank, _)| *rank);
    ordered.extend(fields.into_iter().flat_map(|(_, lines)| lines));
    ordered.append(&mut waiting);
    ordered
}

/// Returns the header in its canonical spelling. Nearly every header has it already, so that is checked first.
fn header<'t>(text: &'t str, record: &Record<'_>, span: Span) -> Cow<'t, str> {
    let (name, raw) = (record.table.key(), record.header.of(text));
    let inner = raw.strip_prefix('[').and_then(|raw| raw.strip_prefix(name)?.strip_prefix('.'));
    let key = inner.and_then(|inner| inner.strip_suffix(']'));
    if record.table.is_keyed() && key == Some(record.key.as_ref()) && spelling::is_bare(&record.key) {
        return joined(text, span, record.header.end, raw);
    }
    joined(text, span, record.header.end, &spelling::header(record.table, &record.key))
}

fn field<'t>(text: &'t str, record: &Record<'_>, line: &Line, newline: &str) -> FormattedLine<'t> {
    let entry = record.entry_on(line);
    let name = entry.map_or(line.name(text), |entry| entry.field.key);
    let span = Span { start: line.key.start, end: line.end };
    let rank = entry.map_or_else(|| record.table.rank(name), |entry| Some(entry.field.rank));
    let kind = Kind::Field(rank.unwrap_or(usize::MAX));
    // A value that was not parsed keeps its spelling.
    if entry.is_none() {
        return FormattedLine { span, text: span.of(text).into(), kind };
    }
    let value = canonical(text, line.value, name, newline);
    let before = Span { end: line.value.start, ..span }.of(text);
    if matches!(value, Cow::Borrowed(_)) && before.strip_prefix(name) == Some(" = ") {
        // The field keeps its spelling; the comment after it may still need a space.
        let spelt = Span { end: line.value.end, ..span }.of(text);
        return FormattedLine { span, text: joined(text, span, line.value.end, spelt), kind };
    }
    let spelt = format!("{name} = {value}");
    FormattedLine { span, text: joined(text, span, line.value.end, &spelt), kind }
}

/// Returns `spelt`, which replaces the text up to `end`, with the comment that follows on the same line. The
/// spaces before the comment stay, since people align comments.
fn joined<'t>(text: &'t str, span: Span, end: u32, spelt: &str) -> Cow<'t, str> {
    let rest = Span { start: end, end: span.end }.of(text);
    let (space, comment) =
        if rest.trim().is_empty() { ("", "") } else { (if rest.starts_with('#') { " " } else { "" }, rest) };
    let raw = span.of(text);
    if space.is_empty() && raw.strip_prefix(spelt) == Some(comment) {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(format!("{spelt}{space}{comment}"))
}

/// Returns the end of the line that contains a byte, before its line end.
fn before_line_end(text: &str, at: u32) -> u32 {
    let line = Span { start: at, end: line_end(text, at) }.of(text);
    at + Span::new(without_line_end(line).len(), 0).start
}
