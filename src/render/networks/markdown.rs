//! A sheet as a table in GitHub-flavoured Markdown.

use crate::render::markdown::{escape, row};
use crate::render::networks::sheet::Sheet;

/// Returns the table of a sheet, followed by the footnote if a cell needs it.
pub fn render(sheet: &Sheet) -> String {
    let mut out = row(sheet.columns.iter().map(|(_, title)| (*title).to_owned()));
    out += &row(sheet.columns.iter().map(|_| "---".to_owned()));
    for cells in &sheet.rows {
        out += &row(cells.iter().map(|cell| escape(&cell.to_text())));
    }
    if let Some(note) = sheet.footnote() {
        out.push_str(&format!("\n{}\n", escape(note)));
    }
    out
}
