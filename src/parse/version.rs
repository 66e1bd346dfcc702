//! The version of the format in which a registry is written.

use crate::model::{Problem, Record, Table, field::FORMAT};
use crate::parse::{Reader, code};

impl Reader<'_, '_> {
    /// Reports a version of the format that is not known.
    pub fn version(&mut self, record: &Record<'_>) {
        if record.table != Table::Registry {
            return;
        }
        let (Some(entry), Some(version)) = (record.entry("format"), record.number("format")) else { return };
        if version != FORMAT {
            let Problem { message, help } = unknown_format(version);
            let finding = self.report(code::UNKNOWN_FORMAT, entry.span, message);
            finding.help = help;
            finding.field = Some("format");
        }
    }
}

/// Returns the refusal of a version of the format that is not known.
fn unknown_format(version: i64) -> Problem {
    if version > FORMAT {
        let message = format!("the file is in format {version}; this netreg reads format {FORMAT} only");
        return Problem::new(message).help("update netreg");
    }
    Problem::new(format!("there is no format {version}")).help(format!("write `format = {FORMAT}`"))
}
