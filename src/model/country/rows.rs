//! The types of the rows of `table.rs`.

/// A region, sub-region or intermediate region of UN M49.
#[derive(Debug, PartialEq, Eq)]
pub struct Area {
    /// The M49 code, as text.
    pub m49: &'static str,
    /// The name in English.
    pub name: &'static str,
    /// The level.
    pub level: Level,
    /// The names in the other languages.
    pub(crate) names: [&'static str; 5],
    /// Other spellings, in any language.
    pub(crate) also: &'static [&'static str],
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

/// A name that several countries have.
#[derive(Debug, PartialEq, Eq)]
pub struct Ambiguous {
    /// The name.
    pub name: &'static str,
    /// The countries.
    pub alpha3: &'static [&'static str],
}
