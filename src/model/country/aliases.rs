//! Other names of countries, from `.ci/countries/aliases.tsv`, which is kept by hand, and from UNTERM.

use std::sync::LazyLock;

use crate::model::country::{list::Country, table};

/// Another name of a country.
#[derive(Debug, PartialEq, Eq)]
pub struct Alias {
    /// The code of the country.
    pub alpha3: &'static str,
    /// What name it is.
    pub kind: Kind,
    /// The name.
    pub name: &'static str,
}

/// The kinds of names, the more usual first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The name in UN M49.
    Standard,
    /// A short name, an abbreviation.
    Common,
    /// A name that the country no longer has.
    Former,
    /// A name that other countries have, too.
    Shared,
    /// A short or formal name of UNTERM.
    Unterm,
}

impl Alias {
    /// Parses a line of the table.
    pub fn of_row(row: &'static str) -> Self {
        // The code has three letters, and the kind one.
        let (alpha3, rest) = row.split_at_checked(3).unwrap_or_default();
        let (kind, name) = rest.split_at_checked(3).unwrap_or_default();
        let kind = match kind.trim() {
            "c" => Kind::Common,
            "f" => Kind::Former,
            "s" => Kind::Shared,
            _ => Kind::Unterm,
        };
        Self { alpha3, kind, name }
    }

    /// Returns `true` if the country no longer has this name.
    pub fn is_former(&self) -> bool {
        self.kind == Kind::Former
    }
}

/// The common and former names, by alpha-3 code; parsed at first use.
pub static ALIASES: LazyLock<Vec<Alias>> = LazyLock::new(|| {
    let is_usual = |alias: &Alias| alias.kind < Kind::Shared;
    table::OTHERS.iter().map(Alias::of_row).take_while(is_usual).collect()
});

impl Country {
    /// Returns its common and former names.
    pub fn aliases(&self) -> impl Iterator<Item = &'static Alias> {
        let code = self.alpha3;
        let first = ALIASES.partition_point(|alias| alias.alpha3 < code);
        ALIASES[first..].iter().take_while(move |alias| alias.alpha3 == code)
    }
}
