//! Finds the country for a code or a name.
//!
//! A name matches if it is equal once normalized, or if a form in which lists write names (`forms.rs`, `pieces.rs`) leaves one
//! country; no spelling mistake is corrected. A name of several countries is an error that lists them, an unknown
//! one suggests at most three. Names in all six languages are known, formal names, and other names: former ones,
//! short ones, abbreviations.

use crate::model::country::list::{Country, coded};
use crate::model::country::names::{shared, usual};
use crate::model::country::suggest::suggestions;
use crate::model::country::{forms, pieces};
use crate::model::problem::Problem;
use crate::text::normalize;

/// Why an input is not a country.
#[derive(Debug, PartialEq, Eq)]
pub enum Miss {
    /// Several countries have this name.
    Several(Vec<&'static Country>),
    /// No country has this name; these have a similar one.
    None(Vec<&'static Country>),
}

impl Miss {
    /// Returns the problem with `input`, with the possible countries as the help.
    pub fn explained(&self, input: &str) -> Problem {
        match self {
            Self::Several(choices) => Problem::new(format!("`{input}` can mean several countries"))
                .help(format!("write {}", spelt(choices))),
            Self::None(near) => {
                let problem = Problem::new(format!("`{input}` is not a country or area of UN M49"));
                if near.is_empty() { problem } else { problem.help(format!("did you mean {}?", spelt(near))) }
            }
        }
    }
}

/// Returns a list of countries for a help line: "`KOR` (Republic of Korea) or `PRK` (…)".
pub fn spelt(countries: &[&Country]) -> String {
    let spelt = |country: &&Country| format!("`{}` ({})", country.alpha3, country.display_name());
    countries.iter().map(spelt).collect::<Vec<_>>().join(" or ")
}

/// Returns the country with this code, in any case, or with this name.
///
/// # Errors
/// A [`Miss`] if there are several such countries or none.
pub fn find(input: &str) -> Result<&'static Country, Miss> {
    candidates(input).map_err(|several| match several.as_slice() {
        [] => Miss::None(suggestions(&forms::tidy(input))),
        _ => Miss::Several(several),
    })
}

/// Returns the country that [`find`] returns. To look for suggestions takes longer, so this does not.
pub fn known(input: &str) -> Option<&'static Country> {
    candidates(input).ok()
}

/// Returns the country with this code or name, or else the countries that can be meant.
fn candidates(input: &str) -> Result<&'static Country, Vec<&'static Country>> {
    if let Some(country) = coded(input) {
        return Ok(country);
    }
    let normalized = normalize(input);
    let several = shared(&normalized);
    if !several.is_empty() {
        return Err(several);
    }
    usual(&normalized).map_or_else(|| in_a_form(input), Ok)
}

/// More countries than this have nothing in common but a word.
const MOST_CHOICES: usize = 3;

/// Returns the country whose name an input is in a form that is not usual, as [`candidates`].
fn in_a_form(input: &str) -> Result<&'static Country, Vec<&'static Country>> {
    let text = forms::tidy(input);
    if let Some(country) = coded(&text) {
        return Ok(country);
    }
    let countries = pieces::countries_of(&text);
    match countries.as_slice() {
        [country] => Ok(country),
        several if several.len() <= MOST_CHOICES => Err(countries),
        _ => Err(Vec::new()),
    }
}

/// Returns the country with this name, M49 names first, in any form of a single name. A name that several
/// countries have is accepted: in a file, `Congo` is right for `COG`.
pub fn named(name: &str) -> Option<&'static Country> {
    usual(&normalize(name)).or_else(|| match forms::whole(&forms::tidy(name)).as_slice() {
        [country] => Some(*country),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::country::aliases::ALIASES;
    use crate::model::country::list::{all, by_code};

    fn code(input: &str) -> &'static str {
        find(input).unwrap_or_else(|miss| panic!("{input}: {miss:?}")).alpha3
    }

    #[test]
    fn codes_and_names_are_found_in_any_spelling() {
        for (input, alpha3) in [
            ("ZMB", "ZMB"),
            ("zm", "ZMB"),
            ("894", "ZMB"),
            ("004", "AFG"),
            ("zambia", "ZMB"),
            ("Côte d’Ivoire", "CIV"),
            ("COTE D'IVOIRE", "CIV"),
            ("Ivory Coast", "CIV"),
            ("turkey", "TUR"),
            ("The Gambia", "GMB"),
            ("St. Lucia", "LCA"),
            ("Kosovo*", "XKX"),
            ("Burma", "MMR"),
            ("UK", "GBR"),
        ] {
            assert_eq!(code(input), alpha3, "{input}");
        }
    }

    #[test]
    fn names_of_several_countries_are_rejected() {
        for (input, choices) in [("Congo", ["COD", "COG"]), ("korea", ["KOR", "PRK"])] {
            let Err(Miss::Several(found)) = find(input) else { panic!("{input} was accepted") };
            let mut found: Vec<&str> = found.iter().map(|country| country.alpha3).collect();
            found.sort_unstable();
            assert_eq!(found, choices);
        }
        assert_eq!(named("Congo").map(|country| country.alpha3), Some("COG"));
    }

    #[test]
    fn unknown_names_are_suggested_for_and_never_corrected() {
        assert_eq!(find("Zambja"), Err(Miss::None(vec![by_code("ZMB").expect("it is there")])));
        assert_eq!(find("Atlantis"), Err(Miss::None(vec![])));
        // A word that many names share does not make two names similar, nor is a place another one that it is named after.
        for input in ["Repub", "Republic of China", "Republic of Zamunda", "Northern Cyprus", "Somaliland"] {
            assert_eq!(find(input), Err(Miss::None(vec![])), "{input}");
        }
    }

    #[test]
    fn every_name_leads_to_its_country() {
        for country in all() {
            assert_eq!(named(country.name), Some(country), "{}", country.name);
        }
        for alias in ALIASES.iter() {
            assert_eq!(named(alias.name).map(|country| country.alpha3), Some(alias.alpha3), "{}", alias.name);
        }
        assert!(ALIASES.is_sorted_by_key(|alias| alias.alpha3));
    }
}
