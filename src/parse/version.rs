//! The version of the format in which a registry is written.

use std::cmp::Ordering;

use crate::model::{Record, Table, field::FORMAT};
use crate::parse::{Reader, code};

impl Reader<'_, '_> {
    /// Reports a version of the format that is not known.
    pub fn version(&mut self, record: &Record<'_>) {
        if record.table != Table::Registry {
            return;
        }
        let (Some(entry), Some(version)) = (record.entry("format"), record.number("format")) else { return };
        let (message, help) = match version.cmp(&FORMAT) {
            Ordering::Equal => return,
            Ordering::Less => (format!("there is no format {version}"), format!("write `format = {FORMAT}`")),
            Ordering::Greater => (
                format!("the file is in format {version}; this netreg reads format {FORMAT} only"),
                "update netreg".to_owned(),
            ),
        };
        let finding = self.report(code::UNKNOWN_FORMAT, entry.span, message);
        finding.help = Some(help);
        finding.field = Some("format");
    }
}
