//! The values of a cell of a sheet in the cells of a workbook.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::model::{Date, Day, Language};
use crate::render::networks::csv::needs_apostrophe;
use crate::render::networks::escaped;
use crate::render::networks::sheet::Values;
use crate::select::{cell::Cell, percent::Percentage};

/// The value of one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'c> {
    /// An empty cell.
    #[default]
    Empty,
    /// A text.
    Text(Cow<'c, str>),
    /// A day, as its serial number in Excel.
    Day(f64),
    /// A whole number.
    Number(f64),
    /// A percentage.
    Percentage(f64),
}

/// The first whole number that Excel rounds.
const ROUNDED: u64 = 1_000_000_000_000_000;

/// The day with the serial number 0.
static ZERO: LazyLock<Day> = LazyLock::new(|| "1899-12-30".parse().unwrap_or_default());

/// The serial numbers of the days that all programs read alike, from 1900-03-01 to 9999-12-31. Excel takes 1900 for a leap
/// year, so it counts the days before differently.
const SERIALS: std::ops::RangeInclusive<i64> = 61..=2_958_465;

/// Returns the values of a cell, of which there are as many as headings.
pub fn of<'c>(kind: Values, is_day: bool, cell: &'c Cell<'_>, language: Language) -> [Value<'c>; 3] {
    match (kind, cell) {
        (_, Cell::Absent) => Default::default(),
        (Values::Dates, Cell::Date(known)) => [
            Value::Text(known.to_string().into()),
            known.earliest().map(day).unwrap_or_default(),
            day(known.latest()),
        ],
        (Values::Counts, Cell::Count(count)) => {
            [number(count.certain as u64), number(count.possible as u64), Value::Empty]
        }
        (Values::Percentages, Cell::Percentages(certain, possible)) => {
            [percentage(certain), percentage(possible), Value::Empty]
        }
        (_, Cell::Number(value)) => [number(*value), Value::Empty, Value::Empty],
        (_, cell) => {
            let text = kept(escaped::text(cell, language));
            let as_day = if is_day { text.parse().ok().map(day) } else { None };
            [as_day.unwrap_or(Value::Text(text)), Value::Empty, Value::Empty]
        }
    }
}

/// Escapes what programs change that open the workbook: openpyxl writes `_x0041_` as it reads it, so that the next
/// program takes it for an `A`; and an apostrophe at the beginning would be that of a formula once the sheet is CSV.
fn kept(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_hex =
        |text: &[u8]| text.len() == 6 && text[5] == b'_' && text[1..5].iter().all(u8::is_ascii_hexdigit);
    let is_escape =
        |at: usize| text.as_bytes().get(at + 1..at + 7).is_some_and(|next| next[0] == b'x' && is_hex(next));
    let escapes: Vec<usize> = text.match_indices('_').map(|(at, _)| at).filter(|at| is_escape(*at)).collect();
    let is_apostrophe = text.strip_prefix('\'').is_some_and(needs_apostrophe);
    if escapes.is_empty() && !is_apostrophe {
        return text;
    }
    let mut out = text.clone().into_owned();
    for at in escapes.into_iter().rev() {
        out.replace_range(at..=at, "\\u{5f}");
    }
    if is_apostrophe {
        out.replace_range(..1, "\\u{27}");
    }
    out.into()
}

/// Returns the value of a day; a text if not all programs read its number alike.
fn day(day: Day) -> Value<'static> {
    let serial = (day - *ZERO).num_days();
    if !SERIALS.contains(&serial) {
        return Value::Text(Date::day(day).to_string().into());
    }
    u32::try_from(serial).map_or(Value::Empty, |serial| Value::Day(serial.into()))
}

/// Returns the value of a whole number; a text if Excel would round it.
#[expect(clippy::cast_precision_loss, reason = "exact below 2^53, and `ROUNDED` is less")]
fn number(number: u64) -> Value<'static> {
    if number < ROUNDED { Value::Number(number as f64) } else { Value::Text(number.to_string().into()) }
}

#[expect(clippy::cast_precision_loss, reason = "a tenth of a per cent needs no more")]
fn percentage(percentage: &Percentage) -> Value<'static> {
    Value::Percentage(percentage.tenths() as f64 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_where_all_programs_read_them_alike() {
        for (text, value) in [
            ("1900-03-01", Value::Day(61.0)),
            ("2021-06-24", Value::Day(44371.0)),
            ("9999-12-31", Value::Day(2_958_465.0)),
            ("1900-02-28", Value::Text("1900-02-28".into())),
            ("0001-01-01", Value::Text("0001-01-01".into())),
        ] {
            assert_eq!(day(text.parse().expect("a day")), value, "{text}");
        }
    }

    #[test]
    fn what_other_programs_would_change_is_escaped() {
        for (text, written) in [
            ("_x000D_ and _x0041_x0042_", "\\u{5f}x000D_ and \\u{5f}x0041\\u{5f}x0042_"),
            ("_x41_ _x004G_ _", "_x41_ _x004G_ _"),
            ("'=1", "\\u{27}=1"),
            ("''", "\\u{27}'"),
            ("'t Zand", "'t Zand"),
            ("=1", "=1"),
        ] {
            assert_eq!(kept(text.into()), written, "{text}");
        }
    }

    #[test]
    fn number_that_excel_would_round_is_a_text() {
        assert_eq!(number(999_999_999_999_999), Value::Number(999_999_999_999_999.0));
        assert_eq!(number(1_000_000_000_000_001), Value::Text("1000000000000001".into()));
    }
}
