//! A record of the new text beside what it was in the old one, where that was not read in full.
//!
//! A field is unchanged only if its value is the same, or if every word of its value was in the unread lines in the same
//! place, counts for no other value, and belongs to no other field. A missing field was missing in every spelling.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::{Line, Record, Table};
use crate::parse::{has_content, may_give, words};
use crate::text::{Span, diff};
use crate::validate::baseline::{multiset::Multiset, state::plain};

/// A record of the earlier text.
pub struct Old {
    /// The table, where the header names one.
    pub(super) table: Option<Table>,
    /// Whether the header was understood.
    was_read: bool,
    /// The lines below the header.
    pub(super) lines: Vec<String>,
    /// Whether each of them may contain something that was not read.
    unread: Vec<bool>,
    /// The fields that were read, each with the words of its value.
    fields: HashMap<&'static str, Vec<String>>,
    /// Everything that may belong to the record.
    all: String,
}

/// A record of the new text beside what it was.
pub struct Pair {
    old: Old,
    /// Where the lines below the header of the new record begin.
    starts: Vec<u32>,
    /// For each of them, whether it was there, unread.
    unread: Vec<bool>,
    /// The fields that are unchanged.
    kept: HashSet<&'static str>,
}

impl Old {
    /// Takes a record that was read, perhaps in part.
    pub fn read(text: &str, record: &Record<'_>) -> Self {
        let mut is_read = HashSet::new();
        for entry in &record.entries {
            let line = |at: u32| text[record.header.end as usize..at as usize].matches('\n').count();
            is_read.extend(line(entry.key.start)..=line(entry.span.end));
        }
        // In the part that was not read there may be a conflict, or other headers.
        let end = if record.complete { record.content.end } else { record.block.end };
        let span = Span { start: record.header.end, end };
        let lines = below(text, span).into_iter().zip(1..);
        let own = lines.take_while(|(line, at)| is_read.contains(at) || !line.trim_start().starts_with('['));
        let marked = own.map(|(line, at)| {
            let is_unread = !is_read.contains(&at) && has_content(&line);
            (line, is_unread)
        });
        let (lines, unread) = marked.unzip();
        let fields = record.entries.iter().map(|entry| (entry.field.key, plain_words(entry.span.of(text))));
        Self {
            table: Some(record.table),
            was_read: true,
            lines,
            unread,
            fields: fields.collect(),
            all: span.of(text).to_owned(),
        }
    }

    /// Takes what is below a header that was not understood; `table` is the one that it names.
    pub fn unread(table: Option<Table>, body: &str) -> Self {
        let lines: Vec<String> = body.lines().map(str::to_owned).collect();
        let unread = lines.iter().map(|line| has_content(line)).collect();
        Self { table, was_read: false, lines, unread, fields: HashMap::new(), all: body.to_owned() }
    }

    /// Returns `true` if what may belong to the record may contain a field. It is searched line by line, because a string
    /// that is never closed may contain some.
    fn may_give(&self, table: Table, key: &str) -> bool {
        self.all.lines().any(|line| may_give(table, line).any(|other| other == key))
    }

    /// Returns the words on some of the lines, as far as they were not read and may be of a field.
    fn words(&self, table: Table, key: &str, lines: &Range<usize>) -> Multiset<String> {
        let unread = lines.clone().filter(|at| self.unread[*at]).map(|at| self.lines[at].as_str());
        let own: Vec<&str> = unread.filter(|line| is_of(table, line, key)).collect();
        plain_words(&own.join("\n")).into_iter().collect()
    }
}

impl Pair {
    /// Puts a record of the new text, which has these `lines`, beside what it was.
    pub fn of(old: Old, lines: &[String], text: &str, record: &Record<'_>) -> Self {
        let span = below_header(record);
        let ends = span.of(text).match_indices('\n').map(|(at, _)| span.start + Span::new(at + 1, 0).start);
        let places = diff::places(&old.lines, lines);
        let is_unread = |(place, line): (&Range<usize>, &String)| {
            place.clone().any(|at| old.unread[at] && old.lines[at] == *line)
        };
        let unread = places.iter().zip(lines).map(is_unread).collect();
        let mut pair = Self { starts: ends.collect(), unread, kept: HashSet::new(), old };
        pair.kept = pair.kept(text, record, &places);
        pair
    }

