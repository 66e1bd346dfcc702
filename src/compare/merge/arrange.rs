//! The order of a merged text: that of the first side, with what only the second has in its canonical place or, where
//! the first side has another order, beside the records that it follows there.

use std::collections::HashMap;

use crate::compare::merge::rows::Row;
use crate::compare::merge::state::{Kind, State};

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
    let mut heads = Vec::new();
    let mut sections = vec![Section::default()];
    for row in own {
        match (row.kind, sections.last_mut()) {
            (Kind::Head, _) => heads.push(row),
            (Kind::Intro, Some(last)) if last.units.is_empty() => last.intros.push(row),
            (Kind::Unit(_), Some(last)) => last.units.push(row),
            _ => sections.push(Section { intros: vec![row], ..Section::default() }),
        }
    }
    let (comments, units): (Vec<Row>, Vec<Row>) =
        loose.into_iter().partition(|row| !matches!(row.kind, Kind::Unit(_)));
    for row in comments {
        if row.kind == Kind::Head { heads.push(row) } else { open(&mut sections, row, second.parts.len()) }
    }
    settle(&mut sections, units, second);
    heads
        .into_iter()
        .chain(sections.into_iter().flat_map(|section| section.intros.into_iter().chain(section.units)))
        .collect()
}

/// Opens a section with a comment of the second side, above what follows it there.
fn open(sections: &mut Vec<Section>, intro: Row, end: usize) {
    let from = intro.second.map_or(end, |at| at + 1);
    for below in from..end {
        let is_it = |row: &Row| row.second == Some(below);
        for at in 0..sections.len() {
            let section = &mut sections[at];
            if let Some(place) = section.intros.iter().position(is_it) {
                if place == 0 {
                    sections.insert(at, Section { intros: vec![intro], ..Section::default() });
                } else {
                    section.intros.insert(place, intro);
                }
                return;
            }
            if let Some(place) = section.units.iter().position(is_it) {
                let units = section.units.split_off(place);
                sections.insert(at + 1, Section { intros: vec![intro], units, is_sorted: false });
                return;
            }
        }
    }
    sections.push(Section { intros: vec![intro], ..Section::default() });
}

/// Puts the records in their places that the first side has not, or not under their key.
fn settle(sections: &mut [Section], loose: Vec<Row>, second: &State<'_>) {
    let parts = &second.parts;
    let mut homes: HashMap<usize, usize> = HashMap::new();
    for (at, section) in sections.iter_mut().enumerate() {
        section.is_sorted = section.units.iter().map(|row| &row.key).is_sorted();
        // A record to which the first side gave another key is elsewhere, and no neighbour any more.
        let is_at_home = |row: &&Row| match row.second.map(|part| parts[part].kind) {
            Some(Kind::Unit(number)) => {
                row.key.as_ref().is_some_and(|(_, key)| *key == second.sort_key(number).1)
            }
            _ => true,
        };
        let all = section.intros.iter().chain(&section.units).filter(is_at_home);
        homes.extend(all.filter_map(|row| Some((row.second?, at))));
    }
    for row in loose {
        let Some(part) = row.second else { continue };
        let is_unit = |at: &usize| matches!(parts[*at].kind, Kind::Unit(_));
        let above = (0..part).rev().take_while(is_unit).find(|at| homes.contains_key(at));
        let below = || (part + 1..parts.len()).take_while(is_unit).find(|at| homes.contains_key(at));
        let intro = || (0..part).rev().find(|at| homes.contains_key(at));
        let beside = above.or_else(below).or_else(intro);
        let home = beside.and_then(|at| homes.get(&at).copied()).unwrap_or(0);
        homes.insert(part, home);
        let units = &mut sections[home].units;
        if sections[home].is_sorted {
            units.push(row);
            continue;
        }
        let place = beside.and_then(|at| units.iter().position(|other| other.second == Some(at)));
        let place = place.map_or(if beside.is_some() { 0 } else { units.len() }, |place| {
            if above.is_some() { place + 1 } else { place }
        });
        units.insert(place, row);
    }
    for section in sections.iter_mut().filter(|section| section.is_sorted) {
        section.units.sort_by(|one, other| one.key.cmp(&other.key));
    }
}
