//! What is kept of a registry while its records go by, for the rules that look across them: 24 bytes a network,
//! four more where it covers countries, and what was not understood.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::{Entry, Kind, Record, Table, Unparsed, Value, date::number};
use crate::parse::{Registry, Source};
use crate::text::{hash, normalize};

/// What is kept of a network once it was checked. Hashes can collide, so a rule reads the records again before
/// it reports anything.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Hash of the key.
    pub(super) key: u64,
    /// Hash of the normalized name.
    pub(super) name: u64,
    /// Where its block begins.
    pub(super) start: u32,
    /// The earliest of the last days that its dates can be; the largest number where it has none.
    pub(super) latest: i32,
}

/// Where a record is read again: each is checked while it goes by, and few are looked at twice.
#[derive(Clone, Copy, Debug)]
pub(super) enum Records<'a> {
    /// From a text whose records are not kept.
    Text(&'a Source<'a>),
    /// From a registry that keeps them.
    Kept(&'a Registry<'a>),
}

/// What the rules that look across records need, once all records were seen.
#[derive(Debug)]
pub struct Index<'a> {
    records: Records<'a>,
    /// The tables of the preamble, in the order of the file.
    pub(super) preamble: Vec<Record<'a>>,
    pub(super) networks: Vec<Fact>,
    /// Where the blocks of networks begin that cover countries.
    pub(super) covering: Vec<u32>,
    /// What was not understood of records, by the hashes of their keys.
    pub(super) partial: HashMap<u64, Vec<(Table, Unparsed)>>,
    /// How many parts of the file gave no record.
    pub(super) unread: usize,
    /// Whether a string that is never closed hides the rest of the file.
    pub(super) is_cut_off: bool,
}

impl<'a> Index<'a> {
    pub(super) fn new(records: Records<'a>) -> Self {
        Self {
            records,
            preamble: Vec::new(),
            networks: Vec::new(),
            covering: Vec::new(),
            partial: HashMap::new(),
            unread: 0,
            is_cut_off: false,
        }
    }

    /// Returns the text of the registry.
    pub(super) fn text(&self) -> &'a str {
        match self.records {
            Records::Text(source) => source.text(),
            Records::Kept(registry) => registry.text(),
        }
    }

    /// Returns `true` if the text has an unresolved merge conflict.
    pub(super) fn has_conflicts(&self) -> bool {
        match self.records {
            Records::Text(source) => source.has_conflicts(),
            Records::Kept(registry) => registry.has_conflicts(),
        }
    }

    /// Keeps what may be needed of a record.
    pub(super) fn keep(&mut self, record: &Record<'a>) {
        if !record.complete {
            let unparsed = (record.table, record.unparsed.clone());
            self.partial.entry(hash(&record.key)).or_default().push(unparsed);
        }
        if record.table != Table::Network {
            self.preamble.push(record.clone());
            return;
        }
        let latest = record.entries.iter().filter_map(latest_day).min().unwrap_or(i32::MAX);
        let name = record.text("name").map_or(0, |name| hash(&normalize(name)));
        if !record.list("covers").is_empty() && record.country().is_none() {
            self.covering.push(record.block.start);
        }
        self.networks.push(Fact { key: hash(&record.key), name, start: record.block.start, latest });
    }

    /// Returns the record whose block begins at this byte.
    pub(super) fn record_at(&self, start: u32) -> Option<Cow<'a, Record<'a>>> {
        match self.records {
            Records::Text(source) => source.record_at(start).map(Cow::Owned),
            Records::Kept(registry) => registry.record_at(start).map(Cow::Borrowed),
        }
    }

    /// Returns every record of the file, in its order, perhaps without its fields.
    pub(super) fn headers(&self) -> Vec<Cow<'a, Record<'a>>> {
        let header = |start: u32| match self.records {
            Records::Text(source) => source.header_at(start).map(Cow::Owned),
            Records::Kept(registry) => registry.record_at(start).map(Cow::Borrowed),
        };
        let mut starts: Vec<u32> = self.networks.iter().map(|fact| fact.start).collect();
        starts.extend(self.preamble.iter().map(|record| record.block.start));
        starts.sort_unstable();
        starts.into_iter().filter_map(header).collect()
    }
}

/// Returns the number of the last day that the date of a field can be; none for fields without a date.
pub(super) fn latest_day(entry: &Entry<'_>) -> Option<i32> {
    match entry.value {
        Value::Date(when) if entry.field.kind == Kind::Date => Some(number(when.latest())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Fact;

    #[test]
    fn little_is_kept_of_a_network() {
        assert_eq!(size_of::<Fact>(), 24);
    }
}
