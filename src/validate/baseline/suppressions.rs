//! Which findings are new, old and suppressed, where the registry suppresses some.
//!
//! The registry suppresses a number of findings of one kind, and each suppression is for the finding for which it was
//! written. So a finding that was suppressed before comes first; a new finding is suppressed where a suppression was
//! added, and an old one where some are left.

use std::collections::HashMap;

use crate::compare::renames::Renames;
use crate::model::address::Named;
use crate::model::{Code, Diagnostic, Table};
use crate::parse::Registry;
use crate::text::Span;
use crate::validate::baseline::multiset::Multiset;
use crate::validate::baseline::state::{Comparison, State};
use crate::validate::rules::find;
use crate::validate::suppress::{Suppressed, names};

/// What a suppression is for: a rule, and what its key names.
type Target = (Code, Named);

/// The suppressions of a registry, by what they name.
pub struct Suppressions<'d> {
    /// Those in use.
    all: HashMap<Target, Vec<&'d Suppressed>>,
    /// Those that were added.
    added: Multiset<Target>,
}

impl<'d> Suppressions<'d> {
    /// Takes the suppressions in use, and counts those that the earlier state did not have: of another rule or
    /// record, or with another reason.
    pub fn of(old: State<'d>, new: State<'d>, renames: &'d Renames<'_>) -> Self {
        let targets: HashMap<_, _> =
            written(new.registry).map(|(header, target, _)| (header, target)).collect();
        let mut all: HashMap<Target, Vec<&Suppressed>> = HashMap::new();
        for suppressed in new.found.suppressed.iter().rev() {
            if let Some(target) = targets.get(&suppressed.header) {
                all.entry(target.clone()).or_default().push(suppressed);
            }
        }
        let now = |(code, named): Target| {
            let table = named.table.or(Some(Table::Network));
            let key = renames.now(table, &named.key).to_owned();
            (code, Named { key, ..named })
        };
        let mut had: Multiset<_> =
            written(old.registry).map(|(_, target, reason)| (now(target), reason)).collect();
        let added = written(new.registry).map(|(_, target, reason)| (target, reason));
        let added = added.filter(|suppression| !had.take(suppression));
        Self { added: added.map(|(target, _)| target).collect(), all }
    }

    /// Divides all findings, by place, each with whether it is old, into new, old and suppressed ones.
    /// `was_suppressed` takes one out of those that were suppressed before, if there is one.
    pub fn assign(
        mut self,
        all: &[(&'d Diagnostic, bool)],
        mut was_suppressed: impl FnMut(&'d Diagnostic) -> bool,
    ) -> Comparison {
        let mut out = Comparison::default();
        let mut rest = Vec::new();
        for (finding, is_old) in all {
            if *is_old && was_suppressed(finding) {
                match self.take(finding) {
                    Some(suppressed) => out.old_suppressed.push(suppressed),
                    // A change that removes a suppression brings back its finding.
                    None => out.new.push((*finding).clone()),
                }
            } else {
                rest.push((*finding, *is_old));
            }
        }
        for (finding, _) in rest.iter().filter(|(_, is_old)| !is_old) {
            let written = targets(finding).find(|target| self.added.take(target));
            match written.and_then(|target| self.take_one(finding, &target)) {
                Some(suppressed) => out.new_suppressed.push(suppressed),
                None => out.new.push((*finding).clone()),
            }
        }
        for (finding, _) in rest.iter().filter(|(_, is_old)| *is_old) {
            match self.take(finding) {
                Some(suppressed) => out.old_suppressed.push(suppressed),
                None => out.old.push((*finding).clone()),
            }
        }
        out.new.sort_by_key(|finding| (finding.span, finding.code));
        out
    }

    /// Suppresses a finding, if a suppression is left for it.
    fn take(&mut self, finding: &'d Diagnostic) -> Option<Suppressed> {
        targets(finding).find_map(|target| self.take_one(finding, &target))
    }

    /// Suppresses a finding, if a suppression with this target is left.
    fn take_one(&mut self, finding: &Diagnostic, target: &Target) -> Option<Suppressed> {
        let suppressed = self.all.get_mut(target)?.pop()?;
        Some(Suppressed { finding: finding.clone(), ..suppressed.clone() })
    }
}

/// Returns the suppressions in a registry: header, target and reason.
fn written<'d>(registry: &'d Registry<'_>) -> impl Iterator<Item = (Span, Target, &'d str)> {
    registry.of(Table::Allow).filter_map(|suppression| {
        let rule = find(suppression.text("rule")?)?;
        let target = (rule.code, Named::of(suppression.text("key")?));
        Some((suppression.header, target, suppression.text("reason").unwrap_or_default()))
    })
}

/// Returns what a suppression of a finding can be for: first its record by address, then its key.
fn targets(finding: &Diagnostic) -> impl Iterator<Item = Target> {
    names(finding).map(|named| (finding.code, named))
}
