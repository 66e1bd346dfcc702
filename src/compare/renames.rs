//! Which records have another key than in an earlier state.
//!
//! A record is the same if its name or title is the same, in any spelling, and a country in any of its names, and if no
//! other record on either side has it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::{Record, Table, country};
use crate::parse::Registry;
use crate::text::normalize;

/// Keys of records, by their table and another key of theirs.
type Keys<'d> = HashMap<(Option<Table>, &'d str), &'d str>;

/// A record that moved to another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved<'d> {
    /// Its table.
    pub table: Table,
    /// The key that it had.
    pub from: &'d str,
    /// The key that it has.
    pub to: &'d str,
}

/// The records that have another key, by their table.
#[derive(Debug, Default)]
pub struct Renames<'d> {
    now: Keys<'d>,
    then: Keys<'d>,
}

impl<'d> Renames<'d> {
    /// Compares two states of a registry.
    pub fn between(old: &'d Registry<'_>, new: &'d Registry<'_>) -> Self {
        let mut renames = Self::default();
        for table in Table::ALL.into_iter().filter(|table| table.is_keyed()) {
            let (had, has) = (by_name(old, table), by_name(new, table));
            for (name, from) in had {
                if let (Some(from), Some(Some(to))) = (from, has.get(&name))
                    && from != *to
                {
                    renames.now.insert((Some(table), from), to);
                    renames.then.insert((Some(table), to), from);
                }
            }
        }
        renames
    }

    /// Returns the records that moved, in the order of their new keys: of each, no record has the old key any more, and
    /// none had the new key before. So a record that takes the key of another one is not among them.
    pub fn moved(old: &'d Registry<'_>, new: &'d Registry<'_>) -> Vec<Moved<'d>> {
        let (had, has) = (keys(old), keys(new));
        // Names take much longer to compare than keys, and most records neither come nor go.
        let (gone, came) = (only(old, &has), only(new, &had));
        let mut all: Vec<(Moved<'_>, [&Record<'_>; 2])> = Vec::new();
        for ((table, name), from) in gone {
            if let (Some(from), Some(Some(to))) = (from, came.get(&(table, name))) {
                all.push((Moved { table, from: &from.key, to: &to.key }, [from, to]));
            }
        }
        if !all.is_empty() {
            let stays = |record: &&Record<'_>| {
                let id = (record.table, record.key.as_ref());
                record.table.is_keyed() && had.contains(&id) && has.contains(&id)
            };
            let stay = old.records.iter().chain(&new.records).filter(stays);
            let taken: HashSet<_> = stay.map(|record| (record.table, written_name(record))).collect();
            all.retain(|(_, pair)| {
                pair.iter().all(|record| !taken.contains(&(record.table, written_name(record))))
            });
        }
        let mut all: Vec<Moved<'_>> = all.into_iter().map(|(moved, _)| moved).collect();
        all.sort_unstable_by_key(|moved| (moved.table, moved.to));
        all
    }

    /// Returns the key that a record has now, an empty one where another record has its old key.
    pub fn now<'k>(&self, table: Option<Table>, key: &'k str) -> &'k str
    where
        'd: 'k,
    {
        moved(&self.now, &self.then, table, key)
    }

    /// Returns the key that a record had.
    pub fn then<'k>(&self, table: Option<Table>, key: &'k str) -> &'k str
    where
        'd: 'k,
    {
        moved(&self.then, &self.now, table, key)
    }
}

/// Returns the key to which a record went, an empty one where another record came to its key.
fn moved<'k, 'd: 'k>(went: &Keys<'d>, came: &Keys<'d>, table: Option<Table>, key: &'k str) -> &'k str {
    let stays = if came.contains_key(&(table, key)) { "" } else { key };
    went.get(&(table, key)).copied().unwrap_or(stays)
}

/// Returns the keys of all records that have one.
fn keys<'d>(registry: &'d Registry<'_>) -> HashSet<(Table, &'d str)> {
    let keyed = registry.records.iter().filter(|record| record.table.is_keyed());
    keyed.map(|record| (record.table, record.key.as_ref())).collect()
}

/// Returns the records whose keys are not among others, by their name; none where several of them have it.
fn only<'d>(
    registry: &'d Registry<'_>,
    others: &HashSet<(Table, &str)>,
) -> HashMap<(Table, Cow<'d, str>), Option<&'d Record<'d>>> {
    let mut records = HashMap::new();
    for record in registry.records.iter().filter(|record| record.table.is_keyed()) {
        if !others.contains(&(record.table, record.key.as_ref())) {
            records
                .entry((record.table, name(record)))
                .and_modify(|only| *only = None)
                .or_insert(Some(record));
        }
    }
    records
}

