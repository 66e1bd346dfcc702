//! The rules that run on records, and which of them can find something in a record.
//!
//! Most rules need a certain field, or a text with unusual characters. So a record is first reduced to a few bits,
//! and a rule whose bits it lacks is not called.

use std::cell::{Cell, OnceCell};

use crate::model::{Diagnostic, Entry, Field, Kind, Record, Table, Value};
use crate::validate::rules::rule::{Check, CheckRecord, Context, On, Rule, Sink};
use crate::validate::rules::{addresses, all, entities};

/// The bit that every record has; the lower bits are its fields, by rank.
const ANY: u32 = 1 << 31;

/// The bit of a record with a text that is not plain.
const NOT_PLAIN: u32 = 1 << 30;

/// The bit of a record with a text in the place of an entity that may be another spelling of one or a list, or with an
/// address that needs a closer look.
const UNUSUAL: u32 = 1 << 29;

/// The bit of a record without an empty list.
const FILLED: u32 = 1 << 28;

/// The bit of a record whose key is no longer than the code of a country.
const SHORT_KEY: u32 = 1 << 27;

/// The rules that can find something in the records of each table.
pub struct RecordRules([OnceCell<Rules>; Table::ALL.len()]);

/// The rules of a table, in the order of their codes.
struct Rules {
    all: Vec<Applied>,
    /// For some bits, the rules that can find something in a record with them, each by a bit. Most records have the bits
    /// of one before them.
    known: [Cell<(u32, u64)>; 16],
}

/// A rule, applied to a table.
struct Applied {
    rule: &'static Rule,
    check: CheckRecord,
    /// The bits that decide whether the rule can find something in a record: it can if the record has one of them ...
    bits: u32,
    /// ... or, where this is all of them, lacks one ...
    flipped: u32,
    /// ... or, where this is `true`, if not.
    is_else: bool,
}

impl RecordRules {
    /// Returns the rules, which are found for a table when its first record comes.
    pub fn new() -> Self {
        Self(Table::ALL.map(|_| OnceCell::new()))
    }

    /// Returns the rules of a table.
    fn of(&self, table: Table) -> &Rules {
        self.0[table as usize].get_or_init(|| {
            let mut rules = Vec::with_capacity(32);
            // Faster than to collect them, which counts when a file is small.
            all().for_each(|rule| rules.extend(Applied::to(table, rule)));
            Rules { all: rules, known: Default::default() }
        })
    }

    /// Runs the rules on a record of the registry with this text.
    pub fn run(&self, context: &Context, record: &Record<'_>, text: &str, found: &mut Vec<Diagnostic>) {
        let rules = self.of(record.table);
        let mut fitting = rules.fitting(bits(record));
        while fitting != 0 {
            let Applied { rule, check, .. } = &rules.all[fitting.trailing_zeros() as usize];
            check(context, record, &mut Sink::new(rule, text, found));
            fitting &= fitting - 1;
        }
    }
}

impl Rules {
    /// Returns the rules that can find something in a record with these bits, each by a bit.
    fn fitting(&self, bits: u32) -> u64 {
        let place = bits.wrapping_mul(0x9E37_79B1) >> 28;
        let known = &self.known[place as usize];
        if known.get().0 != bits {
            let fitting = self.all.iter().zip(0..).filter(|(rule, _)| rule.fits(bits));
            known.set((bits, fitting.fold(0, |fitting, (_, at)| fitting | 1 << at)));
        }
        known.get().1
    }
}

impl Applied {
    /// Returns the rule as it is applied to a table; none if it finds nothing there.
    fn to(table: Table, rule: &'static Rule) -> Option<Self> {
        let Check::Record(on, check) = rule.check else { return None };
        let is_network = table == Table::Network;
        let fields = || of_fields(table.fields().iter().filter(|field| (rule.looks_at)(field)));
        let bits = match on {
            On::Networks if is_network => ANY,
            On::ShortKey if is_network => SHORT_KEY,
            On::Ids if table.is_keyed() && !is_network => ANY,
            On::Networks | On::ShortKey | On::Ids => 0,
            On::Either(keys) => of_fields(keys.iter().filter_map(|key| table.field(key))),
            On::NotPlain => NOT_PLAIN,
            On::Unusual => UNUSUAL,
            On::Lacking => match fields() {
                0 => 0,
                fields => fields | FILLED,
            },
            On::AnyField | On::EveryField => fields(),
        };
        let is_of_what_lacks = matches!(on, On::Lacking | On::EveryField);
        let flipped = if is_of_what_lacks { bits } else { 0 };
        (bits != 0).then_some(Self { rule, check, bits, flipped, is_else: on == On::EveryField })
    }

    /// Returns `true` if the rule can find something in a record with these bits.
    fn fits(&self, bits: u32) -> bool {
        ((bits ^ self.flipped) & self.bits != 0) != self.is_else
    }
}

/// Returns what a record has, as bits.
fn bits(record: &Record<'_>) -> u32 {
    let mut bits = ANY | FILLED;
    if !record.plain {
        bits |= NOT_PLAIN;
    }
    if record.key.len() <= "ZMB".len() {
        bits |= SHORT_KEY;
    }
    for Entry { field, value, .. } in &record.entries {
        bits |= 1 << field.rank;
        if let Value::List(items) = value {
            bits &= if items.is_empty() { !FILLED } else { !0 };
        }
        if !is_usual(field.kind, value) {
            bits |= UNUSUAL;
        }
    }
    bits
}

/// Returns `true` if the value of a field of this kind needs no closer look.
fn is_usual(kind: Kind, value: &Value<'_>) -> bool {
    match (kind, value) {
        (Kind::Entity, Value::Text(text)) => entities::is_usual(text),
        (Kind::Address, Value::Text(text)) => addresses::is_usual(text),
        (Kind::Entities, Value::List(items)) => items.iter().all(|item| entities::is_usual(&item.text)),
        (Kind::Addresses, Value::List(items)) => items.iter().all(|item| addresses::is_usual(&item.text)),
        _ => true,
    }
}

/// Returns the bits of fields.
fn of_fields<'f>(fields: impl Iterator<Item = &'f Field>) -> u32 {
    fields.fold(0, |bits, field| bits | 1 << field.rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Registry;

    #[test]
    fn rule_that_is_not_called_would_find_nothing() {
        let rules = RecordRules::new();
        let context = Context { today: "2026-01-31".parse().expect("a day") };
        let check = |text: &str| {
            for record in &Registry::parse(text).records {
                let bits = bits(record);
                for Applied { rule, check, .. } in &rules.of(record.table).all {
                    let mut found = Vec::new();
                    check(&context, record, &mut Sink::new(rule, text, &mut found));
                    let fits = |other: &Applied| other.rule.code == rule.code && other.fits(bits);
                    let called = rules.of(record.table).all.iter().any(fits);
                    assert!(called || found.is_empty(), "{}: {found:#?}", rule.code);
                }
            }
        };
        let lists = "[network.x]\ncovers = [\"FJI, WSM\"]\nchairs = [\"IOM\"]\n";
        for text in all().flat_map(|rule| [rule.bad, rule.good]).chain([lists]) {
            // Without one of its lines, a text lacks a field or a record.
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            (0..=lines.len()).for_each(|at| {
                check(&[&lines[..at], lines.get(at + 1..).unwrap_or_default()].concat().concat())
            });
        }
    }

    #[test]
    fn ranks_of_fields_leave_room_for_the_other_bits() {
        for table in Table::ALL {
            assert!(table.fields().iter().all(|field| 1 << field.rank < SHORT_KEY), "{table:?}");
        }
    }
}
