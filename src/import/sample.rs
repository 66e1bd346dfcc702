//! For the tests of this folder: the rows of a sheet that is written as CSV.

use crate::import::choice::choose;
use crate::import::document::Document;
use crate::import::mapping::Mapping;
use crate::import::rows::{Reading, read};

/// Returns what the rows of a sheet are.
pub fn reading(sheet: &str) -> Reading {
    let document = Document::read(sheet.as_bytes(), Some("csv")).expect("a sheet");
    let sheet = choose(document, None, &Mapping::default()).expect("headings");
    read(&sheet.grid, &sheet.headings)
}
