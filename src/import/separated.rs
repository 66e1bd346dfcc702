//! Text with separators: `,`, `;`, a tab or `|`, as spreadsheets write it.
//!
//! The separator is the one with which most headings are found. Quotes are those of RFC 4180; a quote that is never
//! closed is an error, because it would hide all rows below it.

use csv::{ReaderBuilder, StringRecord};

use crate::import::grid::{Content, Dialect, Grid, Row, Size, Unit};
use crate::model::Problem;

/// The separators, the most usual first.
pub const SEPARATORS: [u8; 4] = *b",;\t|";

/// Returns the grid of a text with this separator.
///
/// # Errors
/// Where a quote is not closed, or if there are more cells than a sheet can have.
pub fn grid(text: &str, separator: u8) -> Result<Grid, Problem> {
    let (text, skipped) = without_hint(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut record = StringRecord::new();
    let mut size = Size::default();
    let (mut line, mut counted) = (1 + skipped, 0);
    // The reader is handed text, so what it reads is text.
    while reader.read_record(&mut record).unwrap_or(false) {
        let place = |position: &csv::Position| usize::try_from(position.byte()).unwrap_or(text.len());
        let (start, end) = (record.position().map_or(0, place), place(reader.position()));
        // The end of the line before, and empty lines, come first.
        let start = start + text[start..end].len() - text[start..end].trim_start_matches(['\r', '\n']).len();
        line += line_ends(&text[counted..start]);
        counted = start;
        if is_open(&text[start..end], separator) {
            return Err(Problem::new(format!("a quotation mark on or below line {line} is not closed"))
                .help("write a quotation mark inside of a cell twice"));
        }
        let cell =
            |cell: &str| if cell.is_empty() { Content::Absent } else { Content::Text(cell.to_owned()) };
        // A spreadsheet can write empty cells up to its last column.
        let width = (0..record.len()).rfind(|at| !record[*at].is_empty()).map_or(0, |last| last + 1);
        size.add(width, width)?;
        let row = Row {
            number: u32::try_from(line).unwrap_or(u32::MAX),
            cells: record.iter().take(width).map(cell).collect(),
        };
        if !row.is_empty() {
            rows.push(row);
        }
    }
    let dialect =
        Dialect { has_apostrophes: true, has_short_escapes: separator == b'\t', counts_from_1904: false };
    Ok(Grid { name: None, unit: Unit::Line, rows, dialect })
}

/// Returns how many lines end in a text: with a line feed, a carriage return as on old Macintoshes, or both.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(at, byte): &(usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(ends).count()
}

/// Returns a text without the line `sep=;` that Excel reads, and how many lines that are.
fn without_hint(text: &str) -> (&str, usize) {
    let Some((first, rest)) = text.split_once(['\r', '\n']) else { return (text, 0) };
    let rest = rest.strip_prefix('\n').filter(|_| text[first.len()..].starts_with("\r\n")).unwrap_or(rest);
    let first = first.trim_matches('"');
    if first.len() == 5 && first.starts_with("sep=") { (rest, 1) } else { (text, 0) }
}

/// Returns `true` if the last cells of a text are in quotes that are not closed.
fn is_open(raw: &str, separator: u8) -> bool {
    let (mut is_quoted, mut begins) = (false, true);
    let mut bytes = raw.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if is_quoted && bytes.peek() == Some(&b'"') => _ = bytes.next(),
            b'"' if is_quoted => is_quoted = false,
            b'"' if begins => is_quoted = true,
            _ => {}
        }
        begins = !is_quoted && (byte == separator || matches!(byte, b'\r' | b'\n'));
    }
    is_quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, separator: u8) -> Vec<(u32, Vec<String>)> {
        let cell = |content: &Content| match content {
            Content::Text(text) => text.clone(),
            _ => String::new(),
        };
        let rows = grid(text, separator).expect("it is complete").rows;
        rows.iter().map(|row| (row.number, row.cells.iter().map(cell).collect())).collect()
    }

    #[test]
    fn rows_have_the_line_on_which_they_begin() {
        let row = |line, cells: &[&str]| (line, cells.iter().map(|cell| (*cell).to_owned()).collect());
        assert_eq!(
            cells("key,note\r\nice,\"one\r\ntwo \"\"three\"\"\"\r\n\r\n,\r\nfog,x\r\n", b','),
            [row(1, &["key", "note"]), row(2, &["ice", "one\r\ntwo \"three\""]), row(6, &["fog", "x"])]
        );
        assert_eq!(
            cells("key,note\rice,\"a\rb\"\r\rfog,x\r", b','),
            [row(1, &["key", "note"]), row(2, &["ice", "a\rb"]), row(5, &["fog", "x"])]
        );
        for text in ["sep=;\nkey;note\n", "sep=;\r\nkey;note\r\n", "\"sep=;\"\rkey;note\r"] {
            assert_eq!(cells(text, b';'), [row(2, &["key", "note"])], "{text:?}");
        }
        assert_eq!(cells("key,note,,,\n,,,\n", b','), [row(1, &["key", "note"])]);
    }

    #[test]
    fn sheet_has_a_largest_size() {
        let wide = "a,".repeat(1000);
        assert!(grid(&wide, b',').is_ok() && grid(&format!("{wide}b"), b',').is_err());
        assert!(grid(&",".repeat(20_000), b',').is_ok());
    }

    #[test]
    fn quote_that_is_not_closed_is_an_error() {
        for text in ["key,note\nice,\"one\nfog,two\n", "key,\"note\n", "a,b\nc,\"d\"\" \n"] {
            let problem = grid(text, b',').expect_err(text);
            assert!(problem.message.contains("not closed"), "{problem}");
        }
        for text in ["a,5\" pipe\n", "a,\"x\"\n", "\"a\"\"\",b\n", "a,\"x\"y\"\n"] {
            assert!(grid(text, b',').is_ok(), "{text}");
        }
    }
}
