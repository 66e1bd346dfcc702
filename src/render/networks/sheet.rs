//! Rows and columns, before it is known how they will be shown.
//!
//! The other files of this folder show a sheet to people and to programs.

use crate::model::{Language, Record, country::footnote};
use crate::select::{cell::Cell, column::Column, denominator::Ratio};

/// Rows under headings.
#[derive(Debug)]
pub struct Sheet {
    /// What the rows are, for the name of the list in JSON.
    pub name: &'static str,
    /// Name and title of each column.
    pub columns: Vec<(&'static str, &'static str)>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Returns a sheet of networks.
    pub fn of_networks(columns: &[Column], networks: &[&Record<'_>], language: Language) -> Self {
        Self {
            name: "networks",
            columns: columns.iter().map(|column| (column.id(), column.title())).collect(),
            rows: networks
                .iter()
                .map(|network| columns.iter().map(|column| column.cell(network, language)).collect())
                .collect(),
        }
    }

    /// Returns a sheet of one row: a count compared with a denominator.
    pub fn of_ratio(ratio: &Ratio<'_>) -> Self {
        let text = |text: Option<String>| text.map_or(Cell::Absent, Cell::Text);
        let denominator = &ratio.denominator;
        let (certain, possible) = ratio.percentages();
        let members = ratio.members.map_or(Cell::Absent, |members| Cell::Count(members.with));
        let (columns, row) = [
            (("networks", "Networks"), Cell::Count(ratio.networks)),
            (("members", "Members"), members),
            (("denominator", "Denominator"), Cell::Text(denominator.id().to_owned())),
            (("title", "Title"), Cell::Text(denominator.title.to_owned())),
            (("value", "Value"), Cell::Number(denominator.value)),
            (("date", "Date"), text(denominator.date().map(|date| date.to_string()))),
            (("source", "Source"), text(denominator.source().map(str::to_owned))),
            (("share", "Percentage"), Cell::Percentages(certain, possible)),
        ]
        .into_iter()
        .unzip();
        Self { name: "shares", columns, rows: vec![row] }
    }

    /// Returns the footnote if a cell shows the marked name.
    pub fn footnote(&self) -> Option<&'static str> {
        self.rows.iter().flatten().find_map(|cell| footnote(&cell.to_text()))
    }
}
