//! Reads a merged text again, and compares it with what the three states say: every value by the three-way rule, every
//! comment once and with its owner.

use std::collections::{BTreeMap, HashMap};

use crate::compare::identity::Identity;
use crate::compare::merge::pairs::{self, Group};
use crate::compare::merge::sides::Sides;
use crate::compare::merge::state::{Kind, State};
use crate::model::Value;
use crate::parse::Registry;

/// What a field says: the entries of a list, else the value as it would be spelt in one way.
type Said = Vec<String>;

/// The fields of a record.
type Fields<'r> = BTreeMap<&'r str, (bool, Said)>;

/// How often each comment is there, by its owner: a record, or none for the comments of the file and of sections, because
/// that of a section is the file's once nothing is above it.
type Remarks<'t> = HashMap<(Option<Identity>, &'t str), i64>;

/// Returns `true` if a text in which nothing is in dispute is what the three states make; `groups` says which of their
/// records are the same.
pub fn is_right(states: Sides<&State<'_>>, groups: &[Group], merged: &Registry<'_>) -> bool {
    let result = State::of(merged);
    has_records(groups, states, &result) && has_comments(groups, states, &result)
}

/// Returns `true` if each record of the result is that of one group, and says what the three states make of it.
fn has_records(groups: &[Group], states: Sides<&State<'_>>, result: &State<'_>) -> bool {
    let places: HashMap<&Identity, usize> = result.ids.iter().zip(0..).collect();
    let mut number = 0;
    for triple in groups.iter().flat_map(|group| &group.triples) {
        let fields = Sides {
            base: triple.base.map(|at| said(states.base, at)),
            ours: triple.ours.map(|at| said(states.ours, at)),
            theirs: triple.theirs.map(|at| said(states.theirs, at)),
        };
        let Ok(expected) = three_way(&fields) else { return false };
        let Some(expected) = expected else { continue };
        number += 1;
        let Some(id) = key(triple, states) else { return false };
        let found = places.get(id).map(|at| said(result, *at));
        if found.is_none_or(|found| !is_same(&found, &expected)) {
            return false;
        }
    }
    number == result.ids.len()
}

/// Returns what a record is known by in the end.
fn key<'s>(triple: &pairs::Triple, states: Sides<&'s State<'_>>) -> Option<&'s Identity> {
    let base = triple.base.map(|at| &states.base.ids[at]);
    let ours = triple.ours.map(|at| &states.ours.ids[at]);
    let theirs = triple.theirs.map(|at| &states.theirs.ids[at]);
    ours.filter(|id| Some(*id) != base).or(theirs).or(ours)
}

/// Returns the fields of a record by the three-way rule, none where it is removed.
fn three_way<'r>(fields: &Sides<Option<Fields<'r>>>) -> Result<Option<Fields<'r>>, ()> {
    let nothing = Fields::new();
    let (ours, theirs) = match (&fields.base, &fields.ours, &fields.theirs) {
        (_, None, None) => return Ok(None),
        (None, Some(only), None) | (None, None, Some(only)) => return Ok(Some(only.clone())),
        (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
            return if base == left { Ok(None) } else { Err(()) };
        }
        (_, Some(ours), Some(theirs)) => (ours, theirs),
    };
    let base = fields.base.as_ref().unwrap_or(&nothing);
    let mut expected = Fields::new();
    let names: Vec<&str> = ours.keys().chain(theirs.keys()).copied().collect();
    for name in names {
        let (was, one, two) = (base.get(name), ours.get(name), theirs.get(name));
        let value = if one == two || two == was {
            one.cloned()
        } else if one == was {
            two.cloned()
        } else if let (Some((true, one)), Some((true, two)), None | Some((true, _))) = (one, two, was) {
            let was = was.map_or(&[][..], |(_, was)| was);
            let stays = |entry: &&String| !was.contains(entry) || one.contains(entry) && two.contains(entry);
            let mut all: Said = one.iter().filter(stays).cloned().collect();
            all.extend(two.iter().filter(stays).filter(|entry| !one.contains(entry)).cloned());
            Some((true, all))
        } else {
            return Err(());
        };
        expected.extend(value.map(|value| (name, value)));
    }
    Ok(Some(expected))
}

