//! The rules that run on records, and which of them can find something in a record.
//!
//! Most rules need a certain field, or a text with unusual characters. So a record is first reduced to a few bits,
//! and a rule whose bits it lacks is not called.

use crate::model::{Diagnostic, Record, Table};
use crate::validate::rules::all;
use crate::validate::rules::rule::{Check, CheckRecord, Context, On, Rule, Sink};

/// The bit that every record has; the lower bits are its fields, by rank.
const ANY: u32 = 1 << 31;

/// The bit of a record with a text that is not plain.
const NOT_PLAIN: u32 = 1 << 30;

/// The rules that can find something in the records of each table.
pub struct RecordRules([Vec<Applied>; Table::ALL.len()]);

/// A rule, applied to a table.
struct Applied {
    rule: &'static Rule,
    check: CheckRecord,
    /// What a record must have of which the rule can find something in it.
    bits: u32,
    /// Whether it must have all of that.
    every: bool,
}

impl RecordRules {
    /// Returns the rules in the order of their codes.
    pub fn new() -> Self {
        Self(Table::ALL.map(|table| all().filter_map(|rule| Applied::to(table, rule)).collect()))
    }

    /// Runs the rules on a record of the registry with this text.
    pub fn run(&self, context: &Context, record: &Record<'_>, text: &str, found: &mut Vec<Diagnostic>) {
        let bits = bits(record);
        for Applied { rule, check, .. } in self.0[record.table as usize].iter().filter(|it| it.fits(bits)) {
            check(context, record, &mut Sink::new(rule, text, found));
        }
    }
}

impl Applied {
    /// Returns the rule as it is applied to a table; none if it finds nothing there.
    fn to(table: Table, rule: &'static Rule) -> Option<Self> {
        let Check::Record(on, check) = rule.check else { return None };
        let fields = || table.fields().iter().filter(|field| (rule.looks_at)(field));
        let bits = match on {
            On::All => ANY,
            On::Networks if table == Table::Network => ANY,
            On::Networks => 0,
            On::NotPlain => NOT_PLAIN,
            On::AnyField | On::EveryField => fields().fold(0, |bits, field| bits | 1 << field.rank),
        };
        (bits != 0).then_some(Self { rule, check, bits, every: on == On::EveryField })
    }

    /// Returns `true` if the rule can find something in a record with these bits.
    fn fits(&self, bits: u32) -> bool {
        let common = self.bits & bits;
        if self.every { common == self.bits } else { common != 0 }
    }
}

/// Returns what a record has, as bits.
fn bits(record: &Record<'_>) -> u32 {
    let kind = if record.plain { ANY } else { ANY | NOT_PLAIN };
    record.entries.iter().fold(kind, |bits, entry| bits | 1 << entry.field.rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_of_fields_leave_room_for_the_other_bits() {
        for table in Table::ALL {
            assert!(table.fields().iter().all(|field| 1 << field.rank < NOT_PLAIN), "{table:?}");
        }
    }
}
