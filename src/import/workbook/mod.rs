//! A workbook of Excel: its sheets, and the commit from which netreg made it.
//!
//! A file can claim to be small and unfold to gigabytes, so its parts are measured before they are read. Only cells are
//! kept, not the area round them: two cells in opposite corners are two cells.

mod number_format;
mod scan;
mod size;

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

use calamine::{Cell, DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use crate::import::document::Document;
use crate::import::grid::{Content, Dialect, Grid, Row, Shown, Size, Unit};
use crate::model::{Date, Day, Problem};
use crate::render::networks::xlsx::origin::{COMMIT, UNCOMMITTED};
use crate::text::quoted;
use number_format::shown;

/// The number of the day after 9999-12-31.
const AFTER_LAST: f64 = 2_958_466.0;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads a workbook.
///
/// # Errors
/// If it is damaged, or larger than any registry needs.
pub fn read(bytes: &[u8]) -> Result<Document, Problem> {
    size::check(bytes)?;
    let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    // A workbook without properties is a workbook all the same.
    let properties = workbook.workbook_properties().unwrap_or_default().custom_properties;
    let sheets = workbook.sheets_metadata().to_vec();
    let sheets = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let mut grids = Vec::new();
    for sheet in sheets {
        grids.push(grid(&mut workbook, sheet.name).unwrap_or_else(|error| Err(damaged(&error))));
    }
    Ok(Document {
        grids,
        // Anybody can write a workbook, and a revision can be more than an ID.
        commit: properties.get(COMMIT).filter(|id| is_id(id)).cloned(),
        is_uncommitted: properties.contains_key(UNCOMMITTED),
        ..Document::default()
    })
}

/// Returns `true` for the full ID of a commit (SHA-1 or SHA-256).
fn is_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the problem of an error of the reader.
fn damaged(error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::new("the workbook has a password").help("save it without one"),
        error => size::damaged(&error.to_string()),
    }
}

/// Returns the cells of a sheet, or the problem that there are too many.
fn grid(workbook: &mut Workbook<'_>, name: String) -> Result<Result<Grid, Problem>, XlsxError> {
    let counts_from_1904 = workbook.has_1904_epoch();
    let unknown = formulas_without_value(workbook, &name)?;
    let mut reader = workbook.worksheet_cells_reader(&name)?;
    let mut rows: BTreeMap<u32, Vec<Content>> = BTreeMap::new();
    let mut size = Size::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let code = || {
            let style = reader.styles().get(style)?;
            style.number_format.as_ref().map(|format| format.format_code.clone())
        };
        let content = if unknown.contains(&(row, column)) {
            Content::Unusable(
                "the cell has a formula, and the workbook does not have its result".to_owned(),
                "open the workbook in a spreadsheet and save it, or write the value itself".to_owned(),
            )
        } else {
            content(&cell, code)
        };
        if content == Content::Absent {
            continue;
        }
        let cells: &mut Vec<Content> = rows.entry(row + 1).or_default();
        let width = column as usize + 1;
        if let Err(problem) = size.add(width.saturating_sub(cells.len()), width) {
            return Ok(Err(Problem {
                message: format!("{}: {}", quoted(&name), problem.message),
                ..problem
            }));
        }
        if cells.len() < width {
            cells.resize(width, Content::Absent);
        }
        cells[width - 1] = content;
    }
    let rows = rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
    let dialect = Dialect { counts_from_1904, ..Dialect::default() };
    Ok(Ok(Grid { name: Some(name), unit: Unit::Row, rows, dialect }))
}

/// Returns the cells with a formula and no value: a program wrote them that cannot calculate.
fn formulas_without_value(workbook: &mut Workbook<'_>, name: &str) -> Result<HashSet<(u32, u32)>, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut found = HashSet::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

/// Returns the content of a cell, the code of whose number format `code` returns.
fn content(cell: &Cell<DataRef<'_>>, code: impl Fn() -> Option<String>) -> Content {
    let text = |text: &str| if text.is_empty() { Content::Absent } else { Content::Text(text.to_owned()) };
    match cell.get_value() {
        DataRef::Empty => Content::Absent,
        DataRef::SharedString(value) => text(value),
        DataRef::String(value) => text(value),
        // A workbook of the strict form has days as texts, and shows them by a format all the same.
        DataRef::DateTimeIso(value) => iso(value, code().as_deref()),
        DataRef::Int(value) => Content::Text(value.to_string()),
        DataRef::Float(value) => Content::Number(*value),
        DataRef::Bool(value) => Content::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::Error(error) => Content::Unusable(
            format!("the cell has the error `{error}`"),
            "correct the formula, or write the value itself".to_owned(),
        ),
        DataRef::DurationIso(_) => duration(),
        DataRef::DateTime(value) if value.is_duration() => duration(),
        DataRef::DateTime(value) => serial(*value, code().as_deref()),
    }
}

fn duration() -> Content {
    Content::Unusable(
        "the cell has a duration, not a date".to_owned(),
        "write a date, such as `2021-06-30`, as a text".to_owned(),
    )
}

/// Returns the day of a cell that has it as `2021-06-30`, `2021-06-30T14:30:00` or with an offset.
fn iso(value: &str, code: Option<&str>) -> Content {
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let has_time = time.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    // What is no day, such as a time alone, is a text that is no date.
    date.parse().map_or_else(|_| Content::Text(value.to_owned()), |day| shown_as(day, has_time, code))
}

/// Returns a day as far as its format shows it.
fn shown_as(day: Day, has_time: bool, code: Option<&str>) -> Content {
    match code.and_then(shown) {
        _ if has_time => Content::Day(day, Shown::Time),
        Some(shown) => Content::Day(day, shown),
        None => Content::Unusable(
            "the workbook does not say how the cell shows its date".to_owned(),
            format!("write what it shows as a text, such as `{}`", Date::day(day)),
        ),
    }
}

/// Returns the day of a cell that has it as a number.
fn serial(value: ExcelDateTime, code: Option<&str>) -> Content {
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let has_time = hour > 0 || minute > 0 || second > 0 || milli > 0;
    let day = Day::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    // A number that is too large is given as the last of all days.
    match day.filter(|_| (1.0..AFTER_LAST).contains(&value.as_f64())) {
        Some(day) => shown_as(day, has_time, code),
        None => Content::Unusable(
            "the cell has a time, or a day that no calendar has".to_owned(),
            "write the date as a text, such as `2021-06-30`".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn day_is_what_its_format_shows_however_it_is_kept() {
        let first = Date::parse("2021-03-01").expect("a date").as_day().expect("a day");
        let number = |code| serial(ExcelDateTime::new(44_256.0, ExcelDateTimeType::DateTime, false), code);
        for (code, shown) in [
            ("yyyy-mm-dd", Some(Shown::Day)),
            ("mmm yyyy", Some(Shown::Month)),
            ("d-mmm", Some(Shown::Part)),
            ("General", None),
        ] {
            let same =
                [number(Some(code)), iso("2021-03-01", Some(code)), iso("2021-03-01T00:00:00Z", Some(code))];
            for content in same {
                match shown {
                    Some(shown) => assert_eq!(content, Content::Day(first, shown), "{code}"),
                    None => assert!(matches!(content, Content::Unusable(..)), "{code}"),
                }
            }
        }
        assert!(matches!(number(None), Content::Unusable(..)));
        assert_eq!(iso("2021-03-01T14:30:00", Some("mmm yyyy")), Content::Day(first, Shown::Time));
        assert_eq!(iso("14:30:00", None), Content::Text("14:30:00".to_owned()));
    }
}
