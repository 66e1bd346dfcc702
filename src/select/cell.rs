//! One value of a row, before it is known in which format and language it will be shown.

use std::borrow::Cow;

use crate::model::{Date, Status};
use crate::select::certainty::Certainty;
use crate::select::count::Count;
use crate::select::percent::Percentage;

/// The value of a column in one row, which borrows its texts where it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell<'t> {
    /// Nothing is known.
    #[default]
    Absent,
    /// A text or a code.
    Text(Cow<'t, str>),
    /// A date.
    Date(Date),
    /// The status of a network.
    Status(Status),
    /// A list of texts.
    List(Vec<Cow<'t, str>>),
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

impl<'t> Cell<'t> {
    /// Returns the cell of a text; an empty text is absent.
    pub fn of_text(text: impl Into<Cow<'t, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Absent } else { Self::Text(text) }
    }
}
