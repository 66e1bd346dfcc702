//! A grid: the cells of one sheet as they were read, before it is known what its columns are.

use crate::model::{Day, Problem};

/// No sheet of networks has more columns.
pub const MOST_COLUMNS: usize = 1000;

/// The most cells that are kept, with the empty ones before the last of each row: some 200 MB.
pub const MOST_CELLS: usize = 4_000_000;

/// How many cells there are so far.
#[derive(Debug, Default)]
pub struct Size {
    cells: usize,
}

impl Size {
    /// Counts `new` cells of a row that is now `width` cells wide.
    ///
    /// # Errors
    /// If there are more than a sheet can have.
    pub fn add(&mut self, new: usize, width: usize) -> Result<(), Problem> {
        self.cells = self.cells.saturating_add(new);
        if width <= MOST_COLUMNS && self.cells <= MOST_CELLS {
            return Ok(());
        }
        Err(Problem::new(format!("the sheet has more than {MOST_COLUMNS} columns or {MOST_CELLS} cells"))
            .help("copy the rows and columns of the networks into a new file"))
    }
}

/// The cells of one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The name of the sheet, if it is one of several.
    pub name: Option<String>,
    /// What a row is called in a message.
    pub unit: Unit,
    /// The rows that have cells, in their order.
    pub rows: Vec<Row>,
    /// How its texts are spelt.
    pub dialect: Dialect,
}

/// A row of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number, from 1: that of the row, or of the line on which it begins.
    pub number: u32,
    /// Its cells, from the first column on.
    pub cells: Vec<Content>,
}

/// What a row is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A row of a workbook, in which a cell has an address such as `C14`.
    #[default]
    Row,
    /// A line of a text.
    Line,
    /// An item of a list in JSON.
    Item,
}

impl Unit {
    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Line => "line",
            Self::Item => "item",
        }
    }
}

/// How the texts of a grid are spelt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// An apostrophe at the beginning only keeps a cell from being a formula.
    pub has_apostrophes: bool,
    /// A tab is written `\t`, and a line end `\n`.
    pub has_short_escapes: bool,
    /// A number of a day counts from 1904, as in old workbooks of the Macintosh.
    pub counts_from_1904: bool,
}

/// What is in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing.
    #[default]
    Absent,
    /// A text as it is spelt, which has to be decoded.
    Text(String),
    /// A text as it is.
    Exact(String),
    /// A list of texts as they are.
    List(Vec<String>),
    /// A number without the format of a date.
    Number(f64),
    /// A day, of which perhaps only a part is shown.
    Day(Day, Shown),
    /// Something that cannot be used: why, as the message of a problem, and what to do.
    Unusable(String, String),
}

/// Which part of a day a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The day.
    Day,
    /// Its month and year.
    Month,
    /// Its year.
    Year,
    /// Not its year.
    Part,
    /// A time of day, too.
    Time,
}

impl Row {
    /// Returns the cell in a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Content {
        self.cells.get(column).unwrap_or(&Content::Absent)
    }

    /// Returns `true` if no cell has anything in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Content::is_empty)
    }
}

impl Content {
    /// Returns `true` if there is nothing in it but white space.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_all_rows_are_counted() {
        let mut size = Size::default();
        assert!(size.add(MOST_CELLS, MOST_COLUMNS).is_ok());
        assert!(size.add(1, 1).is_err());
        assert!(Size::default().add(1, MOST_COLUMNS + 1).is_err());
    }
}
