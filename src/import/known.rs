//! What a column can be, and by which headings it is known: the names of columns, their titles in six languages, flags.

use std::collections::HashMap;
use std::fmt;

use crate::model::{Field, Language, Table};
use crate::render::networks::headings::{names_of, titles_of};
use crate::render::networks::sheet::{Heading, headings};
use crate::select::column::Column;
use crate::text::letters;

/// What is in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The key of a network.
    Key,
    /// The ISO 3166-1 code of a country, alpha-2 or alpha-3.
    Code,
    /// The UN M49 number of a country.
    M49,
    /// The name or code of a country.
    Country,
    /// A field.
    Field(&'static Field),
    /// The earliest day of a date.
    Earliest(&'static Field),
    /// The latest day of a date.
    Latest(&'static Field),
    /// Something that netreg works out, by its name.
    Derived(&'static str),
    /// Something that is left out because the user says so.
    Left,
}

impl Target {
    /// Returns `true` if it says which network a row is about.
    pub fn names_country(self) -> bool {
        match self {
            Self::Key | Self::Code | Self::M49 | Self::Country => true,
            Self::Field(field) => field.key == "name",
            _ => false,
        }
    }

    /// Returns `true` if it can have the name of a country, and not only a code.
    pub fn can_be_name(self) -> bool {
        self == Self::Country || self.names_country() && matches!(self, Self::Field(_))
    }

    /// Returns `true` if there can be only one such column.
    pub fn is_single(self) -> bool {
        !matches!(self, Self::Code | Self::Country | Self::Left)
    }

    /// Returns `true` if nothing is imported from it.
    pub fn is_derived(self) -> bool {
        matches!(self, Self::Earliest(_) | Self::Latest(_) | Self::Derived(_))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("key"),
            Self::Code => f.write_str("alpha-3"),
            Self::M49 => f.write_str("m49"),
            Self::Country => f.write_str("country"),
            Self::Field(field) => f.write_str(field.key),
            Self::Earliest(field) => write!(f, "{}-earliest", field.key),
            Self::Latest(field) => write!(f, "{}-latest", field.key),
            Self::Derived(name) => f.write_str(name),
            Self::Left => f.write_str("left out"),
        }
    }
}

/// Headings that tables of the United Nations have for a country.
const OTHERS: [(&str, Target); 14] = [
    ("country", Target::Country),
    ("country or area", Target::Country),
    ("country name", Target::Country),
    ("pays", Target::Country),
    ("país", Target::Country),
    ("страна", Target::Country),
    ("国家", Target::Country),
    ("البلد", Target::Country),
    ("iso", Target::Code),
    ("iso code", Target::Code),
    ("iso3", Target::Code),
    ("iso 3166-1 alpha-3", Target::Code),
    ("iso2", Target::Code),
    ("m49 code", Target::M49),
];

/// The headings that are known.
pub struct Known {
    by_letters: HashMap<String, Target>,
}

impl Known {
    /// Returns the headings of networks.
    pub fn new() -> Self {
        let mut known = Self { by_letters: HashMap::new() };
        let columns: Vec<Column> = Column::all().collect();
        for (column, heading) in columns.iter().zip(headings(&columns)) {
            let targets = targets(*column);
            known.add_all(&names_of(&heading), &targets);
            for language in Language::ALL {
                known.add_all(&titles_of(&heading, language), &targets);
            }
        }
        for field in Table::Network.fields() {
            known.add(field.flag(), Target::Field(field));
        }
        let certainty = Heading::new("certainty", "Certainty");
        known.add(certainty.id, Target::Derived(certainty.id));
        for language in Language::ALL {
            known.add(certainty.title_in(language), Target::Derived(certainty.id));
        }
        known.add("alpha-3", Target::Code);
        for (heading, target) in OTHERS {
            known.add(heading, target);
        }
        known
    }

    fn add_all(&mut self, headings: &[String], targets: &[Target]) {
        headings.iter().zip(targets).for_each(|(heading, target)| self.add(heading, *target));
    }

    fn add(&mut self, heading: &str, target: Target) {
        self.by_letters.entry(letters(heading)).or_insert(target);
    }

    /// Returns what is in a column with this heading.
    pub fn target(&self, heading: &str) -> Option<Target> {
        // `Chair(s)` is one or several.
        self.by_letters.get(&letters(&heading.replace("(s)", "s"))).copied()
    }

    /// Returns the names of the columns that are imported.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Table::Network.fields().iter().map(|field| field.key).chain(["country"])
    }
}

/// Returns what is in the columns that a column of a list takes.
fn targets(column: Column) -> Vec<Target> {
    match column {
        Column::Key => vec![Target::Key],
        Column::Alpha2 => vec![Target::Code],
        Column::M49 => vec![Target::M49],
        Column::Field(field) => vec![Target::Field(field), Target::Earliest(field), Target::Latest(field)],
        Column::Region | Column::SubRegion => vec![Target::Derived(column.id())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_name_title_and_flag() {
        let known = Known::new();
        let field = |key| Table::Network.field(key).expect("a field");
        for (heading, target) in [
            ("key", Target::Key),
            ("ISO3", Target::Code),
            ("Alpha-2", Target::Code),
            ("Country or Area", Target::Country),
            ("Pays", Target::Country),
            ("Name", Target::Field(field("name"))),
            ("Nom", Target::Field(field("name"))),
            ("date", Target::Field(field("established"))),
            ("Дата создания", Target::Field(field("established"))),
            ("established-earliest", Target::Earliest(field("established"))),
            ("Established (latest)", Target::Latest(field("established"))),
            ("Création (au plus tôt)", Target::Earliest(field("established"))),
            ("chair", Target::Field(field("chairs"))),
            ("Chair(s)", Target::Field(field("chairs"))),
            ("Sub-region", Target::Derived("sub-region")),
            ("Certainty", Target::Derived("certainty")),
        ] {
            assert_eq!(known.target(heading), Some(target), "{heading}");
        }
        assert_eq!(known.target("Focal point"), None);
    }
}
