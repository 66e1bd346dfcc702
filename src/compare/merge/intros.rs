//! Which comments that open a section are the same in the three states: by their text, else by a line that they share,
//! else by what follows them.

use std::collections::{HashMap, HashSet};

use crate::compare::identity::Identity;
use crate::compare::merge::sides::Sides;
use crate::compare::merge::state::{Kind, State};
use crate::text::diff;

/// A comment in the three states: its part in each that has it.
pub type Triple = Sides<Option<usize>>;

/// What a comment can have in common with another one.
type Signs<'f> = &'f dyn Fn(&State<'_>, usize) -> Vec<String>;

/// Returns the comments of all states. One that both sides added is the same if its text is.
pub fn triples(states: Sides<&State<'_>>) -> Vec<Triple> {
    let Sides { base, ours, theirs } = states;
    let all = |state: &State<'_>| state.of_kind(Kind::Intro).collect::<Vec<usize>>();
    let (in_base, mut new_ours, mut new_theirs) = (all(base), all(ours), all(theirs));
    let in_ours = counterparts(base, ours);
    let in_theirs = counterparts(base, theirs);
    retain_others(&mut new_ours, &in_ours);
    retain_others(&mut new_theirs, &in_theirs);
    let kept = in_base.into_iter().map(|at| Sides {
        base: Some(at),
        ours: in_ours.get(&at).copied(),
        theirs: in_theirs.get(&at).copied(),
    });
    let mut triples: Vec<Triple> = kept.collect();
    let mut same_as_ours: HashSet<usize> = HashSet::new();
    let mut by_text: HashMap<&str, usize> = new_theirs.iter().map(|at| (theirs.lines(*at), *at)).collect();
    for at in new_ours {
        let same = by_text.remove(ours.lines(at));
        same_as_ours.extend(same);
        triples.push(Sides { base: None, ours: Some(at), theirs: same });
    }
    new_theirs.retain(|at| !same_as_ours.contains(at));
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
    let lines = |state: &State<'_>, at: usize| -> Vec<String> {
        state.lines(at).lines().map(|line| line.trim().to_owned()).collect()
    };
    let whole = |state: &State<'_>, at: usize| vec![state.lines(at).to_owned()];
    let record = |state: &State<'_>, at: usize| -> Vec<String> {
        below(state, at).map(|id| format!("{id}")).into_iter().collect()
    };
    let signs: [Signs<'_>; 3] = [&whole, &lines, &record];
    for sign in signs {
        old.retain(|at| !pairs.contains_key(at));
        retain_others(&mut new, &pairs);
        let mut places: HashMap<String, usize> = HashMap::new();
        for at in new.iter().rev() {
            places.extend(sign(side, *at).into_iter().map(|sign| (sign, *at)));
        }
        let mut taken: HashSet<usize> = HashSet::new();
        for from in &old {
            let to = sign(base, *from).iter().find_map(|sign| places.get(sign).copied());
            if let Some(to) = to.filter(|to| taken.insert(*to)) {
                pairs.insert(*from, to);
            }
        }
    }
    pairs
}

/// Keeps the parts that are not the counterparts of others.
fn retain_others(parts: &mut Vec<usize>, pairs: &HashMap<usize, usize>) {
    let taken: HashSet<usize> = pairs.values().copied().collect();
    parts.retain(|at| !taken.contains(at));
}

/// Returns the record that a part is directly above.
fn below<'s>(state: &'s State<'_>, part: usize) -> Option<&'s Identity> {
    let part = state.parts.get(part + 1)?;
    match part.kind {
        Kind::Unit => Some(&state.ids[part.number]),
        _ => None,
    }
}
