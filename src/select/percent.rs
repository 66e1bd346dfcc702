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
const LANDMARKS: [(u128, u128, &str); 5] =
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

    /// Returns the percentage in words. Within 0.002 of a landmark it is "a third", up to 0.03 below "nearly a third".
    /// Otherwise it is "over" the landmark below, up to the middle between two, and from there on "under" the one above.
    /// There are no words under 0.22 and over 7/8.
    pub fn words(self) -> Option<String> {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        // Both sides of a comparison with a fraction, and its distance in thousandths.
        let sides = |top: u128, below: u128| (number * below, top * total);
        let is_within = |thousandths: u128, top: u128, below: u128| {
            let (own, other) = sides(top, below);
            own.abs_diff(other) * 1000 <= thousandths * total * below
        };
        let is_below = |top: u128, below: u128| {
            let (own, other) = sides(top, below);
            own < other
        };
        let at = LANDMARKS.iter().find(|(top, below, _)| is_within(2, *top, *below));
        if let Some((_, _, name)) = at {
            return Some((*name).to_owned());
        }
        let Some(above) = LANDMARKS.iter().position(|(top, below, _)| is_below(*top, *below)) else {
            let (.., last) = LANDMARKS[LANDMARKS.len() - 1];
            let (own, other) = sides(7, 8);
            return (own <= other).then(|| format!("over {last}"));
        };
        let (top, below, name) = LANDMARKS[above];
        if is_within(30, top, below) {
            return Some(format!("nearly {name}"));
        }
        let (under_top, under_below, under) = *LANDMARKS.get(above.checked_sub(1)?)?;
        // The middle of the two landmarks.
        let (top, below) = (top * under_below + under_top * below, 2 * below * under_below);
        Some(if is_below(top, below) { format!("over {under}") } else { format!("under {name}") })
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
        assert_eq!(words(51, 152), "over a third");
        assert_eq!(words(60, 131), "under half");
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
            (291, "over a quarter"),
            (292, "under a third"),
            (303, "under a third"),
            (304, "nearly a third"),
            (331, "nearly a third"),
            (332, "a third"),
            (335, "a third"),
            (336, "over a third"),
            (416, "over a third"),
            (417, "under half"),
            (469, "under half"),
            (470, "nearly half"),
            (498, "half"),
            (502, "half"),
            (503, "over half"),
            (583, "over half"),
            (584, "under two thirds"),
            (637, "nearly two thirds"),
            (667, "two thirds"),
            (708, "over two thirds"),
            (709, "under three quarters"),
            (719, "under three quarters"),
            (720, "nearly three quarters"),
            (750, "three quarters"),
            (875, "over three quarters"),
            (876, ""),
            (999, ""),
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
