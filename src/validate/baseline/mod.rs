//! What one state of a registry has that another had not.
//!
//! Promises: a finding is the same where code, record, field and value are, whatever line it stands
//! on; of several that are the same, as many are new as there are more of them. `identity.rs` says what
//! is the same, `hidden.rs` what could not be read, `renames.rs` which records got another key.

mod fingerprint;
mod multiset;
mod pair;
pub mod renames;
mod suppressions;
mod unparsed;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::diagnostic::Diagnostic;
use crate::model::field::Table;
use crate::model::record::Record;
use crate::parse::Registry;
use crate::parse::{Source, code};
use crate::validate::Suppressed;
use crate::validate::baseline::renames::Renames;
use fingerprint::{Identity, Who, who};
use multiset::Multiset;
use suppressions::Suppressions;
use unparsed::Hidden;

pub(crate) use fingerprint::identity;

/// A registry with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct State<'d> {
    /// Its text.
    pub text: &'d str,
    /// The findings about it.
    pub findings: &'d [Diagnostic],
    /// What it excuses.
    pub suppressed: &'d [Suppressed],
}

impl<'d> State<'d> {
    /// Makes one that excuses nothing.
    #[must_use]
    pub fn plain(text: &'d str, findings: &'d [Diagnostic]) -> Self {
        Self { text, findings, suppressed: &[] }
    }

    /// Returns what was found, suppressed or not.
    fn all(self) -> impl Iterator<Item = &'d Diagnostic> {
        self.findings.iter().chain(self.suppressed.iter().map(|suppressed| &suppressed.finding))
    }
}

/// The findings of a state beside those of the one before it.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Those that were not there, or were suppressed and are not any more; by place.
    pub new: Vec<Diagnostic>,
    /// Those that were there; by place.
    pub old: Vec<Diagnostic>,
    /// Those that were not there and are suppressed.
    pub new_suppressed: Vec<Suppressed>,
    /// Those that were there and are suppressed.
    pub old_suppressed: Vec<Suppressed>,
    /// How many were there and are not any more, as far as that can be known.
    pub fixed: usize,
}

/// Returns the findings of `new` that `old` had not, in their order. A record that changed its
/// key on the way is named in `renamed`: the key that it had and the one that it has.
#[must_use]
pub fn introduced<'d>(
    old: State<'d>,
    new: State<'d>,
    renamed: Option<(&'d str, &'d str)>,
) -> Vec<&'d Diagnostic> {
    // It is networks that get other keys.
    let is_it = |who: Who<'_>, from: &str| who.table == Table::Network.key() && who.key == from;
    let key = |who: Who<'d>| renamed.filter(|(from, _)| is_it(who, from)).map_or(who.key, |(_, to)| to);
    let mut had = identities(old.findings.iter(), old.text, key);
    new.findings.iter().filter(|finding| !had.take(&identity(new.text, finding))).collect()
}

/// Compares two states of a registry. What keeps a part of the file from being understood is always new,
/// because nobody can tell what it hides; what `old` hid, it had. Of equal findings, those are old whose
/// records stand as they stood.
#[must_use]
pub fn compare(old: State<'_>, new: State<'_>) -> Comparison {
    let (before, after) = (Source::new(old.text), Source::new(new.text));
    let ((before, _), (after, _)) = (Registry::read(&before), Registry::read(&after));
    let renames = Renames::between(&before, &after);
    let now = |findings: &mut dyn Iterator<Item = _>| {
        identities(findings, old.text, |who| renames.now(who.table, who.key))
    };
    let mut had = now(&mut old.all());
    let mut was_suppressed = now(&mut old.suppressed.iter().map(|suppressed| &suppressed.finding));
    let mut hidden = Hidden::between((old, &before), (new, &after));
    let records: HashMap<_, &Record<'_>> =
        after.records.iter().map(|record| (Some(record.header), record)).collect();
    let stood: HashSet<_> = before.records.iter().map(|record| plain(record.content.of(old.text))).collect();
    let mut all: Vec<(&Diagnostic, bool)> = new.all().map(|finding| (finding, false)).collect();
    all.sort_by_key(|(finding, _)| {
        let record = records.get(&finding.header);
        !record.is_some_and(|record| stood.contains(&plain(record.content.of(new.text))))
    });
    for (finding, is_old) in all.iter_mut().filter(|(finding, _)| !code::hides(finding.code)) {
        let who = who(new.text, finding);
        let then = Who { key: renames.then(who.table, who.key), ..who };
        *is_old = had.take(&identity(new.text, finding))
            || records
                .get(&finding.header)
                .is_some_and(|record| hidden.held(new.text, finding, record, then));
    }
    all.sort_by_key(|(finding, _)| (finding.span, finding.code));
    // Nobody is thanked for what is only out of sight.
    let unread = after.records.iter().filter(|record| !record.complete);
    let unread: HashSet<Who<'_>> = unread.map(Who::of).collect();
    let is_in_sight = |identity: &Identity<'_>| identity.code.is_form() || !unread.contains(&identity.record);
    let is_known = !new.findings.iter().any(|finding| code::hides_records(finding.code));
    let left = had.each().filter(|(identity, _)| is_known && is_in_sight(identity));
    let fixed = left.map(|(_, number)| number).sum();
    let excuses = Suppressions::of(new, (&before, &after), &renames);
    Comparison { fixed, ..excuses.assign(&all, |finding| was_suppressed.take(&identity(new.text, finding))) }
}

/// Returns a text with the line ends that git keeps.
fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() }
}

/// Returns what makes each of the findings about a text the same as another; `key` says which key its
/// record has by now.
fn identities<'d>(
    findings: impl Iterator<Item = &'d Diagnostic>,
    text: &'d str,
    key: impl Fn(Who<'d>) -> &'d str,
) -> Multiset<Identity<'d>> {
    let identities = findings.map(|finding| {
        let mut identity = identity(text, finding);
        identity.record.key = key(identity.record);
        identity
    });
    identities.collect()
}
