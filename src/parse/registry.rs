//! A registry that was read complete: its records, in the order of the file.
//!
//! Promises: what could be read is here, and it is said how many records could not. For the
//! commands that need every record at once; counting and checking take them one at a time from
//! `read/`.

use crate::model::date::Day;
use crate::model::diagnostic::Diagnostic;
use crate::model::field::Table;
use crate::model::record::Record;
use crate::parse::Source;
use crate::text;

/// The records of a registry.
#[derive(Debug, Default)]
pub struct Registry<'t> {
    /// Every table that was read, in the order of the file.
    pub records: Vec<Record<'t>>,
    /// How many parts of the file gave no record.
    pub unread: usize,
}

impl<'t> Registry<'t> {
    /// Reads a registry. Never fails: problems come back as diagnostics.
    #[must_use]
    pub fn read(source: &'t Source<'_>) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let mut registry = Self::default();
        registry.unread = source.each(&mut findings, |record| registry.records.push(record));
        (registry, findings)
    }

    /// Returns the tables of one kind, in the order of the file.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Record<'t>> {
        self.records.iter().filter(move |record| record.table == table)
    }

    /// Returns the networks, in the order of the file.
    pub fn networks(&self) -> impl Iterator<Item = &Record<'t>> {
        self.of(Table::Network)
    }

    /// Returns the day before which no network of this registry can be, if it says so.
    #[must_use]
    pub fn since(&self) -> Option<Day> {
        self.of(Table::Registry).find_map(|registry| registry.when("since")?.as_day())
    }

    /// Returns how many parts of the file an answer leaves out or takes twice.
    #[must_use]
    pub fn damaged(&self) -> usize {
        let mut losses = Damage::default();
        self.records.iter().for_each(|record| losses.add(record));
        losses.with(self.unread)
    }
}

/// What an answer leaves out or takes twice, noted while the records go by: eight bytes a network.
#[derive(Debug, Default)]
pub struct Damage {
    /// Records that were not understood in full.
    partial: usize,
    /// Hashes of the keys of the networks.
    keys: Vec<u64>,
}

impl Damage {
    /// Takes note of a record.
    pub fn add(&mut self, record: &Record<'_>) {
        self.partial += usize::from(!record.complete);
        if record.table == Table::Network {
            self.keys.push(text::hash(&record.key));
        }
    }

    /// Returns how many parts there are, `unread` of which gave no record.
    #[must_use]
    pub fn with(mut self, unread: usize) -> usize {
        let all = self.keys.len();
        self.keys.sort_unstable();
        self.keys.dedup();
        unread + self.partial + all - self.keys.len()
    }
}
