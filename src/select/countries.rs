//! The countries of networks, for denominators that list their countries, and for countries without a network.

use std::collections::HashMap;

use crate::model::{Country, Record};
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
}

/// Which countries have a network, each with whether it has one certainly.
#[derive(Debug, Default)]
pub struct Covered(HashMap<&'static str, Certainty>);

impl Covered {
    /// Adds the countries of a network that exists certainly or possibly.
    pub fn add(&mut self, certainty: Certainty, countries: &[&'static Country]) {
        for country in countries {
            let best = self.0.entry(country.alpha3).or_insert(certainty);
            if certainty == Certainty::Certain {
                *best = certainty;
            }
        }
    }

    /// Returns whether a country has a network.
    pub fn certainty(&self, country: &Country) -> Certainty {
        self.0.get(country.alpha3).copied().unwrap_or(Certainty::No)
    }

    /// Counts the countries that have one.
    pub fn count(&self) -> Count {
        self.0.values().copied().collect()
    }
}
