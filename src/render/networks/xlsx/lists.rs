//! Drop-downs: a status is one of three; an entity is one that netreg knows or, after a warning, another.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};

use crate::model::{Status, entity};
use crate::render::networks::xlsx::columns::{Column, Input};
use crate::render::networks::xlsx::formats::Formats;
use crate::render::networks::xlsx::layout;
use crate::render::networks::xlsx::rows::MOST;

/// How many rows below the last one have drop-downs, too.
const NEW_ROWS: u32 = 1000;

/// The sheet of the known entities. A list of them is longer than the 255 characters that fit into a drop-down itself.
const SHEET: &str = "Entities";

/// Adds drop-downs to the columns that have them. Returns `true` if some are of the sheet of entities.
pub fn add(worksheet: &mut Worksheet, columns: &[Column], rows: u32) -> Result<bool, XlsxError> {
    let last = rows.saturating_add(NEW_ROWS).min(MOST);
    let mut entities = false;
    for (at, column) in (0..).zip(columns) {
        let choice = match column.input {
            Input::Status => statuses()?,
            Input::Entity => {
                entities = true;
                known_entities()?
            }
            _ => continue,
        };
        worksheet.add_data_validation(1, at, last, at, &choice)?;
    }
    Ok(entities)
}

/// Returns the list of statuses, which refuses any other.
fn statuses() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&Status::ALL.map(Status::word))?
        .set_error_title("Unknown status")?
        .set_error_message("A status is planned, established or closed.")
}

/// Returns the list of known entities, which warns of any other.
fn known_entities() -> Result<DataValidation, XlsxError> {
    let last = entity::spellings().len() + 1;
    DataValidation::new()
        .allow_list_formula(Formula::new(format!("={SHEET}!$A$2:$A${last}")))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Not a known entity")?
        .set_error_message("The list has the entities that netreg knows. Another name is allowed, too.")
}

/// Returns the sheet of the known entities, each with its name in full.
pub fn entities(formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(SHEET)?.set_column_width(0, 16)?.set_column_width(1, 80)?.set_freeze_panes(1, 0)?;
    layout::set_page(&mut sheet, true);
    for (at, heading) in (0..).zip(["Entity", "Name"]) {
        sheet.write_string_with_format(0, at, heading, &formats.heading)?;
    }
    for (row, spelling) in (1..).zip(entity::spellings()) {
        sheet.write_string_with_format(row, 0, *spelling, &formats.text)?;
        sheet.write_string_with_format(row, 1, entity::name(spelling), &formats.text)?;
    }
    Ok(sheet)
}
