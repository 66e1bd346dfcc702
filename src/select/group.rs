//! Counts by group: by region, by year, or by a field.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::model::{Day, Field, Kind, Level, Record, Status, Table, Value, country, date};
use crate::select::column::{common_area, countries};
use crate::select::{certainty::Certainty, count::Count, label::Label};
use crate::text::letters;

/// What networks are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// A field of the file.
    Field(&'static Field),
    /// UN M49 region.
    Region,
    /// UN M49 sub-region.
    SubRegion,
    /// The year in which a network was established.
    Year,
}

impl Grouping {
    /// Returns the grouping with this name.
    pub fn of(id: &str) -> Option<Self> {
        match id {
            "region" => Some(Self::Region),
            "sub-region" => Some(Self::SubRegion),
            "year" => Some(Self::Year),
            _ => Table::Network.field(id).map(Self::Field),
        }
    }

    /// Returns the names of all groupings.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        ["region", "sub-region", "year"]
            .into_iter()
            .chain(Table::Network.fields().iter().map(|field| field.key))
    }

    /// Returns its name on the command line and in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Field(field) => field.key,
            Self::Region => "region",
            Self::SubRegion => "sub-region",
            Self::Year => "year",
        }
    }

    /// Returns its heading for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Field(field) => field.title,
            Self::Region => "Region",
            Self::SubRegion => "Sub-region",
            Self::Year => "Year",
        }
    }

    /// Returns `true` if networks are grouped by their status.
    pub fn is_status(self) -> bool {
        matches!(self, Self::Field(field) if field.kind == Kind::Status)
    }

    /// Returns the groups of a network, several if the field is a list. Dates end today.
    pub fn groups(self, network: &Record<'_>, today: Day) -> Vec<Label> {
        let area = |level| match common_area(network, level) {
            Some(area) => Label::Area(area.m49),
            None if network.country().is_some() => Label::NotInM49,
            None if countries(network).next().is_some() => Label::Several,
            None => Label::NoCountry,
        };
        match self {
            Self::Region => vec![area(Level::Region)],
            Self::SubRegion => vec![area(Level::SubRegion)],
            Self::Year => vec![year_of(network, today)],
            Self::Field(field) if field.kind == Kind::Status => vec![Label::Status(network.status())],
            Self::Field(field) if field.key == "name" => vec![match network.country() {
                Some(country) => Label::Country(country.alpha3),
                None => network
                    .text("name")
                    .map_or(Label::NotGiven, |name| Label::Text(country::with_marks(name).into_owned())),
            }],
            Self::Field(field) => match network.entry(field.key).map(|entry| &entry.value) {
                Some(Value::Text(text)) if !text.is_empty() => vec![Label::Text(text.clone().into_owned())],
                Some(Value::Date(date)) => vec![Label::Date(*date)],
                // A network counts once in a group, even if its list has the same entry twice.
                Some(Value::List(items)) if items.iter().any(|item| !item.text.trim().is_empty()) => {
                    let labels = items.iter().map(|item| item.text.trim()).filter(|label| !label.is_empty());
                    let labels: BTreeSet<&str> = labels.collect();
                    labels.into_iter().map(|label| Label::Text(label.to_owned())).collect()
                }
                _ => vec![Label::NotGiven],
            },
        }
    }
}

/// Returns the group of the year of establishment: one year if that is certain. What was launched was established by
/// then.
fn year_of(network: &Record<'_>, today: Day) -> Label {
    let established = network.when("established");
    let Some(when) = established.or_else(|| network.when("launched")) else { return Label::Undated };
    // What has happened has happened by today; a planned network may be established later.
    let by = if network.status() == Status::Planned { when.latest() } else { when.latest().min(today) };
    match when.earliest().filter(|_| established.is_some()).map(|first| date::year(first.min(by))) {
        None => Label::OrEarlier(date::year(by)),
        Some(first) if first == date::year(by) => Label::Year(first),
        Some(first) => Label::Years(first, date::year(by)),
    }
}

/// The networks in each group, by their indexes.
#[derive(Debug, Default)]
pub struct Groups {
    networks: HashMap<Label, Vec<u32>>,
}

impl Groups {
    /// Adds one network.
    pub fn add(&mut self, label: Label, network: u32) {
        self.networks.entry(label).or_default().push(network);
    }

    /// Returns a row for each group that has a network, named by `name`; groups with one name are one row. Years are in
    /// order, all other rows by size and then by name.
    pub fn rows(
        &self,
        certainty: impl Fn(u32) -> Certainty,
        name: impl Fn(&Label) -> String,
    ) -> Vec<GroupRow> {
        let mut named: HashMap<((i32, i32), String), Vec<u32>> = HashMap::new();
        for (label, networks) in &self.networks {
            named.entry((label.rank(), name(label))).or_default().extend(networks);
        }
        let row = |((rank, name), networks): (_, Vec<u32>)| {
            let count = networks.iter().map(|network| certainty(*network)).collect();
            (rank, GroupRow { name, count, networks })
        };
        let mut rows: Vec<((i32, i32), GroupRow)> = named.into_iter().map(row).collect();
        rows.retain(|(_, row)| row.count.possible > 0);
        rows.sort_by_cached_key(|(rank, row)| {
            (*rank, Reverse((row.count.possible, row.count.certain)), letters(&row.name), row.name.clone())
        });
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// A row: its name, its number, and its networks by their indexes.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// The name.
    pub name: String,
    /// How many networks.
    pub count: Count,
    /// Their indexes.
    pub networks: Vec<u32>,
}
