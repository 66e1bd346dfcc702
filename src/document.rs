//! A registry that was read whole: its records, in the order of the file.
//!
//! Promises: what could be read is here, and it is said how many records could not. For the
//! commands that need every record at once; counting and checking take them one at a time from
//! `read/`.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::Diagnostic;
use crate::field::Table;
use crate::read::Source;
use crate::record::Record;
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

    /// Returns how many parts of the file were not understood in full, or stand in it twice.
    #[must_use]
    pub fn damaged(&self) -> usize {
        let mut keys = Keys::default();
        self.networks().for_each(|network| keys.add(network));
        self.unread + self.records.iter().filter(|record| !record.whole).count() + keys.repeated()
    }
}

/// The keys of the networks that went by, in eight bytes each.
#[derive(Debug, Default)]
pub struct Keys(Vec<u64>);

impl Keys {
    /// Takes note of a network.
    pub fn add(&mut self, network: &Record<'_>) {
        let mut hasher = DefaultHasher::new();
        network.key.hash(&mut hasher);
        self.0.push(hasher.finish());
    }

    /// Returns how many networks had the key of another.
    #[must_use]
    pub fn repeated(mut self) -> usize {
        let all = self.0.len();
        self.0.sort_unstable();
        self.0.dedup();
        all - self.0.len()
    }
}
