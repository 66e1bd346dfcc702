//! Whether two states of a registry differ in their layout or comments.
//!
//! Where values differ, blank lines between records are not compared, because records that come and go bring some.

use std::collections::HashSet;

use crate::compare::diff::{field::FieldChange, pair::Pair};
use crate::model::{Line, Record};
use crate::parse::{Registry, comments::Layout};
use crate::text::{Span, has_same_lines};

/// Returns `true` if the layout or comments differ between two states in which these records are the same.
pub fn differs(old: &Registry<'_>, new: &Registry<'_>, pairs: &[Pair<'_>]) -> bool {
    let (before, after) = (State::of(old), State::of(new));
    if !before.intros().eq(after.intros()) {
        return true;
    }
    // A record with another key may be in another place.
    let stay = pairs.iter().filter(|pair| pair.from.is_none()).map(|pair| pair.old);
    if !stay.is_sorted() {
        return true;
    }
    pairs.iter().any(|pair| {
        let (old, new) = (before.record(pair.old), after.record(pair.new));
        let (Some(old), Some(new)) = (old, new) else { return false };
        if pair.is_changed() {
            !old.comments().eq(new.comments()) || old.lines_differ(&new, &pair.fields)
        } else {
            !has_same_lines(old.span.of(old.text), new.span.of(new.text))
        }
    })
}

/// A registry with its comments and sections.
struct State<'d> {
    text: &'d str,
    layout: Layout<'d>,
    /// The place of each record with its comments.
    spans: Vec<Span>,
    records: &'d [Record<'d>],
}

impl<'d> State<'d> {
    fn of(registry: &'d Registry<'_>) -> Self {
        let layout = registry.layout();
        let spans = layout.units().filter(|unit| unit.record.is_some()).map(|unit| unit.span).collect();
        Self { text: registry.text(), layout, spans, records: &registry.records }
    }

    /// Returns the lines of the comments that belong to no record.
    fn intros(&self) -> impl Iterator<Item = &str> {
        let intros = self.layout.sections.iter().flat_map(|section| section.intro.iter().copied());
        [self.layout.head].into_iter().chain(intros).flat_map(|span| span.of(self.text).lines())
    }

    fn record(&self, at: usize) -> Option<Unit<'d>> {
        Some(Unit { record: self.records.get(at)?, span: *self.spans.get(at)?, text: self.text })
    }
}

/// A record with its comments.
struct Unit<'d> {
    record: &'d Record<'d>,
    span: Span,
    text: &'d str,
}

impl<'d> Unit<'d> {
    /// Returns what is outside of its header and fields, line by line.
    fn comments(&self) -> impl Iterator<Item = &'d str> {
        let fields = self.record.lines.iter().map(|line| (line.key.start, line.value.end));
        let header = (self.record.header.start, self.record.header.end);
        let starts = [self.span.start].into_iter();
        let starts = starts.chain([header].into_iter().chain(fields.clone()).map(|(_, end)| end));
        let ends = [header].into_iter().chain(fields).map(|(start, _)| start).chain([self.span.end]);
        let text = self.text;
        let outside = starts.zip(ends).flat_map(move |(start, end)| Span { start, end }.of(text).lines());
        outside.map(str::trim).filter(|line| !line.is_empty())
    }

    /// Returns `true` if fields with the same value are written otherwise, or if fields are in another order.
    fn lines_differ(&self, other: &Self, changed: &[FieldChange<'_>]) -> bool {
        let changed: HashSet<&str> = changed.iter().map(|change| change.key).collect();
        let same = |unit: &Self| -> Vec<(&'d str, Span)> {
            let named = |line: &Line| {
                (unit.record.name_of(unit.text, line), Span { start: line.key.start, end: line.value.end })
            };
            let is_same = |(name, _): &(&str, Span)| !changed.contains(name);
            unit.record.lines.iter().map(named).filter(is_same).collect()
        };
        let (own, others) = (same(self), same(other));
        let is_same = |((_, one), (_, two)): (&(&str, Span), &(&str, Span))| {
            has_same_lines(one.of(self.text), two.of(other.text))
        };
        own.len() != others.len() || !own.iter().zip(&others).all(is_same)
    }
}
