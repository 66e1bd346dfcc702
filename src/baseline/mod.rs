//! What one state of a registry has that another had not.
//!
//! Promises: a finding is the same where code, record, field and value are, whatever line it stands
//! on; of several that are the same, as many are new as there are more of them. `identity.rs` says what
//! is the same, `hidden.rs` what could not be read, `renames.rs` which records got another key.

mod excuses;
mod hidden;
mod identity;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::document;
use crate::field::Table;
use crate::read::{Source, code};
use crate::record::Record;
use crate::renames::Renames;
use crate::rules::Excused;
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
    let mut had = Had::of(old.findings.iter(), old.text).under(key);
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
    let mut had = Had::of(old.all(), old.text).under(|who| renames.now(who.table, who.key));
    let mut was_excused = Had::of(old.excused.iter().map(|excused| &excused.finding), old.text)
        .under(|who| renames.now(who.table, who.key));
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
    let unread: HashSet<_> = unread.map(|record| (record.table.key(), record.key.as_ref())).collect();
    let is_in_sight = |identity: &Identity<'_>| {
        identity.code.is_form() || !unread.contains(&(identity.record.table, identity.record.key))
    };
    let is_known = !new.findings.iter().any(|finding| code::hides_records(finding.code));
    let healed = if is_known { had.left(is_in_sight) } else { 0 };
    let excuses = Excuses::of(new, (&before, &after), &renames);
    Comparison { healed, ..excuses.assign(&all, |finding| was_excused.take(&identity(new.text, finding))) }
}

/// Returns a text with the line ends that git keeps.
fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() }
}

/// Findings by what makes them the same, with how many there are.
#[derive(Default)]
struct Had<'d>(HashMap<Identity<'d>, usize>);

impl<'d> Had<'d> {
    fn of(findings: impl Iterator<Item = &'d Diagnostic>, text: &'d str) -> Self {
        let mut had = Self::default();
        findings.for_each(|finding| had.add(identity(text, finding)));
        had
    }

    fn add(&mut self, identity: Identity<'d>) {
        *self.0.entry(identity).or_default() += 1;
    }

    /// Takes one away; tells whether there was one.
    fn take(&mut self, identity: &Identity<'d>) -> bool {
        match self.0.get_mut(identity) {
            Some(number) if *number > 0 => {
                *number -= 1;
                true
            }
            _ => false,
        }
    }

    /// Returns how many are left for which this holds.
    fn left(&self, holds: impl Fn(&Identity<'d>) -> bool) -> usize {
        self.0.iter().filter(|(identity, _)| holds(identity)).map(|(_, number)| number).sum()
    }

    /// Returns them under the keys that their records have by now.
    fn under(self, key: impl Fn(Who<'d>) -> &'d str) -> Self {
        let mut under = Self::default();
        for (mut identity, number) in self.0 {
            identity.record.key = key(identity.record);
            *under.0.entry(identity).or_default() += number;
        }
        under
    }
}
