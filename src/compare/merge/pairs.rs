//! Which records of the three states are the same: by their key, and where one side gave a record another, by that.

use std::collections::HashMap;

use crate::compare::identity::Identity;
use crate::compare::keyless::{self, Keyless, Likeness};
use crate::compare::merge::conflict::{Dispute, Disputed};
use crate::compare::merge::sides::Sides;
use crate::compare::merge::state::State;
use crate::compare::renames;
use crate::model::Table;
use crate::parse::Registry;

/// A record in the three states: its number in each that has it.
pub type Triple = Sides<Option<usize>>;

/// Records that have to do with each other: mostly one. Several are in dispute, because they want one key.
#[derive(Debug)]
pub struct Group {
    /// The records.
    pub triples: Vec<Triple>,
    /// Why they cannot have the keys that the sides gave them.
    pub conflict: Option<Dispute>,
}

/// Returns what a record is known by in the end: by the key that one side gave it, if one did.
pub fn key<'s>(triple: Triple, states: Sides<&'s State<'_>>) -> Option<&'s Identity> {
    let base = triple.base.map(|at| &states.base.ids[at]);
    let ours = triple.ours.map(|at| &states.ours.ids[at]);
    let theirs = triple.theirs.map(|at| &states.theirs.ids[at]);
    ours.filter(|id| Some(*id) != base).or(theirs).or(ours)
}

/// Returns the groups of all records: those of the base, then those that are new.
pub fn groups(registries: Sides<&Registry<'_>>, states: Sides<&State<'_>>) -> Vec<Group> {
    let Sides { base, ours, theirs } = states;
    let in_ours = counterparts(registries.base, registries.ours, base, ours);
    let in_theirs = counterparts(registries.base, registries.theirs, base, theirs);
    let mut triples: Vec<Triple> = Vec::with_capacity(base.ids.len());
    let (mut is_ours_seen, mut is_theirs_seen) = (vec![false; ours.ids.len()], vec![false; theirs.ids.len()]);
    for (number, (ours, theirs)) in in_ours.into_iter().zip(in_theirs).enumerate() {
        if let Some(at) = ours {
            is_ours_seen[at] = true;
        }
        if let Some(at) = theirs {
            is_theirs_seen[at] = true;
        }
        triples.push(Sides { base: Some(number), ours, theirs });
    }
    let by_id: HashMap<&Identity, usize> = theirs.ids.iter().zip(0..).collect();
    let (mut our_keyless, mut their_keyless) =
        (Keyless::all(registries.ours, &ours.ids), Keyless::all(registries.theirs, &theirs.ids));
    our_keyless.retain(|record| !is_ours_seen[record.number]);
    their_keyless.retain(|record| !is_theirs_seen[record.number]);
    let keyless = keyless::paired(&our_keyless, &their_keyless, Likeness::Chance);
    for (number, id) in ours.ids.iter().enumerate().filter(|(number, _)| !is_ours_seen[*number]) {
        let same = if id.table.is_list() { keyless.get(&number) } else { by_id.get(id) };
        let theirs = same.copied().filter(|at| !is_theirs_seen[*at]);
        if let Some(at) = theirs {
            is_theirs_seen[at] = true;
        }
        triples.push(Sides { base: None, ours: Some(number), theirs });
    }
    let new = (0..theirs.ids.len()).filter(|number| !is_theirs_seen[*number]);
    triples.extend(new.map(|number| Sides { base: None, ours: None, theirs: Some(number) }));
    grouped(triples, states)
}

/// Returns, for each record of the base, its number on one side.
fn counterparts(
    base: &Registry<'_>,
    side: &Registry<'_>,
    was: &State<'_>,
    is: &State<'_>,
) -> Vec<Option<usize>> {
    let by_id: HashMap<&Identity, usize> = is.ids.iter().zip(0..).collect();
    let moved: HashMap<(Table, &str), &str> = renames::to_free_keys(base, side)
        .into_iter()
        .map(|moved| ((moved.table, moved.from), moved.to))
        .collect();
    let keyless =
        keyless::paired(&Keyless::all(base, &was.ids), &Keyless::all(side, &is.ids), Likeness::Descent);
    let find = |(number, id): (usize, &Identity)| {
        if id.table.is_list() {
            return keyless.get(&number).copied();
        }
        let key = moved.get(&(id.table, id.key.as_str()));
        let now = key.map(|key| Identity { key: (*key).to_owned(), ..*id });
        by_id.get(now.as_ref().unwrap_or(id)).copied()
    };
    was.ids.iter().enumerate().map(find).collect()
}

/// Puts records into groups.
fn grouped(triples: Vec<Triple>, states: Sides<&State<'_>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(triples.len());
    let mut claims: HashMap<&Identity, usize> = HashMap::new();
    for triple in triples {
        let ours = triple.ours.map(|at| &states.ours.ids[at]);
        let theirs = triple.theirs.map(|at| &states.theirs.ids[at]);
        let base = triple.base.map(|at| &states.base.ids[at]);
        // Records without keys do not want one.
        if [base, ours, theirs].into_iter().flatten().any(|id| id.table.is_list()) {
            groups.push(Group { triples: vec![triple], conflict: None });
            continue;
        }
        let renamed =
            |side: Option<&'_ Identity>| side.filter(|id| base.is_some_and(|base| base != *id)).cloned();
        // Two new keys, or a new key for what the other side removed.
        let conflict = match (renamed(ours), renamed(theirs)) {
            (Some(one), Some(two)) if one != two => {
                let record = base.cloned();
                Some(Dispute { record, about: Disputed::TwoKeys(one.key, two.key) })
            }
            (Some(one), _) if theirs.is_none() => {
                Some(Dispute { record: Some(one), about: Disputed::Removal })
            }
            (_, Some(two)) if ours.is_none() => Some(Dispute { record: Some(two), about: Disputed::Removal }),
            _ => None,
        };
        let wanted: Vec<&Identity> =
            [ours, theirs].into_iter().flatten().filter(|id| Some(*id) != base).collect();
        let taken = wanted.iter().find_map(|id| Some((*id, claims.get(id).copied()?)));
        let at = taken.map_or(groups.len(), |(_, at)| at);
        claims.extend(wanted.into_iter().map(|id| (id, at)));
        match (groups.get_mut(at), taken) {
            (Some(group), Some((id, _))) => {
                group.triples.push(triple);
                group.conflict = Some(Dispute { record: Some(id.clone()), about: Disputed::SharedKey });
            }
            _ => groups.push(Group { triples: vec![triple], conflict }),
        }
    }
    groups
}
