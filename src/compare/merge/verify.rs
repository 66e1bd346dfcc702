//! Reads a merged text again, and compares it with what the three states say: every value by the three-way rule, every
//! comment once and with its owner.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::compare::identity::Identity;
use crate::compare::merge::pairs::{self, Group};
use crate::compare::merge::sides::{Side, Sides};
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
    has_records(groups, states, &result, None) && has_comments(groups, states, &result)
}

/// Returns `true` if a text in which `side` has won every dispute is what the three states make then, and has every comment
/// that is new on that side.
pub fn is_right_for(side: Side, states: Sides<&State<'_>>, groups: &[Group], merged: &Registry<'_>) -> bool {
    let result = State::of(merged);
    has_records(groups, states, &result, Some(side)) && has_new_comments(side, groups, states, &result)
}

/// Returns `true` if each record of the result is that of one group, and says what the three states make of it.
fn has_records(
    groups: &[Group],
    states: Sides<&State<'_>>,
    result: &State<'_>,
    winner: Option<Side>,
) -> bool {
    let places: HashMap<&Identity, usize> = result.ids.iter().zip(0..).collect();
    let found = |id: &Identity| places.get(id).map(|at| said(result, *at));
    let mut number = 0;
    let triples = groups.iter().flat_map(|group| group.triples.iter().map(move |triple| (group, triple)));
    for (group, triple) in triples {
        let fields = Sides {
            base: triple.base.map(|at| said(states.base, at)),
            ours: triple.ours.map(|at| said(states.ours, at)),
            theirs: triple.theirs.map(|at| said(states.theirs, at)),
        };
        let (mut id, expected) = match (&group.conflict, winner) {
            (Some(_), Some(side)) => (of_side(*triple, states, side), Ok(fields.get(side).clone())),
            _ => (pairs::key(*triple, states), three_way(&fields, winner)),
        };
        let Ok(mut expected) = expected else { return false };
        // A record that was removed and only commented on is in dispute, too.
        if let (Some(side), None, None) = (winner, &expected, &group.conflict) {
            id = of_side(*triple, states, side);
            expected = fields.get(side).clone().filter(|_| id.is_some_and(|id| found(id).is_some()));
        }
        let Some(expected) = expected else { continue };
        number += 1;
        // Where comments are in dispute, the field is as the winner has it.
        let won = winner.and_then(|side| fields.get(side).as_ref());
        if id.and_then(found).is_none_or(|found| !is_either(&found, &expected, won)) {
            return false;
        }
    }
    number == result.ids.len()
}

/// Returns what a record is known by on one side.
fn of_side<'s>(triple: pairs::Triple, states: Sides<&'s State<'_>>, side: Side) -> Option<&'s Identity> {
    let number = (*triple.get(side))?;
    Some(&states.get(side).ids[number])
}

/// Returns the fields of a record by the three-way rule, none where it is removed. What is in dispute has the value of the
/// winner; without one, that is an error.
fn three_way<'r>(fields: &Sides<Option<Fields<'r>>>, winner: Option<Side>) -> Result<Option<Fields<'r>>, ()> {
    let nothing = Fields::new();
    let (ours, theirs) = match (&fields.base, &fields.ours, &fields.theirs) {
        (_, None, None) => return Ok(None),
        (None, Some(only), None) | (None, None, Some(only)) => return Ok(Some(only.clone())),
        (Some(base), Some(left), None) | (Some(base), None, Some(left)) if base == left => return Ok(None),
        (_, Some(ours), Some(theirs)) => (ours, theirs),
        _ => return winner.map(|side| fields.get(side).clone()).ok_or(()),
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
            Some((true, together(was.map_or(&[], |(_, was)| was), one, two)))
        } else {
            winner.map(|side| if side == Side::Ours { one } else { two }).ok_or(())?.cloned()
        };
        expected.extend(value.map(|value| (name, value)));
    }
    Ok(Some(expected))
}

/// Returns the entries of a list by the three-way rule.
fn together(was: &[String], one: &[String], two: &[String]) -> Said {
    let set = |said: &[String]| said.iter().cloned().collect::<HashSet<_>>();
    let (was, one_has, two_has) = (set(was), set(one), set(two));
    let stays =
        |entry: &&String| !was.contains(*entry) || one_has.contains(*entry) && two_has.contains(*entry);
    let added = two.iter().filter(|entry| !one_has.contains(*entry));
    one.iter().chain(added).filter(stays).cloned().collect()
}

/// Returns `true` if each field of a record is what is expected or as the winner has it. The order of a list says nothing.
fn is_either(found: &Fields<'_>, expected: &Fields<'_>, winner: Option<&Fields<'_>>) -> bool {
    let sorted = |fields: &Fields<'_>, name: &str| {
        fields.get(name).map(|(_, said)| {
            let mut said = said.clone();
            said.sort();
            said
        })
    };
    found.keys().chain(expected.keys()).all(|name| {
        let found = sorted(found, name);
        found == sorted(expected, name) || winner.is_some_and(|winner| found == sorted(winner, name))
    })
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
    let Sides { base, ours, theirs } = all_remarks(groups, states);
    let found = remarks(result, |number| Some(result.ids[number].clone()));
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

/// Returns `true` if each comment that is new on one side is there, wherever it belongs now.
fn has_new_comments(side: Side, groups: &[Group], states: Sides<&State<'_>>, result: &State<'_>) -> bool {
    let all = all_remarks(groups, states);
    let found = remarks(result, |number| Some(result.ids[number].clone()));
    let found: HashSet<&str> = found.keys().map(|(_, comment)| *comment).collect();
    let is_new = |remark: &&(Option<Identity>, &str)| !all.base.contains_key(*remark);
    all.get(side).keys().filter(is_new).all(|(_, comment)| found.contains(comment))
}

fn number(remarks: &Remarks<'_>, remark: &(Option<Identity>, &str)) -> i64 {
    remarks.get(remark).copied().unwrap_or_default()
}

/// Counts the comments of each state, by what the record to which they belong is known by in the end.
fn all_remarks<'t>(groups: &[Group], states: Sides<&State<'t>>) -> Sides<Remarks<'t>> {
    let (mut names, mut keys) = ([HashMap::new(), HashMap::new(), HashMap::new()], Vec::new());
    for triple in groups.iter().flat_map(|group| &group.triples) {
        keys.push(pairs::key(*triple, states));
        for (names, number) in names.iter_mut().zip(triple.in_order()) {
            names.extend(number.map(|number| (number, keys.len() - 1)));
        }
    }
    let all = states.in_order();
    let [base, ours, theirs] = [0, 1, 2].map(|side: usize| {
        remarks(all[side], |number| names[side].get(&number).and_then(|at| keys[*at]).cloned())
    });
    Sides { base, ours, theirs }
}

/// Counts the comments of a state by their owner; `name` says what the record with this number is known by in the end.
fn remarks<'t>(state: &State<'t>, name: impl Fn(usize) -> Option<Identity>) -> Remarks<'t> {
    let mut remarks = Remarks::new();
    for (at, part) in state.parts.iter().enumerate() {
        let (owner, comments) = match part.kind {
            Kind::Head | Kind::Intro => (None, state.lines(at).lines().map(str::trim).collect()),
            Kind::Unit => {
                let Some(id) = name(part.number) else { continue };
                (Some(id), state.block(at).map(|block| block.comments()).unwrap_or_default())
            }
        };
        for comment in comments {
            *remarks.entry((owner.clone(), comment)).or_default() += 1;
        }
    }
    remarks
}
