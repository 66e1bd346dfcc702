//! What a registry offers to a command line: its records and the entries of their lists.
//!
//! Only the beginning of a large registry is read, so that an answer takes little time. A registry that is not there or
//! cannot be read offers nothing.

use std::collections::HashSet;
use std::path::Path;

use netreg::model::{Address, Language, Record, Table, country};
use netreg::parse::Source;

use crate::cli::store;

/// How much of a registry is read: some 4,000 networks, and the records above them.
const MOST: u64 = 1024 * 1024;

/// The beginning of a registry.
#[derive(Default)]
pub struct Known {
    text: String,
    /// Whether the registry has no more than this.
    is_whole: bool,
}

/// The records of a registry.
pub struct Records {
    /// Those that a word of a command can name, in the order of the registry.
    pub listed: Vec<Listed>,
    /// Whether there can be no others.
    pub are_all: bool,
}

/// A record of a registry.
pub struct Listed {
    /// Its table.
    pub table: Table,
    /// Its key.
    pub key: String,
    /// The shortest name that a command takes.
    pub word: String,
    /// What it is, in a few words.
    pub title: String,
}

impl Known {
    /// Reads a registry, the usual one if none is named.
    pub fn read(named: Option<&Path>) -> Self {
        let read = || store::beginning(&store::locate(named).ok()?, MOST);
        let Some(mut text) = read() else { return Self::default() };
        let is_whole = u64::try_from(text.len()).is_ok_and(|size| size < MOST);
        if !is_whole {
            // The last record may have no end.
            text.truncate(text.rfind("\n[").unwrap_or_default());
        }
        Self { text, is_whole }
    }

    /// Returns the records.
    pub fn records(&self, language: Language) -> Records {
        let mut listed: Vec<Listed> = Vec::new();
        let unread = self.each(|record| {
            let Some(address) = record.address() else { return };
            let word = address.short().into_owned();
            // What a shell would have to quote is the key of no record that is valid.
            let is_plain = !word.starts_with('-')
                && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
            if is_plain && listed.last().is_none_or(|last| last.word != word) {
                let title = title(record, &address, language);
                listed.push(Listed { table: address.table, key: address.key, word, title });
            }
        });
        Records { listed, are_all: self.is_whole && unread == 0 }
    }

    /// Returns the entries of a list in the records that these words name, each once.
    pub fn entries(&self, words: &[&str], field: &str) -> Vec<String> {
        let addresses: Vec<Address> = words.iter().filter_map(|word| address(word)).collect();
        let mut entries: Vec<String> = Vec::new();
        self.each(|record| {
            if record.table.field(field).is_some() && addresses.iter().any(|address| address.names(record)) {
                entries.extend(record.list(field).iter().map(|item| item.text.to_string()));
            }
        });
        let mut seen = HashSet::new();
        entries.retain(|entry| seen.insert(entry.clone()));
        entries
    }

    /// Hands each record to `visit`, and returns how many parts gave none.
    fn each(&self, mut visit: impl FnMut(&Record<'_>)) -> usize {
        Source::new(&self.text).each(&mut Vec::new(), |record| visit(record))
    }
}

/// Returns the address that a word of a command gives, of a network also by its country.
fn address(word: &str) -> Option<Address> {
    let network = || Address::network(country::known(word).map_or(word, |country| country.alpha3));
    Address::parse(word).ok().map(|address| address.unwrap_or_else(network))
}

/// Returns what a record is, in a few words.
fn title(record: &Record<'_>, address: &Address, language: Language) -> String {
    let text = |field: &str| record.text(field).unwrap_or_default().to_owned();
    match address.table {
        Table::Network => record.display_name(language).into_owned(),
        Table::Milestone => match record.when("date") {
            Some(date) => format!("{}, {date}", text("title")),
            None => text("title"),
        },
        Table::Published => {
            record.number("networks").map_or(String::new(), |number| format!("{number} networks"))
        }
        Table::Denominator | Table::Registry => text("title"),
        Table::Allow => String::new(),
    }
}
