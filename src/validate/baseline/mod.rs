//! Which findings a registry has that its earlier state had not.
//!
//! Two findings are the same where code, record, field and value are, whatever line they are on; of several that
//! are the same, as many are new as there are more of them.

mod fingerprint;
mod left;
mod multiset;
mod pair;
mod state;
mod suppressions;
mod unparsed;

use std::collections::{HashMap, HashSet};

use crate::compare::renames::Renames;
use crate::model::{Address, Diagnostic, Record};
use crate::parse::{Registry, code};
use crate::text::Span;
use fingerprint::{Identity, RecordKey};
use multiset::Multiset;
use state::plain;
use suppressions::Suppressions;
use unparsed::UnparsedText;

pub(crate) use fingerprint::identity;
pub use state::{Comparison, State};

/// Returns the findings of a new text that the old one had not, in their order; with each text comes what was found in
/// it. A record that changed its address is named in `renamed`: the address that it had and the one that it has.
pub fn introduced<'d>(
    (old, had): (&'d str, &'d [Diagnostic]),
    (new, has): (&'d str, &'d [Diagnostic]),
    renamed: Option<(&'d Address, &'d Address)>,
) -> Vec<&'d Diagnostic> {
    let is_it = |record: RecordKey<'_>, from: &Address| record.address().as_ref() == Some(from);
    let name = |record: RecordKey<'d>| {
        renamed.filter(|(from, _)| is_it(record, from)).map_or(record.name, |(_, to)| &to.key)
    };
    let mut had = identities(had.iter(), old, name);
    has.iter().filter(|finding| !had.take(&identity(new, finding))).collect()
}

/// Compares what was found in a registry with what was found in its earlier state. A finding that keeps a part of
/// the file from being read is always new, because it is unknown what that part contains. Of equal findings, those
/// of unchanged records are old.
pub fn compare(old: State<'_>, new: State<'_>) -> Comparison {
    let renames = Renames::between(old.registry, new.registry);
    let now = |findings: &mut dyn Iterator<Item = _>| {
        identities(findings, old.text(), |record| renames.now(record.table, record.name))
    };
    let (mut had, mut was_suppressed) = (now(&mut old.all()), now(&mut old.suppressed()));
    let mut unparsed = UnparsedText::between(old.registry, new.registry);
    let records: HashMap<_, &Record<'_>> =
        new.registry.records.iter().map(|record| (Some(record.header), record)).collect();
    let unchanged = unchanged(old.registry, new.registry);
    let mut all: Vec<(&Diagnostic, bool)> = new.all().map(|finding| (finding, false)).collect();
    all.sort_by_key(|(finding, _)| !finding.header().is_some_and(|header| unchanged.contains(&header)));
    for (finding, is_old) in all.iter_mut().filter(|(finding, _)| !code::hides(finding.code)) {
        let now = RecordKey::of(finding);
        let was = renames.then(now.table, now.name);
        *is_old = had.take(&identity(new.text(), finding))
            || records
                .get(&finding.header())
                .is_some_and(|record| unparsed.had(new.text(), finding, record, was));
    }
    all.sort_by_key(|(finding, _)| (finding.span, finding.code));
    let fixed = fixed(&had, new);
    let suppressions = Suppressions::of(old, new, &renames);
    let compared = suppressions.assign(&all, |finding| was_suppressed.take(&identity(new.text(), finding)));
    Comparison { fixed, ..compared }
}

/// Returns the headers of the new records that the old registry had as they are.
fn unchanged(old: &Registry<'_>, new: &Registry<'_>) -> HashSet<Span> {
    let had: HashSet<_> = old.records.iter().map(|record| plain(record.content.of(old.text()))).collect();
    let same = new.records.iter().filter(|record| had.contains(&plain(record.content.of(new.text()))));
    same.map(|record| record.header).collect()
}

/// Returns how many of the findings that are left of the earlier state are fixed. One that may be in a part that
/// cannot be read is not.
fn fixed(left: &Multiset<Identity<'_>>, new: State<'_>) -> usize {
    if new.found.findings.iter().any(|finding| code::hides_records(finding.code)) {
        return 0;
    }
    let incomplete = new.registry.records.iter().filter(|record| !record.complete);
    let incomplete: HashSet<RecordKey<'_>> =
        incomplete.map(|record| RecordKey { table: Some(record.table), name: &record.key }).collect();
    let is_fixed =
        |identity: &Identity<'_>| identity.code.is_form() || !incomplete.contains(&identity.record);
    left.each().filter(|(identity, _)| is_fixed(identity)).map(|(_, number)| number).sum()
}

/// Returns the identities of findings about a text; `name` returns the name that the record of one has now.
fn identities<'d>(
    findings: impl Iterator<Item = &'d Diagnostic>,
    text: &'d str,
    name: impl Fn(RecordKey<'d>) -> &'d str,
) -> Multiset<Identity<'d>> {
    let identities = findings.map(|finding| {
        let mut identity = identity(text, finding);
        identity.record.name = name(identity.record);
        identity
    });
    identities.collect()
}
