//! The order of records: by table, then by key in byte order, within each section.
//!
//! Promises: sections keep their places, and as few records as possible are reported as out of order. A table
//! of the preamble that is among networks, in a section after the first one with networks, moves up; a
//! section without networks stays. Tables without a key keep their order among each other, because it is part
//! of the data in TOML.

use crate::model::Table;
use crate::parse::comments::{Section, Unit};

/// A record that is out of order, with the record that follows it in the canonical order.
pub struct Moved<'l, 'd> {
    /// The record with its comments.
    pub unit: &'l Unit<'d>,
    /// The record that follows it; none if it is the last.
    pub below: Option<&'l Unit<'d>>,
}

/// Returns the records of each section in their canonical order.
pub fn arranged<'l, 'd>(sections: &'l [Section<'d>]) -> Vec<Vec<&'l Unit<'d>>> {
    let mut arranged: Vec<Vec<&Unit<'_>>> = vec![Vec::new(); sections.len()];
    let is_network = |unit: &Unit<'_>| unit.sort_key().is_some_and(|(table, _)| table == Table::Network);
    let first = sections.iter().position(|section| section.units.iter().any(is_network));
    let first = first.unwrap_or(sections.len());
    let above = &sections[..sections.len().min(first + 1)];
    let homes = Table::ALL.map(|table| home(above, table));
    // The section of the last table of each kind without keys.
    let mut last = Table::ALL.map(|_| 0);
    for (at, section) in sections.iter().enumerate() {
        let is_mixed = at > first && section.units.iter().any(is_network);
        for unit in &section.units {
            let mut to = at;
            if let Some((table, _)) = unit.sort_key() {
                if is_mixed && !is_network(unit) {
                    to = homes[table as usize];
                }
                if table.is_list() {
                    to = to.max(last[table as usize]);
                    last[table as usize] = to;
                }
            }
            arranged[to].push(unit);
        }
    }
    for section in &mut arranged {
        section.sort_by_key(|unit| unit.sort_key());
    }
    arranged
}

/// Returns the section for a table of the preamble: the last one that has a table of this kind, or the last.
fn home(sections: &[Section<'_>], table: Table) -> usize {
    let has = |section: &Section<'_>| {
        section.units.iter().any(|unit| unit.sort_key().is_some_and(|(other, _)| other == table))
    };
    sections.iter().rposition(has).unwrap_or(sections.len().saturating_sub(1))
}

/// Returns the records that must move to bring all in order: as few as possible.
pub fn moved<'l, 'd>(sections: &'l [Section<'d>]) -> Vec<Moved<'l, 'd>> {
    let arranged: Vec<&Unit<'_>> = arranged(sections).into_iter().flatten().collect();
    let mut rank: Vec<usize> = vec![0; arranged.len()];
    let mut in_file: Vec<usize> = (0..arranged.len()).collect();
    in_file.sort_by_key(|at| arranged[*at].span);
    for (at, to) in in_file.iter().enumerate() {
        rank[at] = *to;
    }
    let stays = longest_ascending(&rank);
    let leaves = rank.iter().zip(stays).filter(|(_, stays)| !stays);
    leaves.map(|(to, _)| Moved { unit: arranged[*to], below: arranged.get(to + 1).copied() }).collect()
}

/// Marks the members of a longest increasing subsequence (Fredman, "On computing the length of longest
/// increasing subsequences", 1975).
fn longest_ascending(ranks: &[usize]) -> Vec<bool> {
    // The last member of the best subsequence of each length, and the member before each member.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ranks.len());
    for (at, rank) in ranks.iter().enumerate() {
        let length = ends.partition_point(|end| ranks[*end] < *rank);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut members = vec![false; ranks.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        members[at] = true;
        next = before[at];
    }
    members
}

#[cfg(test)]
mod tests {
    use super::longest_ascending;

    #[test]
    fn as_few_as_possible_move() {
        assert_eq!(longest_ascending(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(longest_ascending(&[0, 3, 1, 2, 4]), [true, false, true, true, true]);
        assert_eq!(longest_ascending(&[]), [false; 0]);
        assert_eq!(longest_ascending(&[2, 1, 0]).iter().filter(|stays| **stays).count(), 1);
    }
}
