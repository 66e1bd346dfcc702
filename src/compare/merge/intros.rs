//! Which comments that open a section are the same in the three states: by their text, else by a line that they share,
//! else by what follows them.

use std::collections::HashMap;

use crate::compare::identity::Identity;
use crate::compare::merge::sides::Sides;
use crate::compare::merge::state::{Kind, State};
use crate::text::diff;

/// A comment in the three states: its part in each that has it.
pub type Triple = Sides<Option<usize>>;

/// Returns the comments of all states. One that both sides added is the same if its text is.
pub fn triples(states: Sides<&State<'_>>) -> Vec<Triple> {
    let Sides { base, ours, theirs } = states;
    let all = |state: &State<'_>| state.of_kind(Kind::Intro).collect::<Vec<usize>>();
    let (in_base, mut new_ours, mut new_theirs) = (all(base), all(ours), all(theirs));
    let in_ours = counterparts(base, ours);
    let in_theirs = counterparts(base, theirs);
    new_ours.retain(|at| !in_ours.values().any(|other| other == at));
    new_theirs.retain(|at| !in_theirs.values().any(|other| other == at));
    let kept = in_base.into_iter().map(|at| Sides {
        base: Some(at),
        ours: in_ours.get(&at).copied(),
        theirs: in_theirs.get(&at).copied(),
    });
    let mut triples: Vec<Triple> = kept.collect();
    for at in new_ours {
        let same = new_theirs.iter().position(|other| theirs.lines(*other) == ours.lines(at));
        triples.push(Sides { base: None, ours: Some(at), theirs: same.map(|same| new_theirs.remove(same)) });
    }
    triples.extend(new_theirs.into_iter().map(|at| Sides { base: None, ours: None, theirs: Some(at) }));
    triples
}

/// Returns, for the comments of the base, the parts that they are on one side.
fn counterparts(base: &State<'_>, side: &State<'_>) -> HashMap<usize, usize> {
    let (mut old, mut new): (Vec<usize>, Vec<usize>) =
        (base.of_kind(Kind::Intro).collect(), side.of_kind(Kind::Intro).collect());
    let texts = |state: &State<'_>, parts: &[usize]| -> Vec<String> {
        parts.iter().map(|at| state.lines(*at).to_owned()).collect()
    };
    let equal = diff::equal(&texts(base, &old), &texts(side, &new));
    let mut pairs: HashMap<usize, usize> =
        old.iter().zip(equal).filter_map(|(at, to)| Some((*at, new[to?]))).collect();
    let shares = |from: usize, to: usize| {
        base.lines(from).lines().any(|line| side.lines(to).lines().any(|other| other.trim() == line.trim()))
    };
    let precedes = |from: usize, to: usize| below(base, from).is_some_and(|id| below(side, to) == Some(id));
    let same: [&dyn Fn(usize, usize) -> bool; 3] =
        [&|from, to| base.lines(from) == side.lines(to), &shares, &precedes];
    for is_same in same {
        old.retain(|at| !pairs.contains_key(at));
        new.retain(|at| !pairs.values().any(|other| other == at));
        for from in &old {
            if let Some(to) = new.iter().position(|to| is_same(*from, *to)) {
                pairs.insert(*from, new.remove(to));
            }
        }
    }
    pairs
}

/// Returns the record that a part is directly above.
fn below<'s>(state: &'s State<'_>, part: usize) -> Option<&'s Identity> {
    match state.parts.get(part + 1)?.kind {
        Kind::Unit(number) => Some(&state.ids[number]),
        _ => None,
    }
}
