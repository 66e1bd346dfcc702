//! The operators of conditions.

/// How a condition compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    IsNot,
    Contains,
    Before,
    UpTo,
    After,
    From,
}

/// Returns the signs of the operators; of two that begin alike, the longer comes first.
pub fn signs() -> impl Iterator<Item = &'static str> {
    Operator::ALL.into_iter().map(|(sign, _)| sign)
}

impl Operator {
    /// Of two that begin alike, the longer comes first.
    pub(super) const ALL: [(&'static str, Self); 7] = [
        ("!=", Self::IsNot),
        ("<=", Self::UpTo),
        (">=", Self::From),
        ("=", Self::Is),
        ("~", Self::Contains),
        ("<", Self::Before),
        (">", Self::After),
    ];

    pub(super) fn is_equality(self) -> bool {
        matches!(self, Self::Is | Self::IsNot)
    }

    /// Returns `true` if a value can have alternatives: `coordinator=IOM|UNHCR`.
    pub(super) fn takes_alternatives(self) -> bool {
        self.is_equality() || self == Self::Contains
    }

    /// Returns `true` if it compares with the first day of a date.
    pub(super) fn needs_first_day(self) -> bool {
        matches!(self, Self::Before | Self::From)
    }
}
