//! A sheet as CSV (RFC 4180) or as tab-separated values.
//!
//! Promises: no cell is a formula to a spreadsheet, and the way back is exact; `docs/format.md`,
//! "CSV", writes the rules down. A footnote has no place here: whoever prints says it.

use crate::query::Cell;
use crate::render::sheet::Sheet;

/// Renders a sheet as CSV: UTF-8, LF, a heading line with the names of the columns.
#[must_use]
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

/// Renders a sheet as tab-separated values: tabs, line ends and backslashes inside a cell are
/// written `\t`, `\n`, `\r`, `\\`.
#[must_use]
pub fn tsv(sheet: &Sheet) -> String {
    let escape = |cell: &Cell| {
        text(cell).replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
    };
    let mut out = sheet.columns.iter().map(|(id, _)| *id).collect::<Vec<_>>().join("\t");
    out.push('\n');
    for row in &sheet.rows {
        out.push_str(&row.iter().map(escape).collect::<Vec<_>>().join("\t"));
        out.push('\n');
    }
    out
}

/// Returns the text of a cell: entries of a list joined by `; `, a `;` or `\` inside one escaped
/// with a backslash; then kept from being a formula.
fn text(cell: &Cell) -> String {
    let text = match cell {
        Cell::List(items) => {
            let items: Vec<String> =
                items.iter().map(|item| item.replace('\\', "\\\\").replace(';', "\\;")).collect();
            items.join("; ")
        }
        other => other.to_text(),
    };
    neutral(text)
}

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula, and before one
/// that begins with an apostrophe, so that taking one away is always the way back.
fn neutral(text: String) -> String {
    let first = text.trim_start_matches(' ').chars().next();
    let formula =
        matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if formula || text.starts_with('\'') { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cell: Cell) -> Sheet {
        Sheet { name: "rows", columns: vec![("cell", "Cell")], rows: vec![vec![cell]] }
    }

    #[test]
    fn formulas_are_neutral_and_come_back() {
        for text in ["=1+1", "+49", "-1", "@x", " =1", "'quoted", "＝1", "\t=1"] {
            let cell = neutral(text.to_owned());
            assert!(cell.starts_with('\''), "{cell}");
            assert_eq!(cell.strip_prefix('\''), Some(text));
        }
        for text in ["", "Zambia", "2021-06", "[..2024]", "https://x"] {
            assert_eq!(neutral(text.to_owned()), text);
        }
    }

    #[test]
    fn cells_are_quoted_as_rfc_4180_asks() {
        let rendered = csv(&sheet(Cell::Text("a \"b\",\nc".to_owned())));
        assert_eq!(rendered, "cell\n\"a \"\"b\"\",\nc\"\n");
        let list = Cell::List(vec!["a;b".to_owned(), "c\\d".to_owned()]);
        assert_eq!(csv(&sheet(list.clone())), "cell\na\\;b; c\\\\d\n");
        assert_eq!(tsv(&sheet(Cell::Text("a\tb\\c".to_owned()))), "cell\na\\tb\\\\c\n");
    }
}
