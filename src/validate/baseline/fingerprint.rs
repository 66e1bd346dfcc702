//! What makes a finding the same as another, whatever line it stands on.
//!
//! Promises: code, record, field and value; what `fmt`, an edit that a finding carries, or git where it
//! checks a file out may change in the spelling of a value makes no difference.

use std::borrow::Cow;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::field::Table;
use crate::model::record::Record;
use crate::text::Span;
use crate::text::normalize;
use crate::validate::baseline::plain;
use crate::validate::rules::registry::SAME_NAME;

/// What makes two findings the same.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Identity<'d> {
    pub code: Code,
    pub record: Who<'d>,
    field: Option<&'static str>,
    value: Cow<'d, str>,
}

/// Which record it is about: the first word of its header, and its key or, where the table has none, its
/// first field.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Who<'d> {
    pub table: &'d str,
    pub key: &'d str,
}

impl<'d> Who<'d> {
    /// Tells who a record is that has a key.
    pub fn of(record: &'d Record<'_>) -> Self {
        Self { table: record.table.key(), key: &record.key }
    }
}

impl Identity<'_> {
    /// Returns a number for it that is the same in every version of netreg (FNV-1a, 64 bits).
    pub fn fingerprint(&self) -> u64 {
        let code = self.code.to_string();
        let parts = [&code, self.record.table, self.record.key, self.field.unwrap_or_default(), &self.value];
        // No part holds the byte that ends it: U+00FF is two bytes in UTF-8.
        let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0xFF]));
        bytes
            .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    }
}

/// Returns what makes a finding about a text the same as another.
pub(crate) fn identity<'d>(text: &'d str, finding: &'d Diagnostic) -> Identity<'d> {
    // A header is no value: it says the key once more.
    let value = if finding.header == Some(finding.span) { "" } else { finding.span.of(text) };
    let (mut record, mut value) = (who(text, finding), canonical(value));
    // Of two with the same name, the one that stands below is reported, in its spelling.
    if finding.code == SAME_NAME {
        record.key = "";
        value = normalize(&value).into();
    }
    Identity { code: finding.code, record, field: finding.field, value }
}

/// Returns which record a finding is about.
pub(crate) fn who<'d>(text: &'d str, finding: &'d Diagnostic) -> Who<'d> {
    let Some(header) = finding.header else { return Who { table: "", key: "" } };
    let inner = header.of(text).trim_start_matches(['[', ' ', '\t', '"', '\'']);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let table = &inner[..end];
    let key = match (&finding.key, Table::of(table)) {
        (Some(key), _) => key,
        (None, Some(list)) if list.is_list() => first_value(text, header, list.fields()[0].key),
        _ => "",
    };
    Who { table, key }
}

/// Returns the value of a field as it stands below a header, nothing where it does not.
fn first_value<'t>(text: &'t str, header: Span, field: &str) -> &'t str {
    let below = text.get(header.end as usize..).unwrap_or_default().lines().skip(1).map(str::trim);
    let mut record = below.take_while(|line| !line.starts_with('['));
    let value = record.find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim().trim_matches(['"', '\'']) == field).then_some(value)
    });
    value.map_or("", |value| value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']))
}

/// Returns a value without what may change in its spelling: line ends, quotes, blanks at its ends, the
/// layout of a list.
fn canonical(value: &str) -> Cow<'_, str> {
    if value.starts_with('[') {
        let tight: String =
            value.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'')).collect();
        return tight.replace(",]", "]").into();
    }
    let inner = value.trim_matches(['"', '\'']).trim();
    plain(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_is_no_value() {
        for (one, other) in [
            ("'http://x'", "\"http://x\""),
            ("\" X\"", "\"X\""),
            ("\"2010-01-01\"", "2010-01-01"),
            ("[ \"A\",'B',\n]", "[\"A\", \"B\"]"),
            ("\"\"\"\r\na\r\nb\"\"\"", "\"\"\"\na\nb\"\"\""),
        ] {
            assert_eq!(canonical(one), canonical(other));
        }
        assert_ne!(canonical("\"http://x\""), canonical("\"http://y\""));
    }
}