    /// Returns the fields of a record that are unchanged; `places` are the old lines in whose place its lines are.
    fn kept(&self, text: &str, record: &Record<'_>, places: &[Range<usize>]) -> HashSet<&'static str> {
        // The words that count for a value already, with the lines that they were on.
        let mut taken: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        let mut is_kept = |key: &str| match (record.line(text, key), self.old.fields.get(key)) {
            (None, was_read) => was_read.is_none() && !self.old.may_give(record.table, key),
            (Some(line), Some(old)) => *old == plain_words(line.value.of(text)),
            (Some(line), None) => {
                let (place, wanted) = (self.place(line, places), plain_words(line.value.of(text)));
                let mut left = self.old.words(record.table, key, &place);
                let overlaps = |other: &Range<usize>| other.start < place.end && place.start < other.end;
                for word in taken.iter().filter(|(other, _)| overlaps(other)).flat_map(|(_, words)| words) {
                    left.take(word);
                }
                let was_there = !wanted.is_empty() && wanted.iter().all(|word| left.take(word));
                if was_there {
                    taken.push((place, wanted));
                }
                was_there
            }
        };
        record.table.fields().iter().map(|field| field.key).filter(|key| is_kept(key)).collect()
    }

    /// Returns the lines of the old record in whose place the lines of a field are, from the first to the last.
    fn place(&self, line: &Line, places: &[Range<usize>]) -> Range<usize> {
        let lines = self.line(line.key.start).zip(self.line(line.value.end));
        let places = lines.and_then(|(first, last)| places.get(first..=last)).unwrap_or_default();
        let places = places.iter().filter(|place| !place.is_empty());
        let start = places.clone().map(|place| place.start).min();
        start.zip(places.map(|place| place.end).max()).map_or(0..0, |(start, end)| start..end)
    }

    /// Returns `true` if the header was understood in the old text.
    pub fn was_read(&self) -> bool {
        self.old.was_read
    }

    /// Returns `true` if a field is as it was, or is missing as it was.
    pub fn is_as_it_was(&self, key: &str) -> bool {
        self.kept.contains(key)
    }

    /// Returns `true` if the line of a place was there as it is, unread.
    pub fn has_line_unread(&self, at: u32) -> bool {
        self.line(at).is_some_and(|line| self.unread.get(line) == Some(&true))
    }

    /// Returns the line of a place, from the one below the header.
    fn line(&self, at: u32) -> Option<usize> {
        self.starts.partition_point(|start| *start <= at).checked_sub(1)
    }
}

/// Returns `true` unless a line that was not read gives other fields of the table instead.
fn is_of(table: Table, line: &str, key: &str) -> bool {
    let mut keys = may_give(table, line).peekable();
    keys.peek().is_none() || keys.any(|other| other == key)
}

/// Returns the lines of a record below its header, without their ends.
pub fn lines(text: &str, record: &Record<'_>) -> Vec<String> {
    below(text, below_header(record))
}

fn below_header(record: &Record<'_>) -> Span {
    Span { start: record.header.end, ..record.content }
}

/// Returns the lines below that in which a span begins, without their ends.
fn below(text: &str, span: Span) -> Vec<String> {
    span.of(text).lines().skip(1).map(|line| line.trim_end().to_owned()).collect()
}

/// Returns the words of a text without their quotes, with the line ends that git keeps: another spelling of
/// the same value has the same words.
fn plain_words(text: &str) -> Vec<String> {
    words(text).map(|word| plain(word.trim_matches(['"', '\''])).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_values_without_their_spelling() {
        for (text, expected) in [
            ("website = 'http://e.org' # \"x\"", &["website", "http://e.org"][..]),
            ("website = http://e.org", &["website", "http://e.org"]),
            ("established = 2020-01-01", &["established", "2020-01-01"]),
            ("[ \"A\",'B',\n]", &["A", "B"]),
            ("chairs = [\"IOM\" \"UN RC\"", &["chairs", "IOM", "UN RC"]),
            ("\"\"", &[""]),
            ("' X'", &[" X"]),
        ] {
            assert_eq!(plain_words(text), expected, "{text}");
        }
    }
}
