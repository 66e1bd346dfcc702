//! A number held against a total: in per cent and in words.
//!
//! Promises: a total is named, dated and sourced, and what the number does not say is said beside
//! it. A number is a part of a total only where the total lists its members; otherwise the two make
//! a ratio. The rules are in `docs/format.md`, "Shares". Figures are exact: no floating point
//! decides about a word.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use crate::count::Count;
use crate::life::{AsOf, Existence, Life};
use crate::query::countries;
use crate::record::Record;
use crate::text::counted;
use crate::when::When;

/// A total that a number is held against: a `[denominator.ID]` that could be read.
#[derive(Clone, Copy, Debug)]
pub struct Total<'r> {
    record: &'r Record<'r>,
    /// What is counted, ready to stand after a number.
    pub title: &'r str,
    /// How many there are.
    pub value: u64,
}

impl<'r> Total<'r> {
    /// Takes the total of a denominator; none where its title or a positive value is missing.
    #[must_use]
    pub fn of(record: &'r Record<'r>) -> Option<Self> {
        let value = u64::try_from(record.number("value")?).ok().filter(|value| *value > 0)?;
        Some(Self { record, title: record.text("title")?, value })
    }

    /// Returns its ID.
    #[must_use]
    pub fn id(&self) -> &'r str {
        &self.record.key
    }

    /// Returns when there were that many.
    #[must_use]
    pub fn date(&self) -> Option<When> {
        self.record.when("date")
    }

    /// Returns the page that says so.
    #[must_use]
    pub fn source(&self) -> Option<&'r str> {
        self.record.text("source")
    }

    /// Returns the codes of its members, where they are listed.
    #[must_use]
    pub fn members(&self) -> BTreeSet<&'r str> {
        self.record.list("members").iter().map(|item| item.text.as_ref()).collect()
    }
}

/// The networks with their countries, for totals that list their members.
#[derive(Debug, Default)]
pub struct Networks {
    lives: Vec<(Life, Vec<&'static str>)>,
}

/// How many members of a total have a network, and how many networks are of no member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Members {
    /// How many members have one.
    pub with: Count,
    /// How many networks exist, at least possibly, whose countries are not among the members.
    pub outside: usize,
}

impl Networks {
    /// Takes one network into account, with its country or those that it covers.
    pub fn add(&mut self, network: &Record<'_>, life: Life) {
        self.lives.push((life, countries(network).map(|country| country.alpha3).collect()));
    }

    /// Counts the members that have a network: certainly where one exists certainly.
    #[must_use]
    pub fn among(&self, members: &BTreeSet<&str>, existence: impl Fn(&Life) -> Existence) -> Members {
        let mut outside = 0;
        let mut found: HashMap<&str, Existence> = HashMap::new();
        for (life, codes) in &self.lives {
            let existence = existence(life);
            if existence == Existence::No {
                continue;
            }
            let mut is_outside = true;
            for code in codes.iter().filter(|code| members.contains(**code)) {
                is_outside = false;
                let best = found.entry(code).or_insert(existence);
                if existence == Existence::Certain {
                    *best = existence;
                }
            }
            outside += usize::from(is_outside);
        }
        let mut with = Count::default();
        for existence in found.into_values() {
            with.add(existence);
        }
        Members { with, outside }
    }
}

/// A number against a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The number.
    pub number: u64,
    /// The total, at least 1.
    pub total: u64,
}

/// The fractions that have a name, the smallest first.
const FRACTIONS: [(u128, u128, &str); 5] =
    [(1, 4, "a quarter"), (1, 3, "a third"), (1, 2, "half"), (2, 3, "two thirds"), (3, 4, "three quarters")];

impl Share {
    /// Returns the share in tenths of a per cent, to the nearest, halves up.
    #[must_use]
    pub fn tenths(self) -> u64 {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        u64::try_from((number * 2000 + total) / (total * 2)).unwrap_or(u64::MAX)
    }

