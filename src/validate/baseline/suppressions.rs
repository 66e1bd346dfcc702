//! Which findings are new, old and suppressed, where the registry suppresses some.
//!
//! The registry suppresses a number of findings of one kind, and each suppression is for the finding for which it was
//! written. So a finding that was suppressed before comes first; a new finding is suppressed where a suppression was
//! added, and an old one where some are left.

use std::collections::HashMap;

use crate::model::{Code, Diagnostic, Table};
use crate::parse::Registry;
use crate::validate::baseline::state::{Comparison, State};
use crate::validate::baseline::{multiset::Multiset, renames::Renames};
use crate::validate::rules::find;
use crate::validate::suppress::Suppressed;

/// What a suppression names: a rule, and the key of a record.
type Target<'d> = (Code, &'d str);

/// The suppressions of a registry, by what they name.
pub struct Suppressions<'d> {
    /// Those in use.
    all: HashMap<Target<'d>, Vec<&'d Suppressed>>,
    /// Those that were added.
    added: Multiset<Target<'d>>,
}

impl<'d> Suppressions<'d> {
    /// Takes the suppressions in use, and counts those that the earlier state did not have: of another rule or
    /// record, or with another reason.
    pub fn of(old: State<'d>, new: State<'d>, renames: &'d Renames<'_>) -> Self {
        let mut all: HashMap<Target<'_>, Vec<&Suppressed>> = HashMap::new();
        for suppressed in new.found.suppressed.iter().rev() {
            all.entry(target(&suppressed.finding)).or_default().push(suppressed);
        }
        let now = |(code, key, reason)| (code, renames.now(Some(Table::Network), key), reason);
        let mut had: Multiset<_> = written(old.registry).map(now).collect();
        let added = written(new.registry).filter(|suppression| !had.take(suppression));
        Self { added: added.map(|(code, key, _)| (code, key)).collect(), all }
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
            let is_written = self.added.take(&target(finding));
            match is_written.then(|| self.take(finding)).flatten() {
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
        let suppressed = self.all.get_mut(&target(finding))?.pop()?;
        Some(Suppressed { finding: finding.clone(), ..suppressed.clone() })
    }
}

/// Returns the suppressions in a registry: rule, key and reason.
fn written<'d>(registry: &'d Registry<'_>) -> impl Iterator<Item = (Code, &'d str, &'d str)> {
    registry.of(Table::Allow).filter_map(|suppression| {
        let rule = find(suppression.text("rule")?)?;
        Some((rule.code, suppression.text("key")?, suppression.text("reason").unwrap_or_default()))
    })
}

/// Returns what a suppression of a finding names.
fn target(finding: &Diagnostic) -> Target<'_> {
    (finding.code, finding.key().unwrap_or_default())
}
