//! Which records have another key than in an earlier state.
//!
//! A record is the same if its name or title is the same, in any spelling, and a country in any of its names, and if no
//! other record on either side has it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::{Country, Record, Table, country};
use crate::parse::Registry;
use crate::text::{name_hash, normalize};

/// Keys of records, by their table and another key of theirs.
type Keys<'d> = HashMap<(Option<Table>, &'d str), &'d str>;

/// A record that has another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rename<'d> {
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
        let (had, has) = (by_name(keyed(old)), by_name(keyed(new)));
        for (name, from) in had {
            if let (Some(from), Some(Some(to))) = (from, has.get(&name))
                && from != *to
            {
                renames.now.insert((Some(name.0), from), to);
                renames.then.insert((Some(name.0), to), from);
            }
        }
        renames
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

/// Returns the records that moved, in the order of their new keys: of each, no record has the old key any more, and
/// none had the new key before. So a record that takes the key of another one is not among them.
pub fn to_free_keys<'d>(old: &'d Registry<'_>, new: &'d Registry<'_>) -> Vec<Rename<'d>> {
    to_free_keys_beside(old, new, |_| ())
}

/// Returns the records that moved, as [`to_free_keys`], where both states have `others`, too, which are handed on if they
/// have to be looked at.
pub fn to_free_keys_beside<'d>(
    old: &'d Registry<'_>,
    new: &'d Registry<'_>,
    others: impl FnOnce(&mut dyn FnMut(&Record<'_>)),
) -> Vec<Rename<'d>> {
    let (had, has) = (keys(old), keys(new));
    let left = |registry: &'d Registry<'_>, others: &HashSet<(Table, &str)>| {
        let is_left = |record: &&Record<'_>| !others.contains(&(record.table, record.key.as_ref()));
        by_name(keyed(registry).filter(is_left))
    };
    let (gone, came) = (left(old, &has), left(new, &had));
    let pairs = gone.into_iter().filter_map(|(name, from)| {
        let to = came.get(&name)?.as_ref()?;
        Some((name, (from?, *to)))
    });
    let mut pairs: HashMap<Name<'d>, FromTo<'d>> = pairs.collect();
    let all = |registry: &'d Registry<'_>| {
        move |visit: &mut dyn FnMut(&Record<'_>)| keyed(registry).for_each(visit)
    };
    retain_unique(&mut pairs, |(from, _)| Some(from), all(old));
    retain_unique(&mut pairs, |(_, to)| Some(to), all(new));
    retain_unique(&mut pairs, |_| None, others);
    let rename = |((table, _), (from, to))| Rename { table, from, to };
    let mut all: Vec<_> = pairs.into_iter().map(rename).collect();
    all.sort_unstable_by_key(|rename| (rename.table, rename.to));
    all
}

/// Returns the key to which a record went, an empty one where another record came to its key.
fn moved<'k, 'd: 'k>(went: &Keys<'d>, came: &Keys<'d>, table: Option<Table>, key: &'k str) -> &'k str {
    let stays = if came.contains_key(&(table, key)) { "" } else { key };
    went.get(&(table, key)).copied().unwrap_or(stays)
}

/// The name of a record with its table.
type Name<'d> = (Table, Cow<'d, str>);

/// Returns the records that have a key.
fn keyed<'d>(registry: &'d Registry<'_>) -> impl Iterator<Item = &'d Record<'d>> {
    registry.records.iter().filter(|record| record.table.is_keyed())
}

/// Returns the keys of all records that have one.
fn keys<'d>(registry: &'d Registry<'_>) -> HashSet<(Table, &'d str)> {
    keyed(registry).map(|record| (record.table, record.key.as_ref())).collect()
}

/// Returns the key of each record by its name, none where several have it.
fn by_name<'d>(records: impl Iterator<Item = &'d Record<'d>>) -> HashMap<Name<'d>, Option<&'d str>> {
    let mut keys = HashMap::new();
    for record in records {
        let name = (record.table, name(record));
        keys.entry(name).and_modify(|only| *only = None).or_insert(Some(record.key.as_ref()));
    }
    keys
}

/// The old and the new key of a record that may have moved.
type FromTo<'d> = (&'d str, &'d str);

/// Removes the names that a record with another key than `own` has, too. It takes so long to look up a name among those of
/// countries that only names are looked up that can be one of these.
fn retain_unique<'d>(
    names: &mut HashMap<Name<'d>, FromTo<'d>>,
    own: impl Fn(FromTo<'d>) -> Option<&'d str>,
    records: impl FnOnce(&mut dyn FnMut(&Record<'_>)),
) {
    if names.is_empty() {
        return;
    }
    let is_country = |(table, name): &Name<'_>| *table == Table::Network && country::by_code(name).is_some();
    let has_countries = names.keys().any(is_country);
    let hashes: HashSet<u64> = names.keys().map(|(_, name)| name_hash(name)).collect();
    let can_have_one = |record: &Record<'_>| {
        let name = record.text(record.table.naming_field().key).unwrap_or(&record.key);
        // The name of a country is the same in every spelling; most records have that of their own.
        let is_other = |country: &Country| {
            country.name == name && !names.contains_key(&(record.table, country.alpha3.into()))
        };
        hashes.contains(&name_hash(name))
            || has_countries && record.table == Table::Network && !record.country().is_some_and(is_other)
    };
    let mut repeated: HashSet<FromTo<'d>> = HashSet::new();
    records(&mut |record| {
        if can_have_one(record)
            && let Some(pair) = found(names, &(record.table, name(record)))
            && own(pair) != Some(&record.key)
        {
            repeated.insert(pair);
        }
    });
    names.retain(|_, pair| !repeated.contains(pair));
}

/// Returns what there is for a name.
fn found<'d>(names: &HashMap<Name<'_>, FromTo<'d>>, name: &Name<'_>) -> Option<FromTo<'d>> {
    names.get(name).copied()
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
            let moved = to_free_keys(&old, &new);
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
        // A name that a record has which stays is no name to follow, in whatever spelling.
        for (name, other) in [("A", "a "), ("Côte d’Ivoire", "Ivory Coast"), ("Ivory Coast", "Côte d’Ivoire")]
        {
            let (old, new, stays) = (network("a", name), network("c", name), network("x", other));
            assert_eq!(moved(&old, &new), [pair("a", "c")]);
            assert_eq!(moved(&(old.clone() + &stays), &(new.clone() + &stays)), [], "{name}");
            assert_eq!(moved(&old, &(new.clone() + &stays)), [], "{name}");
            assert_eq!(moved(&(old + &stays), &new), [], "{name}");
        }
    }

    #[test]
    fn name_of_two_records_finds_neither() {
        let two = "[network.a]\nname = \"X\"\n[network.b]\nname = \"X\"\n";
        assert_eq!(renamed(two, "[network.c]\nname = \"X\"\n"), []);
        assert_eq!(renamed("[network.c]\nname = \"X\"\n", two), []);
    }
}
