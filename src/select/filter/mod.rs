//! Which networks match: by region, by status, by conditions such as `coordinator=IOM`.

mod condition;
mod parse;

use crate::model::{Area, Problem, Record, Status};
use crate::select::column::countries;

pub use condition::Filter;

/// Which networks match. Empty lists leave nothing out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// In any of these areas.
    pub areas: Vec<&'static Area>,
    /// With any of these statuses.
    pub statuses: Vec<Status>,
    /// That match all of these.
    pub filters: Vec<Filter>,
}

impl Selection {
    /// Returns `true` if a network matches.
    pub fn takes(&self, network: &Record<'_>) -> bool {
        let in_area = || countries(network).any(|country| self.areas.iter().any(|area| country.is_in(area)));
        (self.statuses.is_empty() || self.statuses.contains(&network.status()))
            && (self.areas.is_empty() || in_area())
            && self.filters.iter().all(|filter| filter.matches(network))
    }

    /// Returns the conditions whose key or name is that of no country; a network may have it.
    pub fn unresolved(&self) -> UnresolvedNames<'_> {
        UnresolvedNames { left: self.filters.iter().filter(|filter| filter.unresolved().is_some()).collect() }
    }

    /// Returns `true` if it asks for networks with a status, and not for those that exist.
    pub fn asks_for_status(&self) -> bool {
        !self.statuses.is_empty() || self.filters.iter().any(Filter::asks_for_status)
    }

    /// Returns `true` if nothing is left out.
    pub fn is_everything(&self) -> bool {
        self.areas.is_empty() && self.statuses.is_empty() && self.filters.is_empty()
    }
}

/// Conditions whose key or name is that of no country: it is that of a network, or misspelt.
#[derive(Debug)]
pub struct UnresolvedNames<'f> {
    left: Vec<&'f Filter>,
}

impl UnresolvedNames<'_> {
    /// Looks at a network.
    pub fn see(&mut self, network: &Record<'_>) {
        self.left.retain(|filter| !filter.is_named_by(network));
    }

    /// Returns the problem of the first name that no network has.
    pub fn problem(&self) -> Option<Problem> {
        self.left.first().and_then(|filter| filter.unresolved()).cloned()
    }
}