/// Returns `true` if two records say the same; the order of a list says nothing.
fn is_same(one: &Fields<'_>, other: &Fields<'_>) -> bool {
    let sorted = |fields: &Fields<'_>| {
        let sorted = |(_, said): &(bool, Said)| {
            let mut said = said.clone();
            said.sort();
            said
        };
        fields.iter().map(|(name, said)| ((*name).to_owned(), sorted(said))).collect::<Vec<_>>()
    };
    sorted(one) == sorted(other)
}

/// Returns the fields of a record, and of each whether it is a list.
fn said<'r>(state: &State<'r>, number: usize) -> Fields<'r> {
    let (text, record) = (state.text, state.record(number));
    let fields = record.lines.iter().map(|line| {
        let said = match record.entry_on(line).map(|entry| &entry.value) {
            Some(Value::List(items)) => {
                (true, items.iter().map(|item| item.text.clone().into_owned()).collect())
            }
            Some(Value::Text(text)) => (false, vec![format!("text {text}")]),
            Some(Value::Number(number)) => (false, vec![number.to_string()]),
            Some(Value::Date(date)) => (false, vec![date.to_toml()]),
            Some(Value::Status(status)) => (false, vec![status.word().to_owned()]),
            None => (false, vec![line.value.of(text).to_owned()]),
        };
        (record.name_of(text, line), said)
    });
    fields.collect()
}

/// Returns `true` if each comment is there as often as the three states make it.
fn has_comments(groups: &[Group], states: Sides<&State<'_>>, result: &State<'_>) -> bool {
    let (mut names, mut keys) = ([HashMap::new(), HashMap::new(), HashMap::new()], Vec::new());
    for triple in groups.iter().flat_map(|group| &group.triples) {
        keys.push(key(triple, states));
        let numbers = [triple.base, triple.ours, triple.theirs];
        for (names, number) in names.iter_mut().zip(numbers) {
            names.extend(number.map(|number| (number, keys.len() - 1)));
        }
    }
    let all = [states.base, states.ours, states.theirs];
    let [base, ours, theirs] = [0, 1, 2].map(|side: usize| {
        remarks(all[side], |number| names[side].get(&number).and_then(|at| keys[*at]).cloned())
    });
    let found = remarks(result, |number| Some(result.ids[number].clone()));
    let number = |remarks: &Remarks<'_>, remark| remarks.get(remark).copied().unwrap_or_default();
    let expected = |remark| {
        let (was, one, two) = (number(&base, remark), number(&ours, remark), number(&theirs, remark));
        if one == two || two == was {
            one
        } else if one == was {
            two
        } else {
            (one + two - was).max(0)
        }
    };
    let all = || base.keys().chain(ours.keys()).chain(theirs.keys()).chain(found.keys());
    all().all(|remark| number(&found, remark) == expected(remark))
}

/// Counts the comments of a state by their owner; `name` says what the record with this number is known by in the end.
fn remarks<'t>(state: &State<'t>, name: impl Fn(usize) -> Option<Identity>) -> Remarks<'t> {
    let mut remarks = Remarks::new();
    for (at, part) in state.parts.iter().enumerate() {
        let (owner, comments) = match part.kind {
            Kind::Head | Kind::Intro => (None, state.lines(at).lines().map(str::trim).collect()),
            Kind::Unit(number) => {
                let Some(id) = name(number) else { continue };
                (Some(id), state.block(at).map(|block| block.comments()).unwrap_or_default())
            }
        };
        for comment in comments {
            *remarks.entry((owner.clone(), comment)).or_default() += 1;
        }
    }
    remarks
}
