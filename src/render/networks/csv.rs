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

/// How cells become a line.
struct Style {
    separator: char,
    /// Adds the text of a cell to a line.
    put: fn(&mut String, &str),
    /// What a row of one empty cell is.
    empty: &'static str,
}

/// Writes a sheet as CSV: UTF-8, LF, a heading line with the names of the columns.
///
/// # Errors
/// Those of `out`.
pub fn csv(sheet: Sheet<impl IntoIterator<Item = Row>>, out: &mut dyn Write) -> io::Result<()> {
    write(sheet, out, &Style { separator: ',', put: put_quoted, empty: "\"\"" })
}

/// Writes a sheet as tab-separated values: as CSV, but a tab or line end inside a cell is written
/// `\t` or `\n`, and nothing is quoted.
///
/// # Errors
/// Those of `out`.
pub fn tsv(sheet: Sheet<impl IntoIterator<Item = Row>>, out: &mut dyn Write) -> io::Result<()> {
    let put = |line: &mut String, text: &str| *line += &text.replace('\t', "\\t").replace('\n', "\\n");
    write(sheet, out, &Style { separator: '\t', put, empty: "" })
}

fn write(sheet: Sheet<impl IntoIterator<Item = Row>>, out: &mut dyn Write, style: &Style) -> io::Result<()> {
    writeln!(out, "{}", head(&sheet.columns).join(&style.separator.to_string()))?;
    let mut line = String::new();
    for row in sheet.rows {
        line.clear();
        each_text(&sheet.columns, &row, sheet.language, |text| {
            (style.put)(&mut line, text);
            line.push(style.separator);
        });
        line.pop();
        if line.is_empty() {
            line.push_str(style.empty);
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Adds a text to a line of CSV, in quotation marks if it needs them.
fn put_quoted(line: &mut String, text: &str) {
    if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
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

/// Hands over the texts of a row, one for each name of [`head`].
fn each_text(columns: &[Heading], row: &[Cell], language: Language, mut put: impl FnMut(&str)) {
    let percent =
        |percentage: &Percentage| format!("{}.{}", percentage.tenths() / 10, percentage.tenths() % 10);
    for (heading, cell) in columns.iter().zip(row) {
        match (heading.kind, cell) {
            (Values::One, cell) => put(&text(cell, language)),
            // A day is its own earliest and latest day.
            (Values::Dates, Cell::Date(date)) if date.as_day().is_some() => {
                let day = date.to_string();
                (0..3).for_each(|_| put(&day));
            }
            (Values::Dates, Cell::Date(date)) => {
                put(&date.to_string());
                put(&date.earliest().map_or(String::new(), |day| day.to_string()));
                put(&date.latest().to_string());
            }
            (Values::Dates, _) => (0..3).for_each(|_| put("")),
            (_, Cell::Count(count)) => {
                put(&count.certain.to_string());
                put(&count.possible.to_string());
            }
            (_, Cell::Percentages(certain, possible)) => {
                put(&percent(certain));
                put(&percent(possible));
            }
            (_, _) => (0..2).for_each(|_| put("")),
        }
    }
}

/// Returns the text of a cell: escaped, entries of a list joined by `; `, then kept from being a
/// formula.
fn text(cell: &Cell, language: Language) -> Cow<'_, str> {
    let text = match cell {
        Cell::Absent => return "".into(),
        Cell::Status(status) => return status.word().into(),
        Cell::Certainty(certainty) => return certainty.name().into(),
        // Most texts need nothing.
        Cell::Text(text) if is_usual(text) => return text.into(),
        Cell::List(items) if items.iter().all(|item| is_usual(item)) => {
            return if let [item] = items.as_slice() { item.into() } else { items.join("; ").into() };
        }
        Cell::List(items) => {
            items.iter().map(|item| escape(item).replace(';', "\\;")).collect::<Vec<_>>().join("; ")
        }
        Cell::Totals(totals) => {
            totals.iter().map(|total| published(*total, language)).collect::<Vec<_>>().join("; ")
        }
        Cell::Text(text) => escape(text),
        other => escape(&other.to_text(language)),
    };
    neutral(&within(&text)).into()
}

/// Returns `true` if a text is such that nothing is escaped, in a cell of its own or as an entry of a list: printable
/// ASCII that begins with a letter or digit, without `\`, `;`, `::` and `##`.
fn is_usual(text: &str) -> bool {
    let mut before = 0;
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|byte| {
            let is_mark = matches!(byte, b'\\' | b';') || matches!(byte, b':' | b'#') && byte == before;
            before = byte;
            matches!(byte, b' '..=b'~') && !is_mark
        })
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
    fn usual_text_is_what_is_not_changed() {
        let long = |text: &str| neutral(&within(&escape(text)));
        let alphabet =
            ["a", "1", ":", "#", "##[", "::", ";", "\\", "'", "\"", "=", "-", " ", "\n", "\t", "é", ","];
        let pairs = || alphabet.iter().flat_map(|a| alphabet.iter().map(move |b| format!("{a}{b}")));
        let texts = pairs().flat_map(|pair| alphabet.iter().map(move |end| format!("{pair}{end}")));
        let usual: Vec<String> = texts.filter(|text| is_usual(text)).collect();
        assert!(usual.contains(&"a -".to_owned()) && usual.len() > 100, "{}", usual.len());
        for text in &usual {
            assert_eq!(&long(text), text);
            let both = format!("{text}; {text}");
            assert_eq!(within(&both), both, "as entries of a list");
        }
        assert_eq!(in_csv(Cell::Absent), "cell\n\"\"\n");
        assert_eq!(written(Cell::Absent, tsv), "cell\n\n");
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
