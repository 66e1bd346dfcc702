//! A registry that was read whole: its records, in the order of the file.
//!
//! Promises: what could be read is here, and it is said how many records could not. For the
//! commands that need every record at once; counting and checking take them one at a time from
//! `read/`.

use crate::diagnostic::Diagnostic;
use crate::field::Table;
use crate::read::Source;
use crate::record::Record;
use crate::text;
use crate::when::Day;

/// The records of a registry.
#[derive(Debug, Default)]
pub struct Document<'t> {
    /// Every table that was read, in the order of the file.
    pub records: Vec<Record<'t>>,
    /// How many parts of the file gave no record.
    pub unread: usize,
}

/// Reads a registry whole. Never fails: what is wrong comes back as findings.
#[must_use]
pub fn read<'s>(source: &'s Source<'_>) -> (Document<'s>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut document = Document::default();
    document.unread = source.each(&mut findings, |record| document.records.push(record));
    (document, findings)
}

impl<'t> Document<'t> {
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
        let mut losses = Losses::default();
        self.records.iter().for_each(|record| losses.add(record));
        losses.with(self.unread)
    }
}

/// What an answer leaves out or takes twice, noted while the records go by: eight bytes a network.
#[derive(Debug, Default)]
pub struct Losses {
    /// Records that were not understood in full.
    partial: usize,
    /// Hashes of the keys of the networks.
    keys: Vec<u64>,
}

impl Losses {
    /// Takes note of a record.
    pub fn add(&mut self, record: &Record<'_>) {
        self.partial += usize::from(!record.whole);
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
