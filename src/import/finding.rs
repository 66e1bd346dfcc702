//! What is wrong with a cell or a row, with its place.

use crate::import::cell::letters;
use crate::import::grid::{Grid, Unit};
use crate::import::headings::Headings;
use crate::model::Problem;
use crate::text::{quoted, visible};

/// Something that is wrong in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// A place in a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the row, line or item, from 1; 0 for the sheet as a whole.
    pub row: u32,
    /// The column, counted from 0; none for the row as a whole.
    pub column: Option<usize>,
}

impl Finding {
    /// Returns the finding that a row as a whole has.
    pub fn of_row(row: u32, problem: Problem) -> Self {
        Self { place: Place { row, column: None }, problem }
    }

    /// Returns the finding that a cell has.
    pub fn of_cell(row: u32, column: usize, problem: Problem) -> Self {
        Self { place: Place { row, column: Some(column) }, problem }
    }
}

impl Place {
    /// Returns the place in words: "sheet `Networks`, row 14, column `Established` (C14)".
    pub fn in_words(self, grid: &Grid, headings: &Headings) -> String {
        let sheet = grid.name.as_ref().map_or(String::new(), |name| format!("sheet {}, ", quoted(name)));
        if self.row == 0 {
            return sheet.trim_end_matches(", ").to_owned();
        }
        let unit = grid.unit.word();
        let column = match self.column {
            None => String::new(),
            Some(column) => {
                let title =
                    headings.title(column).map_or(String::new(), |title| format!(" {}", quoted(title)));
                let address = if grid.unit == Unit::Row {
                    format!(" ({}{})", letters(column), self.row)
                } else {
                    String::new()
                };
                let name = if grid.unit == Unit::Item { "member" } else { "column" };
                format!(", {name}{title}{address}")
            }
        };
        format!("{sheet}{unit} {}{column}", self.row)
    }
}

/// Returns findings for a terminal, each with its place in `file` and its help.
pub fn render(findings: &[Finding], file: &str, grid: &Grid, headings: &Headings) -> String {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| finding.place);
    let one = |(at, finding): (usize, &&Finding)| {
        let Problem { message, help } = &finding.problem;
        let place = finding.place.in_words(grid, headings);
        let place = if place.is_empty() { file.to_owned() } else { format!("{file}: {place}") };
        // What helps in several rows is said once, below the last.
        let is_below = findings.get(at + 1).is_some_and(|next| next.problem.help == *help);
        let help = help
            .as_ref()
            .filter(|_| !is_below)
            .map_or(String::new(), |help| format!("  \x1b[1;36mhelp\x1b[0m: {}\n", visible(help)));
        format!(
            "\x1b[1;31merror\x1b[0m: {}\n \x1b[1;34m-->\x1b[0m {}\n{help}",
            visible(message),
            visible(&place)
        )
    };
    findings.iter().enumerate().map(one).collect::<Vec<_>>().join("\n")
}
