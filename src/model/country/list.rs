//! The lists of countries and areas, parsed from the table.

use std::sync::LazyLock;

use crate::model::country::{rows::Area, table};

/// A country or area of UN M49, or the one user-assigned code.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3, or `XKX`.
    pub alpha3: &'static str,
    /// ISO 3166-1 alpha-2, or `XK`.
    pub alpha2: &'static str,
    /// The M49 number as text, since it can begin with zeros; empty for `XKX`.
    pub m49: &'static str,
    /// The M49 short name in English.
    pub name: &'static str,
    /// The M49 code of its region; empty if it is in none.
    pub region: &'static str,
    /// The M49 code of its sub-region; empty if it is in none.
    pub sub_region: &'static str,
    /// The M49 code of its intermediate region; empty if it is in none, as for most.
    pub intermediate: &'static str,
    /// Its index in the table.
    pub(crate) at: usize,
    /// Its alpha-3 code as a number, which is faster to compare.
    number: u32,
}

impl Country {
    /// Parses a row of the table, given with its index.
    fn of_row((at, row): (usize, &'static str)) -> Self {
        let mut rest = row;
        // Most fields are so short that a faster search for the tabs takes longer.
        let mut next = || {
            let end = rest.bytes().position(|byte| byte == b'\t');
            let (field, others) = rest.split_at(end.unwrap_or(rest.len()));
            rest = others.get(1..).unwrap_or_default();
            field
        };
        let (alpha3, alpha2, m49) = (next(), next(), next());
        let (region, sub_region, intermediate) = (next(), next(), next());
        let (name, number) = (next(), number(alpha3));
        Self { alpha3, alpha2, m49, name, region, sub_region, intermediate, at, number }
    }
}

/// Returns the letters of a code as a number, in the order of the codes.
fn number(alpha3: &str) -> u32 {
    alpha3.bytes().fold(0, |number, byte| number << 8 | u32::from(byte))
}

/// The table, parsed at first use.
static COUNTRIES: LazyLock<Vec<Country>> =
    LazyLock::new(|| table::COUNTRIES.iter().enumerate().map(Country::of_row).collect());

/// Returns all countries and areas, by alpha-3 code.
pub fn all() -> &'static [Country] {
    &COUNTRIES
}

/// Returns the country with this alpha-3 code, in upper case.
pub fn by_code(alpha3: &str) -> Option<&'static Country> {
    // Slugs need no search: they have another shape.
    let number = is_code_shaped(alpha3).then(|| number(alpha3))?;
    all().binary_search_by_key(&number, |country| country.number).ok().map(|at| &all()[at])
}

/// Returns the country with this alpha-3, alpha-2 or M49 code, in any case; M49 numbers also without their zeros.
pub fn coded(input: &str) -> Option<&'static Country> {
    let mut code = input.trim().to_ascii_uppercase();
    if (1..3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()) {
        code = format!("{code:0>3}");
    }
    all().iter().find(|country| {
        [country.alpha3, country.alpha2, country.m49].contains(&code.as_str()) && !code.is_empty()
    })
}

/// Returns the area with this M49 code.
pub fn area(m49: &str) -> Option<&'static Area> {
    areas().iter().find(|area| area.m49 == m49)
}

/// Returns all areas, by M49 code.
pub fn areas() -> &'static [Area] {
    &table::AREAS
}

/// Returns the countries, each once.
pub fn unique(countries: impl Iterator<Item = &'static Country>) -> Vec<&'static Country> {
    let mut found: Vec<&'static Country> = Vec::new();
    for country in countries {
        if !found.contains(&country) {
            found.push(country);
        }
    }
    found
}

/// Returns `true` if a word has the shape of an alpha-3 code in upper case.
pub fn is_code_shaped(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
