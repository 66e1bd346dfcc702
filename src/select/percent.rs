//! A number of a total in per cent and in words, exactly: no floating point decides about a word.
//!
//! The rules are in `docs/format.md`, "Shares".

/// A number of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentage {
    /// The number.
    pub number: u64,
    /// The total, at least 1.
    pub total: u64,
}

/// A fraction that has a name, with the words for a ratio near it. Each is a whole phrase, so that it can be translated.
struct Landmark {
    top: u128,
    below: u128,
    at: &'static str,
    nearly: &'static str,
    over: &'static str,
    /// None for the lowest: there are no words so far below it.
    under: Option<&'static str>,
}

/// The fractions that have a name, the smallest first.
#[rustfmt::skip]
const LANDMARKS: [Landmark; 5] = [
    Landmark { top: 1, below: 4, at: "a quarter", nearly: "nearly a quarter", over: "over a quarter", under: None },
    Landmark { top: 1, below: 3, at: "a third", nearly: "nearly a third", over: "over a third", under: Some("under a third") },
    Landmark { top: 1, below: 2, at: "half", nearly: "nearly half", over: "over half", under: Some("under half") },
    Landmark { top: 2, below: 3, at: "two thirds", nearly: "nearly two thirds", over: "over two thirds", under: Some("under two thirds") },
    Landmark { top: 3, below: 4, at: "three quarters", nearly: "nearly three quarters", over: "over three quarters", under: Some("under three quarters") },
];

impl Percentage {
    /// Returns the percentage in tenths of a per cent, to the nearest, halves up.
    pub fn tenths(self) -> u64 {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        u64::try_from((number * 2000 + total) / (total * 2)).unwrap_or(u64::MAX)
    }

    /// Returns the percentage in words. Within 0.002 of a landmark it is "a third", up to 0.03 below "nearly a third".
    /// Otherwise it is "over" the landmark below, up to the middle between two, and from there on "under" the one above.
    /// There are no words under 0.22 and over 7/8.
    pub fn words(self) -> Option<&'static str> {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        // Both sides of a comparison with a fraction, and its distance in thousandths.
        let sides = |top: u128, below: u128| (number * below, top * total);
        let is_within = |thousandths: u128, mark: &Landmark| {
            let (own, other) = sides(mark.top, mark.below);
            own.abs_diff(other) * 1000 <= thousandths * total * mark.below
        };
        let is_below = |top: u128, below: u128| {
            let (own, other) = sides(top, below);
            own < other
        };
        if let Some(mark) = LANDMARKS.iter().find(|mark| is_within(2, mark)) {
            return Some(mark.at);
        }
        let Some(at) = LANDMARKS.iter().position(|mark| is_below(mark.top, mark.below)) else {
            let (own, other) = sides(7, 8);
            return (own <= other).then_some(LANDMARKS[LANDMARKS.len() - 1].over);
        };
        let above = &LANDMARKS[at];
        if is_within(30, above) {
            return Some(above.nearly);
        }
        let below = LANDMARKS.get(at.checked_sub(1)?)?;
        // The middle of the two landmarks.
        let (top, under) = (above.top * below.below + below.top * above.below, 2 * above.below * below.below);
        if is_below(top, under) { Some(below.over) } else { above.under }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(number: u64, total: u64) -> &'static str {
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
        for (number, total, tenths) in [
            (60, 152, 395),
            (14, 131, 107),
            (1, 2000, 1),
            (1, 2001, 0),
            (3, 2, 1500),
            (u64::MAX, u64::MAX, 1000),
        ] {
            assert_eq!(Percentage { number, total }.tenths(), tenths, "{number} / {total}");
        }
    }
}
