//! A sheet as a table in GitHub-flavoured Markdown.

use crate::render::markdown::{escape, row};
use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::Sheet;

/// Returns the table of a sheet, followed by its notes, and by the footnote if a cell needs it.
pub fn render(sheet: &Sheet<Rows<'_>>) -> String {
    let mut out = row(sheet.columns.iter().map(|heading| heading.title_in(sheet.language).to_owned()));
    out += &row(sheet.columns.iter().map(|_| "---".to_owned()));
    let mut buffer = String::new();
    for cells in sheet.rows.iter() {
        out += &row(cells.iter().map(|cell| escape(cell.text(sheet.language, &mut buffer))));
    }
    for note in &sheet.notes {
        out.push_str(&format!("\n{}\n", escape(note)));
    }
    if let Some(note) = sheet.footnote() {
        out.push_str(&format!("\n{}\n", escape(note)));
    }
    out
}