/// Returns the name of a record as it is written, in the form in which names are compared.
fn written_name(record: &Record<'_>) -> Option<String> {
    record.text(record.table.naming_field().key).map(normalize)
}

/// Returns the key of each record by its name, none where several have it.
fn by_name<'d>(registry: &'d Registry<'_>, table: Table) -> HashMap<Cow<'d, str>, Option<&'d str>> {
    let mut keys = HashMap::new();
    for record in registry.of(table) {
        keys.entry(name(record)).and_modify(|only| *only = None).or_insert(Some(record.key.as_ref()));
    }
    keys
}

/// Returns the name of a record for comparison: its name or title, the code of a country, or its key if it has no name.
fn name<'d>(record: &'d Record<'_>) -> Cow<'d, str> {
    match record.text(record.table.naming_field().key) {
        Some(name) => match country::named(name) {
            Some(country) if record.table == Table::Network => Cow::Borrowed(country.alpha3),
            _ => Cow::Owned(normalize(name)),
        },
        None => Cow::Borrowed(&record.key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Registry;

    fn renamed(old: &str, new: &str) -> Vec<(String, String)> {
        let (old, new) = (Registry::parse(old), Registry::parse(new));
        let renames = Renames::between(&old, &new);
        let mut pairs: Vec<_> =
            renames.now.iter().map(|((_, from), to)| ((*from).to_owned(), (*to).to_owned())).collect();
        pairs.sort();
        pairs
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn renamed_record_is_found_by_its_name() {
        let a = "[network.a]\nname = \"Utopia\"\nsources = [\"https://example.org/a\"]\n";
        assert_eq!(renamed(a, &a.replace("k.a", "k.b")), [pair("a", "b")]);
        assert_eq!(renamed(a, &a.replace("k.a", "k.b").replace("Utopia", "UTOPIA ")), [pair("a", "b")]);
        assert_eq!(renamed(a, a), []);
        // Two that change places.
        let both = "[network.a]\nname = \"A\"\n[network.b]\nname = \"B\"\n";
        let other = both.replace("\"A\"", "\"C\"").replace("\"B\"", "\"A\"").replace("\"C\"", "\"B\"");
        assert_eq!(renamed(both, &other), [pair("a", "b"), pair("b", "a")]);
        // A country is the same in any name.
        let old = "[network.ivory-coast]\nname = \"Ivory Coast\"\n";
        assert_eq!(renamed(old, "[network.CIV]\nname = \"Côte d’Ivoire\"\n"), [pair("ivory-coast", "CIV")]);
        // Another record is another record, whatever page it shares, and so is one of another table.
        assert_eq!(renamed(a, &a.replace("k.a", "k.b").replace("Utopia", "Erewhon")), []);
        assert_eq!(renamed(a, "[milestone.b]\ntitle = \"Utopia\"\n"), []);
    }

    #[test]
    fn record_that_takes_the_key_of_another_did_not_move() {
        let moved = |old: &str, new: &str| {
            let (old, new) = (Registry::parse(old), Registry::parse(new));
            let moved = Renames::moved(&old, &new);
            moved.iter().map(|moved| pair(moved.from, moved.to)).collect::<Vec<_>>()
        };
        let network = |key: &str, name: &str| format!("[network.{key}]\nname = \"{name}\"\n");
        let (a, b) = (network("a", "A"), network("b", "B"));
        assert_eq!(moved(&(a.clone() + &b), &(b.clone() + &network("c", "A"))), [pair("a", "c")]);
        // Two that change places, one that takes a key that was free only now, one whose old key has another record.
        assert_eq!(moved(&(a.clone() + &b), &(network("a", "B") + &network("b", "A"))), []);
        assert_eq!(moved(&(a.clone() + &b), &network("b", "A")), []);
        assert_eq!(moved(&a, &(network("a", "C") + &network("c", "A"))), []);
        assert_eq!(moved(&a, &a), []);
    }

    #[test]
    fn name_of_two_records_finds_neither() {
        let two = "[network.a]\nname = \"X\"\n[network.b]\nname = \"X\"\n";
        assert_eq!(renamed(two, "[network.c]\nname = \"X\"\n"), []);
        assert_eq!(renamed("[network.c]\nname = \"X\"\n", two), []);
    }
}
