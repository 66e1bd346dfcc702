//! One part, or one unknown day of a set: the two forms of a date.

use std::fmt;

use crate::model::date::part::{Day, Part};
use crate::model::problem::Problem;

/// The form of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A day, month or year.
    One(Part),
    /// One unknown day of a set: its first part, if it is known, and its last.
    Set(Option<Part>, Part),
}

impl Form {
    /// Parses a form in its canonical spelling, with the brackets of a set and without quotes.
    ///
    /// # Errors
    /// What is wrong with a text that almost has one of the forms; `None` if it has none of them.
    pub fn parse(text: &str) -> Result<Self, Option<Problem>> {
        let Some(inner) = text.strip_prefix('[') else {
            return part(text).map(Self::One);
        };
        let Some(inner) = inner.strip_suffix(']') else {
            return Err(Some(Problem::new("the closing bracket is missing")));
        };
        let Some((from, to)) = inner.split_once("..") else {
            return Err(Some(Problem::new("a set needs a first and a last day").help(
                "write `\"[2021-03-18..2021-06-24]\"`, or `\"[..2024-08]\"` if the first day is not known",
            )));
        };
        if to.trim().is_empty() {
            return Err(Some(Problem::new("a set needs a last day").help(
                "write the day of the source as the last day, such as `\"[2021-03-18..2021-06-24]\"`",
            )));
        }
        let to = part(to).map_err(|problem| in_set(problem, &format!("{from}.."), ""))?;
        if from.is_empty() {
            return Ok(Self::Set(None, to));
        }
        let from = part(from).map_err(|problem| in_set(problem, "", &format!("..{to}")))?;
        if from.first > to.last() {
            let (first, last) = (from.first, to.last());
            let problem = Problem::new(format!("the set begins on {first} and ends earlier, on {last}"));
            return Err(Some(problem.help(format!("write `\"[{to}..{from}]\"` if the two were swapped"))));
        }
        Ok(Self::Set(Some(from), to))
    }

    /// Returns the earliest possible day, or `None` if only the latest is known.
    pub fn earliest(self) -> Option<Day> {
        match self {
            Self::One(part) => Some(part.first),
            Self::Set(from, _) => from.map(|part| part.first),
        }
    }

    /// Returns the latest possible day.
    pub fn latest(self) -> Day {
        match self {
            Self::One(part) | Self::Set(_, part) => part.last(),
        }
    }

    /// Returns the day if it is one day.
    pub fn as_day(self) -> Option<Day> {
        match self {
            Self::One(part) => part.as_day(),
            Self::Set(..) => None,
        }
    }

    /// Writes it in its canonical spelling, without quotes.
    ///
    /// # Errors
    /// Those of `out`; a text has none.
    pub fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        match self {
            Self::One(part) => part.write(out),
            Self::Set(None, to) => write!(out, "[..{to}]"),
            Self::Set(Some(from), to) => write!(out, "[{from}..{to}]"),
        }
    }

    /// Returns the canonical TOML value: a day without quotes (TOML 1.0, "Local Date"), any other date as a
    /// string.
    pub fn to_toml(self) -> String {
        if self.as_day().is_some() { self.to_string() } else { format!("\"{self}\"") }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// Parses `2021`, `2021-06` or `2021-06-30`.
fn part(text: &str) -> Result<Part, Option<Problem>> {
    Part::parse(text).ok_or(None)?.map_err(Some)
}

/// Returns the problem of one end of a set. Its help shows the set, because the end alone is another date.
fn in_set(problem: Option<Problem>, before: &str, after: &str) -> Option<Problem> {
    let problem = problem?;
    let with_other_end =
        |help: String| help.replace("`\"", &format!("`\"[{before}")).replace("\"`", &format!("{after}]\"`"));
    Some(Problem { help: problem.help.map(with_other_end), ..problem })
}
