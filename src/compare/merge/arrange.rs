//! The order of a merged text: that of the first side, with what only the second has in its canonical place or, where
//! the first side has another order, beside the records that it follows there.

use std::collections::{HashMap, HashSet};

use crate::compare::merge::rows::Row;
use crate::compare::merge::state::{Kind, Part, State};

/// The rows of one section: the comments that open it, then its records.
#[derive(Default)]
struct Section {
    intros: Vec<Row>,
    units: Vec<Row>,
    /// Whether the records of the first side are in order.
    is_sorted: bool,
}

/// Puts rows in order.
pub fn arranged(rows: Vec<Row>, second: &State<'_>) -> Vec<Row> {
    let (mut own, mut loose): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.first.is_some());
    own.sort_by_key(|row| row.first);
    loose.sort_by_key(|row| row.second);
    let (comments, units): (Vec<Row>, Vec<Row>) = loose.into_iter().partition(|row| row.kind != Kind::Unit);
    let mut heads = Vec::new();
    let mut sections = vec![Section::default()];
    for row in with_comments(own, comments, second.parts.len()) {
        match (row.kind, sections.last_mut()) {
            (Kind::Head, _) => heads.push(row),
            (Kind::Intro, Some(last)) if last.units.is_empty() => last.intros.push(row),
            (Kind::Unit, Some(last)) => last.units.push(row),
            _ => sections.push(Section { intros: vec![row], ..Section::default() }),
        }
    }
    settle(&mut sections, units, second);
    let rows = sections.into_iter().flat_map(|section| section.intros.into_iter().chain(section.units));
    heads.into_iter().chain(rows).collect()
}

/// Puts each comment that only the second side has, of which `end` is the number of parts, above what follows it there.
fn with_comments(own: Vec<Row>, comments: Vec<Row>, end: usize) -> Vec<Row> {
    let here: HashSet<usize> = own.iter().filter_map(|row| row.second).collect();
    let mut above: HashMap<usize, Vec<Row>> = HashMap::new();
    let mut last = Vec::new();
    // From the end, so that the next part that is here is known.
    let mut comments = comments.into_iter().rev().peekable();
    let mut below = None;
    for part in (0..end).rev() {
        while let Some(row) = comments.next_if(|row| row.second == Some(part)) {
            below.map_or(&mut last, |below| above.entry(below).or_default()).push(row);
        }
        below = if here.contains(&part) { Some(part) } else { below };
    }
    let mut rows = Vec::with_capacity(own.len());
    for row in own {
        let opening = row.second.and_then(|part| above.remove(&part)).unwrap_or_default();
        rows.extend(opening.into_iter().rev());
        rows.push(row);
    }
    rows.extend(last.into_iter().rev());
    rows
}

/// Puts the records in their places that the first side has not, or not under their key.
fn settle(sections: &mut [Section], loose: Vec<Row>, second: &State<'_>) {
    let parts = &second.parts;
    let mut homes: HashMap<usize, usize> = HashMap::new();
    for (at, section) in sections.iter_mut().enumerate() {
        section.is_sorted = section.units.iter().map(|row| &row.key).is_sorted();
        // A record to which the first side gave another key is elsewhere, and no neighbour any more.
        let is_at_home = |row: &&Row| match row.second.map(|part| parts[part]) {
            Some(Part { kind: Kind::Unit, number, .. }) => {
                row.key.as_ref().is_some_and(|(_, key)| *key == second.ids[number].sort_key().1)
            }
            _ => true,
        };
        let all = section.intros.iter().chain(&section.units).filter(is_at_home);
        homes.extend(all.filter_map(|row| Some((row.second?, at))));
    }
    let mut beside: HashMap<(usize, Place), Vec<Row>> = HashMap::new();
    for row in loose {
        let Some(part) = row.second else { continue };
        let is_unit = |at: &usize| parts[*at].kind == Kind::Unit;
        let above = (0..part).rev().take_while(is_unit).find(|at| homes.contains_key(at));
        let below = || (part + 1..parts.len()).take_while(is_unit).find(|at| homes.contains_key(at));
        let intro = || (0..part).rev().find(|at| homes.contains_key(at));
        let (neighbour, place) = match (above, above.is_none().then(below).flatten()) {
            (Some(above), _) => (Some(above), Place::Below),
            (None, Some(below)) => (Some(below), Place::Above),
            (None, None) => (intro(), Place::Below),
        };
        let home = neighbour.and_then(|at| homes.get(&at).copied()).unwrap_or(0);
        homes.insert(part, home);
        let is_intro = neighbour.is_none_or(|at| parts[at].kind != Kind::Unit);
        if sections[home].is_sorted || is_intro {
            sections[home].units.push(row);
        } else if let Some(neighbour) = neighbour {
            beside.entry((neighbour, place)).or_default().push(row);
        }
    }
    for section in sections {
        if section.is_sorted {
            section.units.sort_by(|one, other| one.key.cmp(&other.key));
        } else {
            section.units = woven(std::mem::take(&mut section.units), &mut beside);
        }
    }
}

/// Where a record comes beside its neighbour.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Above,
    Below,
}

/// Puts records between others, each beside its neighbour, which may be one of them.
fn woven(units: Vec<Row>, beside: &mut HashMap<(usize, Place), Vec<Row>>) -> Vec<Row> {
    let mut woven = Vec::with_capacity(units.len());
    let mut waiting: Vec<Row> = units.into_iter().rev().collect();
    while let Some(row) = waiting.pop() {
        let mut at = |place| row.second.and_then(|part| beside.remove(&(part, place))).unwrap_or_default();
        let above = at(Place::Above);
        if !above.is_empty() {
            waiting.push(row);
            waiting.extend(above.into_iter().rev());
            continue;
        }
        waiting.extend(at(Place::Below).into_iter().rev());
        woven.push(row);
    }
    woven
}
