//! Countries and areas: by code, by name, by another name.
//!
//! Promises: look-up is exact after folding and never corrects by itself; a name that several
//! countries bear is refused with the choices; a miss suggests at most three. Names are those of
//! UN M49, which decides what is a country or area here; nothing is said about the rest. The data
//! are in `country_table.rs`.

use std::collections::HashMap;
use std::sync::LazyLock;

pub use crate::country_table::DATE;
use crate::country_table::{ALIASES, AMBIGUOUS, AREAS, COUNTRIES};
use crate::fold::fold;
use crate::text;

/// A country or area of UN M49, or the one user-assigned code.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3, or `XKX`.
    pub alpha3: &'static str,
    /// ISO 3166-1 alpha-2, or `XK`.
    pub alpha2: &'static str,
    /// The M49 number as text, as zeros lead; empty where there is none.
    pub m49: &'static str,
    /// The M49 short name in English.
    pub name: &'static str,
    /// The M49 code of its region; empty where it is in none.
    pub region: &'static str,
    /// The M49 code of its sub-region, as `region`.
    pub sub_region: &'static str,
    /// The M49 code of its intermediate region, as `region`; most have none.
    pub intermediate: &'static str,
}

/// A region, sub-region or intermediate region of UN M49.
#[derive(Debug, PartialEq, Eq)]
pub struct Area {
    /// Its M49 code, as text.
    pub m49: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Which of the three it is.
    pub level: Level,
}

/// The three levels of UN M49 below the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Africa, Americas, Asia, Europe, Oceania.
    Region,
    /// Such as Sub-Saharan Africa.
    SubRegion,
    /// Such as Eastern Africa.
    Intermediate,
}

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
    pub fn explained(&self, typed: &str) -> (String, Option<String>) {
        match self {
            Self::Several(choices) => (
                format!("`{typed}` is the name of several countries"),
                Some(format!("write {}", spelt(choices))),
            ),
            Self::None(near) => (
                format!("`{typed}` is not a country or area that UN M49 lists"),
                (!near.is_empty()).then(|| format!("did you mean {}?", spelt(near))),
            ),
        }
    }
}

/// Spells countries as they can be typed: "`KOR` (Republic of Korea) or `PRK` (…)".
#[must_use]
pub fn spelt(countries: &[&Country]) -> String {
    let spelt = |country: &&Country| format!("`{}` ({})", country.alpha3, country.display_name());
    countries.iter().map(spelt).collect::<Vec<_>>().join(" or ")
}

/// The mark on the name of the user-assigned code.
pub const MARKED: &str = "Kosovo*";

/// What the mark stands for, to be printed wherever the name is.
pub const FOOTNOTE: &str = "* References to Kosovo shall be understood to be in the context of \
    United Nations Security Council resolution 1244 (1999).";

impl Country {
    /// Returns the name for people: the M49 name, `Kosovo` with its mark.
    #[must_use]
    pub fn display_name(&self) -> &'static str {
        if self.alpha3 == "XKX" { MARKED } else { self.name }
    }

    /// Returns the name of its region.
    #[must_use]
    pub fn region_name(&self) -> Option<&'static str> {
        area(self.region).map(|area| area.name)
    }

    /// Returns the name of its sub-region.
    #[must_use]
    pub fn sub_region_name(&self) -> Option<&'static str> {
        area(self.sub_region).map(|area| area.name)
    }

    /// Tells whether it lies in an area of any level.
    #[must_use]
    pub fn is_in(&self, area: &Area) -> bool {
        [self.region, self.sub_region, self.intermediate].contains(&area.m49)
    }

    /// Returns its other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'static Alias> {
        let code = self.alpha3;
        let first = ALIASES.partition_point(|alias| alias.alpha3 < code);
        ALIASES[first..].iter().take_while(move |alias| alias.alpha3 == code)
    }
}

/// Returns the footnote if a text for people shows the marked name.
#[must_use]
pub fn footnote(text: &str) -> Option<&'static str> {
    text.contains(MARKED).then_some(FOOTNOTE)
}

/// Returns all countries and areas, by alpha-3 code.
#[must_use]
pub fn all() -> &'static [Country] {
    &COUNTRIES
}

/// Returns the country with this alpha-3 code, in capitals.
#[must_use]
pub fn by_code(alpha3: &str) -> Option<&'static Country> {
    COUNTRIES.binary_search_by(|country| country.alpha3.cmp(alpha3)).ok().map(|at| &COUNTRIES[at])
}

