//! A record changes: its fields one after another, then its key.
//!
//! Promises: the changes of one record are made on its lines alone, each on what the one before it left, so a
//! command parses the registry once for any number of them. A record that gets another key moves to the place
//! of that with its comments, and suppressions of its diagnostics follow.

use crate::edit::context::{EditContext, edited};
use crate::edit::insertion::{self, Insertion};
use crate::edit::outcome::{About, Change, Edited, Refusal, Remark};
use crate::edit::{field, lines::Lines};
use crate::model::{Diagnostic, Field, Record, Table, spelling};
use crate::parse::comments::{Owner, Unit, gap};
use crate::parse::{Registry, Source};
use crate::text::{Span, TextEdit, line_end, line_start};

/// The changes of each record, in this order.
pub type Changes = [(&'static Field, Change)];

/// Makes the changes in each of the networks with these keys; a key that is given twice counts once.
///
/// # Errors
/// For the first network that is not there once, or has something in it that cannot be told.
pub fn set(registry: &Registry<'_>, keys: &[&str], changes: &Changes) -> Result<Edited, Refusal> {
    let mut done = Edited { text: registry.text().to_owned(), ..Edited::default() };
    let Some(first) = keys.first().filter(|_| !changes.is_empty()) else { return Ok(done) };
    let context = EditContext::new(registry, first)?;
    let mut edits: Vec<TextEdit> = Vec::with_capacity(keys.len());
    for key in keys {
        let (_, record) = context.record(key)?;
        if edits.iter().all(|edit| edit.span != record.block) {
            edits.push(TextEdit::replace(record.block, changed(&context, record, changes, &mut done)?));
        }
    }
    done.text = edited(context.text, &edits);
    Ok(done)
}

/// Makes the changes in a network, then gives it the key `to`.
///
/// # Errors
/// As [`set`], and where the key `to` exists or may exist.
pub fn rename(registry: &Registry<'_>, key: &str, changes: &Changes, to: &str) -> Result<Edited, Refusal> {
    let context = EditContext::new(registry, key)?;
    let (unit, record) = context.record(key)?;
    let mut done = Edited::default();
    let block = changed(&context, record, changes, &mut done)?;
    context.free(to)?;
    done.text = edited(context.text, &[TextEdit::replace(record.block, block.as_str())]);
    renamed(&context, unit, record, &block, to, &mut done);
    Ok(done)
}

/// Returns the block of a record after its changes, and notes them in `done`.
fn changed(
    context: &EditContext<'_>,
    record: &Record<'_>,
    changes: &Changes,
    done: &mut Edited,
) -> Result<String, Refusal> {
    // The line of the next header tells where the record ends and what its last comment touches.
    let block = record.block;
    let tail = Span { start: block.end, end: line_end(context.text, block.end) };
    let tail = if block.end as usize == context.text.len() { "" } else { tail.of(context.text) };
    let mut text = block.of(context.text).to_owned() + tail;
    for (field, change) in changes {
        let (new, remarks) = one(context, &text, record, field, change)?;
        let key = || record.key.clone().into_owned();
        done.remarks.extend(remarks.into_iter().map(|about| Remark { key: key(), about }));
        if new != text {
            done.changed.push((key(), field.key));
            text = new;
        }
    }
    text.truncate(text.len() - tail.len());
    Ok(text)
}

/// Returns the lines of a record after one change.
fn one(
    context: &EditContext<'_>,
    text: &str,
    record: &Record<'_>,
    field: &'static Field,
    change: &Change,
) -> Result<(String, Vec<About>), Refusal> {
    let is_own = |other: &Diagnostic| other.header() == Some(record.header) && other.field == Some(field.key);
    let unclear = || context.unclear(&record.key, is_own);
    let (mut text, mut said) = (text.to_owned(), None::<Vec<About>>);
    loop {
        let source = Source::new(&text);
        let (own, diagnostics) = source.read_at(0).ok_or_else(unclear)?;
        let lines = Lines { text: &text, newline: context.newline, record: &own, diagnostics: &diagnostics };
        let (edits, remarks) = field::edits(&lines, field, change).ok_or_else(unclear)?;
        let new = edited(&text, &edits);
        let is_changed = new != text;
        // At the end the entry is not in the list any more, as was asked for.
        if is_changed || said.is_none() {
            said.get_or_insert_default().extend(remarks);
        }
        text = new;
        // An entry that is in its list several times is taken out once a turn.
        if !(is_changed && matches!(change, Change::Take(_))) {
            return Ok((text, said.unwrap_or_default()));
        }
    }
}

/// Gives a record another key, and moves it to the place of that. `done.text` has its new `block` already.
fn renamed(
    context: &EditContext<'_>,
    unit: &Unit<'_>,
    record: &Record<'_>,
    block: &str,
    to: &str,
    done: &mut Edited,
) {
    let text = std::mem::take(&mut done.text);
    // Places below the block have moved with its end.
    let (old_end, new_end) = (record.block.end, record.block.start + Span::new(block.len(), 0).start);
    let moved = |at: u32| if at >= old_end { at - old_end + new_end } else { at };
    let moved_span = |span: Span| Span { start: moved(span.start), end: moved(span.end) };
    let insertion = Insertion::of(context, (Table::Network, to), Some(unit));
    let own = Span { end: end_of(&text, record.block.start, new_end), ..unit.span };
    let key = TextEdit::replace(record.key_span, spelling::key(to));
    let names = context.suppressions(&record.key).into_iter().map(moved_span);
    let mut edits: Vec<TextEdit> =
        names.map(|span| TextEdit::replace(span, spelling::basic_string(to))).collect();
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
    done.changed.push((record.key.clone().into_owned(), "key"));
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
