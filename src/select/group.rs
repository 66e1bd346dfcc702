//! Counts by group: by region, by year, or by a field.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::model::{Day, Field, Kind, Language, Level, Record, Table};
use crate::select::column::{Column, common_area, countries};
use crate::select::lifespan::{Existence, Lifespan};
use crate::select::{cell::Cell, count::Count};
use crate::text::normalize;

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

    /// Returns the groups of a network, several if the field is a list. Names of countries and regions
    /// are in this language; dates end today.
    pub fn groups(self, network: &Record<'_>, language: Language, today: Day) -> Vec<Group> {
        let area = |level| match common_area(network, level) {
            Some(area) => Group::named(area.name_in(language)),
            None if network.country().is_some() => Group::last("not in M49"),
            None if countries(network).next().is_some() => Group::last("several"),
            None => Group::last("no country"),
        };
        match self {
            Self::Region => vec![area(Level::Region)],
            Self::SubRegion => vec![area(Level::SubRegion)],
            Self::Year => vec![year(network, today)],
            Self::Field(field) => match Column::Field(field).cell(network, language) {
                Cell::Text(text) => vec![Group::named(&text)],
                // A network counts once in a group, even if its list has the same entry twice.
                Cell::List(items) if !items.is_empty() => {
                    let labels: BTreeSet<&str> = items.iter().map(|item| item.trim()).collect();
                    labels.into_iter().map(Group::named).collect()
                }
                _ => vec![Group::last("not given")],
            },
        }
    }
}

/// A group of networks. The rank keeps years in order, and puts unknown values at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    rank: i32,
    /// The name of its row.
    pub label: String,
}

impl Group {
    fn named(label: &str) -> Self {
        Self { rank: 0, label: label.to_owned() }
    }

    fn last(label: &str) -> Self {
        Self { rank: i32::MAX, label: label.to_owned() }
    }
}

/// Returns the group of the year of establishment: `2021` if it is certain, else `by 2021`.
fn year(network: &Record<'_>, today: Day) -> Group {
    match network.when("established").map(|date| date.years(today)) {
        None => Group::last("undated"),
        Some((Some(first), last)) if first == last => Group { rank: last * 2, label: last.to_string() },
        Some((_, last)) => Group { rank: last * 2 + 1, label: format!("by {last}") },
    }
}

/// The lifespans of the networks in each group.
#[derive(Debug, Default)]
pub struct Groups {
    lifespans: HashMap<Group, Vec<Lifespan>>,
}

impl Groups {
    /// Adds one network.
    pub fn add(&mut self, group: Group, lifespan: Lifespan) {
        self.lifespans.entry(group).or_default().push(lifespan);
    }

    /// Returns a label and a count for each group that has a network. Years are in order, all other
    /// groups by size and then by name.
    pub fn rows(&self, existence: impl Fn(&Lifespan) -> Existence) -> Vec<(String, Count)> {
        let count = |lifespans: &Vec<Lifespan>| lifespans.iter().map(&existence).collect();
        let mut rows: Vec<(&Group, Count)> =
            self.lifespans.iter().map(|(group, lifespans)| (group, count(lifespans))).collect();
        rows.retain(|(_, count)| count.possible > 0);
        rows.sort_by_cached_key(|(group, count)| {
            let label = (normalize(&group.label), group.label.clone());
            (group.rank, Reverse((count.possible, count.certain)), label)
        });
        rows.into_iter().map(|(group, count)| (group.label.clone(), count)).collect()
    }
}
