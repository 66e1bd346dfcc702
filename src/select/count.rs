//! A number of networks: how many count certainly, and how many at most.
//!
//! The count of today is one number. In the past, or with a condition on a date, it may be a range, because most dates
//! are not known to the day.

use std::fmt;
use std::ops::Add;

use crate::select::certainty::Certainty;

/// A number of networks, or a range where dates leave it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many count certainly.
    pub certain: usize,
    /// How many count certainly or possibly.
    pub possible: usize,
}

impl Count {
    /// Adds one network.
    pub fn count(&mut self, certainty: Certainty) {
        self.certain += usize::from(certainty == Certainty::Certain);
        self.possible += usize::from(certainty != Certainty::No);
    }

    /// Returns the number without one network that was counted so.
    pub fn without(self, certainty: Certainty) -> Self {
        let one: Self = [certainty].into_iter().collect();
        Self { certain: self.certain - one.certain, possible: self.possible - one.possible }
    }
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { certain: self.certain + other.certain, possible: self.possible + other.possible }
    }
}

impl FromIterator<Certainty> for Count {
    fn from_iter<I: IntoIterator<Item = Certainty>>(networks: I) -> Self {
        let mut count = Self::default();
        networks.into_iter().for_each(|certainty| count.count(certainty));
        count
    }
}

impl fmt::Display for Count {
    /// Writes `14`, or `14..56` for a range.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.certain)?;
        if self.certain == self.possible { Ok(()) } else { write!(f, "..{}", self.possible) }
    }
}
