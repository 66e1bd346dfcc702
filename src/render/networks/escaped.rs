//! The text of a cell for programs that read it back: in CSV and in workbooks.

use std::borrow::Cow;

use crate::model::Language;
use crate::render::networks::words::published;
use crate::select::cell::Cell;
use crate::text::bytes::{COMMAND, ODD_IN_CELL, kinds_in_cell};
use crate::text::{harmless, is_unsafe, means_absent, respelt};

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
/// ASCII that begins with a letter or digit, ends with no space, and has no `\`, `;`, `::` and `##`. It has no bytes of the
/// kinds in `odd`, too.
pub fn is_usual(text: &str, odd: u8) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && kinds_in_cell(text) & (ODD_IN_CELL | COMMAND | odd) == 0
        && !text.ends_with(' ')
        && !means_absent(text)
}

/// Escapes backslashes, characters that could control a terminal or a workflow log, white space at the ends, and the
/// beginning of a text that in a cell would mean that there is none. Tabs and line ends inside stay.
pub fn escape(text: &str) -> Cow<'_, str> {
    if is_usual(text, 0) {
        return text.into();
    }
    let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let absent = usize::from(means_absent(text));
    let mut at = 0;
    let mut is_at_an_end = |c: char| {
        let here = at;
        at += c.len_utf8();
        here < start || here >= end || here < absent
    };
    let doubled = respelt(text, |c, _| match c {
        _ if is_at_an_end(c) => Some(c.escape_unicode().to_string()),
        '\\' => Some("\\\\".to_owned()),
        _ => None,
    });
    let is_escaped = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\t');
    match doubled {
        Cow::Borrowed(text) => harmless(text, is_escaped),
        Cow::Owned(text) => harmless(&text, is_escaped).into_owned().into(),
    }
}

/// Returns an entry of a list, in which a semicolon ends nothing.
fn entry(item: &str) -> String {
    escape(item).replace(';', "\\;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_would_drop_is_escaped() {
        for (text, escaped) in [
            ("Ice", "Ice"),
            (" Ice ", "\\u{20}Ice\\u{20}"),
            ("Ice\u{a0}", "Ice\\u{a0}"),
            ("\tIce\tx", "\\u{9}Ice\tx"),
            ("  ", "\\u{20}\\u{20}"),
            ("-", "\\u{2d}"),
            ("\u{2014}", "\\u{2014}"),
            ("N/A", "\\u{4e}/A"),
            ("a\\b", "a\\\\b"),
            ("NA", "NA"),
        ] {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
        assert_eq!(entry("a;b "), "a\\;b\\u{20}");
    }
}
