//! Reads a merged text again, and compares it with what the three states say: every value by the three-way rule, every
//! comment once and with its owner.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::compare::identity::Identity;
use crate::compare::merge::pairs::{self, Group};
use crate::compare::merge::sides::{Side, Sides};
use crate::compare::merge::state::{Kind, State};
use crate::model::{Line, Table, Value};
use crate::parse::Registry;
use crate::text::Span;

/// What a field says: the entries of a list, else the value as it would be spelt in one way.
type Said = Vec<String>;

/// The fields of a record.
type Fields<'r> = BTreeMap<&'r str, (bool, Said)>;

/// What a field says of which it is not known what it was: nothing that a field can say.
const UNKNOWN: &str = "\0";

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
    // Records without keys are told apart by what they say.
    let keyless = (0..result.ids.len()).rev().filter(|at| result.ids[*at].table.is_list());
    let mut keyless: Vec<(Table, Fields<'_>)> =
        keyless.map(|at| (result.ids[at].table, said(result, at))).collect();
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
        let won = winner.and_then(|side| fields.get(side).as_ref());
        if let Some(table) = id.map(|id| id.table).filter(|table| table.is_list()) {
            let is_it = |(other, found): &(Table, Fields<'_>)| {
                let is_expected = |expected: &Fields<'_>| is_either(found, expected, won);
                *other == table && expected.as_ref().or(won).is_some_and(is_expected)
            };
            // From the end, because most come in this order.
            match keyless.iter().rposition(is_it) {
                Some(at) => _ = keyless.remove(at),
                None if expected.is_some() => return false,
                None => continue,
            }
            number += 1;
            continue;
        }
        // A record that was removed and only commented on is in dispute, too.
        if let (Some(side), None, None) = (winner, &expected, &group.conflict) {
            id = of_side(*triple, states, side);
            expected = fields.get(side).clone().filter(|_| id.is_some_and(|id| found(id).is_some()));
        }
        let Some(expected) = expected else { continue };
        number += 1;
        // Where comments are in dispute, the field is as the winner has it.
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
        } else if let (Some((true, one)), Some((true, two)), None | Some((true, _))) =
            (one, two, was.filter(|(_, said)| *said != [UNKNOWN]))
        {
            let was = was.filter(|(is_list, _)| *is_list);
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
    // A default says the same as no field.
    let is_said = |line: &&Line| record.entry_on(line).is_none_or(|entry| !entry.value.is_default());
    let fields = record.lines.iter().filter(is_said).map(|line| {
        if state.is_torn(Span { start: line.key.start, end: line.end }) {
            return (record.name_of(text, line), (false, vec![UNKNOWN.to_owned()]));
        }
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
    let found = remarks(result, |number| Some(&result.ids[number]));
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
    // Of equal comments, each side can have removed another.
    let apart = |remark| {
        let (was, one, two) = (number(&base, remark), number(&ours, remark), number(&theirs, remark));
        (one < was && two < was).then(|| (one + two - was).max(0))
    };
    all().all(|remark| {
        let found = number(&found, remark);
        found == expected(remark) || apart(remark) == Some(found)
    })
}

/// Returns `true` if each comment that is new on one side is there, wherever it belongs now.
fn has_new_comments(side: Side, groups: &[Group], states: Sides<&State<'_>>, result: &State<'_>) -> bool {
    let all = all_remarks(groups, states);
    let found = remarks(result, |number| Some(&result.ids[number]));
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
    let [base, ours, theirs] = [0, 1, 2]
        .map(|side: usize| remarks(all[side], |number| names[side].get(&number).and_then(|at| keys[*at])));
    Sides { base, ours, theirs }
}

/// Counts the comments of a state by their owner; `name` says what the record with this number is known by in the end.
fn remarks<'t, 's>(state: &State<'t>, name: impl Fn(usize) -> Option<&'s Identity>) -> Remarks<'t> {
    let mut remarks = Remarks::new();
    for (at, part) in state.parts.iter().enumerate() {
        let (owner, comments) = match part.kind {
            Kind::Head | Kind::Intro => (None, state.lines(at).lines().map(str::trim).collect()),
            Kind::Unit => {
                let Some(id) = name(part.number) else { continue };
                // Which of the records without keys it is cannot be told by what they are known by.
                let is_list = id.table.is_list();
                let key = if is_list { String::new() } else { id.key.clone() };
                let id = Identity { key, table: id.table, nth: if is_list { 0 } else { id.nth } };
                (Some(id), state.block(at).map(|block| block.comments()).unwrap_or_default())
            }
        };
        for comment in comments {
            *remarks.entry((owner.clone(), comment)).or_default() += 1;
        }
    }
    remarks
}
