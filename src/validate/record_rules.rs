//! The rules that run on records, and which of them can find something in a record.
//!
//! Most rules need a certain field, or a text with unusual characters. So a record is first reduced to a few bits,
//! and a rule whose bits it lacks is not called.

use std::cell::OnceCell;

use crate::model::{Diagnostic, Entry, Field, Record, Table, entity};
use crate::validate::rules::rule::{Check, CheckRecord, Context, On, Rule, Sink};
use crate::validate::rules::{addresses, all};

/// The bit that every record has; the lower bits are its fields, by rank.
const ANY: u32 = 1 << 31;

/// The bit of a record with a text that is not plain.
const NOT_PLAIN: u32 = 1 << 30;

/// The bit of a record with a text in the place of an entity that is not the spelling of one, or with an address that
/// needs a closer look.
const UNUSUAL: u32 = 1 << 29;

/// The rules that can find something in the records of each table.
pub struct RecordRules([OnceCell<Vec<Applied>>; Table::ALL.len()]);

/// A rule, applied to a table.
struct Applied {
    rule: &'static Rule,
    check: CheckRecord,
    on: On,
    /// The bits that decide whether the rule can find something in a record.
    bits: u32,
}

impl RecordRules {
    /// Returns the rules, which are found for a table when its first record comes.
    pub fn new() -> Self {
        Self(Table::ALL.map(|_| OnceCell::new()))
    }

    /// Returns the rules of a table, in the order of their codes.
    fn of(&self, table: Table) -> &[Applied] {
        self.0[table as usize].get_or_init(|| all().filter_map(|rule| Applied::to(table, rule)).collect())
    }

    /// Runs the rules on a record of the registry with this text.
    pub fn run(&self, context: &Context, record: &Record<'_>, text: &str, found: &mut Vec<Diagnostic>) {
        let bits = bits(record);
        for Applied { rule, check, .. } in self.of(record.table).iter().filter(|it| it.fits(bits)) {
            check(context, record, &mut Sink::new(rule, text, found));
        }
    }
}

impl Applied {
    /// Returns the rule as it is applied to a table; none if it finds nothing there.
    fn to(table: Table, rule: &'static Rule) -> Option<Self> {
        let Check::Record(on, check) = rule.check else { return None };
        let fields = table.fields().iter();
        let bits = match on {
            On::All => ANY,
            On::Networks if table == Table::Network => ANY,
            On::Networks => 0,
            On::NotPlain => NOT_PLAIN,
            On::Unusual => {
                if fields.clone().any(rule.looks_at) {
                    UNUSUAL
                } else {
                    0
                }
            }
            On::Lacking => of_fields(fields.filter(|field| field.required)),
            On::AnyField | On::EveryField => of_fields(fields.filter(|field| (rule.looks_at)(field))),
        };
        (bits != 0).then_some(Self { rule, check, on, bits })
    }

    /// Returns `true` if the rule can find something in a record with these bits.
    fn fits(&self, bits: u32) -> bool {
        let has = self.bits & bits;
        match self.on {
            On::EveryField => has == self.bits,
            On::Lacking => has != self.bits,
            _ => has != 0,
        }
    }
}

/// Returns what a record has, as bits.
fn bits(record: &Record<'_>) -> u32 {
    let mut bits = if record.plain { ANY } else { ANY | NOT_PLAIN };
    for entry in &record.entries {
        bits |= 1 << entry.field.rank;
        if bits & UNUSUAL == 0 && is_unusual(entry) {
            bits |= UNUSUAL;
        }
    }
    bits
}

fn is_unusual(entry: &Entry<'_>) -> bool {
    let kind = entry.field.kind;
    kind.is_entity() && !entry.texts().all(|(text, _)| entity::is_spelt(text))
        || kind.is_address() && !entry.texts().all(|(text, _)| addresses::is_usual(text))
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
                for Applied { rule, check, .. } in rules.of(record.table) {
                    let mut found = Vec::new();
                    check(&context, record, &mut Sink::new(rule, text, &mut found));
                    let called =
                        rules.of(record.table).iter().any(|it| it.rule.code == rule.code && it.fits(bits));
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
            assert!(table.fields().iter().all(|field| 1 << field.rank < UNUSUAL), "{table:?}");
        }
    }
}
