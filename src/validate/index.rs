//! What is kept of a registry while its records go by, for the rules that look across them: 24 bytes a network,
//! four more where it covers countries, and what was not understood.

use std::collections::HashMap;

use crate::model::{Entry, Kind, Record, Table, Unparsed, Value, date::number};
use crate::parse::Source;
use crate::text::{hash, name_hash};

/// What is kept of a network once it was checked. Hashes can collide, so a rule reads the records again before
/// it reports anything.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Hash of the key.
    pub(super) key: u64,
    /// Hash of the name, equal for names that are equal once normalized; 0 where there is none.
    pub(super) name: u64,
    /// Where its block begins.
    pub(super) start: u32,
    /// The earliest of the last days that its dates can be; the largest number where it has none.
    pub(super) latest: i32,
}

/// What the rules that look across records need, once all records were seen.
#[derive(Debug)]
pub struct Index<'a> {
    pub(super) source: &'a Source<'a>,
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
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        Self {
            source,
            preamble: Vec::new(),
            networks: Vec::new(),
            covering: Vec::new(),
            partial: HashMap::new(),
            unread: 0,
            is_cut_off: false,
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
        let (mut latest, mut is_covering) = (i32::MAX, false);
        for entry in &record.entries {
            latest = latest_day(entry).map_or(latest, |day| latest.min(day));
            is_covering |= entry.field.kind == Kind::Codes && entry.texts().next().is_some();
        }
        let name = record.text("name").map_or(0, name_hash);
        if is_covering && record.country().is_none() {
            self.covering.push(record.block.start);
        }
        self.networks.push(Fact { key: hash(&record.key), name, start: record.block.start, latest });
    }

    /// Returns every record of the file, in its order, without its fields.
    pub(super) fn headers(&self) -> Vec<Record<'a>> {
        let mut starts: Vec<u32> = self.networks.iter().map(|fact| fact.start).collect();
        starts.extend(self.preamble.iter().map(|record| record.block.start));
        starts.sort_unstable();
        starts.into_iter().filter_map(|start| self.source.header_at(start)).collect()
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
