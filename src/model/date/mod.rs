//! A date that says what is known, no more.
//!
//! Spelt as in ISO 8601-1 and its part 2 (EDTF, level 1 and the sets of level 2): a day
//! `2020-06-30`, a month `2020-07`, a year `2020`, one unknown day of a set
//! `[2021-03-18..2021-06-24]`, known by `[..2024-08]`. Promises: what is read is printed in the
//! same spelling; a text that is no date gets a reason and a remedy. Knows nothing of TOML, of
//! records or of today, save where `today` is handed in.

mod error;

use std::fmt;

use crate::model::problem::Problem;
use chrono::{Datelike, Month, NaiveDate};

/// A calendar day.
pub type Day = NaiveDate;

pub use error::FORMS;

/// When something happened: an earliest day, or none, and a latest day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(Form);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    One(Part),
    Set(Option<Part>, Part),
}

/// A day, month or year: its first day and how much of it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    first: Day,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
}

impl Date {
    /// Reads a date in one of the forms of [`FORMS`], brackets included, quotes left out.
    ///
    /// # Errors
    /// A [`Problem`] for everything else; EDTF's intervals, qualifiers and unspecified digits are
    /// named and refused.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let Some(inner) = text.strip_prefix('[') else {
            return part(text).map(|part| Self(Form::One(part)));
        };
        let Some(inner) = inner.strip_suffix(']') else {
            return Err(Problem::new("the set is not closed").help(format!("add the bracket: `{text}]`")));
        };
        let Some((from, to)) = inner.split_once("..") else {
            return Err(Problem::new("a set names its first and its last day")
                .help("write `[2021-03-18..2021-06-24]`, or `[..2024-08]` where the first is not known"));
        };
        if to.is_empty() {
            return Err(Problem::new("a set needs a last day: the day of the source is one")
                .help("write the day of the source, such as `[2021-03-18..2021-06-24]`"));
        }
        let to = part(to)?;
        if from.is_empty() {
            return Ok(Self(Form::Set(None, to)));
        }
        let from = part(from)?;
        if from.first > to.last() {
            return Err(Problem::new(format!(
                "the set begins on {} and ends before, on {}",
                from.first,
                to.last()
            ))
            .help(format!("write `[{to}..{from}]` if the two were exchanged")));
        }
        Ok(Self(Form::Set(Some(from), to)))
    }

    /// Reads a date as it is typed after a flag: as [`Date::parse`], a set also without its
    /// brackets, and `today`.
    ///
    /// # Errors
    /// As [`Date::parse`].
    pub fn parse_flag(text: &str, today: Day) -> Result<Self, Problem> {
        match text {
            "today" => Ok(Self::day(today)),
            _ if text.contains("..") && !text.starts_with('[') => Self::parse(&format!("[{text}]")),
            _ => Self::parse(text),
        }
    }

    /// Makes a date known to the day.
    #[must_use]
    pub fn day(first: Day) -> Self {
        Self(Form::One(Part { first, precision: Precision::Day }))
    }

    /// Returns the earliest day that it can be; none where only the latest is known.
    #[must_use]
    pub fn earliest(self) -> Option<Day> {
        match self.0 {
            Form::One(part) => Some(part.first),
            Form::Set(from, _) => from.map(|part| part.first),
        }
    }

    /// Returns the latest day that it can be.
    #[must_use]
    pub fn latest(self) -> Day {
        match self.0 {
            Form::One(part) | Form::Set(_, part) => part.last(),
        }
    }

    /// Returns the latest day that it can be where it has happened by `today`; one that lies in the future
    /// as a whole ends when it says.
    #[must_use]
    pub fn latest_by(self, today: Day) -> Day {
        if self.earliest() > Some(today) { self.latest() } else { self.latest().min(today) }
    }

    /// Returns the day where the date is written as one.
    #[must_use]
    pub fn as_day(self) -> Option<Day> {
        match self.0 {
            Form::One(part) if part.precision == Precision::Day => Some(part.first),
            _ => None,
        }
    }

    /// Returns the years of the earliest day that it can be, if there is one, and of the latest, where it has
    /// happened by `today`.
    #[must_use]
    pub fn years(self, today: Day) -> (Option<i32>, i32) {
        (self.earliest().map(|first| first.year()), self.latest_by(today).year())
    }

    /// Returns its canonical spelling as a TOML value: a day bare (TOML 1.0, "Local Date"),
    /// anything else as a string.
    #[must_use]
    pub fn to_toml(self) -> String {
        if self.as_day().is_some() { self.to_string() } else { format!("\"{self}\"") }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::One(part) => part.fmt(f),
            Form::Set(None, to) => write!(f, "[..{to}]"),
            Form::Set(Some(from), to) => write!(f, "[{from}..{to}]"),
        }
    }
}

