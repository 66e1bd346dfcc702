//! What makes a record the same in two states of a registry: its table and key, never likeness.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use crate::model::{Record, Table};
use crate::parse::Registry;

/// What a record is known by in every state of a registry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// The table.
    pub table: Table,
    /// The key; of a published total its date, of a suppression its rule and its key; empty where there is none.
    pub key: String,
    /// Which of several that are alike so far, from 0: two totals can have the same date.
    pub nth: usize,
}

impl Identity {
    /// Returns the identity of each record of a registry, in their order.
    pub fn all(registry: &Registry<'_>) -> Vec<Self> {
        let mut seen: HashMap<(Table, String), usize> = HashMap::new();
        let identity = |record: &Record<'_>| {
            let key = key(record, registry.text()).into_owned();
            let number = seen.entry((record.table, key.clone())).or_default();
            *number += 1;
            Self { table: record.table, key, nth: *number - 1 }
        };
        registry.records.iter().map(identity).collect()
    }

    /// Returns what its record is sorted by, as [`Record::sort_key`].
    pub fn sort_key(&self) -> (Table, &str) {
        (self.table, if self.table.is_keyed() { &self.key } else { "" })
    }
}

/// Returns the key of a record or, in a table without keys, the values that name it, as they are written if they cannot be
/// read; `text` is that of the registry.
fn key<'r>(record: &'r Record<'_>, text: &'r str) -> Cow<'r, str> {
    let raw = |field: &str| {
        let line = record.lines.iter().find(|line| record.name_of(text, line) == field);
        line.map(|line| line.value.of(text)).unwrap_or_default()
    };
    match record.table {
        Table::Published => match record.when("date") {
            Some(date) => date.to_string().into(),
            None => raw("date").into(),
        },
        Table::Allow => {
            let word = |field| record.text(field).unwrap_or_else(|| raw(field));
            format!("{} {}", word("rule"), word("key")).into()
        }
        _ => Cow::Borrowed(&record.key),
    }
}

impl fmt::Display for Identity {
    /// Writes the short address of a record, such as `ZMB` or `published.2021-06-24`; of a suppression its words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.table {
            Table::Network => f.write_str(&self.key),
            Table::Registry => f.write_str(self.table.key()),
            Table::Allow => write!(f, "allow {}", self.key.trim()),
            table if self.key.is_empty() => f.write_str(table.key()),
            table => write!(f, "{}.{}", table.key(), self.key),
        }?;
        if self.nth > 0 { write!(f, " ({})", self.nth + 1) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_without_a_key_are_known_by_what_names_them() {
        let total = "[[published]]\ndate = \"2021\"\nnetworks = 1\n";
        let text = format!(
            "[registry]\n[milestone.m]\n{total}{total}[[allow]]\nrule = \"NR301\"\nkey = \"x\"\n[network.x]\n"
        );
        let shown: Vec<String> =
            Identity::all(&Registry::parse(&text)).iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            ["registry", "milestone.m", "published.2021", "published.2021 (2)", "allow NR301 x", "x"]
        );
    }

    #[test]
    fn values_that_cannot_be_read_name_a_record_as_they_are_written() {
        let text = "[[published]]\ndate = \"[2021]\"\n[[published]]\nnetworks = 1\n[[allow]]\nrule = 301\n";
        let shown: Vec<String> =
            Identity::all(&Registry::parse(text)).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["published.\"[2021]\"", "published", "allow 301"]);
    }
}
