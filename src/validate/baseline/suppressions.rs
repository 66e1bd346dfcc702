//! What becomes of findings where the registry excuses some, held against an earlier state.
//!
//! Promises: as many are suppressed as the registry excuses, but not always the same: an excuse is for
//! what it was written for. What was suppressed before comes first; what is new is suppressed where an excuse was
//! written, and what is old where some are left.

use std::collections::HashMap;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::field::Table;
use crate::parse::Registry;
use crate::validate::baseline::multiset::Multiset;
use crate::validate::baseline::renames::Renames;
use crate::validate::baseline::{Comparison, State};
use crate::validate::{Suppressed, find};

/// What an excuse names: a rule, and the key of a record.
type Target<'d> = (Code, &'d str);

/// The excuses of a state, by what they name.
pub struct Suppressions<'d> {
    /// Those in use.
    all: HashMap<Target<'d>, Vec<&'d Suppressed>>,
    /// Those that were written since.
    more: Multiset<Target<'d>>,
}

impl<'d> Suppressions<'d> {
    /// Takes the excuses that a state has in use, and counts those that the state before it did not have: of
    /// another rule or record, or with another reason.
    pub fn of(
        state: State<'d>,
        (before, after): (&'d Registry<'_>, &'d Registry<'_>),
        renames: &'d Renames<'_>,
    ) -> Self {
        let mut all: HashMap<Target<'_>, Vec<&Suppressed>> = HashMap::new();
        for suppressed in state.suppressed.iter().rev() {
            all.entry(target(&suppressed.finding)).or_default().push(suppressed);
        }
        let now = |(code, key, reason)| (code, renames.now(Table::Network.key(), key), reason);
        let mut had: Multiset<_> = written(before).map(now).collect();
        let more = written(after).filter(|excuse| !had.take(excuse)).map(|(code, key, _)| (code, key));
        Self { more: more.collect(), all }
    }

    /// Says of all findings, by place, each with whether it is old, which are new, old and suppressed;
    /// `was_suppressed` takes one of those that were suppressed before away, and tells whether there was one.
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
                    // Whoever takes an excuse away answers for what it suppressed.
                    None => out.new.push((*finding).clone()),
                }
            } else {
                rest.push((*finding, *is_old));
            }
        }
        for (finding, _) in rest.iter().filter(|(_, is_old)| !is_old) {
            let is_written = self.more.take(&target(finding));
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

    /// Suppressions a finding, if an excuse is left for it.
    fn take(&mut self, finding: &'d Diagnostic) -> Option<Suppressed> {
        let suppressed = self.all.get_mut(&target(finding))?.pop()?;
        Some(Suppressed { finding: finding.clone(), ..suppressed.clone() })
    }
}

/// Returns the excuses that are written in a registry: rule, key and reason.
fn written<'d>(document: &'d Registry<'_>) -> impl Iterator<Item = (Code, &'d str, &'d str)> {
    document.of(Table::Allow).filter_map(|excuse| {
        let rule = find(excuse.text("rule")?)?;
        Some((rule.code, excuse.text("key")?, excuse.text("reason").unwrap_or_default()))
    })
}

/// Returns what an excuse for a finding names.
fn target(finding: &Diagnostic) -> Target<'_> {
    (finding.code, finding.key.as_deref().unwrap_or_default())
}
