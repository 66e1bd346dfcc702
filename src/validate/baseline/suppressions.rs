//! What becomes of findings where the registry excuses some, held against an earlier state.
//!
//! Promises: as many are excused as the registry excuses, but not always the same: an excuse is for
//! what it was written for. What was excused before comes first; what is new is excused where an excuse was
//! written, and what is old where some are left.

use std::collections::HashMap;

use crate::baseline::bag::Bag;
use crate::baseline::{Comparison, State};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::field::Table;
use crate::renames::Renames;
use crate::rules::{Excused, find};

/// What an excuse names: a rule, and the key of a record.
type Target<'d> = (Code, &'d str);

/// The excuses of a state, by what they name.
pub struct Excuses<'d> {
    /// Those in use.
    all: HashMap<Target<'d>, Vec<&'d Excused>>,
    /// Those that were written since.
    more: Bag<Target<'d>>,
}

impl<'d> Excuses<'d> {
    /// Takes the excuses that a state has in use, and counts those that the state before it did not have: of
    /// another rule or record, or with another reason.
    pub fn of(
        state: State<'d>,
        (before, after): (&'d Document<'_>, &'d Document<'_>),
        renames: &'d Renames<'_>,
    ) -> Self {
        let mut all: HashMap<Target<'_>, Vec<&Excused>> = HashMap::new();
        for excused in state.excused.iter().rev() {
            all.entry(target(&excused.finding)).or_default().push(excused);
        }
        let now = |(code, key, reason)| (code, renames.now(Table::Network.key(), key), reason);
        let mut had: Bag<_> = written(before).map(now).collect();
        let more = written(after).filter(|excuse| !had.take(excuse)).map(|(code, key, _)| (code, key));
        Self { more: more.collect(), all }
    }

    /// Says of all findings, by place, each with whether it is old, which are new, old and excused;
    /// `was_excused` takes one of those that were excused before away, and tells whether there was one.
    pub fn assign(
        mut self,
        all: &[(&'d Diagnostic, bool)],
        mut was_excused: impl FnMut(&'d Diagnostic) -> bool,
    ) -> Comparison {
        let mut out = Comparison::default();
        let mut rest = Vec::new();
        for (finding, is_old) in all {
            if *is_old && was_excused(finding) {
                match self.take(finding) {
                    Some(excused) => out.old_excused.push(excused),
                    // Whoever takes an excuse away answers for what it excused.
                    None => out.new.push((*finding).clone()),
                }
            } else {
                rest.push((*finding, *is_old));
            }
        }
        for (finding, _) in rest.iter().filter(|(_, is_old)| !is_old) {
            let is_written = self.more.take(&target(finding));
            match is_written.then(|| self.take(finding)).flatten() {
                Some(excused) => out.new_excused.push(excused),
                None => out.new.push((*finding).clone()),
            }
        }
        for (finding, _) in rest.iter().filter(|(_, is_old)| *is_old) {
            match self.take(finding) {
                Some(excused) => out.old_excused.push(excused),
                None => out.old.push((*finding).clone()),
            }
        }
        out.new.sort_by_key(|finding| (finding.span, finding.code));
        out
    }

    /// Excuses a finding, if an excuse is left for it.
    fn take(&mut self, finding: &'d Diagnostic) -> Option<Excused> {
        let excused = self.all.get_mut(&target(finding))?.pop()?;
        Some(Excused { finding: finding.clone(), ..excused.clone() })
    }
}

/// Returns the excuses that are written in a registry: rule, key and reason.
fn written<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (Code, &'d str, &'d str)> {
    document.of(Table::Allow).filter_map(|excuse| {
        let rule = find(excuse.text("rule")?)?;
        Some((rule.code, excuse.text("key")?, excuse.text("reason").unwrap_or_default()))
    })
}

/// Returns what an excuse for a finding names.
fn target(finding: &Diagnostic) -> Target<'_> {
    (finding.code, finding.key.as_deref().unwrap_or_default())
}
