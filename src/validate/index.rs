//! What is kept of a registry while its records go by, for the rules that look across them.
//!
//! Promises: 24 bytes a network, four more where it covers countries, some where it was not read in full;
//! enough to suspect, not to accuse.
//! What to suspect is left to the rules.

use std::collections::HashMap;

use crate::model::field::Table;
use crate::model::record::{Record, Unparsed};
use crate::parse::Source;
use crate::text::hash;
use crate::text::normalize;
use crate::validate::rules::dates;

/// What is kept of a network once it was checked: enough to suspect, not to accuse. A rule that
/// suspects reads the record again.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Hash of the key.
    pub(super) key: u64,
    /// Hash of the folded name.
    pub(super) name: u64,
    /// Where its block begins.
    pub(super) start: u32,
    /// The earliest of the last days that its dates can be; the largest number where it has none.
    pub(super) latest: i32,
}

/// What is known once all records were seen.
#[derive(Debug)]
pub struct Index<'s, 't> {
    pub(super) source: &'s Source<'t>,
    /// The tables of the preamble, wherever they stand.
    pub(super) preamble: Vec<Record<'s>>,
    pub(super) networks: Vec<Fact>,
    /// Where the blocks of networks begin that cover countries.
    pub(super) covering: Vec<u32>,
    /// What was not understood of records, by the hashes of their keys.
    pub(super) partial: HashMap<u64, Vec<(Table, Unparsed)>>,
    /// How many parts of the file gave no record.
    pub(super) unread: usize,
    /// Whether a text that is never closed hides the rest of the file.
    pub(super) is_cut_off: bool,
}

impl<'s, 't> Index<'s, 't> {
    /// Begins with nothing.
    pub(super) fn of(source: &'s Source<'t>) -> Self {
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
    pub(super) fn keep(&mut self, record: Record<'s>) {
        if !record.complete {
            let unparsed = (record.table, record.unparsed.clone());
            self.partial.entry(hash(&record.key)).or_default().push(unparsed);
        }
        if record.table != Table::Network {
            self.preamble.push(record);
            return;
        }
        let latest = record.entries.iter().filter_map(dates::latest_day).min().unwrap_or(i32::MAX);
        let name = record.text("name").map_or(0, |name| hash(&normalize(name)));
        if !record.list("covers").is_empty() && record.country().is_none() {
            self.covering.push(record.block.start);
        }
        self.networks.push(Fact { key: hash(&record.key), name, start: record.block.start, latest });
    }

    /// Reads the record again that a fact was taken of.
    pub(super) fn read_again(&self, fact: &Fact) -> Option<Record<'_>> {
        self.source.record_at(fact.start)
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
