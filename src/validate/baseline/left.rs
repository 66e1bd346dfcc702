//! The records of an earlier text that have one key, from which those of the new text take one each.

use std::collections::{HashMap, VecDeque};

use crate::model::Table;
use crate::validate::baseline::pair::Old;

/// Records that are left, in the order of the text.
#[derive(Default)]
pub struct Left {
    /// Those that were taken are none.
    all: Vec<Option<Old>>,
    /// Where those are that have a sign, by the table in their header, so that no record is looked at for each other.
    places: HashMap<(Option<Table>, Sign), VecDeque<usize>>,
}

/// What two records can have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Sign {
    Key,
    /// All lines.
    Lines(Vec<String>),
    /// The line with the value that names a record without a key.
    Name(String),
}

impl Left {
    /// Adds a record below the others.
    pub fn push(&mut self, old: Old) {
        let lists = || Table::ALL.into_iter().filter(|table| table.is_list());
        let names = old.lines.iter().filter(|line| lists().any(|table| may_name(table, line)));
        let names = names.map(|line| Sign::Name(line.clone()));
        for sign in [Sign::Key, Sign::Lines(old.lines.clone())].into_iter().chain(names) {
            self.places.entry((old.table, sign)).or_default().push_back(self.all.len());
        }
        self.all.push(Some(old));
    }

    /// Takes the one that a record with these lines was: one with the same lines, else the first; of records without
    /// a key, the first with the same first field.
    pub fn take(&mut self, table: Table, lines: &[String]) -> Option<Old> {
        let name = || lines.iter().find(|line| may_name(table, line)).cloned().map(Sign::Name);
        let alike = if table.is_list() { name() } else { Some(Sign::Key) };
        let same = self.first(table, &Sign::Lines(lines.to_vec()));
        let at = same.or_else(|| self.first(table, &alike?))?;
        self.all[at].take()
    }

    /// Returns the place of the first that is left with a sign. One whose header names no table may be of any.
    fn first(&mut self, table: Table, sign: &Sign) -> Option<usize> {
        let first = |table| {
            let places = self.places.get_mut(&(table, sign.clone()))?;
            while places.front().is_some_and(|at| self.all[*at].is_none()) {
                places.pop_front();
            }
            places.front().copied()
        };
        [None, Some(table)].into_iter().filter_map(first).min()
    }
}

/// Returns `true` if a line may be that of the value that names a record of a table.
fn may_name(table: Table, line: &str) -> bool {
    line.trim_start().starts_with(table.naming_field().key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_is_taken_once_by_its_lines_or_its_name_or_its_place() {
        let mut left = Left::default();
        let lines = |body: &str| body.lines().map(str::to_owned).collect::<Vec<_>>();
        for (table, body) in [
            (Some(Table::Network), "name = \"A\""),
            (None, "what"),
            (Some(Table::Network), "name = \"B\""),
            (Some(Table::Published), "date = 2021\nnetworks = x"),
        ] {
            left.push(Old::unread(table, body));
        }
        for (table, body, taken) in [
            (Table::Network, "name = \"B\"", Some("name = \"B\"")),
            (Table::Network, "name = \"B\"", Some("name = \"A\"")),
            (Table::Milestone, "title = \"M\"", Some("what")),
            (Table::Network, "what", None),
            (Table::Published, "networks = 1", None),
            (Table::Published, "date = 2022\nnetworks = 1", None),
            (Table::Published, "date = 2021\nnetworks = 1", Some("date = 2021\nnetworks = x")),
            (Table::Published, "date = 2021\nnetworks = 1", None),
        ] {
            let old = left.take(table, &lines(body));
            assert_eq!(old.map(|old| old.lines), taken.map(lines), "{body}");
        }
    }
}
