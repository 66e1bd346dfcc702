//! What changed between two states of a registry, by record and field: facts, no sentences.

mod field;
mod judgement;
mod layout;
mod pair;
mod parts;

use crate::compare::identity::Identity;
use crate::compare::keyless::{self, Keyless, Likeness};
use crate::compare::renames::{self, Rename};
use crate::model::Record;
use crate::parse::Registry;
use crate::text::has_same_lines;
use pair::{Pair, paired};

pub use field::{Entries, FieldChange, Written};
pub use judgement::Judgement;
pub use parts::{Blocks, DifferingText};

/// What changed between two states of a registry.
#[derive(Debug, Default)]
pub struct Difference<'d> {
    /// The records that came, went, moved or changed, by table and key.
    pub records: Vec<RecordChange<'d>>,
    /// Whether the layout or comments differ; line ends are not compared.
    pub layout: bool,
}

/// A record that is not the same in both states.
#[derive(Debug)]
pub struct RecordChange<'d> {
    /// What it is known by in the new state or, if it was removed, in the old one.
    pub identity: Identity,
    /// What it was known by in the old state, if it was there.
    pub was: Option<Identity>,
    /// The key that it had, if it has another one.
    pub from: Option<&'d str>,
    /// The record in the old state; none if it was added.
    pub old: Option<&'d Record<'d>>,
    /// The record in the new state; none if it was removed.
    pub new: Option<&'d Record<'d>>,
    /// The fields that differ, in canonical order; of a record that came or went, all of them.
    pub fields: Vec<FieldChange<'d>>,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It has another key, and perhaps other values.
    Renamed,
    /// It has other values.
    Changed,
}

impl Event {
    /// All events, in the order in which they are counted.
    pub const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Renamed, Self::Removed];

    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

impl<'d> Difference<'d> {
    /// Compares two states of a registry, in time that grows with their size.
    pub fn between(old: &'d Registry<'_>, new: &'d Registry<'_>) -> Self {
        Self::with(old, new, || renames::to_free_keys(old, new))
    }