/// Returns the area with this M49 code.
#[must_use]
pub fn area(m49: &str) -> Option<&'static Area> {
    AREAS.iter().find(|area| area.m49 == m49)
}

/// Returns the area of any level with this name or M49 code.
#[must_use]
pub fn find_area(typed: &str) -> Option<&'static Area> {
    let folded = fold(typed);
    AREAS.iter().find(|area| area.m49 == typed || fold(area.name) == folded)
}

/// Returns all areas, by M49 code.
#[must_use]
pub fn areas() -> &'static [Area] {
    &AREAS
}

/// Tells whether a word has the shape of an alpha-3 code in capitals.
#[must_use]
pub fn is_code_shaped(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns the country that a typed word means: a code in any case, or a name.
///
/// # Errors
/// A [`Miss`] where it means several or none.
pub fn find(typed: &str) -> Result<&'static Country, Miss> {
    if let Some(country) = coded(typed) {
        return Ok(country);
    }
    let folded = fold(typed);
    if let Some(several) = AMBIGUOUS.iter().find(|several| fold(several.name) == folded) {
        return Err(Miss::Several(several.alpha3.iter().filter_map(|code| by_code(code)).collect()));
    }
    NAMES.get(&folded).map(|at| &COUNTRIES[*at]).ok_or_else(|| Miss::None(suggestions(&folded)))
}

/// Returns the country with this alpha-3, alpha-2 or M49 code, in any case.
#[must_use]
pub fn coded(typed: &str) -> Option<&'static Country> {
    let code = typed.trim().to_ascii_uppercase();
    COUNTRIES.iter().find(|country| {
        [country.alpha3, country.alpha2, country.m49].contains(&code.as_str()) && !code.is_empty()
    })
}

/// Returns the country that a name belongs to, M49 names first: what stands in a file is not
/// refused for being borne twice, as `Congo` is right for `COG`.
#[must_use]
pub fn named(name: &str) -> Option<&'static Country> {
    NAMES.get(&fold(name)).map(|at| &COUNTRIES[*at])
}

/// Returns every country whose code is typed, or whose names hold the words typed.
#[must_use]
pub fn search(typed: &str) -> Vec<&'static Country> {
    if let Some(country) = coded(typed) {
        return vec![country];
    }
    let folded = fold(typed);
    if folded.is_empty() {
        return Vec::new();
    }
    let holds = |name: &str| fold(name).contains(&folded);
    COUNTRIES
        .iter()
        .filter(|country| holds(country.name) || country.aliases().any(|alias| holds(alias.name)))
        .collect()
}

/// Folded names and aliases; made at the first look-up by name.
static NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let position =
        |code: &str| COUNTRIES.iter().position(|country| country.alpha3 == code).unwrap_or_default();
    let aliases = ALIASES.iter().map(|alias| (fold(alias.name), position(alias.alpha3)));
    // M49 names last: they win.
    aliases.chain(COUNTRIES.iter().enumerate().map(|(at, country)| (fold(country.name), at))).collect()
});

/// Returns at most three countries with a name near to a folded word, the nearest first.
#[must_use]
pub fn suggestions(folded: &str) -> Vec<&'static Country> {
    if folded.chars().count() < 3 {
        return Vec::new();
    }
    let mut near: Vec<(usize, usize)> = NAMES
        .iter()
        .filter_map(|(name, at)| {
            // A name that was only begun is as near as a slip.
            let slips = text::slips(folded, name).or(name.starts_with(folded).then_some(usize::MAX))?;
            Some((slips, *at))
        })
        .collect();
    near.sort_unstable();
    let mut found: Vec<&'static Country> = Vec::new();
    for (_, at) in near {
        if !found.contains(&&COUNTRIES[at]) {
            found.push(&COUNTRIES[at]);
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
    }

    #[test]
    fn the_table_is_sorted_and_points_at_itself() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.alpha3 < b.alpha3));
        assert!(ALIASES.is_sorted_by_key(|alias| alias.alpha3));
        for country in &COUNTRIES {
            for code in [country.region, country.sub_region, country.intermediate] {
                assert!(code.is_empty() || area(code).is_some(), "{code}");
            }
            assert_eq!(named(country.name), Some(country), "{}", country.name);
        }
        for alias in &ALIASES {
            assert_eq!(named(alias.name).map(|country| country.alpha3), Some(alias.alpha3), "{}", alias.name);
        }
        assert_eq!(COUNTRIES.len(), 249);
    }
}
