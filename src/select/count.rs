//! How many networks exist on a day, in all and by group.
//!
//! Promises: the count of today is one number; in the past it may be a range, because most dates
//! are not known to the day, and the remarks say why. Whether one network exists is left to
//! `life.rs`.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::model::country::{Language, Level};
use crate::model::date::Day;
use crate::model::field::{Field, Table};
use crate::model::record::Record;
use crate::select::column::{Cell, Column, common_area, countries};
use crate::select::lifespan::{AsOf, Existence, Lifespan};
use crate::text::counted;
use crate::text::normalize;

/// A count: how many exist certainly, and how many at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many exist certainly.
    pub certain: usize,
    /// How many exist certainly or possibly.
    pub possible: usize,
}

impl Count {
    /// Takes one network into account.
    pub fn add(&mut self, existence: Existence) {
        self.certain += usize::from(existence == Existence::Certain);
        self.possible += usize::from(existence != Existence::No);
    }

    /// Returns the count as a cell.
    #[must_use]
    pub fn cell(self) -> Cell {
        Cell::Range(self.certain, self.possible)
    }
}

/// By what a count is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A field of the file.
    Field(&'static Field),
    /// UN M49 region.
    Region,
    /// UN M49 sub-region.
    SubRegion,
    /// The year in which it was established.
    Year,
}

impl By {
    /// Returns what has this name.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        match id {
            "region" => Some(Self::Region),
            "sub-region" => Some(Self::SubRegion),
            "year" => Some(Self::Year),
            _ => Table::Network.field(id).map(Self::Field),
        }
    }

    /// Returns all names.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        ["region", "sub-region", "year"]
            .into_iter()
            .chain(Table::Network.fields().iter().map(|field| field.key))
    }

    /// Returns its name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Field(field) => field.key,
            Self::Region => "region",
            Self::SubRegion => "sub-region",
            Self::Year => "year",
        }
    }

    /// Returns its heading for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Field(field) => field.title,
            Self::Region => "Region",
            Self::SubRegion => "Sub-region",
            Self::Year => "Year",
        }
    }

    /// Returns the groups that a network belongs to today: several where the field is a list. Names of
    /// countries and regions are in this language.
    #[must_use]
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
                // A network is counted once in a group, however often its list names it.
                Cell::List(items) if !items.is_empty() => {
                    let labels: BTreeSet<&str> = items.iter().map(|item| item.trim()).collect();
                    labels.into_iter().map(Group::named).collect()
                }
                _ => vec![Group::last("not given")],
            },
        }
    }
}

/// One row of a divided count; the rank keeps years in order and what is unknown at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    rank: i32,
    /// What the row is called.
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

/// Returns the year where it is certain, else the one by which it was.
fn year(network: &Record<'_>, today: Day) -> Group {
    match network.when("established").map(|when| when.years(today)) {
        None => Group::last("undated"),
        Some((Some(first), last)) if first == last => Group { rank: last * 2, label: last.to_string() },
        Some((_, last)) => Group { rank: last * 2 + 1, label: format!("by {last}") },
    }
}

/// A divided count while it is made.
#[derive(Debug, Default)]
pub struct Groups {
    lives: HashMap<Group, Vec<Lifespan>>,
}

impl Groups {
    /// Takes one network into account.
    pub fn add(&mut self, group: Group, life: Lifespan) {
        self.lives.entry(group).or_default().push(life);
    }

    /// Returns the rows: years in order, everything else by size and name; rows without a
    /// network are left out.
    #[must_use]
    pub fn rows(self, mut existence: impl FnMut(&Lifespan) -> Existence) -> Vec<(String, Count)> {
        let mut rows: Vec<(Group, Count)> = Vec::with_capacity(self.lives.len());
        for (group, lives) in self.lives {
            let mut count = Count::default();
            for life in &lives {
                count.add(existence(life));
            }
            rows.push((group, count));
        }
        rows.retain(|(_, count)| count.possible > 0);
        rows.sort_by_cached_key(|(group, count)| {
            let label = (normalize(&group.label), group.label.clone());
            (group.rank, Reverse((count.possible, count.certain)), label)
        });
        rows.into_iter().map(|(group, count)| (group.label, count)).collect()
    }
}

/// Says on what a count in the past rests: why it is a range, and what others have published.
#[must_use]
pub fn remarks<'r>(
    count: Count,
    as_of: AsOf,
    published: impl Iterator<Item = &'r Record<'r>>,
) -> Vec<String> {
    let on = if as_of.first == as_of.last {
        format!("on {}", as_of.first)
    } else {
        format!("on every day from {} to {}", as_of.first, as_of.last)
    };
    let mut remarks = Vec::new();
    if count.certain < count.possible {
        let certain =
            if count.certain == 0 { "no network".to_owned() } else { counted(count.certain, "network") };
        let why = if as_of.first == as_of.last {
            ": their dates are not known well enough"
        } else {
            " on some of these days: the dates leave it open"
        };
        let more = count.possible - count.certain;
        remarks.push(format!("{certain} certainly existed {on}; {more} more may have{why}"));
    }
    for total in published {
        let (Some(when), Some(networks)) = (total.when("date"), total.number("networks")) else { continue };
        let within = when.earliest().is_some_and(|first| as_of.first <= first) && when.latest() <= as_of.last;
        if within {
            let source = total.text("source").map_or(String::new(), |source| format!(" ({source})"));
            remarks.push(format!("{networks} was published for {when}{source}"));
        }
    }
    remarks
}
