//! What networks say about the conditions of a selection, noted while they go by: what no network settles, and how many
//! do not say what is asked.

use crate::model::{Problem, Record};
use crate::select::column::countries;
use crate::select::filter::condition::Filter;
use crate::select::filter::doubt::Doubt;
use crate::select::filter::{Selection, Within};

/// What the networks seen so far say about a selection.
#[derive(Debug)]
pub struct Hearing<'f> {
    selection: &'f Selection,
    /// Keys and names that are those of no country, and values that look like several: right if a network has them, else
    /// misspelt.
    doubts: Vec<Doubt<'f>>,
    /// The filters on a field that a network need not have, each with how many have not.
    silent: Vec<(&'f Filter, usize)>,
    /// How many networks name no country, which is asked for.
    without_country: usize,
}

/// How many networks a selection leaves out because they do not say what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silent {
    /// How many.
    pub networks: usize,
    /// The column that they do not have; `None` for their countries.
    pub column: Option<&'static str>,
}

impl<'f> Hearing<'f> {
    /// Returns the hearing before the first network.
    pub fn new(selection: &'f Selection) -> Self {
        let silent = selection.filters.iter().filter(|filter| filter.may_be_silent());
        Self {
            selection,
            doubts: selection.filters.iter().flat_map(Filter::doubts).collect(),
            silent: silent.map(|filter| (filter, 0)).collect(),
            without_country: 0,
        }
    }

    /// Looks at a network.
    pub fn see(&mut self, network: &Record<'_>) {
        if self.selection.is_everything() {
            return;
        }
        self.doubts.retain(|doubt| !doubt.is_settled_by(network));
        let selection = self.selection;
        for (filter, number) in &mut self.silent {
            let is_silent = filter.is_silent(network) && selection.takes_without(network, Some(filter));
            *number += usize::from(is_silent);
        }
        let asks_for_country = !selection.areas.is_empty() || selection.within.iter().any(Within::is_negated);
        if asks_for_country && countries(network).next().is_none() {
            self.without_country += 1;
        }
    }

    /// Returns the problem of the first doubt that no network settled.
    pub fn problem(&self) -> Option<Problem> {
        self.doubts.first().map(|doubt| doubt.problem.clone())
    }

    /// Returns how many networks do not say what is asked.
    pub fn silent(&self) -> impl Iterator<Item = Silent> {
        let fields = self.silent.iter();
        let fields =
            fields.map(|(filter, networks)| Silent { networks: *networks, column: Some(filter.column.id()) });
        let countries = Silent { networks: self.without_country, column: None };
        fields.chain([countries]).filter(|silent| silent.networks > 0)
    }
}
