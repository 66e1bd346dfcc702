//! A day, a month or a year: the parts of which dates are made.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::model::date::months::month_name;
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
        let value =
            |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        let number = |range| text.as_bytes().get(range).map_or(1, value);
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let year = i32::try_from(year).unwrap_or_default();
        if let Some(first) = Day::from_ymd_opt(year, month, day) {
            return Some(Ok(Self { first, precision }));
        }
        Some(Err(if !(1..=12).contains(&month) {
            Problem::new(format!("there is no month {month:02}"))
                .help(format!("write a month from 01 to 12, or only the year: `\"{year:04}\"`"))
        } else if day == 0 {
            Problem::new("there is no day 00")
                .help(format!("write only the month: `\"{year:04}-{month:02}\"`"))
        } else {
            let days = last_of_month(year, month).day();
            Problem::new(format!("{} {year:04} has {days} days", month_name(month)))
                .help(format!("write a day that exists, or only the month: `\"{year:04}-{month:02}\"`"))
        }))
    }

    /// Returns the day, month or year with these numbers, as they are written; `None` if it does not exist.
    pub fn of(year: &str, month: Option<&str>, day: Option<&str>) -> Option<Self> {
        let rest = |number: Option<&str>| number.map_or(String::new(), |number| format!("-{number:0>2}"));
        Self::parse(&format!("{year}{}{}", rest(month), rest(day)))?.ok()
    }

    /// Returns the part of the same precision just before this one.
    pub fn before(self) -> Option<Self> {
        let last = self.first.pred_opt()?;
        Self::parse(&Self { first: last, ..self }.to_string())?.ok()
    }

    /// Returns the day if it is one.
    pub fn as_day(self) -> Option<Day> {
        (self.precision == Precision::Day).then_some(self.first)
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

    /// Writes it as `2021`, `2021-06` or `2021-06-30`.
    ///
    /// # Errors
    /// Those of `out`; a text has none.
    pub fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        let Ok(year @ 0..=9999) = u32::try_from(self.first.year()) else {
            // No date in a file has such a year.
            return write!(out, "{}", self.first);
        };
        let mut text = *b"0000-00-00";
        for (at, number) in [(0, year / 100), (2, year % 100), (5, self.first.month()), (8, self.first.day())]
        {
            let digit = |number| u8::try_from(number % 10).unwrap_or_default();
            text[at] += digit(number / 10);
            text[at + 1] += digit(number);
        }
        let length = match self.precision {
            Precision::Day => text.len(),
            Precision::Month => "2021-06".len(),
            Precision::Year => "2021".len(),
        };
        out.write_str(str::from_utf8(&text[..length]).unwrap_or_default())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// Returns the day that is written as `2021-06-30`; `None` if it does not exist or is written otherwise.
pub fn day(digits: &[u8; 10]) -> Option<Day> {
    let mut is_right = digits[4] == b'-' && digits[7] == b'-';
    let mut number = |digits: &[u8]| {
        is_right &= digits.iter().all(u8::is_ascii_digit);
        digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit & 0xF))
    };
    let (year, month, day) = (number(&digits[..4]), number(&digits[5..7]), number(&digits[8..]));
    is_right.then_some(())?;
    Day::from_ymd_opt(i32::try_from(year).ok()?, month, day)
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
