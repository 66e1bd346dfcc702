//! Which networks match: by region, by status, by conditions such as `coordinator=IOM`.

mod condition;
mod date;
mod operator;
mod parse;
mod within;

use crate::model::{Area, Day, Problem, Record, Status};
use crate::select::column::countries;
use condition::Doubt;

pub use condition::Filter;
pub use date::{DateCondition, MatchingDays, milestone};
pub use parse::Condition;
pub use within::{Group, Within};

/// Which networks match. Empty lists leave nothing out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// In any of these areas.
    pub areas: Vec<&'static Area>,
    /// With any of these statuses.
    pub statuses: Vec<Status>,
    filters: Vec<Filter>,
    pub(super) dates: Vec<DateCondition>,
    pub(super) within: Vec<Within>,
}

impl Selection {
    /// Adds a condition, such as `coordinator=IOM`: a network has to match it, too.
    ///
    /// # Errors
    /// If it is not a condition.
    pub fn add(&mut self, condition: &str, today: Day) -> Result<(), Problem> {
        match Condition::parse(condition, today)? {
            Condition::Field(filter) => self.filters.push(filter),
            Condition::Date(date) => self.dates.push(date),
            Condition::Within(within) => self.within.push(within),
        }
        Ok(())
    }

    /// Returns `true` if a network matches, its dates and the denominators of its countries aside.
    pub fn takes(&self, network: &Record<'_>) -> bool {
        let in_area = || countries(network).any(|country| self.areas.iter().any(|area| country.is_in(area)));
        (self.statuses.is_empty() || self.statuses.contains(&network.status()))
            && (self.areas.is_empty() || in_area())
            && self.filters.iter().all(|filter| filter.matches(network))
    }

    /// Returns what is doubtful about the conditions until some network matches it.
    pub fn doubts(&self) -> Doubts<'_> {
        Doubts { left: self.filters.iter().flat_map(Filter::doubts).collect() }
    }

    /// Returns `true` if it asks for networks with a status, and not for those that exist.
    pub fn asks_for_status(&self) -> bool {
        !self.statuses.is_empty() || self.filters.iter().any(Filter::asks_for_status)
    }

    /// Returns `true` if a condition is about a date.
    pub fn asks_for_date(&self) -> bool {
        !self.dates.is_empty()
    }

    /// Returns `true` if the countries of a network decide.
    pub fn asks_for_countries(&self) -> bool {
        !self.within.is_empty()
    }

    /// Returns `true` if nothing is left out.
    pub fn is_everything(&self) -> bool {
        self.areas.is_empty()
            && self.statuses.is_empty()
            && self.filters.is_empty()
            && self.dates.is_empty()
            && self.within.is_empty()
    }
}

/// Keys and names that are those of no country, and values that look like several: right if a network has them, else
/// misspelt.
#[derive(Debug)]
pub struct Doubts<'f> {
    left: Vec<Doubt<'f>>,
}

impl Doubts<'_> {
    /// Looks at a network.
    pub fn see(&mut self, network: &Record<'_>) {
        self.left.retain(|doubt| !doubt.is_settled_by(network));
    }

    /// Returns the problem of the first that no network settled.
    pub fn problem(&self) -> Option<Problem> {
        self.left.first().map(|doubt| doubt.problem.clone())
    }
}