    /// Returns the share in words: "a third" within 0.002 of it, "nearly a third" up to 0.03 below,
    /// else "over" the largest fraction below. None below all of them, and from the whole on.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let (number, total) = (u128::from(self.number), u128::from(self.total.max(1)));
        if number >= total {
            return None;
        }
        // How far apart share and fraction are, both multiplied by total × below.
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

impl fmt::Display for Share {
    /// Writes `39.5 % (over a third)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        write!(f, "{}.{} %", tenths / 10, tenths % 10)?;
        match self.words() {
            Some(words) => write!(f, " ({words})"),
            None => Ok(()),
        }
    }
}

/// A count held against a total.
#[derive(Clone, Copy, Debug)]
pub struct Held<'r> {
    /// The total.
    pub total: Total<'r>,
    /// How many networks are counted.
    pub networks: Count,
    /// Its members, where the total lists them.
    pub members: Option<Members>,
}

impl Held<'_> {
    /// Returns the two shares: of what is certain, and of what is possible.
    #[must_use]
    pub fn shares(&self) -> (Share, Share) {
        let count = self.members.map_or(self.networks, |members| members.with);
        let share = |number: usize| Share { number: number as u64, total: self.total.value };
        (share(count.certain), share(count.possible))
    }

    /// Writes it as two lines: the share with the title of the total, then date and source of it.
    #[must_use]
    pub fn lines(&self) -> String {
        let (certain, possible) = self.shares();
        let share =
            if certain == possible { certain.to_string() } else { format!("{certain} .. {possible}") };
        let number = match (self.members, self.networks) {
            (Some(members), _) => format!("{} of", members.with.cell().to_text()),
            (None, Count { certain: 1, possible: 1 }) => "1 network /".to_owned(),
            (None, networks) => format!("{} networks /", networks.cell().to_text()),
        };
        let Total { title, value, .. } = self.total;
        let date = self.total.date().map_or("undated".to_owned(), |date| date.to_string());
        let source = self.total.source().unwrap_or("no source is given");
        format!("{number} {value} {title} = {share}\n{value}: {date}, {source}\n")
    }

    /// Says what the number does not say.
    #[must_use]
    pub fn remarks(&self, as_of: AsOf) -> Vec<String> {
        let value = self.total.value;
        let mut remarks = vec![match self.members {
            None => format!(
                "a ratio, not a part: nobody says that the country of each network is among the {value}"
            ),
            Some(Members { outside: 0, .. }) => {
                "a part: counted are the members that have a network".to_owned()
            }
            Some(Members { outside, .. }) => format!(
                "a part: counted are the members that have a network; {} of no member left out",
                counted(outside, "network")
            ),
        }];
        match self.total.date() {
            None => remarks.push(format!("no date is given for the {value}")),
            Some(date) => {
                let before = date.latest() < as_of.first;
                let after = date.earliest().is_some_and(|first| first > as_of.last);
                if before || after {
                    remarks.push(format!("the {value} are of {date}, the networks of {as_of}"));
                }
            }
        }
        remarks.extend(self.total.record.text("note").map(|note| format!("about the {value}: {note}")));
        remarks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(number: u64, total: u64) -> String {
        Share { number, total }.words().unwrap_or_default()
    }

    #[test]
    fn words_are_those_of_the_release() {
        assert_eq!(words(50, 152), "nearly a third");
        assert_eq!(words(50, 162), "nearly a third");
        assert_eq!(words(50, 131), "over a third");
        assert_eq!(words(52, 131), "over a third");
        assert_eq!(words(60, 152), "over a third");
    }

    #[test]
    fn words_change_where_the_rule_says() {
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
    fn per_cent_are_rounded_to_a_tenth() {
        for (number, total, said) in [
            (60, 152, "39.5 % (over a third)"),
            (14, 131, "10.7 %"),
            (1, 2000, "0.1 %"),
            (1, 2001, "0.0 %"),
            (3, 2, "150.0 %"),
            (u64::MAX, u64::MAX, "100.0 %"),
        ] {
            assert_eq!(Share { number, total }.to_string(), said);
        }
    }
}
