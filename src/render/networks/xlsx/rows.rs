//! The first sheet of a workbook: the rows under their headings.

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use crate::model::Problem;
use crate::render::networks::sheet::{Sheet, footnote_of};
use crate::render::networks::xlsx::columns::{Column, Input};
use crate::render::networks::xlsx::formats::Formats;
use crate::render::networks::xlsx::layout::{self, WIDEST};
use crate::render::networks::xlsx::value::{self, Value};
use crate::select::cell::Cell;
use crate::text::quoted;

/// The most rows below the headings that a sheet of Excel has.
pub const MOST: u32 = 1_048_575;

/// The most characters of a cell of Excel, in UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// The widest sheet that is printed on the width of one page, in characters.
const PAGE: usize = 180;

/// The width of a number or a day, in characters.
const NUMBER: usize = "2021-06-30".len();

/// The help where Excel has no room.
const INSTEAD: &str = "`--format csv` has no such limit";

/// What was written.
pub struct Written {
    /// How many rows.
    pub rows: u32,
    /// The footnote, if a cell needs it.
    pub footnote: Option<&'static str>,
}

/// Writes rows into a worksheet.
struct Writer<'w> {
    worksheet: &'w mut Worksheet,
    columns: &'w [Column],
    formats: &'w Formats,
    /// The width of the widest content of each column, in characters.
    widths: Vec<usize>,
}

/// Writes rows under their headings, at most `most`.
///
/// # Errors
/// Fails if there are more rows, or if a text is longer than a cell can be.
pub fn write<'t>(
    worksheet: &mut Worksheet,
    sheet: &Sheet<()>,
    columns: &[Column],
    rows: impl IntoIterator<Item: AsRef<[Cell<'t>]>>,
    formats: &Formats,
    most: u32,
) -> Result<Written, Problem> {
    let widths = columns.iter().map(|column| layout::of_heading(&column.title)).collect();
    let mut writer = Writer { worksheet, columns, formats, widths };
    writer.headings().map_err(|error| unwritten(&error))?;
    let mut written = Written { rows: 0, footnote: None };
    let (rows, room) = (rows.into_iter(), usize::try_from(most).unwrap_or(usize::MAX));
    // A million rows take memory and time, so it is better to know at once.
    if rows.size_hint().1.is_some_and(|number| number > room) {
        return Err(too_many(most));
    }
    for cells in rows {
        let cells = cells.as_ref();
        if written.rows == most {
            return Err(too_many(most));
        }
        written.rows += 1;
        let is_marked = writer.row(written.rows, sheet, cells)?;
        if is_marked && written.footnote.is_none() {
            written.footnote = footnote_of(cells);
        }
    }
    writer.lay_out(written.rows).map_err(|error| unwritten(&error))?;
    Ok(written)
}

impl Writer<'_> {
    /// Writes the headings. New cells below them have the format of their column, too.
    fn headings(&mut self) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(self.columns) {
            self.worksheet.set_column_format(at, self.formats.of(column.input))?;
            self.worksheet.write_string_with_format(0, at, &column.title, &self.formats.heading)?;
        }
        Ok(())
    }

    /// Writes a row. Returns `true` if one of its texts may have the mark of a footnote.
    fn row(&mut self, row: u32, sheet: &Sheet<()>, cells: &[Cell<'_>]) -> Result<bool, Problem> {
        let (columns, mut at, mut lines, mut is_marked) = (self.columns, 0, 1, false);
        for (heading, cell) in sheet.columns.iter().zip(cells) {
            let is_day = columns.get(at).is_some_and(|column| column.input == Input::Day);
            let values = value::of(heading.kind, is_day, cell, sheet.language);
            for (value, column) in values.iter().zip(&columns[at..]).take(heading.kind.number()) {
                if let Value::Text(text) = value {
                    if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
                        return Err(too_long(row, cells, column));
                    }
                    is_marked |= text.contains('*');
                }
                lines = self.put(row, at, value).map_err(|error| unwritten(&error))?.max(lines);
                at += 1;
            }
        }
        layout::set_height(self.worksheet, row, lines).map_err(|error| unwritten(&error))?;
        Ok(is_marked)
    }

    /// Writes a value, and returns how many lines it takes.
    fn put(&mut self, row: u32, at: usize, value: &Value<'_>) -> Result<usize, XlsxError> {
        let column = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
        let (number, format) = match value {
            Value::Empty => return Ok(1),
            Value::Text(text) => return self.put_text(row, column, text),
            Value::Day(serial) => (serial, &self.formats.day),
            Value::Number(number) => (number, &self.formats.number),
            Value::Percentage(number) => (number, &self.formats.percentage),
        };
        self.worksheet.write_number_with_format(row, column, *number, format)?;
        self.widths[at] = self.widths[at].max(NUMBER);
        Ok(1)
    }

    fn put_text(&mut self, row: u32, column: u16, text: &str) -> Result<usize, XlsxError> {
        let (at, width) = (usize::from(column), layout::width(text));
        self.widths[at] = self.widths[at].max(width);
        let is_wrapped = text.contains('\n') || width > layout::ROOM;
        let format = match self.columns[at].input {
            Input::Date => &self.formats.date,
            _ if is_wrapped => &self.formats.lines,
            _ => &self.formats.text,
        };
        self.worksheet.write_string_with_format(row, column, text, format)?;
        Ok(if is_wrapped { layout::lines(text, WIDEST) } else { 1 })
    }

    /// Sets widths, filters, what stays in sight, and how the sheet is printed.
    fn lay_out(self, rows: u32) -> Result<(), XlsxError> {
        let Self { worksheet, columns, widths, .. } = self;
        let widths: Vec<usize> = widths.into_iter().map(layout::of_column).collect();
        for (at, width) in (0..).zip(&widths) {
            layout::set_width(worksheet, at, *width)?;
        }
        let titles = columns.iter().map(|column| column.title.as_str()).zip(&widths);
        let lines = titles.map(|(title, width)| layout::lines_of_heading(title, *width));
        layout::set_height(worksheet, 0, lines.max().unwrap_or_default())?;
        layout::set_page(worksheet, widths.iter().sum::<usize>() <= PAGE);
        let Some(last) = u16::try_from(columns.len()).ok().and_then(|number| number.checked_sub(1)) else {
            return Ok(());
        };
        let has_key = columns.first().is_some_and(|column| matches!(column.name.as_str(), "key" | "id"));
        worksheet
            .set_freeze_panes(1, u16::from(has_key))?
            .autofilter(0, 0, rows, last)?
            .ignore_error_range(0, 0, rows, last, IgnoreError::NumberStoredAsText)?
            .set_repeat_rows(0, 0)?;
        Ok(())
    }
}

fn too_many(most: u32) -> Problem {
    Problem::new(format!("more than {most} rows, for which a sheet of Excel has no room")).help(INSTEAD)
}

/// Returns the problem that a text is too long. Its place is the number of the row as Excel shows it, what is in the first
/// column, and the heading.
fn too_long(row: u32, cells: &[Cell<'_>], column: &Column) -> Problem {
    let key = match cells.first() {
        Some(Cell::Text(text)) => format!(" ({})", quoted(text)),
        _ => String::new(),
    };
    let limit = "a text is longer than the 32,767 characters for which a cell of Excel has room";
    Problem::new(format!("row {}{key}, column `{}`: {limit}", row + 1, column.title)).help(INSTEAD)
}

/// Returns the problem that a workbook cannot be made.
pub fn unwritten(error: &XlsxError) -> Problem {
    Problem::new(format!("cannot make the workbook: {error}"))
}
