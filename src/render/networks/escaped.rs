//! The text of a cell for programs that read it back: in CSV and in workbooks.

use std::borrow::Cow;

use crate::model::Language;
use crate::render::networks::words::published;
use crate::select::cell::Cell;
use crate::text::bytes::{COMMAND, ODD_IN_CELL, kinds_in_cell};
use crate::text::{harmless, is_unsafe};

/// Returns the text of a cell: escaped, entries of a list joined by `; `. The words of a status and of a certainty are those
/// of the file, in every language.
pub fn text<'c>(cell: &'c Cell<'_>, language: Language) -> Cow<'c, str> {
    match cell {
        Cell::Status(status) => status.word().into(),
        Cell::Certainty(certainty) => certainty.name().into(),
        Cell::Text(text) => escape(text),
        Cell::List(items) if items.iter().all(|item| is_usual(item, 0)) => items.join("; ").into(),
        Cell::List(items) => items.iter().map(|item| entry(item)).collect::<Vec<_>>().join("; ").into(),
        Cell::Totals(totals) => {
            totals.iter().map(|total| published(*total, language)).collect::<Vec<_>>().join("; ").into()
        }
        other => escape(other.text(language, &mut String::new())).into_owned().into(),
    }
}

/// Returns `true` if a text is such that nothing is escaped, in a cell of its own or as an entry of a list: printable
/// ASCII that begins with a letter or digit, without `\`, `;`, `::` and `##`. It has no bytes of the kinds in `odd`, too.
pub fn is_usual(text: &str, odd: u8) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && kinds_in_cell(text) & (ODD_IN_CELL | COMMAND | odd) == 0
}

/// Escapes backslashes, and characters that could control a terminal or a workflow log; tabs and line ends stay.
pub fn escape(text: &str) -> Cow<'_, str> {
    if is_usual(text, 0) {
        return text.into();
    }
    let is_escaped = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\t');
    if text.contains('\\') {
        harmless(&text.replace('\\', "\\\\"), is_escaped).into_owned().into()
    } else {
        harmless(text, is_escaped)
    }
}

/// Returns an entry of a list, in which a semicolon ends nothing.
fn entry(item: &str) -> String {
    escape(item).replace(';', "\\;")
}
