//! Where a record comes and what goes with one that leaves.
//!
//! Promises: `remove` takes away what `insert` puts in, byte for byte. No comment changes its owner because a
//! record came or went.

use crate::edit::context::EditContext;
use crate::edit::outcome::{About, Remark};
use crate::model::{Address, Record, Table};
use crate::parse::comments::{Section, Unit};
use crate::text::{BOM, Span, TextEdit, ends_in_comment, is_blank_line, line_end, without_line_end};

/// Where a record comes.
pub struct Insertion<'d> {
    /// The end of what it comes below: a record, a comment of the section or of the file, or the beginning of
    /// the text.
    pub at: u32,
    /// The record that it comes below, if it is one.
    below: Option<&'d Record<'d>>,
    /// Whether the records round it are in order.
    is_sorted: bool,
    pub is_above: bool,
}

impl<'d> Insertion<'d> {
    /// Finds the place of a record with this table and key: below the nearest lower one of its table, else above
    /// the nearest higher, else below the tables that go before its own. A record that is there already,
    /// `leaving`, stays in its section.
    pub fn of(context: &EditContext<'d>, key: (Table, &str), leaving: Option<&Unit<'_>>) -> Self {
        let is_leaving = |unit: &Unit<'_>| leaving.is_some_and(|leaving| leaving.span == unit.span);
        let is_home = |section: &&Section<'_>| leaving.is_none() || section.units.iter().any(is_leaving);
        let home = context.layout.sections.iter().filter(is_home).flat_map(|section| &section.units);
        let records = home.filter(|unit| !is_leaving(unit));
        let records: Vec<_> = records.filter_map(|unit| Some((unit, unit.sort_key()?))).collect();
        let alike = || records.iter().filter(|(_, other)| other.0 == key.0);
        let lower = alike().filter(|(_, other)| *other <= key).max_by_key(|(_, other)| *other);
        let higher = alike().filter(|(_, other)| *other > key).min_by_key(|(_, other)| *other);
        let at = match (lower, higher, leaving) {
            (Some((lower, _)), ..) => lower.span.end,
            (None, Some((higher, _)), _) => above(context, higher.span.start),
            (None, None, Some(leaving)) => above(context, leaving.span.start),
            (None, None, None) => {
                let before = records.iter().rfind(|(_, other)| *other <= key);
                before.map_or(context.layout.top, |(unit, _)| unit.span.end)
            }
        };
        let below = records.iter().rfind(|(unit, _)| unit.span.end <= at);
        let mut sections = context.layout.sections.iter();
        let section =
            sections.rfind(|section| section.units.first().is_some_and(|unit| unit.span.start <= at));
        let is_sorted = section.is_none_or(|section| {
            section.units.iter().filter(|unit| !is_leaving(unit)).filter_map(Unit::sort_key).is_sorted()
        });
        Self { is_above: lower.is_none(), at, below: below.and_then(|(unit, _)| unit.record), is_sorted }
    }

    /// Returns the remark that the records round a new one are not in order, if they are not; `above` is another
    /// new record that comes directly above it.
    pub fn remark(&self, new: &Address, above: Option<&Address>) -> Option<Remark> {
        if self.is_sorted {
            return None;
        }
        let short = |address: &Address| address.short().into_owned();
        let name =
            |other: &Record<'_>| other.address().as_ref().map_or_else(|| other.table.key().to_owned(), short);
        let below = above.map(short).or_else(|| self.below.map(name));
        Some(Remark { key: short(new), about: About::Unsorted(below) })
    }
}

/// Returns the end of what is above a place where a record begins.
pub fn above(context: &EditContext<'_>, start: u32) -> u32 {
    let sections = context.layout.sections.iter();
    let spans = sections
        .flat_map(|section| section.intro.iter().copied().chain(section.units.iter().map(|unit| unit.span)));
    spans.take_while(|span| span.start < start).last().map_or(context.layout.top, |span| span.end)
}

/// Inserts whole lines below what ends at `at`, with a blank line between.
pub fn insert(text: &str, at: u32, block: &str, newline: &str) -> TextEdit {
    let (before, after) = text.split_at(at as usize);
    if before.trim_start_matches(BOM).is_empty() {
        let blank = if after.is_empty() { "" } else { newline };
        return TextEdit::insert(at, format!("{block}{blank}"));
    }
    if !before.ends_with('\n') {
        let block = without_line_end(block);
        return TextEdit::insert(at, format!("{newline}{newline}{block}"));
    }
    // A comment at the end must not touch the record below.
    let joins = ends_in_comment(block) && !is_blank_line(after);
    let blank = if joins { newline } else { "" };
    TextEdit::insert(at, format!("{newline}{block}{blank}"))
}

/// Removes what is at `span` of a text, with the blank line above it. The text may differ from that of the
/// context from there on.
pub fn remove(context: &EditContext<'_>, text: &str, span: Span) -> TextEdit {
    let above = above(context, span.start);
    let (before, after) = (&text[..above as usize], &text[span.end as usize..]);
    if before.trim_start_matches(BOM).is_empty() {
        let blank = if is_blank_line(after) { line_end(text, span.end) } else { span.end };
        return TextEdit::delete(Span { start: span.start, end: blank });
    }
    if after.is_empty() && !text.ends_with('\n') {
        let kept = without_line_end(before);
        return TextEdit::delete(Span { start: Span::new(kept.len(), 0).start, ..span });
    }
    // The comment above must not touch what is below; only the file's own may touch a header.
    let is_safe = above == context.layout.head.end && !after.trim_start().starts_with('#');
    let joins = ends_in_comment(before) && !is_blank_line(after) && !is_safe;
    match (joins, above == span.start) {
        (false, _) => TextEdit::delete(Span { start: above, ..span }),
        (true, false) => TextEdit::delete(span),
        (true, true) => TextEdit::replace(span, context.newline),
    }
}

/// Returns the remark that the first comment of a text is the file's once its first record, at `span`, is gone.
pub fn now_first(text: &str, span: Span, address: &Address) -> Option<Remark> {
    is_first(text, span.start).then(|| first_comment(&text[span.end as usize..], address)).flatten()
}

/// Returns `true` if nothing is above a place.
pub fn is_first(text: &str, at: u32) -> bool {
    text[..at as usize].trim_start_matches(BOM).trim().is_empty()
}

/// Returns the remark that the comment with which a text begins is the file's, if it begins with one.
pub fn first_comment(text: &str, address: &Address) -> Option<Remark> {
    let lines = text.trim_start().lines().map(str::trim).take_while(|line| line.starts_with('#'));
    let lines: Vec<String> = lines.map(str::to_owned).collect();
    let key = address.short().into_owned();
    (!lines.is_empty()).then_some(Remark { key, about: About::FirstComment(lines) })
}
