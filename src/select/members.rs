//! The countries of networks, for denominators that list their members.

use std::collections::{BTreeSet, HashMap};

use crate::model::Record;
use crate::select::lifespan::{Existence, Lifespan};
use crate::select::{column::countries, count::Count};

/// Networks with their countries.
#[derive(Debug, Default)]
pub struct NetworkCountries(Vec<(Lifespan, Vec<&'static str>)>);

/// How many members of a denominator have a network, and how many networks are of no member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Members {
    /// How many members have one.
    pub with: Count,
    /// How many networks exist, at least possibly, whose countries are not among the members.
    pub outside: usize,
    /// How many exist, at least possibly, whose countries are not known.
    pub unknown: usize,
}

impl NetworkCountries {
    /// Adds a network with its country, or with those that it covers.
    pub fn add(&mut self, network: &Record<'_>, lifespan: Lifespan) {
        self.0.push((lifespan, countries(network).map(|country| country.alpha3).collect()));
    }

    /// Counts the members that have a network: certainly, if one exists certainly.
    pub fn among(&self, members: &BTreeSet<&str>, existence: impl Fn(&Lifespan) -> Existence) -> Members {
        let (mut outside, mut unknown) = (0, 0);
        let mut found: HashMap<&str, Existence> = HashMap::new();
        let existing = self.0.iter().map(|(lifespan, codes)| (existence(lifespan), codes));
        for (existence, codes) in existing.filter(|(existence, _)| *existence != Existence::No) {
            let own = codes.iter().filter(|code| members.contains(**code));
            for code in own.clone() {
                let best = found.entry(code).or_insert(existence);
                if existence == Existence::Certain {
                    *best = existence;
                }
            }
            outside += usize::from(own.count() == 0 && !codes.is_empty());
            unknown += usize::from(codes.is_empty());
        }
        Members { with: found.into_values().collect(), outside, unknown }
    }
}
