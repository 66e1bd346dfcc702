//! Which networks count: those that exist on some days, or all records.

use crate::select::as_of::AsOf;
use crate::select::days::Range;

/// Which networks count.
#[derive(Clone, Copy, Debug)]
pub enum Basis {
    /// Those that exist on the days asked about.
    Existing(AsOf),
    /// All records, whether their network exists or not.
    Records,
}

impl Basis {
    /// Returns the days asked about, as numbers; none for records.
    pub fn days(self) -> Range {
        match self {
            Self::Existing(as_of) => as_of.days(),
            Self::Records => Range::NONE,
        }
    }
}