    /// Compares the parts of two states that differ; `others` hands on the records that were left out, if they have to be
    /// looked at.
    pub fn between_parts(
        old: &'d Registry<'_>,
        new: &'d Registry<'_>,
        parts: &DifferingText,
        others: impl FnOnce(&mut dyn FnMut(&Record<'_>)),
    ) -> Self {
        let difference = Self::with(old, new, || renames::to_free_keys_beside(old, new, others));
        Self { layout: difference.layout || parts.is_moved, ..difference }
    }

    fn with(old: &'d Registry<'_>, new: &'d Registry<'_>, moved: impl FnOnce() -> Vec<Rename<'d>>) -> Self {
        if old.text() == new.text() {
            return Self::default();
        }
        let (had, has) = (Identity::all(old), Identity::all(new));
        let keyless = keyless::paired(&Keyless::all(old, &had), &Keyless::all(new, &has), Likeness::Descent);
        let (mut pairs, gone, came) = paired(&had, &has, &moved(), &keyless);
        for pair in &mut pairs {
            pair.fields = field::between(
                Some((&old.records[pair.old], old.text())),
                Some((&new.records[pair.new], new.text())),
            );
        }
        let is_changed = !gone.is_empty() || !came.is_empty() || pairs.iter().any(Pair::is_changed);
        let layout = if is_changed {
            layout::differs(old, new, &pairs)
        } else {
            !has_same_lines(old.text(), new.text())
        };
        let changed = pairs.into_iter().filter(Pair::is_changed).map(|pair| RecordChange {
            identity: has[pair.new].clone(),
            was: Some(had[pair.old].clone()),
            from: pair.from,
            old: Some(&old.records[pair.old]),
            new: Some(&new.records[pair.new]),
            fields: pair.fields,
        });
        let removed = gone.into_iter().map(|at| RecordChange {
            identity: had[at].clone(),
            was: Some(had[at].clone()),
            from: None,
            old: Some(&old.records[at]),
            new: None,
            fields: field::between(Some((&old.records[at], old.text())), None),
        });
        let added = came.into_iter().map(|at| RecordChange {
            identity: has[at].clone(),
            was: None,
            from: None,
            old: None,
            new: Some(&new.records[at]),
            fields: field::between(None, Some((&new.records[at], new.text()))),
        });
        let mut records: Vec<_> = changed.chain(removed).chain(added).collect();
        records.sort_by(|a, b| a.identity.cmp(&b.identity));
        Self { records, layout }
    }

    /// Returns how many records an event happened to.
    pub fn count(&self, event: Event) -> usize {
        self.records.iter().filter(|record| record.event() == event).count()
    }
}

impl<'d> RecordChange<'d> {
    /// Returns what happened to it.
    pub fn event(&self) -> Event {
        match (self.old, self.new, self.from) {
            (None, ..) => Event::Added,
            (_, None, _) => Event::Removed,
            (.., Some(_)) => Event::Renamed,
            _ => Event::Changed,
        }
    }

    /// Returns the record as it is or, if it was removed, as it was.
    pub fn record(&self) -> Option<&'d Record<'d>> {
        self.new.or(self.old)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "[registry]\nformat = 1\n\n# Of the ice.\n[network.ATA]\nname = \"Antarctica\"\n\
        established = \"2021\" # by\nchairs = [\"IOM\", \"UN RC\"]\n";

    /// Returns the changed records with their fields in short, and whether the layout differs.
    fn changes(old: &str, new: &str) -> (Vec<String>, bool) {
        let (old, new) = (Registry::parse(old), Registry::parse(new));
        let difference = Difference::between(&old, &new);
        let shown = |change: &RecordChange<'_>| {
            let fields: Vec<&str> = change.fields.iter().map(|field| field.key).collect();
            format!("{} {} {}", change.event().word(), change.identity, fields.join(" ")).trim().to_owned()
        };
        (difference.records.iter().map(shown).collect(), difference.layout)
    }

    #[test]
    fn records_come_go_move_and_change() {
        let more = format!("{A}\n[network.BVT]\nname = \"Bouvet Island\"\n");
        assert_eq!(changes(A, &more), (vec!["added BVT name".to_owned()], false));
        assert_eq!(changes(&more, A), (vec!["removed BVT name".to_owned()], false));
        let slug = A.replace("network.ATA", "network.ice");
        assert_eq!(changes(A, &slug), (vec!["renamed ice".to_owned()], false));
        let both = slug.replace("\"2021\"", "\"2021-06\"");
        assert_eq!(changes(A, &both), (vec!["renamed ice established".to_owned()], false));
        let unset = A.replace("established = \"2021\" # by\n", "");
        assert_eq!(
            changes(&unset, &A.replace(" # by", "")),
            (vec!["changed ATA established".to_owned()], false)
        );
        let title = A.replace("format = 1", "format = 1\ntitle = \"T\"");
        assert_eq!(changes(A, &title), (vec!["changed registry title".to_owned()], false));
    }

    #[test]
    fn layout_and_comments_are_no_changes_but_are_seen() {
        for (from, to) in [
            ("Of the ice.", "Of ice."),
            ("# Of the ice.\n", ""),
            ("# by", "# at"),
            ("name = \"Antarctica\"", "name = 'Antarctica'"),
            ("\n\n", "\n\n\n"),
            ("[\"IOM\", \"UN RC\"]", "[\n\"IOM\", # one\n\"UN RC\"]"),
            ("established", "status = \"established\"\nestablished"),
        ] {
            let other = A.replace(from, to);
            assert_ne!(other, A);
            assert_eq!(changes(A, &other), (vec![], true), "{from}");
            // Beside a change in another record, and in the same one.
            let title = |text: &str| text.replace("format = 1", "format = 1\ntitle = \"T\"");
            let is_seen = from != "\n\n";
            assert_eq!(
                changes(A, &title(&other)),
                (vec!["changed registry title".to_owned()], is_seen),
                "{from}"
            );
            let note = |text: &str| text.to_owned() + "note = \"N\"\n";
            assert_eq!(changes(A, &note(&other)), (vec!["changed ATA note".to_owned()], is_seen), "{from}");
        }
        assert_eq!(changes(A, A), (vec![], false));
        assert_eq!(changes(A, &A.replace('\n', "\r\n")), (vec![], false), "line ends");
        let note = A.replace('\n', "\r\n") + "note = \"N\"\r\n";
        assert_eq!(changes(A, &note), (vec!["changed ATA note".to_owned()], false), "line ends");
    }

    #[test]
    fn records_in_another_order_are_layout() {
        let (b, c) = ("\n[network.b]\nname = \"B\"\n", "\n[network.c]\nname = \"C\"\n");
        assert_eq!(changes(&format!("{A}{b}{c}"), &format!("{A}{c}{b}")), (vec![], true));
        let (old, new) = (format!("{A}{b}{c}"), format!("{A}note = \"N\"\n{c}{b}"));
        assert_eq!(changes(&old, &new), (vec!["changed ATA note".to_owned()], true));
    }

    #[test]
    fn records_without_keys_are_the_same_by_what_they_say() {
        let total = |date: &str, networks: u8| {
            format!(
                "\n[[published]]\ndate = \"{date}\"\nnetworks = {networks}\nsource = \"https://example.org\"\n"
            )
        };
        let text = |totals: &[(&str, u8)]| {
            let totals: String = totals.iter().map(|(date, networks)| total(date, *networks)).collect();
            A.to_owned() + &totals
        };
        let totals = |old: &[(&str, u8)], new: &[(&str, u8)]| changes(&text(old), &text(new));
        // The first of two with one date goes, or comes: the other is the same.
        assert_eq!(
            totals(&[("2021", 1), ("2021", 2)], &[("2021", 2)]),
            (vec!["removed published.2021 date networks source".to_owned()], false)
        );
        assert_eq!(
            totals(&[("2021", 2)], &[("2021", 1), ("2021", 2)]),
            (vec!["added published.2021 date networks source".to_owned()], false)
        );
        // Another date is a change of the date.
        assert_eq!(
            totals(&[("2021", 1), ("2021", 2)], &[("2022", 1), ("2021", 2)]),
            (vec!["changed published.2022 date".to_owned()], false)
        );
        assert_eq!(totals(&[("2021", 1), ("2021", 2)], &[("2021", 2), ("2021", 1)]), (vec![], true));
        // So with suppressions.
        let allow =
            |key: &str| format!("{A}\n[[allow]]\nrule = \"NR301\"\nkey = \"{key}\"\nreason = \"R\"\n");
        assert_eq!(changes(&allow("ATA"), &allow("BVT")).0, ["changed allow NR301 BVT key"]);
    }

    #[test]
    fn value_that_was_not_parsed_is_compared_as_it_is_written() {
        let odd = A.replace("\"2021\"", "\"last year\"");
        assert_eq!(changes(A, &odd).0, ["changed ATA established"]);
        assert_eq!(changes(&odd, &odd.replace("IOM", "ILO")).0, ["changed ATA chairs"]);
        let unknown = A.replace("chairs", "chair");
        assert_eq!(changes(A, &unknown).0, ["changed ATA chairs chair"]);
    }
}
