//! Rows and columns, before it is known how they will be shown.
//!
//! Promises: nothing but data. A sheet is shown by `render/table.rs` and `render/markdown.rs`
//! to people, by `exchange/` to programs.

use crate::model::country::{Language, footnote};
use crate::model::record::Record;
use crate::select::column::{Cell, Column};
use crate::select::denominator::Ratio;
use crate::select::percent::between;

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
    /// Makes a sheet of networks.
    #[must_use]
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

    /// Makes a sheet of one row: a count against a total.
    #[must_use]
    pub fn of_share(held: &Ratio<'_>) -> Self {
        let text = |text: Option<String>| text.map_or(Cell::Absent, Cell::Text);
        let total = &held.total;
        let (certain, possible) = held.shares();
        let (columns, row) = [
            (("networks", "Networks"), held.networks.cell()),
            (("members", "Members"), held.members.map_or(Cell::Absent, |members| members.with.cell())),
            (("denominator", "Denominator"), Cell::Text(total.id().to_owned())),
            (("title", "Title"), Cell::Text(total.title.to_owned())),
            (("value", "Value"), Cell::Number(total.value)),
            (("date", "Date"), text(total.date().map(|date| date.to_string()))),
            (("source", "Source"), text(total.source().map(str::to_owned))),
            (("share", "Percentage"), Cell::Percentages(certain, possible)),
        ]
        .into_iter()
        .unzip();
        Self { name: "shares", columns, rows: vec![row] }
    }

    /// Returns the footnote if a cell shows the marked name.
    #[must_use]
    pub fn footnote(&self) -> Option<&'static str> {
        self.rows.iter().flatten().find_map(|cell| footnote(&cell.to_text()))
    }
}

impl Cell {
    /// Returns the cell for people: lists with commas, ranges as `14..56`.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(items) if items.iter().any(|item| item.contains(',')) => items.join("; "),
            Self::List(items) => items.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Range(certain, possible) if certain == possible => certain.to_string(),
            Self::Range(certain, possible) => format!("{certain}..{possible}"),
            Self::Percentages(certain, possible) => between(*certain, *possible),
        }
    }
}
