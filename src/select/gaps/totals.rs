//! The totals that others have published, held against the registry and against each other.

use crate::model::{Day, Problem, Table};
use crate::select::as_of::AsOf;
use crate::select::count::Count;
use crate::select::dates::Bounds;
use crate::select::days::Range;
use crate::select::growth::{Total, published};
use crate::select::question::Question;
use crate::select::tally::Tally;

/// A published total, with the number of networks in the registry on its date.
#[derive(Clone, Debug)]
pub struct ComparedTotal<'r> {
    /// The total.
    pub total: Total<'r>,
    /// The number of networks, or why there is none for this date.
    pub networks: Result<Count, Problem>,
}

impl ComparedTotal<'_> {
    /// Returns how many networks are missing at least: the total is more than is possible.
    pub fn missing(&self) -> u64 {
        self.networks.as_ref().map_or(0, |count| self.total.networks.saturating_sub(count.possible as u64))
    }

    /// Returns how many networks there are too many at least: the total is less than is certain.
    pub fn beyond(&self) -> u64 {
        self.networks.as_ref().map_or(0, |count| (count.certain as u64).saturating_sub(self.total.networks))
    }
}

/// A published total that is lower than an earlier one.
#[derive(Clone, Copy, Debug)]
pub struct Contradiction<'r> {
    /// The higher total.
    pub earlier: Total<'r>,
    /// The lower total.
    pub later: Total<'r>,
    /// How many networks may have ended in between. They explain so much of the difference.
    pub ended: usize,
}

impl<'r> Contradiction<'r> {
    /// Returns the total that contradicts this one; none if this is not one of the two.
    pub fn other(&self, total: &Total<'_>) -> Option<Total<'r>> {
        if self.earlier == *total {
            return Some(self.later);
        }
        (self.later == *total).then_some(self.earlier)
    }
}

/// Returns every published total with the number of networks on its date, in the order of the file. A date without a first
/// day begins at `since`, as everywhere.
pub fn compared<'a>(tally: &'a Tally<'a, 'a>, question: &Question<'_>) -> Vec<ComparedTotal<'a>> {
    let ever = AsOf { first: Day::MIN, last: Day::MAX, is_cut: false };
    let totals = published(tally.of(Table::Published), ever, question.bounds);
    let compared = |total: Total<'a>| {
        let count = |as_of| tally.answers(&question.on(as_of)).into_iter().collect();
        ComparedTotal { networks: AsOf::of(total.date, question.bounds).map(count), total }
    };
    totals.map(compared).collect()
}

/// Returns the totals that are lower than one of an earlier day, each with the highest of those, in the order of their
/// dates. What networks that ended can explain is no contradiction.
pub fn contradictions<'r>(
    totals: &[ComparedTotal<'r>],
    ended: &[Range],
    bounds: Bounds,
) -> Vec<Contradiction<'r>> {
    let dated =
        |total: &ComparedTotal<'r>| (Range::of(total.total.date).begun(bounds.days().first), total.total);
    let mut by_begin: Vec<(Range, Total<'r>)> = totals.iter().map(dated).collect();
    let mut by_end = by_begin.clone();
    by_begin.sort_by_key(|(days, _)| (days.first, days.last));
    by_end.sort_by_key(|(days, _)| (days.last, days.first));
    let ended = Ended::of(ended);
    let (mut before, mut highest) = (by_end.into_iter().peekable(), None::<(Range, Total<'r>)>);
    let mut found = Vec::new();
    for (days, later) in by_begin {
        while let Some(next) = before.next_if(|(other, _)| other.last <= days.first) {
            highest = highest.filter(|(_, total)| total.networks > next.1.networks).or(Some(next));
        }
        let Some((since, earlier)) = highest.filter(|(_, total)| total.networks > later.networks) else {
            continue;
        };
        let ended = ended.within(since.first, days.last);
        if earlier.networks - later.networks > ended as u64 {
            found.push(Contradiction { earlier, later, ended });
        }
    }
    found
}

/// The possible days on which networks ended, as sorted first and last days.
struct Ended {
    first: Vec<i32>,
    last: Vec<i32>,
}

impl Ended {
    fn of(days: &[Range]) -> Self {
        let sorted = |end: fn(&Range) -> i32| {
            let mut ends: Vec<i32> = days.iter().map(end).collect();
            ends.sort_unstable();
            ends
        };
        Self { first: sorted(|days| days.first), last: sorted(|days| days.last) }
    }

    /// Returns how many networks may have ended from one day to another.
    fn within(&self, first: i32, last: i32) -> usize {
        let began = self.first.partition_point(|day| *day <= last);
        let over = self.last.partition_point(|day| *day < first);
        began.saturating_sub(over)
    }
}
