//! How the number of networks grew: the days at which it is counted, and the totals that others published.

use crate::model::date::{year, years};
use crate::model::{Day, Record};
use crate::select::as_of::AsOf;
use crate::select::days::Range;

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

/// Returns the published totals whose date shares a day with the days from `first` to `last`; a date without a first
/// day begins at `since`, or has no limit.
pub fn published<'r>(
    totals: impl Iterator<Item = &'r Record<'r>>,
    first: Day,
    last: Day,
    since: Option<Day>,
) -> impl Iterator<Item = &'r Record<'r>> {
    let asked = Range { first: Range::day(first).first, last: Range::day(last).last };
    totals.filter(move |total| {
        total.when("date").is_some_and(|date| {
            let mut days = Range::of(date);
            if let (Range::OPEN, Some(since)) = (days.first, since) {
                days.first = Range::day(since).first.min(days.last);
            }
            !days.intersection(asked).is_empty()
        })
    })
}

impl Period {
    /// Returns the day at which is counted.
    pub fn as_of(self) -> AsOf {
        AsOf::day(self.last)
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
