//! Which records of the tables without keys are the same in two states: published totals and suppressions.
//!
//! Several may have the same date, or the same rule and key, so they are told apart by all that they say: first those
//! that say the same, then those of which one field differs, then those that are alone with their date, or rule and key.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::compare::identity::Identity;
use crate::model::{Record, Table, spelling};
use crate::parse::Registry;

/// A record of a table without keys.
pub struct Keyless<'d> {
    /// Its number among the records of its state.
    pub number: usize,
    table: Table,
    /// The date, or the rule and the key.
    name: &'d str,
    /// What its fields say.
    fields: BTreeMap<&'d str, String>,
}

impl<'d> Keyless<'d> {
    /// Returns the records of a registry that have no keys; `ids` is what its records are known by.
    pub fn all(registry: &'d Registry<'_>, ids: &'d [Identity]) -> Vec<Self> {
        let numbered = registry.records.iter().zip(ids).enumerate();
        let keyless = numbered.filter(|(_, (record, _))| record.table.is_list());
        let one = |(number, (record, id)): (usize, (&'d Record<'_>, &'d Identity))| {
            let said = |line| match record.entry_on(line) {
                Some(entry) => spelling::value(entry.field.key, &entry.value, "\n"),
                None => line.value.of(registry.text()).to_owned(),
            };
            let text = registry.text();
            let fields = record.lines.iter().map(|line| (record.name_of(text, line), said(line)));
            Self { number, table: record.table, name: &id.key, fields: fields.collect() }
        };
        keyless.map(one).collect()
    }

    /// Returns what it says without one field.
    fn without<'r>(&'r self, field: &str) -> (Table, Vec<(&'r str, &'r str)>) {
        let others = self.fields.iter().filter(|(name, _)| **name != field);
        (self.table, others.map(|(name, said)| (*name, said.as_str())).collect())
    }
}

/// Which records count as the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Those of which one state was made from the other.
    Descent,
    /// Those that two states have made by themselves: they must agree in what names them, and in all other fields but one.
    Chance,
}

/// Returns, for records of one state by their numbers, the numbers of the same records in the other.
pub fn paired<'r, 'd>(
    old: &'r [Keyless<'d>],
    new: &'r [Keyless<'d>],
    likeness: Likeness,
) -> HashMap<usize, usize> {
    let (mut old, mut new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
    let mut pairs = HashMap::new();
    // Equal ones are the same in their order.
    let mut equal: HashMap<_, Vec<usize>> = HashMap::new();
    new.iter().rev().for_each(|record| equal.entry(record.without("")).or_default().push(record.number));
    for record in &old {
        if let Some(number) = equal.get_mut(&record.without("")).and_then(Vec::pop) {
            pairs.insert(record.number, number);
        }
    }
    drop(equal);
    let mut fields: Vec<(Table, &str)> = Table::ALL
        .into_iter()
        .filter(|table| table.is_list())
        .flat_map(|table| table.fields().iter().rev().map(move |field| (table, field.key)))
        .collect();
    fields.dedup();
    for (table, field) in fields {
        retain(&mut old, &mut new, &pairs);
        let sign = |record: &'r Keyless<'d>| {
            let name = if likeness == Likeness::Chance { record.name } else { "" };
            (record.table == table).then(|| (name, record.without(field)))
        };
        unique(&old, &new, sign, &mut pairs);
    }
    if likeness == Likeness::Descent {
        retain(&mut old, &mut new, &pairs);
        unique(&old, &new, |record| Some((record.table, record.name)), &mut pairs);
    }
    pairs
}

/// Keeps the records that are in no pair.
fn retain(old: &mut Vec<&Keyless<'_>>, new: &mut Vec<&Keyless<'_>>, pairs: &HashMap<usize, usize>) {
    let taken: HashSet<usize> = pairs.values().copied().collect();
    old.retain(|record| !pairs.contains_key(&record.number));
    new.retain(|record| !taken.contains(&record.number));
}

/// Pairs the records that alone have a sign in their state.
fn unique<'r, 'd, S: Eq + std::hash::Hash>(
    old: &[&'r Keyless<'d>],
    new: &[&'r Keyless<'d>],
    sign: impl Fn(&'r Keyless<'d>) -> Option<S>,
    pairs: &mut HashMap<usize, usize>,
) {
    let only = |records: &[&'r Keyless<'d>]| {
        let mut only: HashMap<S, Option<usize>> = HashMap::new();
        for record in records {
            if let Some(sign) = sign(record) {
                only.entry(sign).and_modify(|number| *number = None).or_insert(Some(record.number));
            }
        }
        only
    };
    let has = only(new);
    for (sign, from) in only(old) {
        if let (Some(from), Some(Some(to))) = (from, has.get(&sign)) {
            pairs.insert(from, *to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str], likeness: Likeness) -> Vec<(usize, usize)> {
        let text = |totals: &[&str]| {
            let total = |total: &&str| {
                let words: Vec<&str> = total.split(' ').collect();
                format!(
                    "[[published]]\ndate = \"{}\"\nnetworks = {}\nnote = \"{}\"\n",
                    words[0], words[1], words[2]
                )
            };
            totals.iter().map(total).collect::<String>()
        };
        let (old, new) = (text(old), text(new));
        let (old, new) = (Registry::parse(&old), Registry::parse(&new));
        let (had, has) = (Identity::all(&old), Identity::all(&new));
        let pairs = paired(&Keyless::all(&old, &had), &Keyless::all(&new, &has), likeness);
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn totals_of_one_date_are_told_apart_by_what_they_say() {
        let descent = |old: &[&str], new: &[&str]| pairs(old, new, Likeness::Descent);
        // One comes above another, one goes, one gets another note or date.
        assert_eq!(descent(&["2021 1 a"], &["2021 7 b", "2021 1 a"]), [(0, 1)]);
        assert_eq!(descent(&["2021 1 a", "2021 2 b"], &["2021 2 b"]), [(1, 0)]);
        assert_eq!(descent(&["2021 1 a", "2021 2 b"], &["2021 2 c", "2022 1 a"]), [(0, 1), (1, 0)]);
        assert_eq!(descent(&["2021 1 a"], &["2021 2 b"]), [(0, 0)]);
        // Which of two is which cannot be known.
        assert_eq!(descent(&["2021 1 a", "2021 2 b"], &["2021 3 c"]), []);
        assert_eq!(descent(&["2021 1 a", "2021 1 a"], &["2021 1 a"]), [(0, 0)]);
        assert_eq!(pairs(&["2021 1 a"], &["2021 2 b"], Likeness::Chance), []);
        assert_eq!(pairs(&["2021 1 a"], &["2021 2 a"], Likeness::Chance), [(0, 0)]);
    }
}
