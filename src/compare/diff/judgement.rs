//! What becomes of a date that is replaced by another one.

use crate::model::Date;

/// How the possible days of a date changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Fewer days are possible, all of which were before.
    Narrowed,
    /// More days are possible, among them all that were before.
    Widened,
    /// No day is possible that was before.
    Contradicted,
    /// Some days stay, some go, some come; or the same days are written in another way.
    Changed,
}

impl Judgement {
    /// Compares the possible days of two dates.
    pub fn of(old: Date, new: Date) -> Self {
        // An open beginning is before every day, as `None` is before every `Some`.
        let (before, after) = ((old.earliest(), old.latest()), (new.earliest(), new.latest()));
        let is_inside = |inner: (_, _), outer: (_, _)| inner.0 >= outer.0 && inner.1 <= outer.1;
        if before == after {
            Self::Changed
        } else if is_inside(after, before) {
            Self::Narrowed
        } else if is_inside(before, after) {
            Self::Widened
        } else if after.0 > Some(before.1) || before.0 > Some(after.1) {
            Self::Contradicted
        } else {
            Self::Changed
        }
    }

    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Narrowed => "narrowed",
            Self::Widened => "widened",
            Self::Contradicted => "contradicted",
            Self::Changed => "changed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_judged_by_their_possible_days() {
        for (old, new, word, back) in [
            ("2021", "2021-06", "narrowed", "widened"),
            ("[..2024-08]", "2021", "narrowed", "widened"),
            ("[..2024-08]", "[..2023]", "narrowed", "widened"),
            ("[..2024-08]", "[2020..2024-08]", "narrowed", "widened"),
            ("2021", "2022", "contradicted", "contradicted"),
            ("[..2021]", "2022-01-01", "contradicted", "contradicted"),
            ("[..2021]", "[2021-12-31..2022]", "changed", "changed"),
            ("[2020..2021]", "[2021..2022]", "changed", "changed"),
            ("2021", "[2021-01-01..2021-12-31]", "changed", "changed"),
        ] {
            let date = |text| Date::parse(text).expect("a date");
            assert_eq!(Judgement::of(date(old), date(new)).word(), word, "{old} {new}");
            assert_eq!(Judgement::of(date(new), date(old)).word(), back, "{new} {old}");
        }
    }
}
