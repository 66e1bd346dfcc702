//! A sheet as CSV (RFC 4180) or as tab-separated values, by the rules of `docs/format.md`, "CSV".
//!
//! No cell is a formula for a spreadsheet, and every text can be read back exactly.

use std::borrow::Cow;

use crate::render::networks::sheet::Sheet;
use crate::select::cell::Cell;
use crate::text::{harmless, is_unsafe, spelt_out};

/// Returns a sheet as CSV: UTF-8, LF, a heading line with the names of the columns.
pub fn csv(sheet: &Sheet) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let head = sheet.columns.iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>();
    let rows = sheet.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>());
    for row in std::iter::once(head).chain(rows) {
        // A vector takes every byte.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Returns a sheet as tab-separated values: as CSV, but a tab or line end inside a cell is written
/// `\t` or `\n`, and nothing is quoted.
pub fn tsv(sheet: &Sheet) -> String {
    let mut out = sheet.columns.iter().map(|(id, _)| *id).collect::<Vec<_>>().join("\t");
    out.push('\n');
    for row in &sheet.rows {
        let cells: Vec<String> =
            row.iter().map(|cell| text(cell).replace('\t', "\\t").replace('\n', "\\n")).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// Returns the text of a cell: escaped, entries of a list joined by `; `, then kept from being a
/// formula.
fn text(cell: &Cell) -> String {
    let text = match cell {
        Cell::List(items) => {
            items.iter().map(|item| escape(item).replace(';', "\\;")).collect::<Vec<_>>().join("; ")
        }
        other => escape(&other.to_text()),
    };
    neutral(&within(&text))
}

/// Escapes backslashes, and characters that could control a terminal or a workflow log; tabs and line ends stay.
fn escape(text: &str) -> String {
    harmless(&text.replace('\\', "\\\\"), |c| is_unsafe(c) && !matches!(c, '\n' | '\t')).into_owned()
}

/// Escapes formulas for a spreadsheet that takes `;` or a tab for the end of a cell. To that, a quotation mark is part
/// of a cell, so a line end ends one, too.
fn within(text: &str) -> Cow<'_, str> {
    let is_end = |c: char| matches!(c, ';' | '\t' | '\n');
    if !text.contains(is_end) {
        return text.into();
    }
    let mut begins_cell = false;
    let is_within = |c: char, _: &str| {
        let is_within = is_formula(c) && begins_cell;
        begins_cell = is_end(c) || begins_cell && (c.is_whitespace() || c == '"');
        is_within
    };
    spelt_out(text, is_within)
}

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula, and before one that begins with an
/// apostrophe: a reader always removes one.
fn neutral(text: &str) -> String {
    // A reader may remove spaces, and quotation marks.
    let is_skipped = |c: char| c == '"' || c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n');
    let first = text.trim_start_matches(is_skipped).chars().next();
    let formula = first.is_some_and(|c| is_formula(c) || matches!(c, '\t' | '\r' | '\n'));
    // A reader may remove quotation marks in tab-separated values, too.
    if formula || text.starts_with(['\'', '"']) { format!("'{text}") } else { text.to_owned() }
}

/// Returns `true` if a spreadsheet takes a cell that begins with this for a formula.
fn is_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cell: Cell) -> Sheet {
        Sheet { name: "rows", columns: vec![("cell", "Cell")], rows: vec![vec![cell]] }
    }

    #[test]
    fn formulas_are_neutral_and_read_back() {
        for text in
            ["=1+1", "+49", "-1", "@x", " =1", "'quoted", "\"=1\"", " \"=1\"", "\u{A0}\" \"=1", "＝1", "\t=1"]
        {
            let cell = neutral(text);
            assert!(cell.starts_with('\''), "{cell}");
            assert_eq!(cell.strip_prefix('\''), Some(text));
        }
        for text in ["", "Zambia", "2021-06", "[..2024]", "https://x"] {
            assert_eq!(neutral(text), text);
        }
    }

    #[test]
    fn cells_are_quoted_by_rfc_4180() {
        let rendered = csv(&sheet(Cell::Text("a \"b\",\nc".to_owned())));
        assert_eq!(rendered, "cell\n\"a \"\"b\"\",\nc\"\n");
        assert_eq!(csv(&sheet(Cell::Text("x;=1+1; @y".to_owned()))), "cell\nx;\\u{3d}1+1; \\u{40}y\n");
        assert_eq!(
            csv(&sheet(Cell::Text("x\t=1\n \"@y;".to_owned()))),
            "cell\n\"x\t\\u{3d}1\n \"\"\\u{40}y;\"\n"
        );
        let list = Cell::List(vec!["a;b".to_owned(), "c\\d".to_owned()]);
        assert_eq!(csv(&sheet(list.clone())), "cell\na\\;b; c\\\\d\n");
        assert_eq!(tsv(&sheet(Cell::Text("a\tb\\c".to_owned()))), "cell\na\\tb\\\\c\n");
        assert_eq!(
            csv(&sheet(Cell::Text("\u{1b}[31m\u{202e}\r".to_owned()))),
            "cell\n\\u{1b}[31m\\u{202e}\\u{d}\n"
        );
    }
}
