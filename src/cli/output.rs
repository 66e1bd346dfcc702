//! Prints a sheet in a format. A format without a place for the footnote has it on stderr.

use netreg::model::Language;
use netreg::render::networks::{html, markdown, table};
use netreg::render::{networks, networks::sheet::Sheet};

use crate::cli::args::Format;
use crate::cli::ui::{Ui, table_width};

/// Prints a sheet whose names are in this language.
pub fn sheet(ui: &Ui, sheet: &Sheet, format: Format, language: Language) -> anyhow::Result<()> {
    match format {
        Format::Table => ui.page(&table::render(sheet, table_width()), sheet.footnote()),
        Format::Json => ui.out(&networks::json::render(sheet)),
        Format::Md => ui.out(&markdown::render(sheet)),
        Format::Html => ui.out(&html::render(sheet, language)),
        Format::Csv | Format::Tsv => {
            let text =
                if format == Format::Csv { networks::csv::csv(sheet) } else { networks::csv::tsv(sheet) };
            ui.out(&text)?;
            sheet.footnote().into_iter().for_each(|note| ui.footnote(note));
            Ok(())
        }
    }
}
