//! A sheet as CSV (RFC 4180) or as tab-separated values, by the rules of `docs/format.md`, "CSV".
//!
//! No cell is a formula for a spreadsheet, and every text can be read back exactly.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::model::{Date, Language};
use crate::render::networks::escaped::{self, is_usual};
use crate::render::networks::headings::names;
use crate::render::networks::sheet::{Sheet, Values, footnote_of};
use crate::select::{cell::Cell, percent::Percentage};
use crate::text::bytes::QUOTED;
use crate::text::{find_byte, spelt_out};

/// A footnote that belongs below the rows.
type Footnote = Option<&'static str>;

/// How cells become a line.
struct Style {
    separator: char,
    /// Adds the text of a cell to a line.
    put: fn(&mut String, &str),
    /// The kinds of bytes because of which `put` may change a text.
    odd: u8,
    /// What a row of one empty cell is.
    empty: &'static str,
}

/// Writes a sheet as CSV: UTF-8, LF, a heading line with the names of the columns. Returns the footnote if a cell needs it.
///
/// # Errors
/// Those of `out`.
pub fn csv<'t>(
    sheet: Sheet<impl IntoIterator<Item: AsRef<[Cell<'t>]>>>,
    out: &mut dyn Write,
) -> io::Result<Footnote> {
    write(sheet, out, &Style { separator: ',', put: put_quoted, odd: QUOTED, empty: "\"\"" })
}

/// Writes a sheet as tab-separated values: as CSV, but a tab or line end inside a cell is written
/// `\t` or `\n`, and nothing is quoted.
///
/// # Errors
/// Those of `out`.
pub fn tsv<'t>(
    sheet: Sheet<impl IntoIterator<Item: AsRef<[Cell<'t>]>>>,
    out: &mut dyn Write,
) -> io::Result<Footnote> {
    let put = |line: &mut String, text: &str| *line += &text.replace('\t', "\\t").replace('\n', "\\n");
    write(sheet, out, &Style { separator: '\t', put, odd: 0, empty: "" })
}

