//! Which fields a record may give in what of it could not be understood.
//!
//! Promises: a field that is not among them is certainly not given, so that it can be reported as missing
//! in the same run. A misspelt key counts for the field that it is near to.

use crate::field::Table;
use crate::read::cut::Block;
use crate::read::statement::Fault;
use crate::record::{Record, Unparsed};
use crate::text::{Span, nearest};

/// Looks for fields in what was not understood of a record that was read from this block.
pub fn find(text: &str, record: &Record<'_>, block: &Block<'_>, in_conflict: bool) -> Unparsed {
    // Either side of a conflict, and what is below a text without an end, may give anything.
    if in_conflict || block.broken.iter().any(|broken| broken.fault == Fault::OpenText) {
        return Unparsed::anything();
    }
    let mut unparsed = Unparsed::default();
    for span in gaps(record) {
        words(span.of(text)).filter_map(|word| meant(record.table, word)).for_each(|key| unparsed.add(key));
    }
    unparsed
}

/// Returns `true` if a text that could not be read may give this field of a table.
pub fn may_give(table: Table, text: &str, key: &str) -> bool {
    words(text).any(|word| meant(table, word) == Some(key))
}

/// Returns the parts of a record that are between its values.
fn gaps(record: &Record<'_>) -> impl Iterator<Item = Span> {
    let ends = record.entries.iter().map(|entry| entry.span.end);
    let starts = record.entries.iter().map(|entry| entry.key.start);
    let starts = starts.chain([record.content.end]);
    let ends = std::iter::once(record.header.end).chain(ends);
    ends.zip(starts).map(|(start, end)| Span { start, end: end.max(start) })
}

/// Returns what may be keys: the first word of each line, and each word before an `=`; comments have none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.flat_map(move |line| {
        let first = line.trim_start_matches(|c: char| !is_key(c));
        let first = first.split(|c| !is_key(c)).next().filter(|word| !word.is_empty());
        let before = line.match_indices('=').map(move |(at, _)| {
            let word = line[..at].trim_end_matches(|c: char| !is_key(c));
            word.rsplit(|c| !is_key(c)).next().unwrap_or_default()
        });
        first.into_iter().chain(before)
    })
}

/// Returns the field that is meant by a word, if one is: by its key, the name of its flag, or a misspelling.
fn meant(table: Table, word: &str) -> Option<&'static str> {
    let keys = table.fields().iter().map(|field| field.key);
    let field = table.field(word).or_else(|| table.flagged(word));
    field.map(|field| field.key).or_else(|| nearest(word, keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_what_is_no_field() {
        for (text, expected) in [
            ("sources [\"https://x\"]", &["sources"][..]),
            ("\"sources\" : 1", &["sources"]),
            ("note = \"x\" contact = 2", &["note", "note", "contact"]),
            ("a.b = 1", &["a", "b"]),
            ("[\n  \"IOM\",\n", &["IOM"]),
            ("# contact = 1\n  name =", &["name", "name"]),
            ("= = 1", &["1", "", ""]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        }
        let network = |word| meant(Table::Network, word);
        assert_eq!(network("souces"), Some("sources"));
        assert_eq!(network("source"), Some("sources"));
        assert_eq!(network("date"), Some("established"));
        assert_eq!((network("foo"), network("")), (None, None));
    }
}
