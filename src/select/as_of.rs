//! The day or days that are asked about.

use std::fmt;

use crate::model::{Date, Day, Problem, date::number};
use crate::select::{dates::Bounds, days::Range};

/// The day or days that are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The first day.
    pub first: Day,
    /// The last day, which is another one if the date is uncertain.
    pub last: Day,
    /// Whether days after today were cut off.
    pub is_cut: bool,
}

impl AsOf {
    /// Returns one day.
    pub fn day(day: Day) -> Self {
        Self { first: day, last: day, is_cut: false }
    }

    /// Returns the days of a date, which may be a month or a year, up to today.
    ///
    /// # Errors
    /// If the date has no first day, or is in the future.
    pub fn when(when: Date, today: Day) -> Result<Self, Problem> {
        let Some(first) = when.earliest() else {
            return Err(no_first_day(when));
        };
        // East of Greenwich it is already tomorrow.
        if Some(first) > today.succ_opt() {
            let problem = Problem::new(format!("`{when}` is in the future"));
            return Err(problem.help("write a day up to today"));
        }
        let last = when.latest().min(today.max(first));
        Ok(Self { first, last, is_cut: last < when.latest() })
    }

    /// Returns the days of a date of the file: as [`Self::when`], but a date without a first day begins at `since`.
    ///
    /// # Errors
    /// If the date has no first day and the registry no `since`, or is in the future.
    pub fn of(known: Date, bounds: Bounds) -> Result<Self, Problem> {
        match (known.earliest(), bounds.since) {
            (None, Some(since)) => {
                let last = known.latest().min(bounds.today);
                Ok(Self { first: since.min(last), last, is_cut: last < known.latest() })
            }
            _ => Self::when(known, bounds.today),
        }
    }
}

impl AsOf {
    /// Returns the days as numbers.
    pub fn days(self) -> Range {
        Range { first: number(self.first), last: number(self.last) }
    }
}

/// Returns the problem of a date without a first day, where one is needed.
pub fn no_first_day(when: Date) -> Problem {
    Problem::new(format!("`{when}` has no first day"))
        .help("write a day, a month, a year, or a set with both ends")
}

impl fmt::Display for AsOf {
    /// Writes the day, or `2022-01-01 to 2022-12-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if self.first == self.last { Ok(()) } else { write!(f, " to {}", self.last) }
    }
}
