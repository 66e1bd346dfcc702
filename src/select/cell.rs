//! One value of a row, before it is known in which format it will be shown.

use crate::select::count::Count;
use crate::select::percent::{Percentage, percentages};

/// The value of a column in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Absent,
    /// A text, a date as it is written, or a code.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// A number.
    Number(u64),
    /// A number of networks, which may be a range.
    Count(Count),
    /// The percentages of those that exist certainly, and of those that exist at most.
    Percentages(Percentage, Percentage),
}

impl Cell {
    /// Returns the cell of a text; an empty text is absent.
    pub fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Absent } else { Self::Text(text.to_owned()) }
    }

    /// Returns the cell as one text for people: a list with commas, a range as `14..56`.
    pub fn to_text(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(items) if items.iter().any(|item| item.contains(',')) => items.join("; "),
            Self::List(items) => items.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Percentages(certain, possible) => percentages(*certain, *possible),
        }
    }
}
