//! A number of networks: how many exist certainly, and how many at most.
//!
//! The count of today is one number. In the past it may be a range, because most dates are not known to
//! the day.

use std::fmt;

use crate::select::lifespan::Existence;

/// A number of networks, or a range where dates leave it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many exist certainly.
    pub certain: usize,
    /// How many exist certainly or possibly.
    pub possible: usize,
}

impl Count {
    /// Adds one network.
    pub fn add(&mut self, existence: Existence) {
        self.certain += usize::from(existence == Existence::Certain);
        self.possible += usize::from(existence != Existence::No);
    }
}

impl FromIterator<Existence> for Count {
    fn from_iter<I: IntoIterator<Item = Existence>>(networks: I) -> Self {
        let mut count = Self::default();
        networks.into_iter().for_each(|existence| count.add(existence));
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
