//! A denominator: a total to compare numbers with, which has a title, a date and a source, and perhaps its countries.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Date, Problem, Record, Table, country};
use crate::text::{all_of, counted};

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
    /// Finds the denominator with this ID.
    ///
    /// # Errors
    /// If there is none, or several, or no number can be compared with it.
    pub fn find(id: &str, denominators: &[&'r Record<'r>]) -> Result<Self, Problem> {
        let mut matching = denominators.iter().filter(|record| record.key == id);
        match (matching.next(), matching.next()) {
            (Some(record), None) => Self::of(record),
            (Some(_), Some(_)) => {
                Err(Problem::new(format!("the denominator `{id}` is in the registry twice"))
                    .help("`netreg validate` shows what is wrong"))
            }
            (None, _) => {
                let ids: Vec<&str> = denominators.iter().map(|record| record.key.as_ref()).collect();
                let otherwise = || match ids.as_slice() {
                    [] => "`netreg add denominator.ID title=… value=… date=… source=…` adds one".to_owned(),
                    ids => format!("the denominators are {}", all_of(ids)),
                };
                let problem = Problem::new(format!("there is no denominator `{id}` in the registry"));
                Err(problem.suggest(id, ids.iter().copied(), otherwise))
            }
        }
    }

    /// Returns those of some records with which a number can be compared, in their order: not those whose ID is there
    /// twice.
    pub fn all(records: impl Iterator<Item = &'r Record<'r>>) -> impl Iterator<Item = Self> {
        let all: Vec<&Record<'_>> = records.filter(|record| record.table == Table::Denominator).collect();
        let mut number: HashMap<&str, usize> = HashMap::new();
        for record in &all {
            *number.entry(&record.key).or_default() += 1;
        }
        let single = move |record: &&Record<'_>| number[record.key.as_ref()] == 1;
        all.into_iter().filter(single).filter_map(|record| Self::of(record).ok())
    }

    /// Finds the countries of the denominator with this ID.
    ///
    /// # Errors
    /// As [`Denominator::find`], and if it does not list its countries.
    pub fn find_listed(id: &str, denominators: &[&'r Record<'r>]) -> Result<BTreeSet<&'r str>, Problem> {
        let countries = Self::find(id, denominators)?.countries();
        if countries.is_empty() {
            let problem = Problem::new(format!("the denominator `{id}` does not list its countries"));
            return Err(problem.help(format!("`netreg set denominator.{id} countries=CODE,…`")));
        }
        Ok(countries)
    }

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
        let countries = denominator.countries();
        if let Some(unknown) = countries.iter().find(|code| country::by_code(code).is_none()) {
            return Err(unusable(&format!("lists `{unknown}`, which is not the code of a country")));
        }
        if !countries.is_empty() && countries.len() as u64 != value {
            return Err(unusable(&format!(
                "has the value {value}, but lists {}",
                counted(countries.len(), "country")
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

    /// Returns the codes of its countries; none where it does not list them.
    pub fn countries(&self) -> BTreeSet<&'r str> {
        self.record.list("countries").iter().map(|item| item.text.as_ref()).collect()
    }
}
