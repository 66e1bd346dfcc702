//! Which networks are meant: by region, by state, by conditions such as `coordinator=IOM`.
//!
//! Promises: what is typed for a key or a name and is neither a country's nor any network's can be told,
//! once all networks were seen. What a condition means is left to `condition.rs`.

mod condition;
mod parse;

use crate::model::country::Area;
use crate::model::problem::Problem;
use crate::model::record::{Record, Status};
use crate::select::column::countries;

pub use condition::Filter;

/// Which networks are meant. Empty lists leave nothing out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// In any of these areas.
    pub areas: Vec<&'static Area>,
    /// In any of these states.
    pub statuses: Vec<Status>,
    /// For which all of these hold.
    pub filters: Vec<Filter>,
}

impl Selection {
    /// Tells whether a network is meant.
    #[must_use]
    pub fn takes(&self, network: &Record<'_>) -> bool {
        let in_area = || countries(network).any(|country| self.areas.iter().any(|area| country.is_in(area)));
        (self.statuses.is_empty() || self.statuses.contains(&network.status()))
            && (self.areas.is_empty() || in_area())
            && self.filters.iter().all(|filter| filter.matches(network))
    }

    /// Returns the conditions that name neither a country nor, as far as was seen, a network.
    #[must_use]
    pub fn unresolved(&self) -> UnresolvedNames<'_> {
        UnresolvedNames { left: self.filters.iter().filter(|filter| filter.stranger().is_some()).collect() }
    }

    /// Tells whether networks in some state are asked for, and not what exists.
    #[must_use]
    pub fn asks_for_status(&self) -> bool {
        !self.statuses.is_empty() || self.filters.iter().any(Filter::asks_for_status)
    }

    /// Tells whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.areas.is_empty() && self.statuses.is_empty() && self.filters.is_empty()
    }
}

/// Conditions whose key or name is no country's: that of a network, or a slip.
#[derive(Debug)]
pub struct UnresolvedNames<'f> {
    left: Vec<&'f Filter>,
}

impl UnresolvedNames<'_> {
    /// Takes note of a network.
    pub fn see(&mut self, network: &Record<'_>) {
        self.left.retain(|filter| !filter.is_named_by(network));
    }

    /// Returns what is wrong with the first of them that no network bears.
    #[must_use]
    pub fn wrong(&self) -> Option<Problem> {
        self.left.first().and_then(|filter| filter.stranger()).cloned()
    }
}
