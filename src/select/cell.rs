//! One value of a row, before it is known in which format and language it will be shown.

use crate::model::{Date, Status};
use crate::select::certainty::Certainty;
use crate::select::count::Count;
use crate::select::percent::Percentage;

/// The value of a column in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Absent,
    /// A text or a code.
    Text(String),
    /// A date.
    Date(Date),
    /// The status of a network.
    Status(Status),
    /// A list of texts.
    List(Vec<String>),
    /// A number.
    Number(u64),
    /// Totals that others have published, each with its date.
    Totals(Vec<(u64, Date)>),
    /// Whether a network or country counts.
    Certainty(Certainty),
    /// A number of networks or countries, which may be a range.
    Count(Count),
    /// The percentages of what is certain, and of what is possible.
    Percentages(Percentage, Percentage),
}

impl Cell {
    /// Returns the cell of a text; an empty text is absent.
    pub fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Absent } else { Self::Text(text.to_owned()) }
    }
}
