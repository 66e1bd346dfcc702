//! The text and the address of a cell.

use crate::import::grid::{Content, Dialect, Shown};
use crate::import::spelling;
use crate::model::{Date, Day, Problem};

/// Returns the text of a cell; `None` if there is nothing in it. A whole number has no decimals, and a day is written as
/// far as the cell shows it.
///
/// # Errors
/// If the cell has something that is no text.
pub fn text(content: &Content, dialect: Dialect) -> Result<Option<String>, Problem> {
    Ok(match content {
        Content::Absent => None,
        Content::Text(text) => spelling::text(text, dialect),
        Content::Exact(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Content::List(items) => match items.as_slice() {
            [] => None,
            [item] => Some(item.clone()),
            _ => return Err(Problem::new("there are several values, and the column takes one")),
        },
        Content::Number(number) => Some(number.to_string()),
        Content::Day(day, shown) => Some(date(*day, *shown)?.to_string()),
        Content::Unusable(why, help) => return Err(Problem::new(why).help(help)),
    })
}

/// Returns the entries of the list in a cell.
///
/// # Errors
/// As [`text`].
pub fn list(content: &Content, dialect: Dialect) -> Result<Vec<String>, Problem> {
    match content {
        Content::Text(text) => Ok(spelling::list(text, dialect)),
        Content::List(items) => Ok(items.clone()),
        other => Ok(text(other, dialect)?.into_iter().collect()),
    }
}

/// Returns the date that a cell shows: a day, its month, or its year.
///
/// # Errors
/// If it shows something else.
pub fn date(day: Day, shown: Shown) -> Result<Date, Problem> {
    let full = Date::day(day).to_string();
    let as_text = |length: usize| {
        let text = full.get(..length).unwrap_or(&full);
        Date::parse(text)
    };
    match shown {
        Shown::Day => Ok(Date::day(day)),
        Shown::Month => as_text("2021-06".len()),
        Shown::Year => as_text("2021".len()),
        Shown::Part => Err(Problem::new("the cell shows a date without its year")
            .help(format!("if the date is {full}, write `{full}` as a text"))),
        Shown::Time => Err(Problem::new("a date has no time of day").help(format!("write `{full}`"))),
    }
}

/// Returns the letters of a column of a workbook, counted from 0: A to Z, then AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_is_what_a_cell_shows_of_it() {
        let day: Day = "2021-03-01".parse().expect("a day");
        let shown = |shown| date(day, shown).map(|date| date.to_string()).map_err(|problem| problem.message);
        assert_eq!(shown(Shown::Day), Ok("2021-03-01".to_owned()));
        assert_eq!(shown(Shown::Month), Ok("2021-03".to_owned()));
        assert_eq!(shown(Shown::Year), Ok("2021".to_owned()));
        assert!(shown(Shown::Part).is_err() && shown(Shown::Time).is_err());
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
