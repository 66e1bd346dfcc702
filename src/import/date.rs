//! The date in a cell: in one of the forms of a date, or a day of a spreadsheet as far as the cell shows it.
//!
//! A number is the year that it shows. Any other number, such as 44348, is asked about: it may be the day of a spreadsheet
//! whose format was lost, or no date at all.

use std::ops::RangeInclusive;

use crate::import::cell;
use crate::import::grid::{Content, Dialect};
use crate::model::{Date, Field, Kind, Problem, date, input};
use crate::text::quoted;

/// The day 0 of a spreadsheet, 1899-12-30, as `model/date` numbers days. So days from March 1900 on are right: Excel has a
/// day too many in February of that year.
const DAY_0: i32 = 693_594;

/// How many days later that is in a workbook of the calendar from 1904.
const TO_1904: i32 = 1462;

/// The days of a spreadsheet that a number without format can be: those of the years 1950 to 2100.
const PLAUSIBLE: RangeInclusive<i32> = 18_264..=73_415;

/// Returns the date in a cell; `None` if there is nothing in it.
///
/// # Errors
/// If it is no date, or if it is not certain which date is meant.
pub fn date_in(field: &Field, content: &Content, dialect: Dialect) -> Result<Option<Date>, Problem> {
    let date = match content {
        Content::Day(day, shown) => Some(cell::date(*day, *shown)?),
        Content::Number(number) if number.fract() != 0.0 => {
            let text = number.to_string();
            return Err(self::number(&text, dialect).unwrap_or_else(|| decimal(&text)));
        }
        content => cell::text(content, dialect)?.map(|text| of_text(&text, dialect)).transpose()?,
    };
    if field.kind == Kind::Day
        && let Some(date) = date.filter(|date| date.as_day().is_none())
    {
        return Err(Problem::new(format!("`{date}` is not a day")).help("write a day, such as `2021-06-30`"));
    }
    Ok(date)
}

/// Returns the date that a text means.
fn of_text(text: &str, dialect: Dialect) -> Result<Date, Problem> {
    if let Some(problem) = number(text, dialect) {
        return Err(problem);
    }
    if is_year_with_digit(text) {
        return Err(decimal(text));
    }
    Date::parse_bare(text).or_else(|problem| {
        // Where only the form is another, as in `2021/06`, it is certain what is meant.
        Date::in_other_form(text).ok_or_else(|| input::unquoted(problem.at(&quoted(text))))
    })
}

/// Returns `true` for a year with one decimal: a spreadsheet shortens `2021.10` to `2021.1`, so that the month is not known.
fn is_year_with_digit(text: &str) -> bool {
    matches!(text.as_bytes(), [year @ .., b'.' | b',', digit]
        if year.len() == 4 && year.iter().chain([digit]).all(u8::is_ascii_digit))
}

/// Returns the problem of a number with decimals.
fn decimal(text: &str) -> Problem {
    Problem::new(format!("{} is a number with decimals, not a date", quoted(text)))
        .help("write a month as a text, such as `2021-10`")
}

/// Returns the problem of a number that may be the day of a spreadsheet.
fn number(text: &str, dialect: Dialect) -> Option<Problem> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: i32 = text.split('.').next().filter(|_| is_number)?.parse().ok()?;
    if !PLAUSIBLE.contains(&number) {
        return None;
    }
    let day = date::day(DAY_0 + number + if dialect.counts_from_1904 { TO_1904 } else { 0 });
    Some(
        Problem::new(format!("`{text}` is a number, not a date"))
            .help(format!("if it is the number of a day in a spreadsheet, write `{day}`")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    fn read(content: &Content) -> Result<Option<String>, String> {
        let field = Table::Network.field("established").expect("a field");
        let dialect = Dialect { has_apostrophes: true, has_short_escapes: false, ..Dialect::default() };
        date_in(field, content, dialect)
            .map(|date| date.map(|date| date.to_string()))
            .map_err(|problem| format!("{problem}; {}", problem.help.as_deref().unwrap_or_default()))
    }

    #[test]
    fn every_form_of_a_date_is_taken() {
        for (text, date) in [
            ("2021-06-30", "2021-06-30"),
            ("2021-06", "2021-06"),
            ("2021", "2021"),
            ("[2021-03-18..2021-06-24]", "[2021-03-18..2021-06-24]"),
            ("..2024-08", "[..2024-08]"),
            ("2021/06/30", "2021-06-30"),
            ("2021.06", "2021-06"),
            (" 2021\u{a0}", "2021"),
        ] {
            assert_eq!(read(&Content::Text(text.to_owned())), Ok(Some(date.to_owned())), "{text}");
        }
        assert_eq!(read(&Content::Number(2021.0)), Ok(Some("2021".to_owned())));
        assert_eq!(read(&Content::Text("n/a".to_owned())), Ok(None));
    }

    #[test]
    fn what_is_not_certain_is_asked_about() {
        for (content, message) in [
            (
                Content::Number(44348.0),
                "`44348` is a number, not a date; if it is the number of a day in a spreadsheet, write `2021-06-01`",
            ),
            (Content::Text("44348".to_owned()), "`2021-06-01`"),
            (Content::Number(44348.5), "`44348.5` is a number"),
            (Content::Number(12.0), "not a date"),
            (
                Content::Number(2021.1),
                "`2021.1` is a number with decimals, not a date; write a month as a text",
            ),
            (Content::Number(6.2021), "is a number with decimals"),
            (Content::Text("2021.1".to_owned()), "is a number with decimals"),
            (Content::Text("2021,1".to_owned()), "is a number with decimals"),
            (Content::Text("03.04.2021".to_owned()), "depending on which number is the month"),
            (Content::Text("June 2021".to_owned()), "did you mean `2021-06`?"),
            (Content::Text("today".to_owned()), "not a date"),
            (Content::Text("2021-02-30".to_owned()), "February 2021 has 28 days"),
            (Content::Text("NA".to_owned()), "not a date"),
        ] {
            let problem = read(&content).expect_err("it is uncertain");
            assert!(problem.contains(message), "{problem}");
        }
    }
}
