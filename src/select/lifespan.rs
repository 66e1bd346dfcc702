//! Whether a network exists on a day: certainly, possibly, or not.
//!
//! Today that is certain; in the past it is what the dates of the record allow. The rules are in `docs/format.md`, "What
//! counts". A lifespan takes 32 bytes, so that a registry of any size can be counted while it is read.

use std::fmt;

use crate::model::{Date, Day, Problem, Record, Status, date::number};

/// The days between which a network began and, if it has ended, ended; as numbers.
#[derive(Clone, Copy, Debug)]
pub struct Lifespan {
    /// The earliest day on which it was established; none where only the registry's `since` bounds it.
    from: Option<i32>,
    /// The latest; none where it is today.
    until: Option<i32>,
    /// The earliest and the latest day of its end; the latest none where it is today.
    end: Option<(i32, Option<i32>)>,
    planned: bool,
}

/// Whether a network exists on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existence {
    /// It does, on whichever of its possible days it began and ended.
    Certain,
    /// It does on some of them.
    Possible,
    /// It does not.
    No,
}

impl Existence {
    /// Returns its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::No => "no",
        }
    }
}

/// The day or days that are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The first day.
    pub first: Day,
    /// The last day, which is another one if the date is uncertain.
    pub last: Day,
}

impl AsOf {
    /// Returns one day.
    pub fn day(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// Returns the days of a date, which may be a month or a year.
    ///
    /// # Errors
    /// If the date has no first day, or is in the future.
    pub fn when(when: Date, today: Day) -> Result<Self, Problem> {
        let fault = |reason: String, help: &str| Problem::new(reason).help(help);
        let Some(first) = when.earliest() else {
            return Err(fault(
                format!("`{when}` has no first day"),
                "write a day, a month, a year, or a set with both ends",
            ));
        };
        if Some(first) > today.succ_opt() {
            return Err(fault(format!("`{when}` is in the future"), "write a day up to today"));
        }
        Ok(Self { first, last: when.latest() })
    }
}

impl fmt::Display for AsOf {
    /// Writes the day, or `2022-01-01 to 2022-12-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if self.first == self.last { Ok(()) } else { write!(f, " to {}", self.last) }
    }
}

/// The bounds of unknown dates: no network is older than `since`, none is younger than today.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The `since` of the registry, if it has one.
    pub since: Option<Day>,
    /// Today.
    pub today: Day,
}

impl Lifespan {
    /// Returns the lifespan of a network.
    pub fn of(network: &Record<'_>) -> Self {
        let days = |key| network.when(key).map(|when| (when.earliest().map(number), number(when.latest())));
        let verified = || days("verified").map(|(_, day)| day);
        let (from, until) = match days("established") {
            Some((from, until)) => (from, Some(until)),
            // A network that was launched was established by then.
            None => (None, days("launched").map(|(_, until)| until).or_else(verified)),
        };
        let end = match (days("closed"), network.status()) {
            (Some((from, until)), _) => Some((from.unwrap_or(i32::MIN), Some(until))),
            (None, Status::Closed) => Some((i32::MIN, verified())),
            (None, _) => None,
        };
        Self { from, until, end, planned: network.status() == Status::Planned }
    }

