//! Whether something is so: certainly, possibly, or not.

/// Whether something is so, as far as the dates of a record tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is, on whichever of its possible days something happened.
    Certain,
    /// It is, for some choice of these days.
    Possible,
    /// It is not.
    No,
}

impl Certainty {
    /// Returns certain or no.
    pub fn of(is_so: bool) -> Self {
        if is_so { Self::Certain } else { Self::No }
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
