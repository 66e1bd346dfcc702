//! In which version of the format a registry is written, and whether that is known.
//!
//! Promises: a version that is not known is a finding, and can be asked for before the rest is read. That
//! nothing else is said about such a file is left to `rules/` and the command line.

use crate::model::field::{FORMAT, Table};
use crate::model::record::Record;
use crate::parse::blocks::Cutter;
use crate::parse::{Reader, Source, code};

impl Source<'_> {
    /// Returns the versions of the format in which the registry says that it is written: one, unless a
    /// slip says none or two. Reads no further than it must.
    #[must_use]
    pub fn formats(&self) -> Vec<i64> {
        let mut findings = Vec::new();
        let mut reader = self.reader(&mut findings);
        let mut formats = Vec::new();
        for block in Cutter::new(&self.parsed, 0) {
            let header = block.header.as_ref().map_or("", |header| header.span.of(&self.parsed));
            if !may_be_registry(header) {
                continue;
            }
            let rest = &self.parsed[block.span.end as usize..];
            let record = reader.block(block).filter(|record| record.table == Table::Registry);
            formats.extend(record.and_then(|record| record.number("format")));
            if !formats.is_empty() && !headers(rest).any(may_be_registry) {
                break;
            }
        }
        formats
    }
}

impl Reader<'_, '_> {
    /// Reports a version of the format that is not known.
    pub fn version(&mut self, record: &Record<'_>) {
        if record.table != Table::Registry {
            return;
        }
        let (Some(entry), Some(version)) = (record.entry("format"), record.number("format")) else { return };
        if version != FORMAT {
            let (message, help) = unknown_format(version);
            let finding = self.report(code::UNKNOWN_FORMAT, entry.span, message);
            finding.help = Some(help);
            finding.field = Some("format");
        }
    }
}

/// Says that a version of the format is not known, and what to do about it.
#[must_use]
pub fn unknown_format(version: i64) -> (String, String) {
    if version > FORMAT {
        let message = format!("the file is in format {version}, and this netreg knows format {FORMAT} alone");
        return (message, "update netreg".to_owned());
    }
    (format!("there is no format {version}"), format!("write `format = {FORMAT}`"))
}

/// Tells whether a header may be that of the registry: a key may be written with escapes.
fn may_be_registry(header: &str) -> bool {
    header.contains(Table::Registry.key()) || header.contains('\\')
}

/// Returns the lines that look like headers.
fn headers(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.trim_start().starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_says_so_is_found() {
        for (text, formats) in [
            ("", &[][..]),
            ("[network.x]\nname = \"[registry]\"\n", &[]),
            ("[registry]\nformat = 2\n", &[2]),
            ("[ \"registry\" ]\nformat = 0\n\n[network.x]\nname = \"X\"\n", &[0]),
            ("[network.x]\nname = \"X\"\n\n[registry]\nformat = 1\n", &[1]),
            ("[registry]\nformat = 1\n\n[registry]\nformat = 2\n", &[1, 2]),
            ("[registry]\nformat = 1\n\n[\"regis\\u0074ry\"]\nformat = 3\n", &[1, 3]),
            ("[registry]\nformat = \"1\"\n", &[]),
            ("<<<<<<< a\n[registry]\nformat = 2\n=======\n>>>>>>> b\n[registry]\nformat = 1\n", &[1]),
        ] {
            assert_eq!(Source::new(text).formats(), formats, "{text}");
        }
    }
}
