//! A registry: its text, its records and what is wrong with it, parsed once.
//!
//! Promises: everything that could be read is in it, and it says how much could not. Counting and validating
//! take records one at a time instead (`source.rs`), because they must not keep a million.

use std::borrow::Cow;

use crate::model::{Day, Diagnostic, Record, Table};
use crate::parse::{code, conflict};
use crate::parse::{comments::Layout, source::Whole};
use crate::text::Span;

/// A registry.
///
/// ```
/// use netreg::parse::Registry;
///
/// let registry = Registry::parse("[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\n");
/// assert_eq!(registry.networks().count(), 1);
/// assert_eq!(registry.diagnostics, []);
/// ```
#[derive(Debug, Default, PartialEq)]
pub struct Registry<'t> {
    text: &'t str,
    /// Every record that was read, in the order of the file.
    pub records: Vec<Record<'t>>,
    /// What is wrong with the text; whether the values make sense is not checked here.
    pub diagnostics: Vec<Diagnostic>,
    /// How many parts of the file gave no record.
    pub unread: usize,
    /// Where each block says something, from its header to the end of its last field, read or not. The first
    /// is what is above the first header.
    contents: Vec<Span>,
    has_conflicts: bool,
}

/// How a registry is parsed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// With every field.
    Whole,
    /// Without the fields of networks.
    Outline,
    /// With every field, by the general reader alone.
    Generally,
}

impl How {
    fn keep<'t>(self, record: &mut Record<'t>) -> Record<'t> {
        let is_outline = self == Self::Outline && record.table == Table::Network;
        if is_outline { record.outline() } else { record.take() }
    }
}

impl<'t> Registry<'t> {
    /// Parses a text. Never fails: what is wrong comes as diagnostics.
    pub fn parse(text: &'t str) -> Self {
        Self::parse_with(text, How::Whole)
    }

    /// Parses a text, but keeps networks without their fields, which is enough to find the place of a record in a
    /// million of them.
    pub fn outline(text: &'t str) -> Self {
        Self::parse_with(text, How::Outline)
    }

    /// Parses a text as it is, also where lines look like the markers of a merge conflict: a note can quote them.
    pub(crate) fn verbatim(text: &'t str) -> Self {
        Self::parse_around(text, &[], How::Whole)
    }

    /// Parses a text with the general reader alone, which must give the same registry.
    #[doc(hidden)]
    pub fn parse_generally(text: &'t str) -> Self {
        Self::parse_with(text, How::Generally)
    }

    fn parse_with(text: &'t str, how: How) -> Self {
        Self::parse_around(text, &conflict::find(text), how)
    }

    fn parse_around(text: &'t str, conflicts: &[Span], how: How) -> Self {
        let (mut records, mut contents, mut diagnostics) = (Vec::new(), Vec::new(), Vec::new());
        let unread = if conflicts.is_empty() {
            let whole = Whole { text, parsed: text, conflicts: &[] };
            let straight = whole.straight().filter(|_| how != How::Generally);
            whole.each_block(straight, &mut diagnostics, |content, record| {
                contents.push(content);
                records.extend(record.map(|record| how.keep(record)));
            })
        } else {
            let masked = conflict::mask(text, conflicts);
            let whole = Whole { text, parsed: &masked, conflicts };
            whole.each_block(None, &mut diagnostics, |content, record| {
                contents.push(content);
                records.extend(record.map(|record| how.keep(record).into_owned()));
            })
        };
        Self { text, records, diagnostics, unread, contents, has_conflicts: !conflicts.is_empty() }
    }

    /// Returns the text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Returns `true` if the text has an unresolved merge conflict.
    pub fn has_conflicts(&self) -> bool {
        self.has_conflicts
    }

    /// Returns the records of one table, in the order of the file.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Record<'t>> {
        self.records.iter().filter(move |record| record.table == table)
    }

    /// Returns the networks, in the order of the file.
    pub fn networks(&self) -> impl Iterator<Item = &Record<'t>> {
        self.of(Table::Network)
    }

    /// Returns the record whose block begins at this byte.
    pub fn record_at(&self, start: u32) -> Option<&Record<'t>> {
        let at = self.records.binary_search_by_key(&start, |record| record.block.start).ok()?;
        self.records.get(at)
    }

    /// Returns the earliest day on which a network of this registry can have existed, if it says so.
    pub fn since(&self) -> Option<Day> {
        since(&self.records)
    }

    /// Returns the comments and sections round the records.
    pub fn layout(&self) -> Layout<'_> {
        Layout::new(self.text, &self.contents, &self.records)
    }

    /// Returns the diagnostic that the registry is in a format that is not known, if it is.
    pub fn unknown_format(&self) -> Option<&Diagnostic> {
        unknown_format(&self.diagnostics)
    }

    /// Returns how many parts of the file an answer leaves out or counts twice.
    pub fn damaged(&self) -> usize {
        let mut damage = Damage::default();
        self.records.iter().for_each(|record| damage.add(record));
        damage.with(self.unread)
    }
}

/// Returns the earliest day on which a network can have existed, if the table `[registry]` is among the records
/// and says so.
pub fn since(records: &[Record<'_>]) -> Option<Day> {
    let mut registries = records.iter().filter(|record| record.table == Table::Registry);
    registries.find_map(|registry| registry.when("since")?.as_day())
}

/// Returns the diagnostic that says that the format of a registry is not known.
pub fn unknown_format(diagnostics: &[Diagnostic]) -> Option<&Diagnostic> {
    diagnostics.iter().find(|diagnostic| diagnostic.code == code::UNKNOWN_FORMAT)
}

/// What an answer leaves out or counts twice, noted while the records go by: 24 bytes a network.
#[derive(Debug, Default)]
pub struct Damage<'t> {
    /// Records that were not understood in full.
    partial: usize,
    /// The keys of the networks.
    keys: Vec<Cow<'t, str>>,
    /// Whether a key is not greater than the one before.
    is_out_of_order: bool,
}

impl<'t> Damage<'t> {
    /// Takes note of a record.
    pub fn add(&mut self, record: &Record<'t>) {
        self.partial += usize::from(!record.complete);
        if record.table == Table::Network {
            self.is_out_of_order |= self.keys.last().is_some_and(|last| *last >= record.key);
            self.keys.push(record.key.clone());
        }
    }

    /// Returns `true` if each network has a greater key than the one before, so that no two are equal.
    pub fn is_in_order(&self) -> bool {
        !self.is_out_of_order
    }

    /// Returns how many parts there are, `unread` of which gave no record.
    pub fn with(mut self, unread: usize) -> usize {
        let all = self.keys.len();
        if self.is_out_of_order {
            self.keys.sort_unstable();
            self.keys.dedup();
        }
        unread + self.partial + all - self.keys.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_that_is_there_twice_is_damage_wherever_it_is() {
        for (keys, damaged) in
            [("abc", 0), ("cab", 0), ("aab", 1), ("bab", 1), ("abca", 1), ("aaa", 2), ("", 0)]
        {
            let network = |key| format!("[network.{key}]\nname = \"x\"\n\n");
            let text = keys.chars().map(network).collect::<Vec<_>>().concat();
            assert_eq!(Registry::parse(&text).damaged(), damaged, "{keys}");
        }
    }
}
