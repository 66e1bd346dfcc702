//! What makes a finding the same as another, whatever line it is on: code, record, field and value, without what
//! `fmt`, a fix, or git may change in the spelling of the value.

use std::borrow::Cow;

use crate::model::{Address, Code, Diagnostic, RecordRef, Table};
use crate::text::normalize;
use crate::validate::{baseline::state::plain, rules::registry::SAME_NAME};

/// What makes two findings the same.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Identity<'d> {
    pub code: Code,
    pub record: RecordKey<'d>,
    field: Option<&'static str>,
    value: Cow<'d, str>,
}

/// The record that a finding is about: its table, and its key or, in a table without keys, the
/// value that names it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct RecordKey<'d> {
    pub table: Option<Table>,
    pub name: &'d str,
}

impl<'d> RecordKey<'d> {
    /// Returns the record that a finding is about; both parts are empty where it is about none.
    pub fn of(finding: &'d Diagnostic) -> Self {
        let key = |record: &'d RecordRef| Self { table: Some(record.table), name: &record.name };
        finding.record.as_ref().map(key).unwrap_or_default()
    }

    /// Returns the address of the record, if it has one.
    pub fn address(&self) -> Option<Address> {
        Address::of(self.table?, self.name)
    }
}

impl Identity<'_> {
    /// Returns a number for it that is the same in every version of netreg (FNV-1a, 64 bits).
    pub fn fingerprint(&self) -> u64 {
        let code = self.code.to_string();
        let table = self.record.table.map_or("", Table::key);
        let parts = [&code, table, self.record.name, self.field.unwrap_or_default(), &self.value];
        // No part contains the byte that ends it: U+00FF is two bytes in UTF-8.
        let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0xFF]));
        bytes
            .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    }
}

/// Returns the identity of a finding about a text.
pub(crate) fn identity<'d>(text: &'d str, finding: &'d Diagnostic) -> Identity<'d> {
    // A header is no value: it contains the key, which is compared already.
    let value = if finding.header() == Some(finding.span) { "" } else { finding.span.of(text) };
    let (mut record, mut value) = (RecordKey::of(finding), canonical(value));
    // Of two networks with the same name the lower one is reported, in its spelling.
    if finding.code == SAME_NAME {
        record.name = "";
        value = normalize(&value).into();
    }
    Identity { code: finding.code, record, field: finding.field, value }
}

/// Returns a value without what may change in its spelling: line ends, quotes, spaces at its ends, the
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
    fn spelling_of_a_value_is_ignored() {
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
