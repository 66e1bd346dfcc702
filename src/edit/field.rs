//! One field of a record: its value changes, it comes, it goes.
//!
//! Promises: the order of the fields and the comments beside them stay; a field that comes stands
//! below the nearest of those that go before it. A comment that goes with its value is named.

use crate::edit::{Change, EditContext, Refusal, list};
use crate::model::diagnostic::Diagnostic;
use crate::model::field::Field;
use crate::model::record::{Entry, Item, Line, Record, Value};
use crate::model::spelling;
use crate::text::TextEdit;
use crate::text::{Span, quoted};
use crate::text::{line_end, line_start, without_line_end};

/// The edits of an edit, and what to say about it.
pub(super) type FieldEdit = (Vec<TextEdit>, Vec<String>);

pub(super) fn edits(
    context: &EditContext<'_>,
    record: &Record<'_>,
    field: &'static Field,
    change: &Change,
) -> Result<FieldEdit, Refusal> {
    let line = record.line(context.text, field.key);
    let entry = line.and_then(|line| record.entry_on(line));
    Ok(match (change, line) {
        (Change::Clear | Change::Take(_), None) => (Vec::new(), Vec::new()),
        (Change::Clear, Some(line)) => clear(context, record, line),
        (Change::Put(value), Some(line)) => put(context, line, entry, field, value),
        (Change::Put(value), None) => (vec![fresh(context, record, field, value)], Vec::new()),
        (Change::Append(text), None) => {
            let item = Item { text: text.into(), span: Span::default() };
            (vec![fresh(context, record, field, &Value::List(vec![item]))], Vec::new())
        }
        (Change::Append(text), Some(line)) => {
            let work = list::append(context, line.value, items(context, field, entry, record)?, text);
            list::laid_out(context, line.value, field.key, work)
        }
        (Change::Take(text), Some(line)) => {
            let items = items(context, field, entry, record)?;
            match list::take(context, line.value, items, text) {
                Some(work) => list::laid_out(context, line.value, field.key, work),
                // A list without entries says nothing: an absent field does.
                None => clear(context, record, line),
            }
        }
    })
}

/// Returns the entries of a list, or why they cannot be told.
fn items<'r, 't>(
    context: &EditContext<'_>,
    field: &Field,
    entry: Option<&'r Entry<'t>>,
    record: &Record<'_>,
) -> Result<&'r [Item<'t>], Refusal> {
    if let Some(Value::List(items)) = entry.map(|entry| &entry.value) {
        return Ok(items);
    }
    let is_own =
        |finding: &Diagnostic| finding.header == Some(record.header) && finding.field == Some(field.key);
    Err(context.unclear(is_own))
}

/// Gives a field that is there another value.
fn put(
    context: &EditContext<'_>,
    line: &Line,
    entry: Option<&Entry<'_>>,
    field: &Field,
    value: &Value<'_>,
) -> FieldEdit {
    // What is understood but spelt wrong is spelt right.
    let is_right = context.findings.iter().all(|finding| finding.span != line.value);
    if is_right && entry.is_some_and(|entry| is_same(&entry.value, value)) {
        return (Vec::new(), Vec::new());
    }
    let spelt = spelling::value(field.key, value, context.newline);
    let lost = list::comments(context.text, line.value);
    (vec![TextEdit::replace(line.value, spelt)], lost.iter().map(|comment| gone(comment)).collect())
}

/// Takes a field away, its whole lines.
fn clear(context: &EditContext<'_>, record: &Record<'_>, line: &Line) -> FieldEdit {
    let text = context.text;
    let beside = Span { start: line.value.end, end: line.end }.of(text).trim();
    let mut remarks: Vec<String> =
        list::comments(text, line.value).iter().map(|comment| gone(comment)).collect();
    remarks.extend((!beside.is_empty()).then(|| gone(beside)));
    let span = Span { start: line_start(text, line.key.start), end: line_end(text, line.end) };
    if record.lines.last() != Some(line) {
        let above = text[..span.start as usize].lines().next_back().unwrap_or_default().trim();
        if above.starts_with('#') && span.start > record.header.end {
            remarks.push(format!("the comment {} stays, above the field that follows", quoted(above)));
        }
        return (vec![TextEdit::delete(span)], remarks);
    }
    // What stands above the last field touches the record from below now, so that it stays its own:
    // no blank line parts the two, and one parts it from the record below.
    let before = record.lines.iter().rev().nth(1).map_or(record.header.end, |line| line.end);
    let mut span = Span { start: line_end(text, before), ..span };
    let mut kept: String = Span { end: line_start(text, line.key.start), ..span }
        .of(text)
        .split_inclusive('\n')
        .filter(|line| !line.trim().is_empty())
        .collect();
    if !kept.is_empty() && touches_below(text, span.end) {
        kept.push_str(context.newline);
    }
    if span.end as usize == text.len() && !text.ends_with('\n') {
        // The last line of the file has no end, nor has that which is the last now.
        if kept.is_empty() {
            span.start = Span::new(without_line_end(&text[..span.start as usize]).len(), 0).start;
        }
        kept.truncate(without_line_end(&kept).len());
    }
    (vec![TextEdit::replace(span, kept)], remarks)
}

/// Tells whether the line at `at`, or the comment that begins there, belongs to the record below.
fn touches_below(text: &str, at: u32) -> bool {
    let rest = text.get(at as usize..).unwrap_or_default();
    let line = rest.lines().find(|line| !line.trim_start().starts_with('#'));
    line.is_some_and(|line| !line.trim().is_empty())
}

/// Puts in a field that is not there.
fn fresh(context: &EditContext<'_>, record: &Record<'_>, field: &Field, value: &Value<'_>) -> TextEdit {
    let own = record.table.rank(field.key);
    let rank = |line: &Line| record.table.rank(record.name_of(context.text, line));
    let lower = record.lines.iter().filter_map(|line| Some((rank(line)?, line)));
    let lower = lower.filter(|(rank, _)| Some(*rank) < own).max_by_key(|(rank, _)| *rank);
    let at = line_end(context.text, lower.map_or(record.header.end, |(_, line)| line.end));
    let newline = context.newline;
    let line = spelling::field(field, value, newline);
    let is_open = at as usize == context.text.len() && !context.text.ends_with('\n');
    TextEdit::insert(at, if is_open { format!("{newline}{line}") } else { format!("{line}{newline}") })
}

fn is_same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => {
            a.iter().map(|item| &item.text).eq(b.iter().map(|item| &item.text))
        }
        (a, b) => a == b,
    }
}

/// Says that a comment went with what it was about.
pub(super) fn gone(comment: &str) -> String {
    format!("the comment {} went with its value", quoted(comment))
}
