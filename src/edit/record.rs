//! A record changes: its fields one after another, then its key.
//!
//! Promises: the changes of one record are made on its lines alone, each on what the one before it left, so a
//! command parses the registry once for any number of them. A record that gets another key moves to the place
//! of that with its comments, and suppressions of its diagnostics follow.

use std::collections::HashSet;

use crate::edit::context::{EditContext, edited};
use crate::edit::insertion::{self, Insertion};
use crate::edit::outcome::{About, Change, Edited, FieldChange, Loss, Reason, Refusal, Remark};
use crate::edit::{changes, field, lines::Lines};
use crate::model::{Address, Diagnostic, Field, Record, Table, Value, spelling};
use crate::parse::comments::{Owner, Unit, gap};
use crate::parse::{Registry, Source};
use crate::text::{Span, TextEdit, line_end, line_start};

/// The changes of each record, in this order.
pub type Changes = [(&'static Field, Change)];

/// Makes the changes in each of the records with these addresses; one that is given twice counts once. The
/// suppressions of a published total that gets another date follow.
///
/// # Errors
/// For the first record that is not there once, or has something in it that cannot be told, and for a published
/// total whose new date another has.
pub fn set(registry: &Registry<'_>, addresses: &[&Address], changes: &Changes) -> Result<Edited, Refusal> {
    let records: Vec<(&Address, &Changes)> = addresses.iter().map(|address| (*address, changes)).collect();
    set_each(registry, &records)
}

/// Makes changes in records, in each its own, as [`set`].
///
/// # Errors
/// As [`set`].
pub fn set_each(registry: &Registry<'_>, records: &[(&Address, &Changes)]) -> Result<Edited, Refusal> {
    let mut done = Edited { text: registry.text().to_owned(), ..Edited::default() };
    let mut records = records.iter().filter(|(_, changes)| !changes.is_empty()).peekable();
    let Some((first, _)) = records.peek() else { return Ok(done) };
    let context = EditContext::new(registry, first)?;
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut edited_blocks: HashSet<Span> = HashSet::new();
    let mut dated: Vec<Address> = Vec::new();
    for (address, changes) in records {
        let (_, record) = context.record(address)?;
        if !edited_blocks.insert(record.block) {
            continue;
        }
        edits.push(TextEdit::replace(record.block, changed(&context, record, address, changes, &mut done)?));
        let Some(to) = with_date(address, changes).filter(|to| to != *address) else { continue };
        context.free(&to)?;
        if dated.contains(&to) {
            return Err(Refusal::new(&to, Reason::Exists));
        }
        edits.extend(suppressions(&context, address, &to));
        dated.push(to);
    }
    done.text = edited(context.text, &edits);
    Ok(done)
}

/// Makes the changes in a record, then gives it the key `to`.
///
/// # Errors
/// As [`set`], and where the table has no keys, or the key `to` exists or may exist.
pub fn rename(
    registry: &Registry<'_>,
    address: &Address,
    changes: &Changes,
    to: &str,
) -> Result<Edited, Refusal> {
    if !address.table.is_keyed() {
        return Err(Refusal::new(address, Reason::Keyless));
    }
    let context = EditContext::new(registry, address)?;
    let (unit, record) = context.record(address)?;
    let mut done = Edited::default();
    let block = changed(&context, record, address, changes, &mut done)?;
    let to = Address { key: to.to_owned(), ..*address };
    context.free(&to)?;
    done.text = edited(context.text, &[TextEdit::replace(record.block, block.as_str())]);
    renamed(&context, (unit, record), &block, (address, &to), &mut done);
    Ok(done)
}

/// Returns the address that a published total has after the changes, if they give it a date.
pub fn with_date(address: &Address, changes: &Changes) -> Option<Address> {
    let date =
        changes.iter().rev().find(|(field, _)| address.table == Table::Published && field.key == "date");
    match &date?.1 {
        Change::Put(Value::Date(date)) => Some(Address { key: date.to_string(), ..*address }),
        _ => None,
    }
}

/// Returns the edits by which the suppressions of a record name its new address.
pub(super) fn suppressions(
    context: &EditContext<'_>,
    from: &Address,
    to: &Address,
) -> impl Iterator<Item = TextEdit> {
    let renamed = context.suppressions(from, to).into_iter();
    renamed.map(|(span, key)| TextEdit::replace(span, spelling::basic_string(&key)))
}

/// Returns the block of a record after its changes, and notes them in `done`.
fn changed(
    context: &EditContext<'_>,
    record: &Record<'_>,
    address: &Address,
    changes: &Changes,
    done: &mut Edited,
) -> Result<String, Refusal> {
    // The line of the next header tells where the record ends and what its last comment touches.
    let block = record.block;
    let tail = Span { start: block.end, end: line_end(context.text, block.end) };
    let tail = if block.end as usize == context.text.len() { "" } else { tail.of(context.text) };
    let mut text = block.of(context.text).to_owned() + tail;
    let name = address.short();
    for (field, change) in changes {
        let (new, remarks) = one(context, &text, record, address, (field, change))?;
        done.remarks
            .extend(remarks.into_iter().map(|about| Remark { key: name.clone().into_owned(), about }));
        text = new;
    }
    if let Some((after, _)) = Source::new(&text).read_at(0) {
        let before = (record, context.text);
        let mut fields: Vec<&Field> = Vec::new();
        for (field, _) in changes {
            if !fields.contains(field) {
                fields.push(field);
            }
        }
        done.changed
            .extend(fields.iter().filter_map(|field| changes::of(&name, field, before, (&after, &text))));
    }
    text.truncate(text.len() - tail.len());
    Ok(text)
}

/// Returns the lines of a record after one change.
fn one(
    context: &EditContext<'_>,
    text: &str,
    record: &Record<'_>,
    address: &Address,
    (field, change): (&'static Field, &Change),
) -> Result<(String, Vec<About>), Refusal> {
    let is_own = |other: &Diagnostic| other.header() == Some(record.header) && other.field == Some(field.key);
    let unclear = || context.unclear(address, is_own);
    let source = Source::new(text);
    let (own, diagnostics) = source.read_at(0).ok_or_else(unclear)?;
    let lines = Lines { text, newline: context.newline, record: &own, diagnostics: &diagnostics };
    let (edits, remarks) = field::edits(&lines, field, change).ok_or_else(unclear)?;
    Ok((edited(text, &edits), remarks))
}

/// Gives a record another address in its table, and moves it to the place of that. `done.text` has its new `block`
/// already.
fn renamed(
    context: &EditContext<'_>,
    (unit, record): (&Unit<'_>, &Record<'_>),
    block: &str,
    (from, to): (&Address, &Address),
    done: &mut Edited,
) {
    let text = std::mem::take(&mut done.text);
    // Places below the block have moved with its end.
    let (old_end, new_end) = (record.block.end, record.block.start + Span::new(block.len(), 0).start);
    let moved = |at: u32| if at >= old_end { at - old_end + new_end } else { at };
    let moved_span = |span: Span| Span { start: moved(span.start), end: moved(span.end) };
    let insertion = Insertion::of(context, to.sort_key(), Some(unit));
    let own = Span { end: end_of(&text, record.block.start, new_end), ..unit.span };
    let key = TextEdit::replace(record.key_span, spelling::key(&to.key));
    let names = suppressions(context, from, to);
    let mut edits: Vec<TextEdit> =
        names.map(|edit| TextEdit { span: moved_span(edit.span), ..edit }).collect();
    if [insertion::above(context, unit.span.start), unit.span.end].contains(&insertion.at) {
        edits.push(key);
    } else {
        let mut lines = edited(own.of(&text), &[key.within(own)]);
        if !lines.ends_with('\n') {
            lines.push_str(context.newline);
        }
        let at = moved(insertion.at);
        edits.push(insertion::insert(&text, at, &lines, context.newline));
        edits.push(insertion::remove(context, &text, own));
        done.remarks.extend(insertion.remark(to, None));
        done.remarks.extend(if insertion::is_first(&text, at) {
            insertion::first_comment(&lines, to)
        } else {
            insertion::now_first(&text, own, to)
        });
    }
    done.changed.push(FieldChange {
        record: from.short().into_owned(),
        field: "key",
        before: Some(from.key.clone()),
        after: Some(to.key.clone()),
        lost: Loss::Value,
    });
    done.text = edited(&text, &edits);
}

/// Returns where the record ends whose block is from `start` to `end`, with the comments below it that are its
/// own.
fn end_of(text: &str, start: u32, end: u32) -> u32 {
    let block = Span { start, end }.of(text);
    let source = Source::new(block);
    let Some((record, _)) = source.read_at(0) else { return end };
    let content = Span { start, end: start + record.content.end };
    let below = ((end as usize) < text.len()).then(|| line_start(text, end));
    let own = gap(text, content, below).into_iter().find(|comments| comments.owner == Owner::Above);
    own.map_or_else(|| line_end(text, content.end), |comments| comments.span.end)
}
