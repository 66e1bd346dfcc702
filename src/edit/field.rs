//! Changes one field of a record, adds it, or removes it.
//!
//! Promises: the order of the fields and the comments beside them stay. A field that comes goes below the nearest
//! of those before it. A comment that is removed with its value is named.

use crate::edit::lines::{FieldEdit, Lines};
use crate::edit::list;
use crate::edit::outcome::{About, Change, Whereabouts};
use crate::model::{Entry, Field, Item, Line, Value, spelling};
use crate::text::{Span, TextEdit, line_end, line_start, without_line_end};

/// Returns the edits that change a field; none where its list cannot be told.
pub fn edits(lines: &Lines<'_>, field: &'static Field, change: &Change) -> Option<FieldEdit> {
    let line = lines.record.line(lines.text, field.key);
    let entry = line.and_then(|line| lines.record.entry_on(line));
    let items = || match entry.map(|entry| &entry.value) {
        Some(Value::List(items)) => Some(items),
        _ => None,
    };
    Some(match (change, line) {
        (Change::Clear | Change::Take(_), None) => (Vec::new(), Vec::new()),
        (Change::Clear, Some(line)) => clear(lines, line),
        (Change::Put(value), Some(line)) => put(lines, line, entry, field, value),
        (Change::Put(value), None) => (vec![fresh(lines, field, value)], Vec::new()),
        (Change::Append(text), None) => {
            let item = Item { text: text.into(), span: Span::default() };
            (vec![fresh(lines, field, &Value::List(vec![item]))], Vec::new())
        }
        (Change::Append(text), Some(line)) => {
            list::laid_out(lines, line.value, field.key, list::append(lines, line.value, items()?, text))
        }
        (Change::Take(text), Some(line)) => match list::take(lines, line.value, items()?, text) {
            Some(edit) => list::laid_out(lines, line.value, field.key, edit),
            // An absent field says the same as a list without entries.
            None => clear(lines, line),
        },
    })
}

/// Replaces the value of a field.
fn put(
    lines: &Lines<'_>,
    line: &Line,
    entry: Option<&Entry<'_>>,
    field: &Field,
    value: &Value<'_>,
) -> FieldEdit {
    // A value that is understood but misspelt is spelt again.
    let is_right = lines.diagnostics.iter().all(|finding| finding.span != line.value);
    if is_right && entry.is_some_and(|entry| is_same(&entry.value, value)) {
        return (Vec::new(), Vec::new());
    }
    let spelt = spelling::value(field.key, value, lines.newline);
    let lost = list::comments(lines.text, line.value);
    (vec![TextEdit::replace(line.value, spelt)], lost.into_iter().map(About::removed).collect())
}

/// Removes a field with its lines.
fn clear(lines: &Lines<'_>, line: &Line) -> FieldEdit {
    let text = lines.text;
    let beside = Span { start: line.value.end, end: line.end }.of(text).trim();
    let mut remarks: Vec<About> = list::comments(text, line.value).into_iter().map(About::removed).collect();
    remarks.extend((!beside.is_empty()).then(|| About::removed(beside)));
    let span = Span { start: line_start(text, line.key.start), end: line_end(text, line.end) };
    let others = &lines.record.lines;
    let before = others.iter().rev().skip_while(|other| *other != line).nth(1);
    let before = before.map_or(lines.record.header.end, |line| line.end);
    if others.last() != Some(line) {
        let above = Span { start: before, end: span.start.max(before) };
        remarks.extend(About::stays(above.of(text), Whereabouts::NextField));
        return (vec![TextEdit::delete(span)], remarks);
    }
    // The comments above the last field now touch the record from below, so that they stay its own: without a
    // blank line before them, and with one behind them.
    let mut span = Span { start: line_end(text, before), ..span };
    let mut kept: String = Span { end: line_start(text, line.key.start), ..span }
        .of(text)
        .split_inclusive('\n')
        .filter(|line| !line.trim().is_empty())
        .collect();
    remarks.extend(About::stays(&kept, Whereabouts::Record));
    if !kept.is_empty() && touches_below(text, span.end) {
        kept.push_str(lines.newline);
    }
    if span.end as usize == text.len() && !text.ends_with('\n') {
        // The last line of the file has no end, and the new last line has none either.
        if kept.is_empty() {
            span.start = Span::new(without_line_end(&text[..span.start as usize]).len(), 0).start;
        }
        kept.truncate(without_line_end(&kept).len());
    }
    (vec![TextEdit::replace(span, kept)], remarks)
}

/// Returns `true` if the line at `at`, or the comment that begins there, belongs to the record below.
fn touches_below(text: &str, at: u32) -> bool {
    let rest = text.get(at as usize..).unwrap_or_default();
    let line = rest.lines().find(|line| !line.trim_start().starts_with('#'));
    line.is_some_and(|line| !line.trim().is_empty())
}

/// Inserts a field that is not there.
fn fresh(lines: &Lines<'_>, field: &Field, value: &Value<'_>) -> TextEdit {
    let own = lines.record.table.rank(field.key);
    let rank = |line: &Line| lines.record.table.rank(lines.record.name_of(lines.text, line));
    let lower = lines.record.lines.iter().filter_map(|line| Some((rank(line)?, line)));
    let lower = lower.filter(|(rank, _)| Some(*rank) < own).max_by_key(|(rank, _)| *rank);
    let at = line_end(lines.text, lower.map_or(lines.record.header.end, |(_, line)| line.end));
    let newline = lines.newline;
    let line = spelling::field(field, value, newline);
    let is_open = at as usize == lines.text.len() && !lines.text.ends_with('\n');
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
