//! Other names of countries: former ones, short ones, abbreviations; kept by hand in `.ci/countries/aliases.tsv`.

use std::sync::LazyLock;

use crate::model::country::{list::Country, table};

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

/// The other names, by alpha-3 code; parsed at first use.
pub static ALIASES: LazyLock<Vec<Alias>> = LazyLock::new(|| {
    let alias = |row: &'static str| {
        // The code has three letters, and the kind one.
        let (alpha3, rest) = row.split_at_checked(3).unwrap_or_default();
        let (kind, name) = rest.split_at_checked(3).unwrap_or_default();
        Alias { alpha3, name, former: kind == "\tf\t" }
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
