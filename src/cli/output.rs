//! Picks the renderer of a sheet by the name of its format.
//!
//! Promises: where a format has no place for the footnote, it is said on stderr.

use netreg::country::footnote;
use netreg::exchange;
use netreg::render::sheet::Sheet;
use netreg::render::{markdown, table};

use crate::cli::args::Format;
use crate::cli::ui::{Ui, table_width};

/// Prints a sheet.
pub fn sheet(ui: &Ui, sheet: &Sheet, format: Format) -> anyhow::Result<()> {
    match format {
        Format::Table => ui.page(&table::render(sheet, table_width())),
        Format::Json => ui.out(&exchange::json::render(sheet)),
        Format::Md => ui.out(&markdown::render(sheet)),
        Format::Csv => separated(ui, &exchange::csv::csv(sheet)),
        Format::Tsv => separated(ui, &exchange::csv::tsv(sheet)),
    }
}

fn separated(ui: &Ui, text: &str) -> anyhow::Result<()> {
    ui.out(text)?;
    if let Some(note) = footnote(text) {
        ui.summary(note);
    }
    Ok(())
}
