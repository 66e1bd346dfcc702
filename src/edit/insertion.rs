//! Where a record comes and what goes with one that leaves.
//!
//! Promises: what `insertion` puts in, `removal` takes away, byte for byte. No comment changes its
//! owner because a record came or went.

use crate::edit::EditContext;
use crate::model::field::Table;
use crate::model::record::Record;
use crate::parse::comments::{Section, Unit};
use crate::text::TextEdit;
use crate::text::{BOM, Span};
use crate::text::{ends_in_comment, is_blank_line, line_end, without_line_end};

/// Where a record comes.
pub(super) struct InsertionPoint<'d> {
    /// The end of what it stands below: a record, a comment of the section or of the file, or
    /// the beginning of the text.
    pub(super) at: u32,
    /// The record it stands below, if it is one.
    pub(super) below: Option<&'d Record<'d>>,
    /// Whether the records round it are in order.
    pub(super) is_sorted: bool,
}

impl InsertionPoint<'_> {
    /// Says where the record stands if the records are not in order.
    pub(super) fn remark(&self, key: &str) -> Option<String> {
        let place = match self.below {
            Some(other) if other.key.is_empty() => format!("below `{}`", other.table.key()),
            Some(other) => format!("below `{}`", other.key),
            None => "first".to_owned(),
        };
        let remark =
            format!("the records are not in order, so `{key}` stands {place}; `netreg fmt` sorts them");
        (!self.is_sorted).then_some(remark)
    }
}

/// Finds the place of a record with this table and key: below the nearest lower one of its table,
/// else above the nearest higher, else below the nearest table. One that is there already,
/// `leaving`, keeps to its section.
pub(super) fn of<'d>(
    context: &EditContext<'d>,
    place: (Table, &str),
    leaving: Option<&Unit<'_>>,
) -> InsertionPoint<'d> {
    let stays = |unit: &&Unit<'_>| leaving.is_none_or(|leaving| leaving.span != unit.span);
    let is_home = |section: &&Section<'_>| {
        leaving.is_none_or(|leaving| section.units.iter().any(|unit| unit.span == leaving.span))
    };
    let units = || {
        let sections = context.layout.sections.iter().filter(is_home);
        let units = sections.flat_map(|section| &section.units).filter(stays);
        units.filter_map(|unit| Some((unit, unit.sort_key()?)))
    };
    let alike = || units().filter(|(_, other)| other.0 == place.0);
    let lower = alike().filter(|(_, other)| *other <= place).max_by_key(|(_, other)| *other);
    let higher = || alike().filter(|(_, other)| *other > place).min_by_key(|(_, other)| *other);
    let at = match lower {
        Some((unit, _)) => unit.span.end,
        None => match higher() {
            Some((unit, _)) => above(context, unit),
            None if leaving.is_some() => leaving.map_or(0, |leaving| above(context, leaving)),
            None => units()
                .rfind(|(_, other)| *other <= place)
                .map_or(context.layout.top, |(unit, _)| unit.span.end),
        },
    };
    let below = units().rfind(|(unit, _)| unit.span.end <= at);
    let begins_above = |unit: &Unit<'_>| unit.span.start <= at;
    let mut sections = context.layout.sections.iter();
    let section = sections.rfind(|section| section.units.first().is_some_and(begins_above));
    let is_sorted =
        |section: &Section<'_>| section.units.iter().filter(stays).filter_map(Unit::sort_key).is_sorted();
    InsertionPoint {
        at,
        below: below.and_then(|(unit, _)| unit.record),
        is_sorted: section.is_none_or(is_sorted),
    }
}

/// Returns the end of what stands above a record.
pub(super) fn above(context: &EditContext<'_>, unit: &Unit<'_>) -> u32 {
    let mut end = context.layout.top;
    for section in &context.layout.sections {
        for span in section.intro.iter().copied().chain(section.units.iter().map(|unit| unit.span)) {
            if span.start >= unit.span.start {
                return end;
            }
            end = span.end;
        }
    }
    end
}

/// Puts whole lines below what ends at `at`, parted from it by a blank line.
pub(super) fn insertion(text: &str, at: u32, block: &str, newline: &str) -> TextEdit {
    let (before, after) = text.split_at(at as usize);
    if before.trim_start_matches(BOM).is_empty() {
        let blank = if after.is_empty() { "" } else { newline };
        return TextEdit::insert(at, format!("{block}{blank}"));
    }
    if !before.ends_with('\n') {
        let block = without_line_end(block);
        return TextEdit::insert(at, format!("{newline}{newline}{block}"));
    }
    // A comment at the end must not come to touch the record below.
    let joins = ends_in_comment(block) && !is_blank_line(after);
    let blank = if joins { newline } else { "" };
    TextEdit::insert(at, format!("{newline}{block}{blank}"))
}

/// Takes a record away with the blank line above it.
pub(super) fn removal(context: &EditContext<'_>, unit: &Unit<'_>) -> TextEdit {
    let (text, span) = (context.text, unit.span);
    let above = above(context, unit);
    let (before, after) = (&text[..above as usize], &text[span.end as usize..]);
    if before.trim_start_matches(BOM).is_empty() {
        let blank = if is_blank_line(after) { line_end(text, span.end) } else { span.end };
        return TextEdit::delete(Span { start: span.start, end: blank });
    }
    if after.is_empty() && !text.ends_with('\n') {
        let kept = without_line_end(before);
        return TextEdit::delete(Span { start: Span::new(kept.len(), 0).start, ..span });
    }
    // The comment above must not come to touch what is below; only the file's own may touch a header.
    let is_safe = above == context.layout.head.end && !after.trim_start().starts_with('#');
    let joins = ends_in_comment(before) && !is_blank_line(after) && !is_safe;
    match (joins, above == span.start) {
        (false, _) => TextEdit::delete(Span { start: above, ..span }),
        (true, false) => TextEdit::delete(span),
        (true, true) => TextEdit::replace(span, context.newline),
    }
}
