//! Whether records are in order, as `format/order.rs` sorts them.

use std::borrow::Cow;

use crate::format::order::moved;
use crate::model::{Record, Table};
use crate::parse::comments::{Section, Unit};

/// Notes whether records are in order while they go by, without keeping them.
#[derive(Default)]
pub struct RecordOrder<'t> {
    /// The record above in the same section: its table and key.
    above: Option<(Table, Cow<'t, str>)>,
    /// Whether a section before this one has networks.
    is_below_networks: bool,
    /// Whether this section has tables of the preamble, and whether it has networks.
    has: (bool, bool),
    is_broken: bool,
    /// Where the comments begin that open a section.
    sections: Vec<u32>,
}

impl<'t> RecordOrder<'t> {
    /// Begins a section, whose comment is at `start`.
    pub fn begin_section(&mut self, start: u32) {
        self.is_below_networks |= self.has.1;
        self.has = (false, false);
        self.above = None;
        self.sections.push(start);
    }

    /// Looks at the next record.
    pub fn see(&mut self, record: &Record<'t>) {
        let (table, key) = record.sort_key();
        self.has.0 |= table != Table::Network;
        self.has.1 |= table == Table::Network;
        let is_mixed = self.is_below_networks && self.has == (true, true);
        let is_lower =
            self.above.as_ref().is_some_and(|(other, above)| (*other, above.as_ref()) > (table, key));
        self.is_broken |= is_lower || is_mixed;
        self.above = Some((table, record.key.clone()));
    }

    /// Returns `true` if a record is out of order.
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Returns the records that are out of order, as few as can be, each with the record that belongs below it.
    /// `records` are all records of the file, in its order, perhaps without their fields.
    pub fn misplaced<'r>(&self, records: &'r [Record<'r>]) -> Vec<(&'r Record<'r>, Option<&'r Record<'r>>)> {
        let mut sections = vec![Section::default()];
        for record in records {
            let section = self.sections.partition_point(|start| *start <= record.header.start);
            sections.resize_with(sections.len().max(section + 1), Section::default);
            sections[section].units.push(Unit { record: Some(record), span: record.block });
        }
        let below = |unit: Option<&Unit<'r>>| unit.and_then(|unit| unit.record);
        let moved = moved(&sections).into_iter();
        moved.filter_map(|moved| Some((moved.unit.record?, below(moved.below)))).collect()
    }
}