    /// Returns whether the network exists: certainly if on every day asked about, possibly if on one of them.
    pub fn existence(&self, as_of: AsOf, bounds: Bounds) -> Existence {
        if self.planned {
            return Existence::No;
        }
        let today = number(bounds.today);
        let (first, last) = (number(as_of.first), number(as_of.last));
        // A record that says "established" exists today, whatever its date leaves open.
        let until = self.until.unwrap_or(today).min(today);
        let since = bounds.since.map_or(i32::MIN, number);
        let from = self.from.unwrap_or(since).min(until);
        let (end_from, end_until) = match self.end {
            // An end without a first day begins at `since`, too.
            Some((i32::MIN, until)) => (since.min(today), until.unwrap_or(today).min(today)),
            Some((from, until)) => (from.min(today), until.unwrap_or(today).min(today)),
            None => (i32::MAX, i32::MAX),
        };
        if until <= first && end_from > last {
            Existence::Certain
        } else if from <= last && from.max(first) < end_until {
            // There is a day on which it may have been established and not yet closed.
            Existence::Possible
        } else {
            Existence::No
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Source;

    const TODAY: &str = "2026-06-15";

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn exists(fields: &str, as_of: &str) -> &'static str {
        let text = format!("[network.x]\nname = \"X\"\n{fields}\n");
        let source = Source::new(&text);
        let record = source.record_at(0).expect("a record");
        let bounds = Bounds { since: Some(day("2018-12-19")), today: day(TODAY) };
        let as_of = AsOf::when(Date::parse(as_of).expect("a date"), day(TODAY)).expect("not in the future");
        Lifespan::of(&record).existence(as_of, bounds).name()
    }

    #[test]
    fn lifespan_takes_32_bytes() {
        assert_eq!(size_of::<Lifespan>(), 32);
    }

    #[test]
    fn network_exists_from_its_day_on() {
        assert_eq!(exists("established = 2020-06-30", "2020-06-29"), "no");
        assert_eq!(exists("established = 2020-06-30", "2020-06-30"), "certain");
        assert_eq!(exists("established = 2020-06-30\nstatus = \"planned\"", TODAY), "no");
    }

    #[test]
    fn network_with_an_uncertain_date_exists_possibly() {
        assert_eq!(exists("established = \"2020\"", "2019-12-31"), "no");
        assert_eq!(exists("established = \"2020\"", "2020-01-01"), "possible");
        assert_eq!(exists("established = \"2020\"", "2020-12-31"), "certain");
        assert_eq!(exists("established = \"[..2024-08]\"", "2018-12-18"), "no");
        assert_eq!(exists("established = \"[..2024-08]\"", "2018-12-19"), "possible");
        assert_eq!(exists("established = \"[..2024-08]\"", "2024-08-31"), "certain");
    }

    #[test]
    fn existence_today_is_certain() {
        for fields in [
            "",
            "established = \"2026\"",
            "established = \"[2020..2026]\"",
            "verified = 2024-01-01",
            "established = 2026-06-16",
        ] {
            assert_eq!(exists(fields, TODAY), "certain", "{fields}");
        }
        for fields in [
            "status = \"closed\"",
            "status = \"closed\"\nclosed = \"2026\"",
            "status = \"closed\"\nclosed = \"[..2030]\"",
        ] {
            assert_eq!(exists(fields, TODAY), "no", "{fields}");
        }
    }

    #[test]
    fn without_a_date_it_exists_from_verified_on() {
        assert_eq!(exists("verified = 2024-01-01", "2023-12-31"), "possible");
        assert_eq!(exists("verified = 2024-01-01", "2024-01-01"), "certain");
        assert_eq!(exists("launched = 2021-03-01", "2021-03-01"), "certain");
        assert_eq!(exists("", "2026-06-14"), "possible");
    }

    #[test]
    fn closed_network_existed_until_its_end() {
        let closed = "established = 2020-01-01\nstatus = \"closed\"\nclosed = \"2022\"";
        assert_eq!(exists(closed, "2021-12-31"), "certain");
        assert_eq!(exists(closed, "2022-01-01"), "possible");
        assert_eq!(exists(closed, "2022-12-30"), "possible");
        assert_eq!(exists(closed, "2022-12-31"), "no");
        assert_eq!(exists("established = 2020-01-01\nstatus = \"closed\"", "2021-01-01"), "possible");
    }

    #[test]
    fn network_closed_on_its_first_day_never_existed() {
        let one_day = "established = 2020-06-30\nstatus = \"closed\"\nclosed = 2020-06-30";
        for as_of in ["2020", "2020-06", "2020-06-30", "[2020-06-29..2020-07-01]", TODAY] {
            assert_eq!(exists(one_day, as_of), "no", "{as_of}");
        }
        let one_month = one_day.replace("2020-06-30", "\"2020-06\"");
        assert_eq!(exists(&one_month, "2020"), "possible");
        let next_day = one_day.replace("closed = 2020-06-30", "closed = 2020-07-01");
        assert_eq!(exists(&next_day, "2020"), "possible");
        assert_eq!(exists(&next_day, "2020-06-30"), "certain");
    }

    #[test]
    fn end_without_a_first_day_begins_at_since() {
        let closed = "established = 2018-07-01\nstatus = \"closed\"";
        assert_eq!(exists(closed, "2018-12-18"), "certain");
        assert_eq!(exists(closed, "2018-12-19"), "possible");
    }

    #[test]
    fn existence_agrees_with_every_choice_of_days() {
        let bounds = Bounds { since: None, today: day(TODAY) };
        let one = |at: u32| day(&format!("2020-01-{at:02}"));
        let at = |day: u32| number(one(day));
        let days = |from: u32, to: u32| (from..=to).map(one);
        let spans = || (1..=5).flat_map(|from| (from..=5).map(move |to| (from, to)));
        for ((from, until), (end_from, end_until), (first, last)) in
            spans().flat_map(|a| spans().flat_map(move |b| spans().map(move |c| (a, b, c))))
        {
            let life = Lifespan {
                from: Some(at(from)),
                until: Some(at(until)),
                end: Some((at(end_from), Some(at(end_until)))),
                planned: false,
            };
            // Whether it exists on each day asked about, for each day of its beginning and of its end.
            let choices =
                days(from, until).flat_map(|begin| days(end_from, end_until).map(move |end| (begin, end)));
            let exists: Vec<bool> = choices
                .flat_map(|(begin, end)| days(first, last).map(move |day| begin <= day && day < end))
                .collect();
            let expected = match (exists.contains(&true), exists.contains(&false)) {
                (true, false) => Existence::Certain,
                (true, true) => Existence::Possible,
                _ => Existence::No,
            };
            let as_of = AsOf { first: one(first), last: one(last) };
            assert_eq!(life.existence(as_of, bounds), expected, "{life:?} {as_of:?}");
        }
    }

    #[test]
    fn uncertain_question_runs_from_first_to_last_day() {
        assert_eq!(exists("established = 2022-06-01", "2022"), "possible");
        assert_eq!(exists("established = 2021-06-01", "2022"), "certain");
        assert_eq!(
            exists("established = 2021-06-01\nstatus = \"closed\"\nclosed = 2022-05-01", "2022"),
            "possible"
        );
    }
}
