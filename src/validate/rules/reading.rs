//! NR0xx: rules about text that cannot be read, which the parser reports, and about missing fields and tables.

use crate::model::{Record, Table};
use crate::validate::index::Index;
use crate::validate::rules::rule::{Check, Context, On, Rule, Sink, rule};

pub static RULES: [Rule; 14] = [
    rule! {
        "NR001", "not-toml", Error,
        "A line is not valid TOML.",
        "No other program can read the file until the line is fixed.",
        Check::Reading
    },
    rule! {
        "NR002", "conflict-markers", Error,
        "The file has an unresolved merge conflict.",
        "The file contains two versions of the same lines. A person must choose between them.",
        Check::Reading
    },
    rule! {
        "NR003", "unclosed-list", Error,
        "A list or an inline table is not closed before the next field or record.",
        "To other readers of TOML, everything below is part of the list.",
        Check::Reading
    },
    rule! {
        "NR004", "unclosed-text", Error,
        "A multi-line text is not closed before the end of the file.",
        "Everything below its first line is part of the text, so no record there was read.",
        Check::Reading
    },
    rule! {
        "NR005", "too-deep", Error,
        "Lists, tables or dotted keys are nested deeper than in any registry.",
        "A record is flat. Very deep nesting is a mistake, or an attempt to exhaust the program \
         that reads it.",
        Check::Reading
    },
    rule! {
        "NR006", "table-spelling", Error,
        "A record is in a spelling of TOML that netreg does not read.",
        "A record with one header in one spelling is easy to review and to merge. netreg reports \
         other spellings, so that no record is miscounted unnoticed.",
        Check::Reading
    },
    rule! {
        "NR007", "unknown-table", Error,
        "The file has an unknown table, or a field above the first header.",
        "Unknown tables are nearly always mistakes, and a mistake must not hide a record.",
        Check::Reading
    },
    rule! {
        "NR008", "unknown-field", Error,
        "A table has an unknown field.",
        "The value of a misspelt field would be lost unnoticed.",
        Check::Reading
    },
    rule! {
        "NR009", "field-twice", Error,
        "A record has the same field twice.",
        "No TOML reader accepts the file, and netreg cannot know which value is right.",
        Check::Reading
    },
    rule! {
        "NR010", "wrong-type", Error,
        "A value has the wrong type for its field.",
        "Programs expect one type for each field. They cannot use a text instead of a list, or a \
         number in quotes.",
        Check::Reading, fix
    },
    rule! {
        "NR011", "field-missing", Error,
        "A required field is missing.",
        "Without it the record cannot be shown, counted or compared.",
        Check::Record(On::Lacking, field_missing);
        at |field| field.required
    },
    rule! {
        "NR012", "no-registry-table", Error,
        "The file has no table `[registry]`.",
        "The table says in which version of the format the file is written. Without it, the file \
         may not be a registry at all.",
        Check::Registry(no_registry)
    },
    rule! {
        "NR013", "byte-order-mark", Warning,
        "The file begins with a byte order mark.",
        "UTF-8 does not need one, and some readers reject the file, Python's among them. Edits \
         and `netreg fmt` keep the mark; `netreg validate --fix` removes it.",
        Check::Reading, fix
    },
    rule! {
        "NR014", "unknown-format", Error,
        "The file is in a version of the format that this netreg does not know.",
        "In a newer version, a field may have another meaning. So netreg reports nothing else \
         about the file, and no command answers from it or writes to it.",
        Check::Reading
    },
];

/// NR011. A field that may be in text that could not be read is not reported as missing.
fn field_missing(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for field in record.table.fields().iter().filter(|field| field.required && record.lacks(field.key)) {
        let finding = sink.report(record, record.header, format!("the field `{}` is missing", field.key));
        finding.field = Some(field.key);
        finding.help = Some(match (record.table, record.country()) {
            (Table::Network, Some(country)) if field.key == "name" => {
                format!("add `name = \"{}\"`", country.name)
            }
            (Table::Registry, _) => "add `format = 1`".to_owned(),
            _ => format!("add `{} = …`: {}", field.key, field.kind.expected()),
        });
    }
}

fn no_registry(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    // The table may be in a conflict or below an unclosed text; these have been reported.
    if index.source.has_conflicts()
        || index.is_cut_off
        || index.preamble.iter().any(|record| record.table == Table::Registry)
    {
        return;
    }
    sink.report_file("the table `[registry]` is missing").help =
        Some("add the lines `[registry]` and `format = 1` at the beginning of the file".to_owned());
}
