//! Whether something is so: certainly, possibly, or not.

/// Whether something is so, as far as the dates of a record tell; what is more certain is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It is not.
    No,
    /// It is, for some choice of the days on which something can have happened.
    Possible,
    /// It is, on whichever of these days it happened.
    Certain,
}

impl Certainty {
    /// Returns whether it is not so.
    pub fn negated(self) -> Self {
        match self {
            Self::No => Self::Certain,
            Self::Possible => Self::Possible,
            Self::Certain => Self::No,
        }
    }

    /// Returns its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::No => "no",
        }
    }
}