impl Part {
    fn last(self) -> Day {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => last_of_month(year, month),
            Precision::Year => last_of_month(year, 12),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.precision {
            Precision::Day => "%Y-%m-%d",
            Precision::Month => "%Y-%m",
            Precision::Year => "%Y",
        };
        self.first.format(format).fmt(f)
    }
}

fn last_of_month(year: i32, month: u32) -> Day {
    let next =
        if month == 12 { Day::from_ymd_opt(year + 1, 1, 1) } else { Day::from_ymd_opt(year, month + 1, 1) };
    next.and_then(|day| day.pred_opt()).unwrap_or(Day::MAX)
}

/// Returns how much a text says if it has the shape `2021`, `2021-06` or `2021-06-30`. chrono
/// would also take `2021-6-3`, `+2021-06-03` and blanks.
fn shape(text: &str) -> Option<Precision> {
    let right =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let precision = match text.len() {
        4 => Precision::Year,
        7 => Precision::Month,
        10 => Precision::Day,
        _ => return None,
    };
    text.bytes().enumerate().all(right).then_some(precision)
}

/// Reads `2021`, `2021-06` or `2021-06-30`.
fn part(text: &str) -> Result<Part, Problem> {
    let precision = shape(text).ok_or_else(|| error::diagnose(text))?;
    let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u32>().ok()).unwrap_or(1);
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let year = i32::try_from(year).unwrap_or_default();
    if !(1..=12).contains(&month) {
        return Err(Problem::new(format!("there is no month {month:02}"))
            .help(format!("write a month from 01 to 12, or the year alone: `\"{year:04}\"`")));
    }
    let days = last_of_month(year, month).day();
    match Day::from_ymd_opt(year, month, day) {
        Some(first) => Ok(Part { first, precision }),
        None if day == 0 => Err(Problem::new("there is no day 00")
            .help(format!("write the month alone: `\"{year:04}-{month:02}\"`"))),
        None => Err(Problem::new(format!("{} {year:04} has {days} days", month_name(month)))
            .help(format!("write a day that exists, or the month alone: `\"{year:04}-{month:02}\"`"))),
    }
}

/// Returns what a month is called, by its number.
fn month_name(month: u32) -> &'static str {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    month.map_or("", |month| month.name())
}

/// Returns the number of a day, counted from 1 January of the year 1: four bytes to compare.
#[must_use]
pub fn number(day: Day) -> i32 {
    day.num_days_from_ce()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn what_is_read_is_printed() {
        for text in [
            "2020-06-30",
            "2020-07",
            "2021",
            "[2021-03-18..2021-06-24]",
            "[..2024-08]",
            "[..2021-05-31]",
            "[2020..2021-02]",
        ] {
            assert_eq!(when(text).to_string(), text);
        }
        assert_eq!(when("2020-06-30").to_toml(), "2020-06-30");
        assert_eq!(when("2020-06").to_toml(), "\"2020-06\"");
    }

    #[test]
    fn the_days_that_it_can_be() {
        let bounds = |text| (when(text).earliest(), when(text).latest());
        assert_eq!(bounds("2020-02"), (Some(day("2020-02-01")), day("2020-02-29")));
        assert_eq!(bounds("2021"), (Some(day("2021-01-01")), day("2021-12-31")));
        assert_eq!(bounds("[..2024-08]"), (None, day("2024-08-31")));
        assert_eq!(bounds("[2021-03-18..2021-06]"), (Some(day("2021-03-18")), day("2021-06-30")));
    }

    #[test]
    fn what_has_happened_has_happened_by_today() {
        let today = day("2026-06-15");
        let years = |text| when(text).years(today);
        assert_eq!(years("[2020-11..2021-02]"), (Some(2020), 2021));
        assert_eq!(years("[2025-03..2027]"), (Some(2025), 2026));
        assert_eq!(years("[2026..2027]"), (Some(2026), 2026));
        assert_eq!(years("[..2027]"), (None, 2026));
        assert_eq!(years("2027"), (Some(2027), 2027));
        assert_eq!(when("2026").latest_by(today), today);
        assert_eq!(when("2025").latest_by(today), day("2025-12-31"));
    }

    #[test]
    fn flags_are_shorter() {
        let today = day("2026-01-02");
        assert_eq!(Date::parse_flag("today", today), Ok(Date::day(today)));
        assert_eq!(Date::parse_flag("..2024-08", today), Date::parse("[..2024-08]"));
        assert_eq!(Date::parse_flag("2021-03..2021-06", today), Date::parse("[2021-03..2021-06]"));
        assert_eq!(Date::parse_flag("2021", today), Date::parse("2021"));
    }
}
