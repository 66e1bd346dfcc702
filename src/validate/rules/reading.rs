//! NR0xx: what is found while reading, and what must be there to be read.
//!
//! Promises: the findings of `read/` have their rows here. A field is reported as missing in the same run as
//! what is wrong elsewhere in its record, unless it may be given in what could not be read.

use crate::model::field::Table;
use crate::model::record::Record;
use crate::validate::index::Index;
use crate::validate::rules::rule::{Check, Context, Rule, Sink, rule};

pub static RULES: [Rule; 14] = [
    rule!(
        "NR001",
        "not-toml",
        Error,
        "A line is not valid TOML.",
        "Until it is mended, other readers of the file take nothing of it.",
        Check::Reading,
    ),
    rule!(
        "NR002",
        "conflict-markers",
        Error,
        "Git's conflict markers stand in the file.",
        "A merge was not finished, and both sides stand where one should.",
        Check::Reading,
    ),
    rule!(
        "NR003",
        "unclosed-list",
        Error,
        "A list or an inline table is still open where the next field or record begins.",
        "To a reader of TOML, everything below belongs to the list.",
        Check::Reading,
    ),
    rule!(
        "NR004",
        "unclosed-text",
        Error,
        "A multi-line text is still open at the end of the file.",
        "Everything below its first line belongs to the text, so nothing of it was read.",
        Check::Reading,
    ),
    rule!(
        "NR005",
        "too-deep",
        Error,
        "Lists, tables or dotted keys lie deeper in each other than a registry can need.",
        "A record is flat. Nesting without end is a slip, or an attempt to exhaust a reader.",
        Check::Reading,
    ),
    rule!(
        "NR006",
        "table-spelling",
        Error,
        "A record is written in a spelling of TOML that netreg does not read.",
        "One spelling, one header a record, is what people can review and a merge can keep \
         apart. The record is reported rather than miscounted.",
        Check::Reading,
    ),
    rule!(
        "NR007",
        "unknown-table",
        Error,
        "A table, or a field above the first header, is none that a registry has.",
        "Unknown tables are nearly always slips, and a slip must not hide a record.",
        Check::Reading,
    ),
    rule!(
        "NR008",
        "unknown-field",
        Error,
        "A table has a field that the format does not know.",
        "A misspelt field would silently be absent.",
        Check::Reading,
    ),
    rule!(
        "NR009",
        "field-twice",
        Error,
        "A field is given twice in one record.",
        "No reader of TOML takes the file, and nobody can tell which value is right.",
        Check::Reading,
    ),
    rule!(
        "NR010",
        "wrong-type",
        Error,
        "A value is not of the type that the field holds.",
        "A text where a list belongs, or a number in quotes, is read by no program as it was meant.",
        Check::Reading,
        fix,
    ),
    rule!(
        "NR011",
        "field-missing",
        Error,
        "A field is missing that every table of its kind has.",
        "Without it the record cannot be shown, counted or held against anything.",
        Check::Record(field_missing),
    ),
    rule!(
        "NR012",
        "no-registry-table",
        Error,
        "The file has no table `[registry]`.",
        "It says which version of the format the file is written in; without it the file may be anything.",
        Check::Registry(no_registry),
    ),
    rule!(
        "NR013",
        "byte-order-mark",
        Warning,
        "The file begins with a byte order mark.",
        "UTF-8 needs none, and Python's reader and others refuse the file. Edits and `fmt` keep it, \
         `validate --fix` takes it away.",
        Check::Reading,
        fix,
    ),
    rule!(
        "NR014",
        "unknown-format",
        Error,
        "The file is written in a version of the format that this netreg does not know.",
        "What a newer version means by a field cannot be guessed, so nothing else is said about the \
         file, and no command answers from it or writes to it.",
        Check::Reading,
    ),
];

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
    // It may be in a conflict, or below a text that is never closed, which has been reported.
    if index.has_conflicts()
        || index.is_cut_off
        || index.preamble.iter().any(|record| record.table == Table::Registry)
    {
        return;
    }
    sink.report_file("the table `[registry]` is missing").help =
        Some("begin the file with the lines `[registry]` and `format = 1`".to_owned());
}