fn write<'t>(
    sheet: Sheet<impl IntoIterator<Item: AsRef<[Cell<'t>]>>>,
    out: &mut dyn Write,
    style: &Style,
) -> io::Result<Footnote> {
    writeln!(out, "{}", names(&sheet.columns).join(&style.separator.to_string()))?;
    let (mut line, mut footnote) = (String::new(), None);
    for row in sheet.rows {
        let row = row.as_ref();
        line.clear();
        for (heading, cell) in sheet.columns.iter().zip(row) {
            put_cell(&mut line, heading.kind, cell, sheet.language, style);
        }
        line.pop();
        if line.is_empty() {
            line.push_str(style.empty);
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
        if footnote.is_none() && find_byte(&line, b'*').is_some() {
            footnote = footnote_of(row);
        }
    }
    Ok(footnote)
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

/// Adds a cell to a line, with a separator after each of its texts: one for each of [`names`].
fn put_cell(line: &mut String, kind: Values, cell: &Cell<'_>, language: Language, style: &Style) {
    match (kind, cell) {
        (Values::One, cell) => put_one(line, cell, language, style),
        (Values::Dates, Cell::Date(date)) => {
            let start = line.len();
            date.put(line);
            let written = start..line.len();
            line.push(style.separator);
            if date.as_day().is_some() {
                // A day is its own earliest and latest day.
                line.extend_from_within(written.clone());
                line.push(style.separator);
                line.extend_from_within(written);
            } else {
                date.earliest().into_iter().for_each(|day| Date::day(day).put(line));
                line.push(style.separator);
                Date::day(date.latest()).put(line);
            }
        }
        (Values::Dates, _) => (0..2).for_each(|_| line.push(style.separator)),
        (_, Cell::Count(count)) => {
            line.push_str(&format!("{}{}{}", count.certain, style.separator, count.possible));
        }
        (_, Cell::Percentages(certain, possible)) => {
            let percent = |percentage: &Percentage| {
                format!("{}.{}", percentage.tenths() / 10, percentage.tenths() % 10)
            };
            line.push_str(&format!("{}{}{}", percent(certain), style.separator, percent(possible)));
        }
        (_, _) => line.push(style.separator),
    }
    line.push(style.separator);
}

/// Adds the one text of a cell to a line. Most texts are usual.
fn put_one(line: &mut String, cell: &Cell<'_>, language: Language, style: &Style) {
    let is_usual = |text: &str| is_usual(text, style.odd);
    match cell {
        Cell::Absent => {}
        Cell::Status(status) => line.push_str(status.word()),
        Cell::Certainty(certainty) => line.push_str(certainty.name()),
        Cell::Text(text) if is_usual(text) => line.push_str(text),
        Cell::List(items) if items.iter().all(|item| is_usual(item)) => {
            for (at, item) in items.iter().enumerate() {
                line.push_str(if at > 0 { "; " } else { "" });
                line.push_str(item);
            }
        }
        cell => (style.put)(line, &text(cell, language)),
    }
}

/// Returns the text of a cell, kept from being a formula.
fn text<'c>(cell: &'c Cell<'_>, language: Language) -> Cow<'c, str> {
    match escaped::text(cell, language) {
        usual @ Cow::Borrowed(text) if is_usual(text, 0) => usual,
        text => neutral(&within(&text)).into(),
    }
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
    if needs_apostrophe(text) { format!("'{text}") } else { text.to_owned() }
}

/// Returns `true` for a text before which an apostrophe is put. So `import` knows which apostrophe is only there because
/// of what follows it, and which is one of a text that another program wrote.
pub fn needs_apostrophe(text: &str) -> bool {
    // A reader may remove spaces, and quotation marks.
    let is_skipped = |c: char| c == '"' || c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n');
    let first = text.trim_start_matches(is_skipped).chars().next();
    let formula = first.is_some_and(|c| is_formula(c) || matches!(c, '\t' | '\r' | '\n'));
    // A reader may remove quotation marks in tab-separated values, too.
    formula || text.starts_with(['\'', '"'])
}

/// Returns `true` if a spreadsheet takes a cell that begins with this for a formula.
fn is_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::networks::escaped::escape;
    use crate::render::networks::sheet::Heading;

    fn written(cell: Cell<'static>, write: fn(Sheet, &mut dyn Write) -> io::Result<Footnote>) -> String {
        let mut sheet = Sheet::new("rows", vec![Heading::new("cell", "Cell")], Language::default());
        sheet.rows.push([cell]);
        let mut out = Vec::new();
        write(sheet, &mut out).expect("a vector takes every byte");
        String::from_utf8(out).expect("text")
    }

    fn in_csv(cell: Cell<'static>) -> String {
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
        let usual: Vec<String> = texts.filter(|text| is_usual(text, 0)).collect();
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
        let rendered = in_csv(Cell::of_text("a \"b\",\nc"));
        assert_eq!(rendered, "cell\n\"a \"\"b\"\",\nc\"\n");
        assert_eq!(in_csv(Cell::Text("x;=1+1; @y".into())), "cell\nx;\\u{3d}1+1; \\u{40}y\n");
        assert_eq!(in_csv(Cell::Text("x\t=1\n \"@y;".into())), "cell\n\"x\t\\u{3d}1\n \"\"\\u{40}y;\"\n");
        let list = Cell::List(vec!["a;b".into(), "c\\d".into()]);
        assert_eq!(in_csv(list), "cell\na\\;b; c\\\\d\n");
        assert_eq!(written(Cell::of_text("a\tb\\c"), tsv), "cell\na\\tb\\\\c\n");
        assert_eq!(in_csv(Cell::Text("\u{1b}[31m\u{202e}\r".into())), "cell\n\\u{1b}[31m\\u{202e}\\u{d}\n");
    }
}
