//! Rows and columns, before it is known how they will be shown.
//!
//! Promises: nothing but data. A sheet is shown by `render/table.rs` and `render/markdown.rs`
//! to people, by `exchange/` to programs.

use crate::country::footnote;
use crate::query::{Cell, Column};
use crate::record::Record;

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
    pub fn of_networks(columns: &[Column], networks: &[&Record<'_>]) -> Self {
        Self {
            name: "networks",
            columns: columns.iter().map(|column| (column.id(), column.title())).collect(),
            rows: networks
                .iter()
                .map(|network| columns.iter().map(|column| column.cell(network)).collect())
                .collect(),
        }
    }
}

impl Sheet {
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
            Self::Range(certain, possible) if certain == possible => certain.to_string(),
            Self::Range(certain, possible) => format!("{certain}..{possible}"),
        }
    }
}
