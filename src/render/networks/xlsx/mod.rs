//! A sheet as a workbook of Excel, by the rules of `docs/format.md`, "XLSX".
//!
//! A text is written as a text, so it never runs as a formula and never becomes a link. The same sheet gives the same bytes:
//! nothing in a workbook comes from the clock.

mod columns;
mod formats;
mod layout;
mod legend;
mod lists;
pub mod origin;
mod rows;
mod value;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub use crate::render::networks::xlsx::origin::{COMMIT, Origin, UNCOMMITTED, Version};

use crate::model::{Language, Problem};
use crate::render::networks::escaped::escape;
use crate::render::networks::sheet::{Sheet, footnote_of_notes};
use crate::render::networks::xlsx::columns::Column;
use crate::render::networks::xlsx::formats::Formats;
use crate::render::networks::xlsx::rows::unwritten;
use crate::select::cell::Cell;

/// The day of creation of a workbook whose registry is in no commit: a constant, so that the clock is not needed.
const NO_DAY: &str = "2000-01-01";

/// The longest name of a sheet, in characters.
const LONGEST_NAME: usize = 31;

/// Returns the bytes of the workbook of a sheet.
///
/// # Errors
/// Fails if there are more rows, or longer texts, than Excel has room for.
pub fn workbook<'t>(
    sheet: Sheet<impl IntoIterator<Item: AsRef<[Cell<'t>]>>>,
    origin: &Origin,
) -> Result<Vec<u8>, Problem> {
    let (sheet, rows) = sheet.apart();
    let columns = columns::of(&sheet);
    let formats = Formats::new(sheet.language);
    let mut first = Worksheet::new();
    first.set_name(name(sheet.name)).map_err(|error| unwritten(&error))?;
    let written = rows::write(&mut first, &sheet, &columns, rows, &formats, rows::MOST)?;
    let footnote = written.footnote.or_else(|| footnote_of_notes(&sheet.notes));
    finished(first, &sheet, &columns, origin, footnote, written.rows).map_err(|error| unwritten(&error))
}

/// Returns the bytes of a workbook whose first sheet has its rows.
fn finished(
    mut first: Worksheet,
    sheet: &Sheet<()>,
    columns: &[Column],
    origin: &Origin,
    footnote: Option<&str>,
    rows: u32,
) -> Result<Vec<u8>, XlsxError> {
    first.set_right_to_left(sheet.language == Language::Arabic);
    // What is beside the rows is in English.
    let formats = &Formats::new(Language::English);
    let entities = lists::add(&mut first, columns, rows)?;
    let mut workbook = Workbook::new();
    workbook.push_worksheet(first);
    workbook.push_worksheet(legend::columns(columns, formats)?);
    let remarks = legend::Remarks { caption: &sheet.caption, notes: &sheet.notes, footnote, origin };
    if let Some(notes) = remarks.sheet(formats)? {
        workbook.push_worksheet(notes);
    }
    if entities {
        workbook.push_worksheet(lists::entities(formats)?);
    }
    workbook.set_properties(&properties(&sheet.caption, origin)?);
    workbook.save_to_buffer()
}

/// Returns the properties of the document.
fn properties(caption: &str, origin: &Origin) -> Result<DocProperties, XlsxError> {
    let title = if origin.title.is_empty() { caption } else { &origin.title };
    let day = match &origin.version {
        Version::Commit { day, .. } => ExcelDateTime::parse_from_str(day),
        _ => ExcelDateTime::parse_from_str(NO_DAY),
    };
    // Git takes a day from before 1900, too.
    let day = day.or_else(|_| ExcelDateTime::parse_from_str(NO_DAY))?;
    let properties = DocProperties::new().set_title(escape(title)).set_creation_datetime(&day);
    Ok(match &origin.version {
        Version::Unknown => properties,
        Version::Commit { id, .. } => properties.set_custom_property(COMMIT, id.as_str()),
        Version::Uncommitted => properties.set_custom_property(UNCOMMITTED, "yes"),
    })
}

/// Returns the name of the first sheet: what the rows are, with a capital letter.
fn name(rows: &str) -> String {
    let mut letters = rows.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::networks::sheet::Heading;

    #[test]
    fn rows_for_which_there_is_no_room_are_refused() {
        let sheet = || Sheet::new("networks", vec![Heading::new("key", "Key")], Language::English).apart().0;
        let row = || vec![Cell::of_text("x")];
        let write = |cells: &mut dyn Iterator<Item = Vec<Cell<'static>>>, most: u32| {
            let sheet = sheet();
            let columns = columns::of(&sheet);
            let formats = Formats::new(sheet.language);
            rows::write(&mut Worksheet::new(), &sheet, &columns, cells, &formats, most)
        };
        let mut two = std::iter::repeat_with(row).take(2);
        assert_eq!(write(&mut two, 2).map(|written| written.rows), Ok(2));
        // Whether or not it is known how many there are.
        let (mut three, mut left) = (std::iter::repeat_with(row).take(3), 3_usize);
        let mut unknown = std::iter::from_fn(|| {
            left = left.checked_sub(1)?;
            Some(row())
        });
        for rows in [&mut three as &mut dyn Iterator<Item = _>, &mut unknown] {
            let problem = write(rows, 2).err().expect("there is no room");
            assert_eq!(problem.message, "more than 2 rows, for which a sheet of Excel has no room");
        }
        assert_eq!(rows::MOST + 1, 1 << 20, "with the headings");
    }

    #[test]
    fn name_of_a_sheet_is_one_that_excel_takes() {
        assert_eq!(name("networks"), "Networks");
        assert_eq!(name(&"x".repeat(40)).len(), LONGEST_NAME);
    }
}
