//! Ranges and sets of days. A day is its number, counted from 1 January of the year 1.

use crate::model::{Date, date::number};

/// The days from `first` to `last`; none if `first` is after `last`. It takes eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first day; [`Range::OPEN`] if it is not known.
    pub first: i32,
    /// The last day.
    pub last: i32,
}

impl Range {
    /// The first day of a range whose beginning is not known.
    pub const OPEN: i32 = i32::MIN;
    /// No day.
    pub const NONE: Self = Self { first: i32::MAX, last: i32::MIN };

    /// Returns the possible days of a date.
    pub fn of(date: Date) -> Self {
        let last = number(date.latest());
        let first = || date.earliest().map_or(Self::OPEN, number);
        Self { first: if date.as_day().is_some() { last } else { first() }, last }
    }

    /// Returns `true` if there is no day.
    pub fn is_empty(self) -> bool {
        self.first > self.last
    }

    /// Returns the range with a beginning: `since` if it is open, and at most its last day.
    pub fn begun(self, since: i32) -> Self {
        let first = if self.first == Self::OPEN { since } else { self.first };
        Self { first: first.min(self.last), ..self }
    }

    /// Returns the days that both have.
    pub fn intersection(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

/// A set of days: ranges that are not empty, in order, with days between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySet(Vec<Range>);

impl DaySet {
    /// Returns the set of the days in any of the ranges.
    pub fn of(ranges: impl IntoIterator<Item = Range>) -> Self {
        let mut ranges: Vec<Range> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
        ranges.sort_unstable_by_key(|range| range.first);
        let mut set: Vec<Range> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match set.last_mut() {
                Some(last) if range.first <= last.last.saturating_add(1) => {
                    last.last = last.last.max(range.last)
                }
                _ => set.push(range),
            }
        }
        Self(set)
    }

    /// Returns the set of the days that are not in this one.
    pub fn complement(&self) -> Self {
        let ends = self.0.iter().map(|range| range.first.checked_sub(1));
        let begins = self.0.iter().map(|range| range.last.checked_add(1));
        let begins = std::iter::once(Some(i32::MIN)).chain(begins);
        let gaps = begins.zip(ends.chain([Some(i32::MAX)]));
        Self::of(gaps.filter_map(|(first, last)| Some(Range { first: first?, last: last? })))
    }

    /// Returns the set of the days that both have.
    pub fn intersection(&self, other: &Self) -> Self {
        Self::of(self.0.iter().flat_map(|range| other.0.iter().map(|other| range.intersection(*other))))
    }

    /// Returns `true` if every day of a range is in the set.
    pub fn covers(&self, range: Range) -> bool {
        self.0.iter().any(|own| own.intersection(range) == range)
    }

    /// Returns the first and the last day of a range that are in the set.
    pub fn ends_in(&self, range: Range) -> Option<(i32, i32)> {
        let mut common = self.0.iter().map(|own| own.intersection(range)).filter(|common| !common.is_empty());
        let first = common.next()?;
        Some((first.first, common.next_back().unwrap_or(first).last))
    }
}

/// Returns the first and the last day of a range that are in a set; without a set, all of its days are.
pub fn ends(set: Option<&DaySet>, range: Range) -> Option<(i32, i32)> {
    match set {
        Some(set) => set.ends_in(range),
        None => (!range.is_empty()).then_some((range.first, range.last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ranges: &[(i32, i32)]) -> DaySet {
        DaySet::of(ranges.iter().map(|&(first, last)| Range { first, last }))
    }

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(set(&[(5, 7), (1, 3), (4, 4), (9, 8)]), set(&[(1, 7)]));
        assert_eq!(set(&[(i32::MIN, 3), (5, i32::MAX)]).complement(), set(&[(4, 4)]));
        let all = set(&[(i32::MIN, i32::MAX)]);
        assert_eq!(all.complement(), set(&[]));
        assert_eq!(set(&[]).complement(), all);
    }

    #[test]
    fn sets_agree_with_their_days() {
        let (a, b) = (set(&[(1, 3), (6, 9)]), set(&[(3, 6), (8, 8)]));
        let has = |set: &DaySet, day| set.covers(Range { first: day, last: day });
        for day in -1..12 {
            assert_eq!(has(&a.intersection(&b), day), has(&a, day) && has(&b, day), "{day}");
            assert_eq!(has(&a.complement(), day), !has(&a, day), "{day}");
        }
        assert!(!a.covers(Range { first: 3, last: 6 }));
        assert_eq!(a.ends_in(Range { first: 2, last: 7 }), Some((2, 7)));
        assert_eq!(a.ends_in(Range { first: 4, last: 5 }), None);
    }
}
