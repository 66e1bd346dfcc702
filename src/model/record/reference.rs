//! The reference by which a diagnostic names a record.

use crate::model::{diagnostic::RecordRef, record::Record};
use crate::text::Span;

impl Record<'_> {
    /// Returns the reference by which a diagnostic names the record; `text` is that of the registry.
    pub fn reference(&self, text: &str) -> RecordRef {
        let name = if self.table.is_list() { self.naming_value(text) } else { &self.key };
        RecordRef { table: self.table, name: name.to_owned(), header: self.header }
    }

    /// Returns the value of the naming field as it is in the text, parsed or not; empty if there is none.
    fn naming_value<'n>(&self, text: &'n str) -> &'n str {
        let key = self.table.naming_field().key;
        let below =
            Span { start: self.header.end, end: self.block.end }.of(text).lines().skip(1).map(str::trim);
        let mut lines = below.take_while(|line| !line.starts_with('['));
        let value = lines.find_map(|line| {
            let (name, value) = line.split_once('=')?;
            (name.trim().trim_matches(['"', '\'']) == key).then_some(value)
        });
        let value = value.unwrap_or_default().split('#').next().unwrap_or_default();
        value.trim().trim_matches(['"', '\''])
    }
}
