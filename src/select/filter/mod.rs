//! Which networks match: by region, by status, by conditions such as `coordinator=IOM`.

mod condition;
mod date;
mod doubt;
mod hearing;
mod operator;
mod parse;
mod within;

use crate::model::{Area, Country, Day, Problem, Record, Status};
use crate::select::column::countries;

pub use condition::Filter;
pub use date::{DateCondition, MatchingDays, milestone};
pub use hearing::{Hearing, Silent};
pub use operator::signs;
pub use parse::{Condition, IN};
pub use within::{ListedCountries, Within};

/// Which networks match. Empty lists leave nothing out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// In any of these areas.
    pub areas: Vec<&'static Area>,
    /// With any of these statuses.
    pub statuses: Vec<Status>,
    /// The conditions as they were given.
    pub conditions: Vec<String>,
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
        self.conditions.push(condition.trim().to_owned());
        Ok(())
    }

    /// Returns `true` if a network matches, its dates and the denominators of its countries aside.
    pub fn takes(&self, network: &Record<'_>) -> bool {
        self.takes_without(network, None)
    }

    /// Returns `true` if a network matches all filters but one.
    fn takes_without(&self, network: &Record<'_>, skipped: Option<&Filter>) -> bool {
        let is_skipped = |filter: &Filter| skipped.is_some_and(|skipped| std::ptr::eq(skipped, filter));
        (self.statuses.is_empty() || self.statuses.contains(&network.status()))
            && self.has_area(network)
            && self.filters.iter().all(|filter| is_skipped(filter) || filter.matches(network))
    }

    fn has_area(&self, network: &Record<'_>) -> bool {
        let is_in = |country: &Country| self.areas.iter().any(|area| country.is_in(area));
        self.areas.is_empty() || countries(network).any(is_in)
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
        self.areas.is_empty() && self.statuses.is_empty() && self.conditions.is_empty()
    }
}
