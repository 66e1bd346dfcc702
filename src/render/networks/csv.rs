//! A sheet as CSV (RFC 4180) or as tab-separated values, by the rules of `docs/format.md`, "CSV".
//!
//! No cell is a formula for a spreadsheet, and every text can be read back exactly.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::model::Language;
use crate::render::networks::sheet::{Heading, NETWORKS, Row, Sheet, Values};
use crate::render::networks::words::published;
use crate::select::{cell::Cell, percent::Percentage};
use crate::text::{harmless, is_unsafe, spelt_out};

/// Writes a sheet as CSV: UTF-8, LF, a heading line with the names of the columns.
///
/// # Errors
/// Those of `out`.
pub fn csv(sheet: Sheet<impl IntoIterator<Item = Row>>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    writer.write_record(head(&sheet.columns))?;
    for row in sheet.rows {
        writer.write_record(texts(&sheet.columns, &row, sheet.language))?;
    }
    writer.flush()
}

/// Writes a sheet as tab-separated values: as CSV, but a tab or line end inside a cell is written
/// `\t` or `\n`, and nothing is quoted.
///
/// # Errors
/// Those of `out`.
pub fn tsv(sheet: Sheet<impl IntoIterator<Item = Row>>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", head(&sheet.columns).join("\t"))?;
    for row in sheet.rows {
        let cells = texts(&sheet.columns, &row, sheet.language);
        let cells: Vec<String> =
            cells.iter().map(|cell| cell.replace('\t', "\\t").replace('\n', "\\n")).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

/// Returns the names of the columns. A date has two more, for its earliest and latest day; of a number that may be a
/// range there are two.
fn head(columns: &[Heading]) -> Vec<String> {
    let names = |heading: &Heading| {
        let id = heading.id;
        match heading.kind {
            Values::One => vec![id.to_owned()],
            Values::Dates => vec![id.to_owned(), format!("{id}-earliest"), format!("{id}-latest")],
            Values::Counts if *heading == NETWORKS => vec!["certain".to_owned(), "possible".to_owned()],
            Values::Counts => vec![format!("{id}-certain"), format!("{id}-possible")],
            Values::Percentages => vec!["percent-certain".to_owned(), "percent-possible".to_owned()],
        }
    };
    columns.iter().flat_map(names).collect()
}

/// Returns the texts of a row, one for each name of [`head`].
fn texts(columns: &[Heading], row: &[Cell], language: Language) -> Vec<String> {
    let percent =
        |percentage: &Percentage| format!("{}.{}", percentage.tenths() / 10, percentage.tenths() % 10);
    let mut texts = Vec::with_capacity(row.len() * 2);
    for (heading, cell) in columns.iter().zip(row) {
        match (heading.kind, cell) {
            (Values::One, cell) => texts.push(text(cell, language)),
            (Values::Dates, Cell::Date(date)) => texts.extend([
                date.to_string(),
                date.earliest().map_or(String::new(), |day| day.to_string()),
                date.latest().to_string(),
            ]),
            (Values::Dates, _) => texts.extend([const { String::new() }; 3]),
            (_, Cell::Count(count)) => texts.extend([count.certain.to_string(), count.possible.to_string()]),
            (_, Cell::Percentages(certain, possible)) => texts.extend([percent(certain), percent(possible)]),
            (_, _) => texts.extend([const { String::new() }; 2]),
        }
    }
    texts
}

/// Returns the text of a cell: escaped, entries of a list joined by `; `, then kept from being a
/// formula.
fn text(cell: &Cell, language: Language) -> String {
    let text = match cell {
        Cell::List(items) => {
            items.iter().map(|item| escape(item).replace(';', "\\;")).collect::<Vec<_>>().join("; ")
        }
        Cell::Absent => return String::new(),
        Cell::Totals(totals) => {
            totals.iter().map(|total| published(*total, language)).collect::<Vec<_>>().join("; ")
        }
        Cell::Status(status) => return status.word().to_owned(),
        Cell::Certainty(certainty) => return certainty.name().to_owned(),
        Cell::Text(text) => escape(text),
        other => escape(&other.to_text(language)),
    };
    neutral(&within(&text))
}

/// Escapes backslashes, and characters that could control a terminal or a workflow log; tabs and line ends stay.
fn escape(text: &str) -> String {
    let text = if text.contains('\\') { text.replace('\\', "\\\\").into() } else { Cow::Borrowed(text) };
    harmless(&text, |c| is_unsafe(c) && !matches!(c, '\n' | '\t')).into_owned()
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

    fn written(cell: Cell, write: fn(Sheet, &mut dyn Write) -> io::Result<()>) -> String {
        let columns = vec![Heading::new("cell", "Cell")];
        let sheet = Sheet { rows: vec![vec![cell]], ..Sheet::new("rows", columns, Language::default()) };
        let mut out = Vec::new();
        write(sheet, &mut out).expect("a vector takes every byte");
        String::from_utf8(out).expect("text")
    }

    fn in_csv(cell: Cell) -> String {
        written(cell, csv)
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
        let rendered = in_csv(Cell::Text("a \"b\",\nc".to_owned()));
        assert_eq!(rendered, "cell\n\"a \"\"b\"\",\nc\"\n");
        assert_eq!(in_csv(Cell::Text("x;=1+1; @y".to_owned())), "cell\nx;\\u{3d}1+1; \\u{40}y\n");
        assert_eq!(in_csv(Cell::Text("x\t=1\n \"@y;".to_owned())), "cell\n\"x\t\\u{3d}1\n \"\"\\u{40}y;\"\n");
        let list = Cell::List(vec!["a;b".to_owned(), "c\\d".to_owned()]);
        assert_eq!(in_csv(list), "cell\na\\;b; c\\\\d\n");
        assert_eq!(written(Cell::Text("a\tb\\c".to_owned()), tsv), "cell\na\\tb\\\\c\n");
        assert_eq!(
            in_csv(Cell::Text("\u{1b}[31m\u{202e}\r".to_owned())),
            "cell\n\\u{1b}[31m\\u{202e}\\u{d}\n"
        );
    }
}
