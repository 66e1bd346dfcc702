//! The countries and areas without a network, by region; those with one of several countries only.

use std::collections::HashMap;

use crate::model::{Area, Country, Level, country};
use crate::select::certainty::Certainty;
use crate::select::countries::{Covered, NetworkCountries};

/// A region of UN M49, with its countries and areas that have no network.
#[derive(Debug)]
pub struct Region {
    /// The region; none of what is in no region.
    pub area: Option<&'static Area>,
    /// How many countries and areas it has.
    pub total: usize,
    /// Those without a network, in the order of their codes.
    pub without: Vec<&'static Country>,
}

/// A country or area whose only networks are of several countries.
#[derive(Debug)]
pub struct Regional<'a> {
    /// The country or area.
    pub country: &'static Country,
    /// The networks that cover it.
    pub networks: Vec<&'a NetworkCountries>,
}

/// Returns the regions, by their names, with the countries and areas of M49 that have no network; what is in no region
/// comes last.
pub fn by_region(covered: &Covered) -> Vec<Region> {
    let regions = country::areas().iter().filter(|area| area.level == Level::Region);
    let mut regions: Vec<&Area> = regions.collect();
    regions.sort_by_key(|area| area.name);
    let region = |area: Option<&'static Area>| {
        let code = area.map_or("", |area| area.m49);
        let countries =
            || country::all().iter().filter(|country| country.is_in_m49() && country.region == code);
        let without = countries().filter(|country| covered.lacks(country) != Certainty::No);
        Region { area, total: countries().count(), without: without.collect() }
    };
    regions.into_iter().map(Some).chain([None]).map(region).filter(|region| region.total > 0).collect()
}

/// Returns the countries and areas that only networks of several countries cover, in the order of their codes.
pub fn only_regional<'a>(existing: &[&'a NetworkCountries]) -> Vec<Regional<'a>> {
    let mut covering: HashMap<&str, Vec<&NetworkCountries>> = HashMap::new();
    for network in existing.iter().filter(|network| country::by_code(&network.key).is_none()) {
        for country in &network.countries {
            let networks = covering.entry(country.alpha3).or_default();
            // A list can have the same country twice.
            if networks.last().is_none_or(|last| last.key != network.key) {
                networks.push(network);
            }
        }
    }
    for network in existing {
        covering.remove(network.key.as_str());
    }
    let regional = |country: &'static Country| {
        covering
            .get_mut(country.alpha3)
            .map(|networks| Regional { country, networks: std::mem::take(networks) })
    };
    country::all().iter().filter_map(regional).collect()
}
