//! What is along the time of a report: milestones and published totals, and the places of days in a picture.

use crate::model::date::{day, number, start_of_month};
use crate::model::{Date, Table};
use crate::render::site::facts::Facts;
use crate::select::as_of::AsOf;
use crate::select::days::Range;
use crate::select::growth::{Milestone, Total, published};
use crate::select::steps::Step;

/// The days from the first change or milestone to the last day of a report.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    /// The first day.
    pub first: i32,
    /// The last day, after the first.
    pub last: i32,
    /// The steps of the number.
    pub steps: Vec<Step>,
    /// The milestones by date.
    pub milestones: Vec<Milestone<'a>>,
    /// The published totals by date.
    pub published: Vec<Total<'a>>,
}

/// The fewest days that a picture shows.
const FEWEST: i32 = 365;

impl<'a> Timeline<'a> {
    /// Returns the timeline of a report. It begins with the year in which a network may have begun, and with `since` at the
    /// latest; what was before is not shown, nor what lies ahead.
    pub fn of(facts: &Facts<'a>) -> Self {
        let steps = facts.steps();
        let last = number(facts.as_of.last);
        let since = facts.question.bounds.since.map(number);
        let begun = steps.iter().filter_map(|step| step.from).map(number).min();
        let first = since.into_iter().chain(begun).min().unwrap_or(last).min(last - FEWEST);
        let all = Range { first: number(start_of_month(day(first))), last };
        let milestones = facts.of(Table::Milestone).filter_map(Milestone::of);
        let mut milestones: Vec<_> = milestones.filter(|one| has(all, one.date)).collect();
        milestones.sort_by_key(|one| (one.date.latest(), one.date.earliest(), one.title));
        let totals = facts.of(Table::Published).filter(|_| facts.selection.is_everything());
        let as_of = AsOf { last: facts.as_of.last, first: day(all.first), is_cut: false };
        let mut published: Vec<_> = published(totals, as_of, facts.question.bounds).collect();
        published.sort_by_key(|total| (total.date.latest(), total.networks));
        Self { first: all.first, last, steps, milestones, published }
    }

    /// Returns the days of a date, within the timeline.
    pub fn days(&self, date: Date) -> Range {
        Range::of(date).begun(self.first).intersection(Range { first: self.first, last: self.last })
    }

    /// Returns the greatest number in it.
    pub fn most(&self) -> u64 {
        let networks = self.steps.iter().map(|step| step.count.possible as u64);
        networks.chain(self.published.iter().map(|total| total.networks)).max().unwrap_or_default()
    }
}

/// Returns `true` if all days of a date are in a range.
fn has(range: Range, date: Date) -> bool {
    Range::of(date).intersection(range) == Range::of(date)
}
