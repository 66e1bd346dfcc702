//! Writes a sheet in a format to its destination. A format without a place for the footnote has it on stderr.

use std::borrow::Cow;

use clap::Args;
use netreg::model::Record;
use netreg::render::networks::rows::{Row, Rows};
use netreg::render::networks::sheet::Sheet;
#[cfg(feature = "xlsx")]
use netreg::render::networks::xlsx::{self, Origin};
use netreg::render::networks::{self, empty, html, json, markdown, table};
use netreg::select::cell::Cell;
use netreg::text::find_byte;

use crate::cli::args::{Format, Global};
use crate::cli::destination::{Destination, DestinationArgs};
use crate::cli::ui::Ui;
#[cfg(feature = "xlsx")]
use crate::cli::{error::Problem, origin};

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
    /// Where the rows come from.
    #[cfg(feature = "xlsx")]
    origin: Origin,
}

impl OutputArgs {
    /// Returns the format and the destination that were chosen.
    ///
    /// # Errors
    ///
    /// Fails as [`DestinationArgs::open_for_rows`] does, or if a workbook would go to a terminal.
    pub fn open<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Output<'a>> {
        let format = self.format.or_else(|| self.destination.format());
        let destination = self.destination.open_for_rows(global, ui)?;
        #[cfg(feature = "xlsx")]
        if format == Some(Format::Xlsx) && destination.is_terminal() {
            let problem = Problem::new("a workbook cannot be shown in a terminal");
            return Err(problem.help("write it into a file: `-o networks.xlsx`").into());
        }
        Ok(Output {
            format,
            destination,
            named: &[],
            #[cfg(feature = "xlsx")]
            origin: Origin::default(),
        })
    }
}

impl<'a> Output<'a> {
    /// Returns the output with the columns that the user has named: they are shown even if they are empty.
    pub fn with(self, named: &'a [String]) -> Self {
        Self { named, ..self }
    }

    /// Returns the output of rows that were read from a registry with this text. A workbook says from which; `records` may
    /// be only those before the networks.
    ///
    /// # Errors
    ///
    /// Fails if the history of the registry cannot be read.
    #[cfg(feature = "xlsx")]
    pub fn of(self, text: &str, records: &[Record<'_>], global: &Global, ui: &Ui) -> anyhow::Result<Self> {
        match self.format {
            Some(Format::Xlsx) => Ok(Self { origin: origin::of(global, text, records, ui)?, ..self }),
            _ => Ok(self),
        }
    }

    /// Returns the output: no format says from which registry its rows are.
    #[cfg(not(feature = "xlsx"))]
    #[expect(clippy::unnecessary_wraps, reason = "it can fail where workbooks can be made")]
    pub fn of(self, _: &str, _: &[Record<'_>], _: &Global, _: &Ui) -> anyhow::Result<Self> {
        Ok(self)
    }

    /// Returns `true` if people read the rows, and not programs.
    pub fn is_for_people(&self) -> bool {
        self.format.is_none_or(Format::is_for_people)
    }

    /// Writes a sheet, as a table if no format was chosen.
    pub fn sheet(&self, sheet: Sheet<Rows<'_>>) -> anyhow::Result<()> {
        if self.is_for_people() {
            return self.page(sheet);
        }
        let (sheet, rows) = sheet.apart();
        self.data(sheet.with(rows.iter().map(Cow::Borrowed)))
    }

    /// Writes a sheet as [`Self::sheet`]. For programs, each row is written when it is made.
    pub fn stream<'t>(&self, sheet: Sheet<impl Iterator<Item = Row<'t>>>) -> anyhow::Result<()> {
        let (sheet, rows) = sheet.apart();
        if self.is_for_people() {
            return self.page(sheet.with(rows.collect()));
        }
        self.data(sheet.with(rows.map(Cow::Owned)))
    }

    /// Writes a sheet for programs.
    fn data<'r, 't: 'r>(
        &self,
        sheet: Sheet<impl Iterator<Item = Cow<'r, [Cell<'t>]>>>,
    ) -> anyhow::Result<()> {
        let to = &self.destination;
        match self.format {
            Some(Format::Json) => to.stream(|mut out| json::write([sheet], &mut out)),
            #[cfg(feature = "xlsx")]
            Some(Format::Xlsx) => to.bytes(&xlsx::workbook(sheet, &self.origin)?),
            Some(Format::Tsv) => to.data(|out| networks::csv::tsv(sheet, out)),
            _ => to.data(|out| networks::csv::csv(sheet, out)),
        }
    }

    /// Writes a sheet for people.
    fn page(&self, mut sheet: Sheet<Rows<'_>>) -> anyhow::Result<()> {
        empty::leave_out(&mut sheet, |id| self.named.iter().any(|name| name.trim() == id));
        let to = &self.destination;
        match self.format {
            Some(Format::Md) => to.put(&markdown::render(&sheet)),
            Some(Format::Html) => to.put(&html::render(&sheet)),
            _ => {
                let table = table::render(&sheet, to.width());
                to.page(&table, find_byte(&table, b'*').and_then(|_| sheet.row_footnote()))
            }
        }
    }
}
