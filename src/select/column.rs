//! What can be asked of a network, and how networks are sorted.
//!
//! What follows from the code of a country (names in other languages, region, M49 number) is looked up, never stored.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::model::{Area, Country, Day, Field, Kind, Language, Level, Record, Status, Table, Value, country};
use crate::select::cell::Cell;
use crate::text::normalize;

/// Returns the countries of a network: that of its key, else those that it covers.
pub fn countries<'r>(network: &'r Record<'_>) -> impl Iterator<Item = &'static Country> + 'r {
    let own = network.country();
    let covered = if own.is_none() { network.list("covers") } else { &[] };
    own.into_iter().chain(covered.iter().filter_map(|item| country::by_code(&item.text)))
}

/// Returns the area of one level that contains all countries of a network.
pub fn common_area(network: &Record<'_>, level: Level) -> Option<&'static Area> {
    let code = |country: &'static Country| match level {
        Level::Region => country.region,
        Level::SubRegion => country.sub_region,
        Level::Intermediate => country.intermediate,
    };
    let mut codes = countries(network).map(code);
    let first = codes.next()?;
    codes.all(|code| code == first).then(|| country::area(first)).flatten()
}

/// A property of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Its key.
    Key,
    /// A field of the file.
    Field(&'static Field),
    /// ISO 3166-1 alpha-2 code of its country.
    Alpha2,
    /// UN M49 number of its country.
    M49,
    /// UN M49 region.
    Region,
    /// UN M49 sub-region.
    SubRegion,
}

impl Column {
    const DERIVED: [Self; 5] = [Self::Key, Self::Alpha2, Self::M49, Self::Region, Self::SubRegion];

    /// Returns every column: the key, the fields in their order, and what follows from the code of the country.
    pub fn all() -> impl Iterator<Item = Self> {
        let (key, rest) = Self::DERIVED.split_at(1);
        key.iter().copied().chain(Table::Network.fields().iter().map(Self::Field)).chain(rest.iter().copied())
    }

    /// Returns the column with this name.
    pub fn of(id: &str) -> Option<Self> {
        Self::all().find(|column| column.id() == id)
    }

    /// Returns its name on the command line and in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Field(field) => field.key,
            Self::Alpha2 => "alpha-2",
            Self::M49 => "m49",
            Self::Region => "region",
            Self::SubRegion => "sub-region",
        }
    }

    /// Returns its heading for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Key => "Key",
            Self::Field(field) => field.title,
            Self::Alpha2 => "Alpha-2",
            Self::M49 => "M49",
            Self::Region => "Region",
            Self::SubRegion => "Sub-region",
        }
    }

    /// Returns what it contains, in one sentence without a full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Key => {
                "The alpha-3 code of the country (ISO 3166-1), or a word such as `pacific` for several countries"
            }
            Self::Field(field) => field.help.trim_end_matches('.'),
            Self::Alpha2 => "The alpha-2 code of the country (ISO 3166-1)",
            Self::M49 => "The UN M49 code of the country",
            Self::Region => "The UN M49 region of the country",
            Self::SubRegion => "The UN M49 sub-region of the country",
        }
    }

    /// Returns the cell of a network. Names of countries and regions are in this language.
    pub fn cell<'t>(self, network: &Record<'t>, language: Language) -> Cell<'t> {
        let text = |text: Option<&'static str>| text.map_or(Cell::Absent, Cell::of_text);
        match self {
            Self::Key => Cell::Text(network.key.clone()),
            Self::Field(field) => of_field(field, network, language),
            Self::Alpha2 => text(network.country().map(|country| country.alpha2)),
            Self::M49 => text(network.country().map(|country| country.m49)),
            Self::Region => text(common_area(network, Level::Region).map(|area| area.name_in(language))),
            Self::SubRegion => {
                text(common_area(network, Level::SubRegion).map(|area| area.name_in(language)))
            }
        }
    }

    /// Returns the columns that a country without a network has, too.
    pub fn of_countries() -> impl Iterator<Item = Self> {
        let is_name = |column: &Self| matches!(column, Self::Field(Field { key: "name", .. }));
        Self::all().filter(move |column| is_name(column) || Self::DERIVED.contains(column))
    }

    /// Returns the cell of a country, as [`Column::cell`]; absent if only a network has it.
    pub fn cell_of(self, country: &Country, language: Language) -> Cell<'static> {
        match self {
            Self::Key => Cell::of_text(country.alpha3),
            Self::Alpha2 => Cell::of_text(country.alpha2),
            Self::M49 => Cell::of_text(country.m49),
            Self::Region => Cell::of_text(country.region_name(language).unwrap_or_default()),
            Self::SubRegion => Cell::of_text(country.sub_region_name(language).unwrap_or_default()),
            Self::Field(Field { key: "name", .. }) => Cell::of_text(country.display_name_in(language)),
            Self::Field(_) => Cell::Absent,
        }
    }

    /// Sorts networks, which `read` reads, by this column: dates by their latest day, then their earliest, names in the
    /// order of the language, the rest by byte. Absent values come last, also in reverse; equal ones are in the order of
    /// their keys.
    pub fn sort<'r, T>(
        self,
        networks: impl IntoIterator<Item = T>,
        read: impl Fn(&T) -> Option<Record<'r>>,
        language: Language,
        reverse: bool,
    ) -> Vec<T> {
        let ranked = |network| {
            let record = read(&network)?;
            Some((self.rank(&record, language), record.key, network))
        };
        let mut ranked: Vec<_> = networks.into_iter().filter_map(ranked).collect();
        ranked.sort_by(|(a, left, _), (b, right, _)| {
            absent_last(a.as_ref(), b.as_ref(), reverse).then_with(|| left.cmp(right))
        });
        ranked.into_iter().map(|(_, _, network)| network).collect()
    }

    /// Sorts countries by this column, as [`Column::sort`].
    pub fn sort_countries(self, countries: &mut [&'static Country], language: Language, reverse: bool) {
        let is_name = matches!(self, Self::Field(Field { key: "name", .. }));
        countries.sort_by_cached_key(|country| {
            let rank = if is_name { country.rank(language) } else { 0 };
            let Cell::Text(text) = self.cell_of(country, language) else {
                return (true, rank, Cow::Borrowed(""));
            };
            (false, rank, if is_name { Cow::Borrowed("") } else { text })
        });
        if reverse {
            let given = countries.partition_point(|country| self.cell_of(country, language) != Cell::Absent);
            countries[..given].reverse();
        }
    }

    fn rank(self, network: &Record<'_>, language: Language) -> Option<Rank> {
        match self {
            Self::Field(field) if matches!(field.kind, Kind::Date | Kind::Day) => {
                network.when(field.key).map(|when| Rank::Days(when.latest(), when.earliest()))
            }
            Self::Field(field) if field.key == "name" => {
                if let Some(country) = network.country() {
                    return Some(Rank::Place(country.rank(language), true, String::new()));
                }
                let name = normalize(&network.display_name(language));
                Some(Rank::Place(language.rank(&name), false, name))
            }
            _ => match self.cell(network, language) {
                Cell::List(items) => (!items.is_empty()).then(|| Rank::Text(items.join("\n"))),
                Cell::Status(status) => Some(Rank::Text(status.word().to_owned())),
                Cell::Text(text) => Some(Rank::Text(text.into_owned())),
                _ => None,
            },
        }
    }
}

