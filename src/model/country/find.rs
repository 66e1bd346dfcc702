//! From what was typed to a country.
//!
//! Promises: look-up is exact after folding and never corrects by itself; a name that several
//! countries bear is refused with the choices; a miss suggests at most three. Names in all six
//! languages are known, and other names: former ones, short ones, abbreviations.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::country::table;
use crate::model::country::{Country, Language, all, by_code};
use crate::model::problem::Problem;
use crate::text;
use crate::text::normalize;

/// Another name of a country.
#[derive(Debug, PartialEq, Eq)]
pub struct Alias {
    /// Whose it is.
    pub alpha3: &'static str,
    /// The name.
    pub name: &'static str,
    /// Whether the country has given it up.
    pub former: bool,
}

/// A name that several countries bear.
#[derive(Debug, PartialEq, Eq)]
pub struct Ambiguous {
    /// The name.
    pub name: &'static str,
    /// The countries.
    pub alpha3: &'static [&'static str],
}

/// Why a typed word means no country.
#[derive(Debug, PartialEq, Eq)]
pub enum Miss {
    /// It means several.
    Several(Vec<&'static Country>),
    /// It means none; these are near.
    None(Vec<&'static Country>),
}

impl Miss {
    /// Says what is wrong with the word that was typed and, where it is known, what was meant.
    #[must_use]
    pub fn explained(&self, typed: &str) -> Problem {
        match self {
            Self::Several(choices) => Problem::new(format!("`{typed}` is the name of several countries"))
                .help(format!("write {}", spelt(choices))),
            Self::None(near) => {
                let problem = Problem::new(format!("`{typed}` is not a country or area that UN M49 lists"));
                if near.is_empty() { problem } else { problem.help(format!("did you mean {}?", spelt(near))) }
            }
        }
    }
}

/// Spells countries as they can be typed: "`KOR` (Republic of Korea) or `PRK` (…)".
#[must_use]
pub fn spelt(countries: &[&Country]) -> String {
    let spelt = |country: &&Country| format!("`{}` ({})", country.alpha3, country.display_name());
    countries.iter().map(spelt).collect::<Vec<_>>().join(" or ")
}

/// The other names, by alpha-3 code; taken apart at the first question.
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

/// Returns the country that a typed word means: a code in any case, or a name.
///
/// # Errors
/// A [`Miss`] where it means several or none.
pub fn find(typed: &str) -> Result<&'static Country, Miss> {
    if let Some(country) = coded(typed) {
        return Ok(country);
    }
    let folded = normalize(typed);
    if let Some(several) = table::AMBIGUOUS.iter().find(|several| normalize(several.name) == folded) {
        return Err(Miss::Several(several.alpha3.iter().filter_map(|code| by_code(code)).collect()));
    }
    // Most people type the name in English: that needs no table of all the others.
    let english = all().iter().find(|country| normalize(country.name) == folded);
    let other = || NAMES.get(&folded).copied();
    english.or_else(other).ok_or_else(|| Miss::None(suggestions(&folded)))
}

/// Returns the country with this alpha-3, alpha-2 or M49 code, in any case.
#[must_use]
pub fn coded(typed: &str) -> Option<&'static Country> {
    let code = typed.trim().to_ascii_uppercase();
    all().iter().find(|country| {
        [country.alpha3, country.alpha2, country.m49].contains(&code.as_str()) && !code.is_empty()
    })
}

/// Returns the country that a name belongs to, M49 names first: what stands in a file is not
/// refused for being borne twice, as `Congo` is right for `COG`.
#[must_use]
pub fn named(name: &str) -> Option<&'static Country> {
    NAMES.get(&normalize(name)).copied()
}

/// Returns every country whose code is typed, or whose names hold the words typed.
#[must_use]
pub fn search(typed: &str) -> Vec<&'static Country> {
    if let Some(country) = coded(typed) {
        return vec![country];
    }
    let folded = normalize(typed);
    if folded.is_empty() {
        return Vec::new();
    }
    let holds = |name: &str| normalize(name).contains(&folded);
    let is_meant = |country: &&Country| {
        Language::ALL.iter().any(|language| holds(country.name_in(*language)))
            || country.aliases().any(|alias| holds(alias.name))
    };
    all().iter().filter(is_meant).collect()
}

/// Folded names, each with its country; made at the first look-up by name.
static NAMES: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
    let aliases = ALIASES.iter().filter_map(|alias| Some((normalize(alias.name), by_code(alias.alpha3)?)));
    let named =
        |language: Language| all().iter().map(move |country| (normalize(country.name_in(language)), country));
    // M49 names last: they win. No two countries have one name in common that is not ambiguous.
    aliases.chain(Language::ALL.into_iter().flat_map(named)).collect()
});

/// Words that many long names begin with: that two have them makes them no more alike.
const SHARED: [&str; 5] =
    ["republic of ", "republique de ", "republica de ", "kingdom of ", "peoples republic of "];

/// Returns at most three countries with a name near to a folded word, the nearest first.
#[must_use]
pub fn suggestions(folded: &str) -> Vec<&'static Country> {
    let own = SHARED.iter().find_map(|shared| folded.strip_prefix(shared)).unwrap_or(folded);
    let length = own.chars().count();
    if length < 3 {
        return Vec::new();
    }
    let most = (length / 4).max(1);
    let mut near: Vec<(usize, &'static Country)> = NAMES
        .iter()
        .filter_map(|(name, country)| {
            // A name that was only begun comes after those with a slip.
            // Abbreviations are one slip from everything: three bytes are three letters of Latin.
            let slips = text::slips(folded, name).filter(|slips| *slips <= most && name.len() > 3);
            let slips = slips.or(name.starts_with(folded).then_some(usize::MAX))?;
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

    fn code(typed: &str) -> &'static str {
        find(typed).unwrap_or_else(|miss| panic!("{typed}: {miss:?}")).alpha3
    }

    #[test]
    fn codes_and_names_in_any_dress() {
        for (typed, alpha3) in [
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
            assert_eq!(code(typed), alpha3, "{typed}");
        }
    }

    #[test]
    fn names_borne_twice_are_refused() {
        for (typed, choices) in [("Congo", ["COD", "COG"]), ("korea", ["KOR", "PRK"])] {
            let Err(Miss::Several(found)) = find(typed) else { panic!("{typed} was taken") };
            let mut found: Vec<&str> = found.iter().map(|country| country.alpha3).collect();
            found.sort_unstable();
            assert_eq!(found, choices);
        }
        assert_eq!(named("Congo").map(|country| country.alpha3), Some("COG"));
    }

    #[test]
    fn a_miss_suggests_and_never_corrects() {
        assert_eq!(find("Zambja"), Err(Miss::None(vec![by_code("ZMB").expect("it is there")])));
        assert_eq!(find("Atlantis"), Err(Miss::None(vec![])));
        assert!(matches!(find("Repub"), Err(Miss::None(near)) if near.len() == 3));
        // What two long names share does not make them alike.
        for typed in ["Republic of China", "Republic of Kosovo", "República de Turquía"] {
            assert_eq!(find(typed), Err(Miss::None(vec![])), "{typed}");
        }
    }

    #[test]
    fn names_lead_to_the_country_that_bears_them() {
        for country in all() {
            assert_eq!(named(country.name), Some(country), "{}", country.name);
        }
        for alias in ALIASES.iter() {
            assert_eq!(named(alias.name).map(|country| country.alpha3), Some(alias.alpha3), "{}", alias.name);
        }
        assert!(ALIASES.is_sorted_by_key(|alias| alias.alpha3));
    }
}
