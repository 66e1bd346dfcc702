//! Finds the country for a code or a name.
//!
//! A name matches if it is equal once normalized; no spelling mistake is corrected. A name of several
//! countries is an error that lists them, an unknown one suggests at most three. Names in all six languages
//! are known, and other names: former ones, short ones, abbreviations.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::country::list::{Country, all, by_code};
use crate::model::country::{language::Language, table};
use crate::model::problem::Problem;
use crate::text;
use crate::text::normalize;

/// Another name of a country.
#[derive(Debug, PartialEq, Eq)]
pub struct Alias {
    /// The code of the country.
    pub alpha3: &'static str,
    /// The name.
    pub name: &'static str,
    /// Whether the country no longer has this name.
    pub former: bool,
}

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
            Self::Several(choices) => Problem::new(format!("`{input}` is the name of several countries"))
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

/// The other names, by alpha-3 code; parsed at first use.
static ALIASES: LazyLock<Vec<Alias>> = LazyLock::new(|| {
    let alias = |row: &'static str| {
        let mut fields = row.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (alpha3, kind) = (next(), next());
        Alias { alpha3, name: next(), former: kind == "f" }
    };
    table::ALIASES.lines().map(alias).collect()
});

impl Country {
    /// Returns its other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'static Alias> {
        let code = self.alpha3;
        let first = ALIASES.partition_point(|alias| alias.alpha3 < code);
        ALIASES[first..].iter().take_while(move |alias| alias.alpha3 == code)
    }
}

/// Returns the country with this code, in any case, or with this name.
///
/// # Errors
/// A [`Miss`] if there are several such countries or none.
pub fn find(input: &str) -> Result<&'static Country, Miss> {
    if let Some(country) = coded(input) {
        return Ok(country);
    }
    let normalized = normalize(input);
    if let Some(several) = table::AMBIGUOUS.iter().find(|several| normalize(several.name) == normalized) {
        return Err(Miss::Several(several.alpha3.iter().filter_map(|code| by_code(code)).collect()));
    }
    // Most names are English, and those need no table of all the others.
    let english = all().iter().find(|country| normalize(country.name) == normalized);
    let other = || NAMES.get(&normalized).copied();
    english.or_else(other).ok_or_else(|| Miss::None(suggestions(&normalized)))
}

/// Returns the country with this alpha-3, alpha-2 or M49 code, in any case.
pub fn coded(input: &str) -> Option<&'static Country> {
    let code = input.trim().to_ascii_uppercase();
    all().iter().find(|country| {
        [country.alpha3, country.alpha2, country.m49].contains(&code.as_str()) && !code.is_empty()
    })
}

/// Returns the country with this name, M49 names first. A name that several countries have is accepted:
/// in a file, `Congo` is right for `COG`.
pub fn named(name: &str) -> Option<&'static Country> {
    NAMES.get(&normalize(name)).copied()
}

/// Returns the country with this code or, if there is none, every country with a name that contains the input.
pub fn search(input: &str) -> Vec<&'static Country> {
    if let Some(country) = coded(input) {
        return vec![country];
    }
    let normalized = normalize(input);
    if normalized.is_empty() {
        return Vec::new();
    }
    let contains = |name: &str| normalize(name).contains(&normalized);
    let matches = |country: &&Country| {
        Language::ALL.iter().any(|language| contains(country.name_in(*language)))
            || country.aliases().any(|alias| contains(alias.name))
    };
    all().iter().filter(matches).collect()
}

/// Normalized names, each with its country; made at first use.
static NAMES: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
    let aliases = ALIASES.iter().filter_map(|alias| Some((normalize(alias.name), by_code(alias.alpha3)?)));
    let named =
        |language: Language| all().iter().map(move |country| (normalize(country.name_in(language)), country));
    // M49 names come last, so they win. Every other name that two countries share is ambiguous.
    aliases.chain(Language::ALL.into_iter().flat_map(named)).collect()
});

/// The beginnings of many long names. That two names share one does not make them similar.
const SHARED: [&str; 5] =
    ["republic of ", "republique de ", "republica de ", "kingdom of ", "peoples republic of "];

/// Returns at most three countries with a name similar to a normalized one, the most similar first.
pub fn suggestions(normalized: &str) -> Vec<&'static Country> {
    let own = SHARED.iter().find_map(|shared| normalized.strip_prefix(shared)).unwrap_or(normalized);
    let length = own.chars().count();
    if length < 3 {
        return Vec::new();
    }
    let most = (length / 4).max(1);
    let mut near: Vec<(usize, &'static Country)> = NAMES
        .iter()
        .filter_map(|(name, country)| {
            // Names with a typing error come first, then those that only begin with the word.
            // An abbreviation is one letter away from too many words: three bytes are three Latin letters.
            let slips = text::slips(normalized, name).filter(|slips| *slips <= most && name.len() > 3);
            let slips = slips.or(name.starts_with(normalized).then_some(usize::MAX))?;
            Some((slips, *country))
        })
        .collect();
    near.sort_unstable_by_key(|(slips, country)| (*slips, country.at));
    let mut found: Vec<&'static Country> = Vec::new();
    for (_, country) in near {
        if !found.contains(&country) {
            found.push(country);
        }
    }
    found.truncate(3);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(matches!(find("Repub"), Err(Miss::None(near)) if near.len() == 3));
        // A beginning that many names share does not make two names similar.
        for input in ["Republic of China", "Republic of Kosovo", "República de Turquía"] {
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
