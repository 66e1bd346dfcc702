//! A number compared with a denominator: a total with a title, a date and a source.
//!
//! The two are a ratio. Only where the denominator lists its members is the number a part of it.

use std::collections::BTreeSet;

use crate::model::{Date, Problem, Record, country};
use crate::select::{count::Count, members::Members, percent::Percentage};
use crate::text::counted;

/// A `[denominator.ID]` that could be read.
#[derive(Clone, Copy, Debug)]
pub struct Denominator<'r> {
    record: &'r Record<'r>,
    /// What is counted, ready to follow a number.
    pub title: &'r str,
    /// How many there are.
    pub value: u64,
}

impl<'r> Denominator<'r> {
    /// Takes a denominator.
    ///
    /// # Errors
    /// Why no number can be compared with it.
    pub fn of(record: &'r Record<'r>) -> Result<Self, Problem> {
        let unusable = |reason: &str| {
            Problem::new(format!("the denominator `{}` {reason}", record.key))
                .help("`netreg validate` shows what is wrong")
        };
        if !record.complete {
            return Err(unusable("could not be read in full"));
        }
        let value = record.number("value").and_then(|value| u64::try_from(value).ok());
        let (Some(title), Some(value)) = (record.text("title"), value.filter(|value| *value > 0)) else {
            return Err(unusable("has no title, or no positive value"));
        };
        let denominator = Self { record, title, value };
        let members = denominator.members();
        if let Some(unknown) = members.iter().find(|code| country::by_code(code).is_none()) {
            return Err(unusable(&format!("has a member `{unknown}`, which is not the code of a country")));
        }
        if !members.is_empty() && members.len() as u64 != value {
            return Err(unusable(&format!(
                "has the value {value}, but lists {}",
                counted(members.len(), "member")
            )));
        }
        Ok(denominator)
    }

    /// Returns its ID.
    pub fn id(&self) -> &'r str {
        &self.record.key
    }

    /// Returns the date of the total.
    pub fn date(&self) -> Option<Date> {
        self.record.when("date")
    }

    /// Returns the page that gives the total.
    pub fn source(&self) -> Option<&'r str> {
        self.record.text("source")
    }

    /// Returns what the registry notes about it.
    pub fn note(&self) -> Option<&'r str> {
        self.record.text("note")
    }

    /// Returns the codes of its members; none where it does not list them.
    pub fn members(&self) -> BTreeSet<&'r str> {
        self.record.list("countries").iter().map(|item| item.text.as_ref()).collect()
    }
}

/// A count compared with a denominator.
#[derive(Clone, Copy, Debug)]
pub struct Ratio<'r> {
    /// The denominator.
    pub denominator: Denominator<'r>,
    /// How many networks are counted.
    pub networks: Count,
    /// Its members, where it lists them.
    pub members: Option<Members>,
}

impl Ratio<'_> {
    /// Returns the percentages of what is certain and of what is possible.
    pub fn percentages(&self) -> (Percentage, Percentage) {
        let count = self.members.map_or(self.networks, |members| members.with);
        let of = |number: usize| Percentage { number: number as u64, total: self.denominator.value };
        (of(count.certain), of(count.possible))
    }
}
