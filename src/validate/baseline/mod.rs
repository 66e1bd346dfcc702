//! What one state of a registry has that another had not.
//!
//! Promises: a finding is the same where code, record, field and value are, whatever line it stands
//! on; of several that are the same, as many are new as there are more of them. `identity.rs` says what
//! is the same, `hidden.rs` what could not be read, `renames.rs` which records got another key.

mod bag;
mod excuses;
mod hidden;
mod identity;
mod pair;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::document;
use crate::field::Table;
use crate::read::{Source, code};
use crate::record::Record;
use crate::renames::Renames;
use crate::rules::Excused;
use bag::Bag;
use excuses::Excuses;
use hidden::Hidden;
use identity::{Identity, Who, who};

pub(crate) use identity::identity;

/// A registry with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct State<'d> {
    /// Its text.
    pub text: &'d str,
    /// The findings about it.
    pub findings: &'d [Diagnostic],
    /// What it excuses.
    pub excused: &'d [Excused],
}

impl<'d> State<'d> {
    /// Makes one that excuses nothing.
    #[must_use]
    pub fn plain(text: &'d str, findings: &'d [Diagnostic]) -> Self {
        Self { text, findings, excused: &[] }
    }

    /// Returns what was found, excused or not.
    fn all(self) -> impl Iterator<Item = &'d Diagnostic> {
        self.findings.iter().chain(self.excused.iter().map(|excused| &excused.finding))
    }
}

/// The findings of a state beside those of the one before it.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Those that were not there, or were excused and are not any more; by place.
    pub new: Vec<Diagnostic>,
    /// Those that were there; by place.
    pub old: Vec<Diagnostic>,
    /// Those that were not there and are excused.
    pub new_excused: Vec<Excused>,
    /// Those that were there and are excused.
    pub old_excused: Vec<Excused>,
    /// How many were there and are not any more, as far as that can be known.
    pub healed: usize,
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
    let ((before, _), (after, _)) = (document::read(&before), document::read(&after));
    let renames = Renames::between(&before, &after);
    let now = |findings: &mut dyn Iterator<Item = _>| {
        identities(findings, old.text, |who| renames.now(who.table, who.key))
    };
    let mut had = now(&mut old.all());
    let mut was_excused = now(&mut old.excused.iter().map(|excused| &excused.finding));
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
    let unread = after.records.iter().filter(|record| !record.whole);
    let unread: HashSet<Who<'_>> = unread.map(Who::of).collect();
    let is_in_sight = |identity: &Identity<'_>| identity.code.is_form() || !unread.contains(&identity.record);
    let is_known = !new.findings.iter().any(|finding| code::hides_records(finding.code));
    let left = had.each().filter(|(identity, _)| is_known && is_in_sight(identity));
    let healed = left.map(|(_, number)| number).sum();
    let excuses = Excuses::of(new, (&before, &after), &renames);
    Comparison { healed, ..excuses.assign(&all, |finding| was_excused.take(&identity(new.text, finding))) }
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
) -> Bag<Identity<'d>> {
    let identities = findings.map(|finding| {
        let mut identity = identity(text, finding);
        identity.record.key = key(identity.record);
        identity
    });
    identities.collect()
}
