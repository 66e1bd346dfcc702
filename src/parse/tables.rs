//! Finds the table that a header names, and reports tables that netreg does not read.
//!
//! Promises: a record in an unusual spelling of TOML is reported with its key, so that no count leaves it out
//! unnoticed. The fields of a table are read in `fields.rs`.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use crate::model::{Table, country, spelling::is_bare};
use crate::parse::{Reader, code, shift, toml_error};
use crate::parse::{blocks::Block, fields::Complaints, header::Header, statement::Fault};
use crate::text::{self, Span};

/// A key with its place.
type Key<'s> = (Cow<'s, str>, Span);

impl<'s> Reader<'s, '_> {
    /// Returns the table of a header and its key, and reports what is wrong with the header.
    pub(super) fn table(
        &mut self,
        header: &Header<'s>,
        block: &Block<'s>,
    ) -> Option<(Table, Option<Key<'s>>)> {
        let found = self.usual_table(header, block);
        if let Some(complaint) = header.errors.first() {
            let key = bare(header.path.get(1).map_or("", |(key, _)| key));
            let table = header.path.first().and_then(|(name, _)| Table::of(name));
            let usual = table.map(|table| table.header(key));
            let odd = header.path.iter().find_map(|(_, key)| toml_error::odd_space_in_key(self.text, *key));
            self.findings.push(odd.unwrap_or_else(|| toml_error::header(&self.whole, complaint, usual)));
        }
        found
    }

    fn usual_table(&mut self, header: &Header<'s>, block: &Block<'s>) -> Option<(Table, Option<Key<'s>>)> {
        let Some((name, name_span)) = header.path.first() else {
            self.unread += 1;
            return None;
        };
        let Some(table) = Table::of(name) else {
            // An empty name, or one with an odd space, is a fault of the line, which has been reported.
            let is_odd = name.is_empty() || name.contains(text::is_odd_space);
            if header.errors.is_empty() || !is_odd {
                let key = header.path.get(1).map_or("", |(key, _)| key);
                self.unknown_table("table", name, *name_span, bare(key));
            } else {
                self.unread += 1;
            }
            return None;
        };
        let key = header.path.get(1).cloned();
        let brackets_are_right = header.double == table.is_list();
        match (header.path.len(), table.is_keyed()) {
            (1, false) if brackets_are_right => return Some((table, None)),
            (2, true) if brackets_are_right => return Some((table, key)),
            (1, true) if header.errors.is_empty() && !header.double => {
                self.tables_inside(table, block, header.span)
            }
            // Wrong brackets have been reported, too.
            _ if !header.errors.is_empty() => self.unread += 1,
            (length, keyed) => {
                self.unread += 1;
                let below = length > 1 + usize::from(keyed);
                let message = if below {
                    format!("{} cannot contain a table", table.noun())
                } else {
                    format!("wrong brackets in the header of {}", table.noun())
                };
                let usual = table.header(bare(key.as_ref().map_or("", |(key, _)| key)));
                self.report(code::SPELLING, header.span, message).help = Some(usual_spelling(&usual));
            }
        }
        None
    }

    /// Reports `[network]`: the records inside it, each with its key, or the missing key.
    fn tables_inside(&mut self, table: Table, block: &Block<'s>, header: Span) {
        let mut found = false;
        for part in block.sound() {
            let (fields, _) = DeTable::parse_recoverable(part.of(self.text));
            for (key, _) in &fields.into_inner() {
                found = true;
                self.not_a_table(table, key.get_ref(), shift(key.span(), part));
            }
        }
        if !found {
            let message = format!("the header `[{}]` has no key", table.key());
            self.report(code::SPELLING, header, message).help =
                Some(format!("write `{}`", table.header("KEY")));
        }
    }

    fn not_a_table(&mut self, table: Table, key: &str, span: Span) {
        self.unread += 1;
        let message = format!("{} needs a header of its own", text::quoted(key));
        let usual = table.header(bare(key));
        self.report(code::SPELLING, span, message).help = Some(usual_spelling(&usual));
    }

    /// Reports a name that is not the name of a table; `what` the name is for, `key` follows it.
    fn unknown_table(&mut self, what: &str, name: &str, span: Span, key: &str) {
        self.unread += 1;
        let known = Table::ALL.map(Table::key);
        let help = match text::nearest(name, known).and_then(Table::of) {
            Some(near) => format!("did you mean `{}`?", near.header(key)),
            None if country::by_code(name).is_some() => format!("did you mean `[network.{name}]`?"),
            None => format!("use one of the tables {}", text::any_of(&known)),
        };
        self.report(code::TABLE, span, format!("unknown {what} {}", text::quoted(name))).help = Some(help);
    }

    /// Reports the fields above the first header.
    pub(super) fn above_the_tables(&mut self, block: &Block<'s>) {
        // An unclosed text has been counted.
        self.unread += block.broken.iter().filter(|broken| broken.fault != Fault::OpenText).count();
        for part in block.sound() {
            let (fields, errors) = DeTable::parse_recoverable(part.of(self.text));
            self.unread += usize::from(!errors.is_empty());
            self.line_errors(&Complaints::new(&errors, part).rest());
            let fields = fields.into_inner();
            if !fields.is_empty() {
                self.strange.push((block.span, Vec::new()));
            }
            for (key, value) in fields {
                self.stray(key.get_ref(), shift(key.span(), part), value.get_ref(), part);
            }
        }
    }

    /// Reports a field that is in no table.
    fn stray(&mut self, key: &str, span: Span, value: &DeValue<'_>, part: Span) {
        match (Table::of(key), value) {
            // It has been reported for the line.
            _ if toml_error::odd_space_in_key(self.text, span).is_some() => self.unread += 1,
            (Some(table), DeValue::Table(records)) if table.is_keyed() && !records.is_empty() => {
                for (record, _) in records {
                    self.not_a_table(table, record.get_ref(), shift(record.span(), part));
                }
            }
            (Some(table), _) => {
                self.unread += 1;
                self.report(code::SPELLING, span, format!("`{key}` needs a header")).help =
                    Some(usual_spelling(&table.header("KEY")));
            }
            (None, _) if Table::Network.field(key).is_some() => {
                self.unread += 1;
                self.report(code::TABLE, span, format!("the field `{key}` is above the first header")).help =
                    Some("move the field below the header of its record, such as `[network.ZMB]`".to_owned());
            }
            (None, DeValue::Table(_)) => self.unknown_table("table", key, span, "KEY"),
            (None, _) => self.unknown_table("field", key, span, "KEY"),
        }
    }
}

/// Returns a key that a header can contain without quotes, or else `KEY`.
fn bare(key: &str) -> &str {
    if is_bare(key) { key } else { "KEY" }
}

fn usual_spelling(header: &str) -> String {
    format!("write `{header}`, and its fields on the lines below")
}
