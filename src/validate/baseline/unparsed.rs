//! What an earlier text had that could not be read, so that it is unknown what was wrong there.
//!
//! A finding was there already only if everything that its rule looks at was there: a field with the same value, or
//! with the same words in the same place in lines that could not be read. A missing field was missing in every
//! spelling. Each value of the earlier text counts for one value of the new one, and each record for one record. A
//! comment hides nothing. Rules that look across records are left out. `left.rs` pairs the records, `pair.rs` their lines.

use std::collections::HashMap;

use crate::model::{Diagnostic, Record, Table};
use crate::parse::{Registry, UnreadBlock};
use crate::text::Span;
use crate::validate::baseline::left::Left;
use crate::validate::baseline::pair::{Old, Pair, lines};
use crate::validate::rules::rule::{Check, Rule};
use crate::validate::{baseline::multiset::Multiset, rules};

/// What was not read of an earlier text.
#[derive(Default)]
pub struct UnparsedText {
    /// By the keys of its records; of those without a key, by an empty one.
    left: HashMap<String, Left>,
    /// What each record of the new text was, by its header.
    pairs: HashMap<Span, Option<Pair>>,
}

impl UnparsedText {
    /// Finds what was not read of an old registry. What is not read of the new one either is still unread.
    pub fn between(old: &Registry<'_>, new: &Registry<'_>) -> Self {
        let is_known = old.unknown_format().is_none();
        if is_known && old.damaged() == 0 {
            return Self::default();
        }
        let mut left: HashMap<String, Left> = HashMap::new();
        let records = || old.records.iter().filter(|_| is_known);
        for record in records().filter(|record| !record.complete) {
            left.entry(record.key.clone().into_owned()).or_default().push(Old::read(old.text(), record));
        }
        let mut still: Multiset<UnreadBlock> = new.unread_blocks().into_iter().collect();
        for block in old.unread_blocks() {
            if !still.take(&block) {
                left.entry(block.key).or_default().push(Old::unread(block.table, &block.text));
            }
        }
        // Of several records with one key, those that were read count for one each as well.
        for record in records().filter(|record| record.complete) {
            if let Some(left) = left.get_mut(record.key.as_ref()) {
                left.push(Old::read(old.text(), record));
            }
        }
        Self { left, pairs: HashMap::new() }
    }

    /// Returns `true` if a finding about a record of the new text was in the old one already, unread; `name` is the
    /// key that the record had.
    pub fn had(&mut self, text: &str, finding: &Diagnostic, record: &Record<'_>, name: &str) -> bool {
        let Some(rule) = rules::of(finding.code) else { return false };
        let is_rule = matches!(rule.check, Check::Record(..));
        if !(is_rule || matches!(rule.check, Check::Reading)) {
            return false;
        }
        let left = self.left.get_mut(if record.table.is_list() { "" } else { name });
        let pair = self.pairs.entry(record.header).or_insert_with(|| {
            let lines = lines(text, record);
            let old = left?.take(record.table, &lines)?;
            Some(Pair::of(old, &lines, text, record))
        });
        let Some(pair) = pair else { return false };
        // Whether a name is right, for example, depends on the key.
        if rule.is_about_countries() && name != record.key {
            return false;
        }
        if finding.span != record.header && record.header.contains(finding.span) {
            return is_rule && !pair.was_read();
        }
        pair.has_line_unread(finding.span.start)
            || depends_on(rule, finding, record.table)
                .is_some_and(|keys| keys.iter().all(|key| pair.is_as_it_was(key)))
    }
}

/// Returns the keys of the fields that a finding depends on, none if that is not known.
fn depends_on(rule: &Rule, finding: &Diagnostic, table: Table) -> Option<Vec<&'static str>> {
    match finding.field {
        Some(field) if !rule.compares => Some(vec![field]),
        _ if matches!(rule.check, Check::Reading) => None,
        _ => {
            let fields = table.fields().iter().filter(|field| (rule.looks_at)(field));
            Some(fields.map(|field| field.key).collect())
        }
    }
}