/// Returns the cell of a field of a record's own table, as [`Column::cell`].
fn of_field<'t>(field: &Field, record: &Record<'t>, language: Language) -> Cell<'t> {
    // Ranks are compared faster than keys.
    let entry = record.entries.iter().find(|entry| entry.field.rank == field.rank);
    match (field.kind, entry.map(|entry| &entry.value)) {
        (Kind::Status, None) => Cell::Status(Status::default()),
        (Kind::Text, _) if field.key == "name" => Cell::Text(record.display_name(language)),
        (_, None) => Cell::Absent,
        (_, Some(Value::Text(text))) => Cell::of_text(text.clone()),
        (_, Some(Value::Number(number))) => u64::try_from(*number).map_or(Cell::Absent, Cell::Number),
        (Kind::Day, Some(Value::Date(day))) => Cell::Text(day.to_string().into()),
        (_, Some(Value::Date(date))) => Cell::Date(*date),
        (_, Some(Value::Status(status))) => Cell::Status(*status),
        (_, Some(Value::List(items))) => Cell::List(items.iter().map(|item| item.text.clone()).collect()),
    }
}

/// What networks are ordered by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Days(Day, Option<Day>),
    /// How many countries come before it; whether it is one: a free name comes before the country
    /// that follows it; the free name.
    Place(usize, bool, String),
    Text(String),
}

fn absent_last<T: Ord>(a: Option<T>, b: Option<T>, reverse: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if reverse => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Source;

    #[test]
    fn free_names_stand_among_the_countries() {
        let names = [
            ("AFG", "Afghanistan"),
            ("ALA", "Åland Islands"),
            ("ALB", "Albania"),
            ("ZMB", "Zambia"),
            ("one", "Aaa"),
            ("two", "Élan"),
            ("three", "Zambezi"),
            ("four", "Zzz"),
        ];
        let record = |(key, name): &(&str, &str)| format!("[network.{key}]\nname = \"{name}\"\n\n");
        let text = names.iter().map(record).collect::<Vec<_>>().concat();
        let source = Source::new(&text);
        let mut starts = Vec::new();
        source.each(&mut Vec::new(), |record| starts.push(record.block.start));
        let name = Column::of("name").expect("a column");
        let record = |start: &u32| source.record_at(*start);
        let sorted = |language, reverse| {
            let starts = name.sort(starts.iter().copied(), record, language, reverse);
            starts.iter().filter_map(record).map(|network| network.key.to_string()).collect::<Vec<_>>()
        };
        let english = ["one", "AFG", "ALA", "ALB", "two", "three", "ZMB", "four"];
        assert_eq!(sorted(Language::English, false), english);
        assert_eq!(sorted(Language::English, true), english.into_iter().rev().collect::<Vec<_>>());
        // Names in other scripts come after a free name.
        assert_eq!(
            sorted(Language::Russian, false),
            ["one", "two", "three", "four", "ALA", "ALB", "AFG", "ZMB"]
        );
    }
}
