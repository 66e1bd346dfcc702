//! A registry that is going to be edited: where its records are, and which of them can be told for certain.

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::edit::mentions::Mentions;
use crate::edit::outcome::{Reason, Refusal};
use crate::model::address::{Address, Named};
use crate::model::{Diagnostic, Record, Table};
use crate::parse::comments::{Layout, Unit};
use crate::parse::{Registry, code, toml_error};
use crate::text::{Span, TextEdit, apply, line_start, newline};

/// A registry with its layout.
pub struct EditContext<'a> {
    pub registry: &'a Registry<'a>,
    pub text: &'a str,
    pub newline: &'static str,
    pub layout: Layout<'a>,
}

impl<'a> EditContext<'a> {
    /// Lays a registry out.
    ///
    /// # Errors
    /// For the record at `address`, where a merge conflict is unresolved, or where it is uncertain where lines end.
    pub fn new(registry: &'a Registry<'a>, address: &Address) -> Result<Self, Refusal> {
        let text = registry.text();
        let context = Self { registry, text, newline: newline(text), layout: registry.layout() };
        if registry.has_conflicts() {
            return Err(context.unclear(address, |diagnostic| diagnostic.code == code::CONFLICT));
        }
        match toml_error::find_lone_return(text) {
            Some(lone) => Err(Refusal::new(address, Reason::Unclear(vec![lone]))),
            None => Ok(context),
        }
    }

    /// Returns the refusal to edit a record because of some of the diagnostics.
    pub fn unclear(&self, address: &Address, is_reason: impl Fn(&Diagnostic) -> bool) -> Refusal {
        let reasons = self.registry.diagnostics.iter().filter(|diagnostic| is_reason(diagnostic));
        Refusal::new(address, Reason::Unclear(reasons.cloned().collect()))
    }

    /// Returns the only record with this address.
    pub fn record(&self, address: &Address) -> Result<(&Unit<'a>, &'a Record<'a>), Refusal> {
        let mut all = self.with(address);
        let (unit, record) = all.next().ok_or_else(|| Refusal::new(address, Reason::Absent))?;
        let others: Vec<Span> = all.map(|(_, other)| other.header).collect();
        if !others.is_empty() {
            let headers = [record.header].into_iter().chain(others).collect();
            return Err(Refusal::new(address, Reason::Duplicate(headers)));
        }
        let is_own = |other: &Diagnostic| other.header() == Some(record.header) && code::is_unfit(other.code);
        if self.registry.diagnostics.iter().any(is_own) {
            Err(self.unclear(address, is_own))
        } else {
            Ok((unit, record))
        }
    }

    fn with(&self, address: &Address) -> impl Iterator<Item = (&Unit<'a>, &'a Record<'a>)> {
        let records = self.layout.units().filter_map(|unit| Some((unit, unit.record?)));
        records.filter(move |(_, record)| address.names(record))
    }

    /// Makes sure that no record has this address, nor may have it: below a string that never ends, in a part that
    /// is no record but names it, or as a published total whose date could not be read.
    pub fn free(&self, address: &Address) -> Result<(), Refusal> {
        if self.with(address).next().is_some() {
            return Err(Refusal::new(address, Reason::Exists));
        }
        // Most registries have no diagnostics, for which these are needed.
        let records: LazyCell<Vec<Span>, _> = LazyCell::new(|| {
            self.layout.units().filter(|unit| unit.record.is_some()).map(|unit| unit.span).collect()
        });
        let is_in_record = |place: Span| {
            let below = records.partition_point(|span| span.start <= place.start);
            records[..below].last().is_some_and(|span| span.contains(place))
        };
        let mentions = LazyCell::new(|| Mentions::of(self.text, address));
        let undated = self.registry.of(Table::Published).filter(|total| {
            address.table == Table::Published && total.when("date").is_none() && !total.lacks("date")
        });
        let undated: HashSet<Span> = undated.map(|total| total.header).collect();
        let may_hide = |diagnostic: &Diagnostic| {
            if diagnostic.header().is_some_and(|header| undated.contains(&header)) {
                return true;
            }
            if self.forbids(address.table, diagnostic) {
                return true;
            }
            if diagnostic.code == code::OPEN_TEXT || !code::is_unfit(diagnostic.code) {
                return diagnostic.code == code::OPEN_TEXT;
            }
            // In a record only a broken header matters, elsewhere any part that names the record.
            if is_in_record(diagnostic.span) {
                mentions.has_header(diagnostic.span)
            } else {
                mentions.has_word(diagnostic.span)
            }
        };
        if self.registry.diagnostics.iter().any(may_hide) {
            Err(self.unclear(address, may_hide))
        } else {
            Ok(())
        }
    }

    /// Returns `true` if a table has a spelling beside which no TOML file can have its usual headers: `network = …`
    /// or `[[network]]`.
    fn forbids(&self, table: Table, diagnostic: &Diagnostic) -> bool {
        if diagnostic.code != code::SPELLING {
            return false;
        }
        let name = table.key();
        let header = if table.is_list() { format!("[{name}]") } else { format!("[[{name}]]") };
        let start = line_start(self.text, diagnostic.span.start) as usize;
        let line: String = self.text[start..].lines().next().unwrap_or_default().split_whitespace().collect();
        line.starts_with(&header) || line.starts_with(&format!("{name}="))
    }

    /// Returns the places of the keys in `[[allow]]` that name a record, each with the key that names it once its
    /// address is `to`. A key without a table names none where records of two tables have it, because it is
    /// unknown which of them it is for.
    pub fn suppressions(&self, address: &Address, to: &Address) -> Vec<(Span, String)> {
        let records = || self.registry.records.iter();
        let is_only = records().filter(|record| record.key == address.key).count() == 1;
        let is_free = records().all(|record| record.key != to.key);
        let own = Named::from(address.clone());
        let renamed = self.registry.of(Table::Allow).filter_map(|record| {
            let named = Named::of(record.text("key")?);
            let is_bare = named.table.is_none();
            let is_own = if is_bare { is_only && named.key == own.key } else { named == own };
            let new = if is_bare && is_free { to.key.clone() } else { to.to_string() };
            is_own.then_some((record.entry("key")?.span, new))
        });
        renamed.collect()
    }
}

/// Makes all of the edits, which must not overlap.
pub fn edited(text: &str, edits: &[TextEdit]) -> String {
    let (new, done) = apply(text, edits);
    debug_assert_eq!(done.len(), edits.len(), "edits overlap: {edits:?}");
    new
}
