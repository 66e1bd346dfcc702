//! How the number of networks grew: the days at which it is counted, and the totals that others published.

use crate::model::date::{year, years};
use crate::model::{Date, Day, Record};
use crate::select::as_of::AsOf;
use crate::select::{dates::Bounds, days::Range};

/// A row of growth: a day, and the year that ends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day of the year.
    pub first: Day,
    /// The last day of the year, or today.
    pub last: Day,
}

/// Returns the years from the first one to today; the last ends today.
pub fn periods(first_year: i32, today: Day) -> Vec<Period> {
    years(first_year.min(year(today)), year(today))
        .map(|(first, last)| Period { first, last: last.min(today) })
        .collect()
}

/// A total that others have published, with its record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total<'r> {
    /// How many networks.
    pub networks: u64,
    /// For which date.
    pub date: Date,
    /// The page that states it.
    pub source: Option<&'r str>,
}

/// A milestone with a title and a date.
#[derive(Clone, Copy, Debug)]
pub struct Milestone<'r> {
    /// What happened.
    pub title: &'r str,
    /// When.
    pub date: Date,
    /// The page that states it.
    pub source: Option<&'r str>,
}

impl<'r> Milestone<'r> {
    /// Returns the milestone of a record; none without a title or a date.
    pub fn of(record: &'r Record<'r>) -> Option<Self> {
        Some(Self { title: record.text("title")?, date: record.when("date")?, source: record.text("source") })
    }
}

/// Returns the published totals whose date shares a day with the days asked about; a date without a first day begins at
/// `since`, or has no limit.
pub fn published<'r>(
    totals: impl Iterator<Item = &'r Record<'r>>,
    as_of: AsOf,
    bounds: Bounds,
) -> impl Iterator<Item = Total<'r>> {
    let (asked, since) = (as_of.days(), bounds.days().first);
    let total = |record: &'r Record<'r>| {
        let networks = u64::try_from(record.number("networks")?).ok()?;
        Some(Total { networks, date: record.when("date")?, source: record.text("source") })
    };
    let is_asked =
        move |total: &Total<'_>| !Range::of(total.date).begun(since).intersection(asked).is_empty();
    totals.filter_map(total).filter(is_asked)
}

impl Period {
    /// Returns the day at which is counted.
    pub fn as_of(self) -> AsOf {
        AsOf::day(self.last)
    }

    /// Returns the days of the year.
    pub fn days(self) -> AsOf {
        AsOf { first: self.first, ..self.as_of() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_years_and_the_last_ends_today() {
        let day = |text: &str| text.parse().expect("a day");
        let ends = |first, today| {
            periods(first, day(today)).iter().map(|period| period.last.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ends(2020, "2022-03-04"), ["2020-12-31", "2021-12-31", "2022-03-04"]);
        assert_eq!(ends(2020, "2021-12-31"), ["2020-12-31", "2021-12-31"]);
        assert_eq!(ends(2023, "2022-03-04"), ["2022-03-04"]);
    }
}
