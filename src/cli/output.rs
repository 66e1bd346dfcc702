//! Writes a sheet in a format to its destination. A format without a place for the footnote has it on stderr.

use clap::Args;
use netreg::render::networks::sheet::{Row, Rows, Sheet};
use netreg::render::networks::{self, empty, html, json, markdown, table};
use netreg::text::find_byte;

use crate::cli::args::{Format, Global};
use crate::cli::destination::{Destination, DestinationArgs};
use crate::cli::ui::Ui;

// The options of every command whose result has rows.
#[derive(Args)]
pub struct OutputArgs {
    /// How to show the result [default: by the ending of --output, else for people to read]
    #[arg(long)]
    format: Option<Format>,

    #[command(flatten)]
    destination: DestinationArgs,
}

/// Where rows go, and in which format.
pub struct Output<'a> {
    /// The format, if one was chosen.
    pub format: Option<Format>,
    /// Where they go.
    pub destination: Destination<'a>,
    /// The columns that the user has named.
    named: &'a [String],
}

impl OutputArgs {
    /// Returns the format and the destination that were chosen.
    ///
    /// # Errors
    ///
    /// Fails as [`DestinationArgs::open_for_rows`] does.
    pub fn open<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Output<'a>> {
        let format = self.format.or_else(|| self.destination.format());
        Ok(Output { format, destination: self.destination.open_for_rows(global, ui)?, named: &[] })
    }
}

impl<'a> Output<'a> {
    /// Returns the output with the columns that the user has named: they are shown even if they are empty.
    pub fn with(self, named: &'a [String]) -> Self {
        Self { named, ..self }
    }

    /// Returns `true` if people read the rows, and not programs.
    pub fn is_for_people(&self) -> bool {
        self.format.is_none_or(Format::is_for_people)
    }

    /// Writes a sheet, as a table if no format was chosen. For programs, each row is written when it is made.
    pub fn sheet<'t>(&self, sheet: Sheet<impl IntoIterator<Item = Row<'t>>>) -> anyhow::Result<()> {
        let to = &self.destination;
        match self.format.unwrap_or(Format::Table) {
            Format::Json => to.stream(|mut out| json::write([sheet], &mut out)),
            Format::Csv => to.data(|out| networks::csv::csv(sheet, out)),
            Format::Tsv => to.data(|out| networks::csv::tsv(sheet, out)),
            format => {
                let (sheet, rows) = sheet.apart();
                self.page(format, sheet.with(rows.into_iter().collect()))
            }
        }
    }

    /// Writes a sheet for people.
    fn page(&self, format: Format, mut sheet: Sheet<Rows<'_>>) -> anyhow::Result<()> {
        empty::leave_out(&mut sheet, |id| self.named.iter().any(|name| name.trim() == id));
        let to = &self.destination;
        match format {
            Format::Md => to.put(&markdown::render(&sheet)),
            Format::Html => to.put(&html::render(&sheet)),
            _ => {
                let table = table::render(&sheet, to.width());
                to.page(&table, find_byte(&table, b'*').and_then(|_| sheet.row_footnote()))
            }
        }
    }
}
