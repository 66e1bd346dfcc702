//! The first sheet of a workbook: the rows under their headings.

use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::model::Problem;
use crate::render::networks::sheet::{Sheet, footnote_of};
use crate::render::networks::xlsx::columns::{Column, Input};
use crate::render::networks::xlsx::formats::Formats;
use crate::render::networks::xlsx::value::{self, Value};
use crate::select::cell::Cell;

/// The most rows below the headings that a sheet of Excel has.
pub const MOST: u32 = 1_048_575;

/// The most characters of a cell of Excel, in UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// The narrowest and the widest column, in characters: longer texts are wrapped.
const NARROWEST: usize = 8;
const WIDEST: usize = 50;

/// The widest sheet that is printed on the width of one page, in characters.
const PAGE: usize = 180;

/// The room beside a text: that of its own margins, and in a heading that of the button of the filter.
const MARGIN: usize = 1;
const BUTTON: usize = 3;

/// The number of A4 among the sizes of paper.
const A4: u8 = 9;

/// What was written.
pub struct Written {
    /// How many rows.
    pub rows: u32,
    /// The footnote, if a cell needs it.
    pub footnote: Option<&'static str>,
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
    let mut widths: Vec<usize> = columns.iter().map(|column| of_heading(&column.title)).collect();
    let mut written = Written { rows: 0, footnote: None };
    for (at, column) in (0..).zip(columns) {
        worksheet
            .set_column_format(at, format_of(column.input, formats))
            .and_then(|worksheet| worksheet.write_string_with_format(0, at, &column.title, &formats.heading))
            .map_err(|error| unwritten(&error))?;
    }
    for row in rows {
        let row = row.as_ref();
        if written.rows == most {
            return Err(Problem::new(format!(
                "more than {most} rows, which a sheet of Excel has no room for"
            ))
            .help("`--format csv` has no such limit"));
        }
        written.rows += 1;
        let (mut at, mut is_marked) = (0_u16, false);
        for (heading, cell) in sheet.columns.iter().zip(row) {
            let column = columns.get(usize::from(at));
            let is_day = column.is_some_and(|column| column.input == Input::Day);
            let number = heading.kind.number();
            for value in value::of(heading.kind, is_day, cell, sheet.language).iter().take(number) {
                if let Value::Text(text) = value {
                    let place = || place(written.rows, row, columns.get(usize::from(at)));
                    if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
                        return Err(too_long(&place()));
                    }
                    is_marked |= text.contains('*');
                }
                let width =
                    put(worksheet, (written.rows, at), value, formats).map_err(|error| unwritten(&error))?;
                if let Some(widest) = widths.get_mut(usize::from(at)) {
                    *widest = width.max(*widest);
                }
                at += 1;
            }
        }
        if is_marked && written.footnote.is_none() {
            written.footnote = footnote_of(row);
        }
    }
    lay_out(worksheet, columns, &widths, written.rows).map_err(|error| unwritten(&error))?;
    Ok(written)
}

/// Writes a value, and returns how many characters wide it is.
fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value<'_>,
    formats: &Formats,
) -> Result<usize, XlsxError> {
    let (number, format) = match value {
        Value::Empty => return Ok(0),
        Value::Text(text) => {
            let width = width(text);
            let is_long = width > WIDEST || text.contains('\n');
            let format = if is_long { &formats.lines } else { &formats.text };
            worksheet.write_string_with_format(row, column, text.as_ref(), format)?;
            return Ok(width);
        }
        Value::Day(serial) => (serial, &formats.day),
        Value::Number(number) => (number, &formats.number),
        Value::Percentage(number) => (number, &formats.percentage),
    };
    worksheet.write_number_with_format(row, column, *number, format)?;
    Ok("2021-06-30".len())
}

/// Sets widths, filters, what stays in sight, and how the sheet is printed.
fn lay_out(
    worksheet: &mut Worksheet,
    columns: &[Column],
    widths: &[usize],
    rows: u32,
) -> Result<(), XlsxError> {
    let mut all = 0;
    for (at, width) in (0..).zip(widths) {
        let width = (width + MARGIN).clamp(NARROWEST, WIDEST);
        all += width;
        worksheet.set_column_width(at, u32::try_from(width).unwrap_or_default())?;
    }
    let Some(last) = u16::try_from(columns.len()).ok().and_then(|number| number.checked_sub(1)) else {
        return Ok(());
    };
    let has_key = columns.first().is_some_and(|column| matches!(column.name.as_str(), "key" | "id"));
    worksheet
        .set_freeze_panes(1, u16::from(has_key))?
        .autofilter(0, 0, rows, last)?
        .ignore_error_range(0, 0, rows, last, IgnoreError::NumberStoredAsText)?
        .set_repeat_rows(0, 0)?
        .set_landscape()
        .set_paper_size(A4);
    if all <= PAGE {
        worksheet.set_print_fit_to_pages(1, 0);
    }
    Ok(())
}

/// Returns the format of new cells in a column.
fn format_of(input: Input, formats: &Formats) -> &Format {
    match input {
        Input::Text | Input::Status | Input::Entity => &formats.text,
        Input::Day => &formats.day,
        Input::Number => &formats.number,
        Input::Percentage => &formats.percentage,
    }
}

/// Returns the width of a heading, which is wrapped between words.
fn of_heading(title: &str) -> usize {
    title.split(' ').map(width).max().unwrap_or_default() + BUTTON
}

/// Returns the width of the widest line of a text, in characters.
fn width(text: &str) -> usize {
    // No column is wider, however long the text.
    if text.len() > WIDEST * 8 {
        return WIDEST + 1;
    }
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default()
}

/// Returns the name of a cell: the number of its row as Excel shows it, what is in its first column, and its heading.
fn place(row: u32, cells: &[Cell<'_>], column: Option<&Column>) -> String {
    let key = match cells.first() {
        Some(Cell::Text(text)) => format!(" ({})", crate::text::quoted(text)),
        _ => String::new(),
    };
    format!("row {}{key}, column `{}`", row + 1, column.map_or("", |column| &column.title))
}

fn too_long(place: &str) -> Problem {
    let limit = "a text is longer than the 32,767 characters that a cell of Excel has room for";
    Problem::new(format!("{place}: {limit}")).help("`--format csv` has no such limit")
}

/// Returns the problem that a workbook cannot be made.
pub fn unwritten(error: &XlsxError) -> Problem {
    Problem::new(format!("cannot make the workbook: {error}"))
}
