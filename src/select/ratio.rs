//! A count compared with a denominator.
//!
//! The two are a ratio. Only where the denominator lists its countries is the number a part of it.

use std::collections::BTreeSet;

use crate::select::certainty::Certainty;
use crate::select::countries::{Covered, NetworkCountries};
use crate::select::{count::Count, denominator::Denominator, percent::Percentage};

/// A count compared with a denominator.
#[derive(Debug)]
pub struct Ratio<'r> {
    /// The denominator.
    pub denominator: Denominator<'r>,
    /// How many networks are counted.
    pub networks: Count,
    /// The part of the denominator, where it lists its countries.
    pub part: Option<Part<'r>>,
}

/// How many countries of a denominator have a network, and which networks are outside.
#[derive(Debug)]
pub struct Part<'r> {
    /// How many of the countries have one.
    pub with: Count,
    /// The networks that count, at least possibly, and of which no country is in the denominator or known; by key.
    pub outside: Vec<&'r NetworkCountries>,
}

impl<'r> Ratio<'r> {
    /// Compares networks with a denominator, whose countries are `listed`; each network comes with whether it counts.
    pub fn new(
        denominator: Denominator<'r>,
        listed: &BTreeSet<&str>,
        networks: impl Iterator<Item = (Certainty, &'r NetworkCountries)>,
    ) -> Self {
        if listed.is_empty() {
            let networks = networks.map(|(certainty, _)| certainty).collect();
            return Self { denominator, networks, part: None };
        }
        let (networks, part) = Part::of(listed, networks);
        Self { denominator, networks, part: Some(part) }
    }

    /// Returns the number that is compared: of countries, else of networks.
    pub fn numerator(&self) -> Count {
        self.part.as_ref().map_or(self.networks, |part| part.with)
    }

    /// Returns the percentages of what is certain and of what is possible.
    pub fn percentages(&self) -> (Percentage, Percentage) {
        let of = |number: usize| Percentage { number: number as u64, total: self.denominator.value };
        let Count { certain, possible } = self.numerator();
        (of(certain), of(possible))
    }
}

impl<'r> Part<'r> {
    fn of(
        listed: &BTreeSet<&str>,
        networks: impl Iterator<Item = (Certainty, &'r NetworkCountries)>,
    ) -> (Count, Self) {
        let (mut count, mut covered, mut outside) = (Count::default(), Covered::default(), Vec::new());
        for (certainty, network) in networks.filter(|(certainty, _)| *certainty != Certainty::No) {
            count.count(certainty);
            let own = network.countries.iter().filter(|country| listed.contains(country.alpha3));
            let mut is_outside = true;
            for country in own {
                covered.add(certainty, country);
                is_outside = false;
            }
            if is_outside {
                outside.push(network);
            }
        }
        outside.sort_by(|a, b| a.key.cmp(&b.key));
        (count, Self { with: covered.count(), outside })
    }
}
