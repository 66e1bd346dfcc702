//! A number of a total in per cent and in words, exactly: no floating point decides about a word.
//!
//! The rules are in `docs/format.md`, "Shares".

use std::fmt;

/// A number of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentage {
    /// The number.
    pub number: u64,
    /// The total, at least 1.
    pub total: u64,
}

/// The fractions that have a name, the smallest first.
const FRACTIONS: [(u128, u128, &str); 5] =
    [(1, 4, "a quarter"), (1, 3, "a third"), (1, 2, "half"), (2, 3, "two thirds"), (3, 4, "three quarters")];

impl Percentage {
    /// Returns the percentage in tenths of a per cent, to the nearest, halves up.
    pub fn tenths(self) -> u64 {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        u64::try_from((number * 2000 + total) / (total * 2)).unwrap_or(u64::MAX)
    }

    /// Writes `39.5 %`.
    fn percent(self) -> String {
        format!("{}.{} %", self.tenths() / 10, self.tenths() % 10)
    }

    /// Returns the percentage in words: "a third" within 0.002 of it, "nearly a third" up to 0.03 below,
    /// else "over" the largest fraction below. None below all of them, nor from 100 % on.
    pub fn words(self) -> Option<String> {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        if number >= total {
            return None;
        }
        // The distance of the two, multiplied by total × below.
        let apart = |top: u128, below: u128| (number * below).abs_diff(top * total) * 1000;
        let is_at = |(top, below, _): &&(u128, u128, &str)| apart(*top, *below) <= 2 * total * below;
        let is_nearly = |(top, below, _): &&(u128, u128, &str)| {
            number * below < top * total && apart(*top, *below) <= 30 * total * below
        };
        let is_over = |(top, below, _): &&(u128, u128, &str)| number * below > top * total;
        let fractions = || FRACTIONS.iter();
        let name = |(_, _, name): &(u128, u128, &str), before: &str| format!("{before}{name}");
        fractions()
            .find(is_at)
            .map(|fraction| name(fraction, ""))
            .or_else(|| fractions().find(is_nearly).map(|fraction| name(fraction, "nearly ")))
            .or_else(|| fractions().rfind(is_over).map(|fraction| name(fraction, "over ")))
    }
}

impl fmt::Display for Percentage {
    /// Writes `39.5 % (over a third)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.percent())?;
        match self.words() {
            Some(words) => write!(f, " ({words})"),
            None => Ok(()),
        }
    }
}

/// Writes a range of percentages: one where both are the same, words where both have some.
pub fn percentages(least: Percentage, most: Percentage) -> String {
    if least == most {
        return least.to_string();
    }
    let words = match (least.words(), most.words()) {
        (Some(least), Some(most)) if least == most => format!(" ({least})"),
        (Some(least), Some(most)) => format!(" ({least} to {most})"),
        _ => String::new(),
    };
    format!("{} .. {}{words}", least.percent(), most.percent())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(number: u64, total: u64) -> String {
        Percentage { number, total }.words().unwrap_or_default()
    }

    #[test]
    fn published_ratios_have_their_words() {
        assert_eq!(words(50, 152), "nearly a third");
        assert_eq!(words(50, 162), "nearly a third");
        assert_eq!(words(50, 131), "over a third");
        assert_eq!(words(52, 131), "over a third");
        assert_eq!(words(60, 152), "over a third");
    }

    #[test]
    fn words_change_at_the_limits_of_the_rule() {
        for (number, said) in [
            (0, ""),
            (219, ""),
            (220, "nearly a quarter"),
            (247, "nearly a quarter"),
            (248, "a quarter"),
            (252, "a quarter"),
            (253, "over a quarter"),
            (303, "over a quarter"),
            (304, "nearly a third"),
            (331, "nearly a third"),
            (332, "a third"),
            (335, "a third"),
            (336, "over a third"),
            (470, "nearly half"),
            (498, "half"),
            (502, "half"),
            (503, "over half"),
            (637, "nearly two thirds"),
            (667, "two thirds"),
            (719, "over two thirds"),
            (720, "nearly three quarters"),
            (750, "three quarters"),
            (999, "over three quarters"),
            (1000, ""),
            (1500, ""),
        ] {
            assert_eq!(words(number, 1000), said, "{number} / 1000");
        }
    }

    #[test]
    fn percentages_are_rounded_to_a_tenth() {
        for (number, total, said) in [
            (60, 152, "39.5 % (over a third)"),
            (14, 131, "10.7 %"),
            (1, 2000, "0.1 %"),
            (1, 2001, "0.0 %"),
            (3, 2, "150.0 %"),
            (u64::MAX, u64::MAX, "100.0 %"),
        ] {
            assert_eq!(Percentage { number, total }.to_string(), said);
        }
    }

    #[test]
    fn range_has_words_if_both_ends_have() {
        let text = |least, most| {
            let share = |number| Percentage { number, total: 100 };
            percentages(share(least), share(most))
        };
        assert_eq!(text(40, 40), "40.0 % (over a third)");
        assert_eq!(text(35, 40), "35.0 % .. 40.0 % (over a third)");
        assert_eq!(text(25, 75), "25.0 % .. 75.0 % (a quarter to three quarters)");
        assert_eq!(text(10, 40), "10.0 % .. 40.0 %");
        assert_eq!(text(90, 110), "90.0 % .. 110.0 %");
    }
}
