//! The sheets beside the rows: what each column means, and what has to be known of the numbers.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::render::networks::escaped::escape;
use crate::render::networks::xlsx::columns::Column;
use crate::render::networks::xlsx::formats::Formats;
use crate::render::networks::xlsx::layout;
use crate::render::networks::xlsx::origin::{Origin, Version};

/// How wide a meaning and a note are, in characters.
const MEANING: usize = 80;
const NOTE: usize = 100;

/// Returns the sheet on the columns.
pub fn columns(columns: &[Column], formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Columns")?.set_freeze_panes(1, 0)?;
    layout::set_page(&mut sheet, true);
    for (at, (heading, width)) in
        (0..).zip([("Heading", 32), ("Column", 22), ("Meaning", MEANING), ("Imported", 12)])
    {
        layout::set_width(&mut sheet, at, width)?;
        sheet.write_string_with_format(0, at, heading, &formats.heading)?;
    }
    for (row, column) in (1..).zip(columns) {
        let imported = if column.is_imported { "yes" } else { "no" };
        let cells = [column.title.as_str(), &column.name, &column.meaning, imported];
        for (at, text) in (0..).zip(cells) {
            sheet.write_string_with_format(row, at, text, &formats.lines)?;
        }
        layout::set_height(&mut sheet, row, layout::lines(&column.meaning, MEANING))?;
    }
    Ok(sheet)
}

/// What has to be known of the rows.
pub struct Remarks<'a> {
    /// What they are about; empty if there is nothing to say.
    pub caption: &'a str,
    /// What makes a number less than the whole truth.
    pub notes: &'a [String],
    /// The footnote, if a cell needs it.
    pub footnote: Option<&'a str>,
    /// Where they come from.
    pub origin: &'a Origin,
}

impl Remarks<'_> {
    /// Returns the sheet of the notes; none if there is nothing to say.
    pub fn sheet(&self, formats: &Formats) -> Result<Option<Worksheet>, XlsxError> {
        let one = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let version = match &self.origin.version {
            Version::Unknown => None,
            Version::Commit { id, day } => Some(format!("commit {id} of {day}")),
            Version::Uncommitted => Some("a registry with changes that were not committed".to_owned()),
        };
        let notes = self.notes.iter().map(|note| ("Note", Some(note.clone())));
        let rows =
            [("Registry", one(&self.origin.title)), ("Rows", one(self.caption)), ("Made from", version)];
        let rows = rows.into_iter().chain(notes).chain([("Footnote", self.footnote.map(str::to_owned))]);
        let rows: Vec<(&str, String)> = rows.filter_map(|(label, text)| Some((label, text?))).collect();
        if rows.is_empty() {
            return Ok(None);
        }
        let mut sheet = Worksheet::new();
        sheet.set_name("Notes")?.set_column_width(0, 14)?;
        layout::set_width(&mut sheet, 1, NOTE)?;
        layout::set_page(&mut sheet, true);
        for (row, (label, text)) in (0..).zip(rows) {
            layout::set_height(&mut sheet, row, layout::lines(&text, NOTE))?;
            sheet.write_string_with_format(row, 0, label, &formats.heading)?.write_string_with_format(
                row,
                1,
                escape(&text),
                &formats.lines,
            )?;
        }
        Ok(Some(sheet))
    }
}
