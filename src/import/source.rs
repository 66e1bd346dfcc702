//! What a file is: a workbook, JSON, or text with separators. Its bytes say it, and its ending only where they do not.

use crate::import::document::Document;
use crate::import::json;
use crate::import::separated::{self, SEPARATORS};
use crate::model::Problem;

/// The beginning of a workbook of Excel, which is a ZIP archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// The beginning of an old workbook, and of one with a password.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0";

impl Document {
    /// Reads a file; `ending` is the ending of its name, in lower case.
    ///
    /// # Errors
    /// If it cannot be read as a sheet.
    pub fn read(bytes: &[u8], ending: Option<&str>) -> Result<Self, Problem> {
        if bytes.starts_with(ZIP) {
            // OpenDocument 1.3, part 2, section 3.3: the type is the first part, and is not compressed.
            if bytes
                .get(30..)
                .is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument"))
            {
                return Err(Problem::new("this is a spreadsheet in the format of OpenDocument (`.ods`)")
                    .help("save it as `.xlsx`"));
            }
            return workbook(bytes);
        }
        if bytes.starts_with(OLD) {
            return Err(Problem::new("this is an old workbook (`.xls`), or one with a password")
                .help("open it in a spreadsheet and save it as `.xlsx` without a password"));
        }
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            return Err(Problem::new("the text is in UTF-16")
                .help("save it as “CSV UTF-8”, or as a workbook (`.xlsx`)"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Problem::new(format!("the text is not in UTF-8 (line {line})"))
                .help("save it as “CSV UTF-8”, or as a workbook (`.xlsx`)")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(
                Problem::new("the file is empty").help("`netreg list --format csv` shows how a sheet looks")
            );
        }
        if ending == Some("toml") {
            return Err(Problem::new("this is a registry, not a sheet")
                .help("`netreg -f FILE list -o networks.csv` makes a sheet of a registry"));
        }
        let is_json = match ending {
            Some("json") => true,
            Some("csv" | "tsv" | "txt") => false,
            _ => text.trim_start().starts_with(['{', '[']),
        };
        Ok(if is_json {
            Self { grids: vec![Ok(json::grid(text)?)], ..Self::default() }
        } else {
            let grids = SEPARATORS.map(|separator| separated::grid(text, separator));
            Self { grids: grids.into(), are_readings: true, ..Self::default() }
        })
    }
}

#[cfg(feature = "xlsx")]
fn workbook(bytes: &[u8]) -> Result<Document, Problem> {
    crate::import::workbook::read(bytes)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8]) -> Result<Document, Problem> {
    Err(Problem::new("this netreg was built without workbooks of Excel")
        .help("save the sheet as “CSV UTF-8”"))
}
