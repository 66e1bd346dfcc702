//! The condition `in=ldcs`: one of the countries of a network is in a denominator.

use std::collections::BTreeSet;

use crate::model::{Country, Problem, Record};
use crate::select::denominator::Denominator;
use crate::select::filter::operator::Operator;

/// A condition on the countries of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Within {
    is_negated: bool,
    /// The IDs of the denominators, one of which is asked for.
    ids: Vec<String>,
}

/// The countries of the denominators that a condition names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCountries {
    is_negated: bool,
    codes: BTreeSet<String>,
}

impl Within {
    pub(super) fn new(operator: Operator, ids: &[&str]) -> Self {
        let ids = ids.iter().map(|id| (*id).to_owned()).collect();
        Self { is_negated: operator == Operator::IsNot, ids }
    }

    pub(super) fn is_negated(&self) -> bool {
        self.is_negated
    }

    /// Returns the countries that are asked for, in a registry with these denominators.
    ///
    /// # Errors
    /// If there is no such denominator, or it does not list its countries.
    pub(crate) fn group(&self, denominators: &[&Record<'_>]) -> Result<ListedCountries, Problem> {
        let mut codes = BTreeSet::new();
        for id in &self.ids {
            codes.extend(Denominator::find_listed(id, denominators)?.into_iter().map(str::to_owned));
        }
        Ok(ListedCountries { is_negated: self.is_negated, codes })
    }
}

impl ListedCountries {
    /// Returns `true` if a network with these countries matches; without a country it does not.
    pub(crate) fn takes(&self, countries: &[&Country]) -> bool {
        let is_in = countries.iter().any(|country| self.codes.contains(country.alpha3));
        !countries.is_empty() && is_in != self.is_negated
    }
}
