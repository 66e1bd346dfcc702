//! The name of a group, before it is known in which language it will be shown.

use crate::model::{Date, Status};

/// The name of a group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// A text of the file.
    Text(String),
    /// A date of the file.
    Date(Date),
    /// A status.
    Status(Status),
    /// The country with this code.
    Country(&'static str),
    /// The area with this M49 code contains all countries of a network.
    Area(&'static str),
    /// One year.
    Year(i32),
    /// One of several years, from the first to the last.
    Years(i32, i32),
    /// A year or an earlier one.
    OrEarlier(i32),
    /// The country is in no area.
    NotInM49,
    /// The countries are in several areas.
    Several,
    /// No country is given.
    NoCountry,
    /// The field is not given.
    NotGiven,
    /// No date is given.
    Undated,
}

impl Label {
    /// Returns what years are sorted by, and what puts unknown values at the end.
    pub(super) fn rank(&self) -> (i32, i32) {
        match self {
            Self::Year(year) => (*year, 0),
            Self::Years(first, last) => (*last, i32::MAX - first),
            Self::OrEarlier(last) => (*last, i32::MAX),
            Self::NotInM49 | Self::Several | Self::NoCountry | Self::NotGiven | Self::Undated => {
                (i32::MAX, i32::MAX)
            }
            _ => (0, 0),
        }
    }
}
