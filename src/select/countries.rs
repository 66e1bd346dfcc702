//! The countries of networks, for denominators that list their countries, and for countries without a network.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::{Country, Language, Record, country};
use crate::select::certainty::Certainty;
use crate::select::{column::countries, count::Count};

/// A network with its countries.
#[derive(Debug)]
pub struct NetworkCountries {
    /// Its key.
    pub key: String,
    /// Its name, if it is not that of a country.
    pub name: Option<String>,
    /// Its countries: that of its key, or those that it covers.
    pub countries: Vec<&'static Country>,
}

impl NetworkCountries {
    /// Takes them from a record.
    pub fn of(network: &Record<'_>) -> Self {
        let is_country = network.country().is_some();
        Self {
            key: network.key.clone().into_owned(),
            name: network.text("name").filter(|_| !is_country).map(str::to_owned),
            countries: countries(network).collect(),
        }
    }

    /// Returns the name to display, as [`Record::display_name`].
    pub fn display_name(&self, language: Language) -> Cow<'_, str> {
        match country::by_code(&self.key) {
            Some(country) => country.display_name_in(language).into(),
            None => country::with_marks(self.name.as_ref().unwrap_or(&self.key)),
        }
    }
}

/// Which countries have a network, each with whether it has one certainly.
#[derive(Debug, Default)]
pub struct Covered {
    countries: HashMap<&'static str, Certainty>,
    /// How many networks count, at least possibly, whose countries are not known.
    pub unknown: usize,
}

impl Covered {
    /// Returns the countries of networks, each with whether it counts.
    pub fn of<'n>(networks: impl Iterator<Item = (Certainty, &'n NetworkCountries)>) -> Self {
        let mut covered = Self::default();
        for (certainty, network) in networks.filter(|(certainty, _)| *certainty != Certainty::No) {
            network.countries.iter().for_each(|country| covered.add(certainty, country));
            covered.unknown += usize::from(network.countries.is_empty());
        }
        covered
    }

    /// Adds a country of a network that counts certainly or possibly.
    pub fn add(&mut self, certainty: Certainty, country: &'static Country) {
        let best = self.countries.entry(country.alpha3).or_insert(certainty);
        *best = certainty.max(*best);
    }

    /// Returns whether a country has no network.
    pub fn lacks(&self, country: &Country) -> Certainty {
        self.countries.get(country.alpha3).map_or(Certainty::Certain, |certainty| certainty.negated())
    }

    /// Counts the countries that have one.
    pub fn count(&self) -> Count {
        self.countries.values().copied().collect()
    }
}
