//! Dates that are as exact as what is known.
//!
//! They are written as in ISO 8601-1 and its part 2 (EDTF, level 1 and the sets of level 2): a day
//! `2020-06-30`, a month `2020-07`, a year `2020`, one unknown day of a set `[2021-03-18..2021-06-24]`, or a
//! latest day `[..2024-08]`. A date prints in the spelling in which it was read.

mod ago;
mod error;
mod form;
mod interpretation;
mod months;
mod part;
mod plain;
mod written;

use std::fmt;

use crate::model::problem::Problem;
use chrono::Datelike;
use form::Form;
use interpretation::interpretations;
use part::Precision;

pub use ago::ago;
pub use error::FORMS;
pub use part::{Day, Part};

/// When something happened: a latest day and, if it is known, an earliest day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date(Form);

impl Date {
    /// Parses a date in one of the forms of [`FORMS`], with the brackets of a set and without quotes.
    ///
    /// # Errors
    /// A [`Problem`] if the text is not a date, which includes the intervals, qualifiers and unspecified
    /// digits of EDTF. Its help is the right form of the date if it is certain which one is meant.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Form::parse(text).map(Self).map_err(|problem| error::explained(text, problem))
    }

    /// Returns the date that a text means whose form alone is wrong, such as `2021/06`; `None` if somebody has to say
    /// what is meant.
    pub fn in_other_form(text: &str) -> Option<Self> {
        match interpretations(text)[..] {
            [meaning] if meaning.is_certain => Some(Self(meaning.form)),
            _ => None,
        }
    }

    /// Returns the date that the help of [`Date::parse`] proposes: the first if there are two, `None` if it shows the
    /// valid forms.
    pub fn proposed(text: &str) -> Option<Self> {
        interpretations(text).first().map(|meaning| Self(meaning.form))
    }

    /// Parses a date that is given on the command line: as [`Date::parse`], and also `today` and a set
    /// without its brackets.
    ///
    /// # Errors
    /// As [`Date::parse`].
    pub fn parse_flag(text: &str, today: Day) -> Result<Self, Problem> {
        match text.trim() {
            "today" => Ok(Self::day(today)),
            text => Self::parse_bare(text),
        }
    }

    /// Parses a date as [`Date::parse`], and also a set without its brackets.
    ///
    /// # Errors
    /// As [`Date::parse`].
    pub fn parse_bare(text: &str) -> Result<Self, Problem> {
        let is_bare = text.contains("..") && !text.starts_with('[');
        if is_bare { Self::parse(&format!("[{text}]")) } else { Self::parse(text) }
    }

    /// Returns the day that is written as `2021-06-30`; `None` for any other bytes.
    #[inline]
    pub fn of_digits(digits: &[u8; 10]) -> Option<Self> {
        part::day(digits).map(Self::day)
    }

    /// Returns a date that is known to the day.
    pub fn day(first: Day) -> Self {
        Self(Form::One(Part { first, precision: Precision::Day }))
    }

    /// Returns the earliest possible day, or `None` if only the latest is known.
    pub fn earliest(self) -> Option<Day> {
        self.0.earliest()
    }

    /// Returns the latest possible day.
    pub fn latest(self) -> Day {
        self.0.latest()
    }

    /// Returns the day if the date is known to the day.
    pub fn as_day(self) -> Option<Day> {
        self.0.as_day()
    }

    /// Adds it to a text, in the spelling in which it was read.
    pub fn put(self, out: &mut String) {
        // A text takes everything.
        let _ = self.0.write(out);
    }

    /// Returns the two ends of a set, the first of which may not be known; of any other date the one part.
    pub fn ends(self) -> Ends {
        match self.0 {
            Form::One(part) => Ends::One(part),
            Form::Set(None, to) => Ends::By(to),
            Form::Set(Some(from), to) => Ends::Between(from, to),
        }
    }

    /// Returns the canonical TOML value: a day without quotes (TOML 1.0, "Local Date"), any other date as a
    /// string.
    pub fn to_toml(self) -> String {
        self.0.to_toml()
    }
}

/// The parts of a date: `2021-06`, by `2024-08`, or between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// One day, month or year.
    One(Part),
    /// The latest one.
    By(Part),
    /// The first and the last one.
    Between(Part, Part),
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

/// Returns the number of a day, counted from 1 January of the year 1: four bytes that are fast to compare.
pub fn number(day: Day) -> i32 {
    day.num_days_from_ce()
}

/// Returns the year of a day.
pub fn year(day: Day) -> i32 {
    day.year()
}

/// Returns the day with this number; the first or last possible day if there is none.
pub fn day(number: i32) -> Day {
    Day::from_num_days_from_ce_opt(number).unwrap_or(if number < 0 { Day::MIN } else { Day::MAX })
}

/// Returns the first day of the month of a day.
pub fn start_of_month(day: Day) -> Day {
    day.with_day(1).unwrap_or(day)
}

/// Returns the years from the one to the other, each with its first and its last day.
pub fn years(first: i32, last: i32) -> impl Iterator<Item = (Day, Day)> {
    let day = Day::from_ymd_opt;
    (first..=last).filter_map(move |year| Some((day(year, 1, 1)?, day(year, 12, 31)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn dates_print_as_they_were_read() {
        for text in [
            "2020-06-30",
            "2020-07",
            "2021",
            "[2021-03-18..2021-06-24]",
            "[..2024-08]",
            "[..2021-05-31]",
            "[2020..2021-02]",
            "0987-06-05",
            "0087-06",
            "0007",
        ] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("2020-06-30").to_toml(), "2020-06-30");
        assert_eq!(date("2020-06").to_toml(), "\"2020-06\"");
    }

    #[test]
    fn days_of_any_year_print_as_chrono_prints_them() {
        for year in [-1, 0, 1, 987, 2021, 9999, 10_000, 12_345] {
            let day = Day::from_ymd_opt(year, 6, 5).expect("a day");
            assert_eq!(Date::day(day).to_string(), day.to_string());
        }
    }

    #[test]
    fn bounds_are_the_earliest_and_the_latest_possible_day() {
        let bounds = |text| (date(text).earliest(), date(text).latest());
        assert_eq!(bounds("2020-02"), (Some(day("2020-02-01")), day("2020-02-29")));
        assert_eq!(bounds("2021"), (Some(day("2021-01-01")), day("2021-12-31")));
        assert_eq!(bounds("[..2024-08]"), (None, day("2024-08-31")));
        assert_eq!(bounds("[2021-03-18..2021-06]"), (Some(day("2021-03-18")), day("2021-06-30")));
    }

    #[test]
    fn flags_accept_today_and_sets_without_brackets() {
        let today = day("2026-01-02");
        assert_eq!(Date::parse_flag("today", today), Ok(Date::day(today)));
        assert_eq!(Date::parse_flag("..2024-08", today), Date::parse("[..2024-08]"));
        assert_eq!(Date::parse_flag("2021-03..2021-06", today), Date::parse("[2021-03..2021-06]"));
        assert_eq!(Date::parse_flag("2021", today), Date::parse("2021"));
        assert_eq!(Date::parse_flag(" today ", today), Ok(Date::day(today)));
        assert_eq!(Date::parse_flag("\u{a0}2021 ", today), Date::parse("2021"));
    }
}
