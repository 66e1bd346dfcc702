//! A day, a month or a year: the parts of which dates are made.

use std::fmt;

use chrono::{Datelike, Month, NaiveDate};

use crate::model::problem::Problem;

/// A calendar day.
pub type Day = NaiveDate;

/// A day, month or year: its first day and its precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The first day.
    pub first: Day,
    /// How exact it is.
    pub precision: Precision,
}

/// How exact a [`Part`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Part {
    /// Parses `2021`, `2021-06` or `2021-06-30`. Returns `None` if a text does not have this shape, and a problem if
    /// the day or month does not exist.
    pub fn parse(text: &str) -> Option<Result<Self, Problem>> {
        let precision = shape(text)?;
        let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u32>().ok()).unwrap_or(1);
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let year = i32::try_from(year).unwrap_or_default();
        if !(1..=12).contains(&month) {
            return Some(Err(Problem::new(format!("there is no month {month:02}"))
                .help(format!("write a month from 01 to 12, or only the year: `\"{year:04}\"`"))));
        }
        let days = last_of_month(year, month).day();
        Some(match Day::from_ymd_opt(year, month, day) {
            Some(first) => Ok(Self { first, precision }),
            None if day == 0 => Err(Problem::new("there is no day 00")
                .help(format!("write only the month: `\"{year:04}-{month:02}\"`"))),
            None => Err(Problem::new(format!("{} {year:04} has {days} days", month_name(month)))
                .help(format!("write a day that exists, or only the month: `\"{year:04}-{month:02}\"`"))),
        })
    }
    /// Returns the last day.
    pub fn last(self) -> Day {
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

/// Returns the precision of a text that has the shape `2021`, `2021-06` or `2021-06-30`. chrono would also
/// accept `2021-6-3`, `+2021-06-03` and spaces.
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

/// Returns the number of the month with this English name or its first three letters, in any case.
pub fn month_named(word: &str) -> Option<u32> {
    let is_named = |month: &u32| {
        let name = month_name(*month);
        word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(&name[..3])
    };
    (1..=12).find(is_named)
}

/// Returns the English name of a month, from 1 to 12.
fn month_name(month: u32) -> &'static str {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    month.map_or("", |month| month.name())
}
