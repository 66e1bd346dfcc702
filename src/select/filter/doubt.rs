//! What is doubtful about a condition: a key or name that is that of no country, a value that looks like several.

use crate::model::{Problem, Record};
use crate::select::filter::condition::{Filter, Named, Test};

impl Filter {
    /// Returns what some network has to match, each with the problem if none does: keys and names that are those of
    /// no country, and a value that looks like several.
    pub(super) fn doubts(&self) -> Vec<Doubt<'_>> {
        let named: &[Named] = match &self.test {
            Test::Country(_, named) => named,
            _ => &[],
        };
        let unknown = named.iter().filter_map(|named| {
            Some(Doubt { filter: self, named: Some(named), problem: named.country.as_ref().err()? })
        });
        let several = self.several.iter().map(|problem| Doubt { filter: self, named: None, problem });
        several.chain(unknown).collect()
    }
}

/// A part of a condition that is doubtful as long as no network matches it.
#[derive(Debug)]
pub(super) struct Doubt<'f> {
    filter: &'f Filter,
    pub named: Option<&'f Named>,
    pub problem: &'f Problem,
}

impl Doubt<'_> {
    /// Returns `true` if a network matches it.
    pub(super) fn is_settled_by(&self, network: &Record<'_>) -> bool {
        match self.named {
            Some(named) => self.filter.has_name(named, network),
            // None of several that are wanted is what neither of them is.
            None => {
                self.filter.matches(network) != self.filter.is_negated() && !self.filter.is_silent(network)
            }
        }
    }
}
