//! The dates of a network as possible days, and whether it exists on a day.
//!
//! The rules are in `docs/format.md`, "What counts". The dates take 36 bytes, so that a registry of any size can be counted
//! while it is read.

use crate::model::date::{day, number, year};
use crate::model::{Day, Record, Status, Value};
use crate::select::certainty::Certainty;
use crate::select::days::{DaySet, Range, ends};

/// The dates of a network, as in the file: what is not known is open.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    established: Range,
    closed: Range,
    launched: Range,
    verified: Range,
    planned: bool,
}

/// A field with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// When the network was set up.
    Established,
    /// When it was launched.
    Launched,
    /// When it ended.
    Closed,
    /// When the record was last checked.
    Verified,
}

/// The bounds of unknown dates: no network is older than `since`, none is younger than today.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The `since` of the registry, if it has one.
    pub since: Option<Day>,
    /// Today.
    pub today: Day,
}

impl Bounds {
    /// Returns the days from `since` to today; without `since`, the beginning is open.
    pub fn days(self) -> Range {
        Range { first: self.since.map_or(Range::OPEN, number), last: number(self.today) }
    }
}

/// The last day of a range that ends today.
const UNTIL_TODAY: i32 = i32::MAX;

impl Dates {
    /// Returns the dates of a network.
    pub fn of(network: &Record<'_>) -> Self {
        let [mut established, mut launched, mut closed, mut verified] = [Range::NONE; 4];
        let mut status = Status::default();
        for entry in &network.entries {
            match (&entry.value, entry.field.key) {
                (Value::Status(given), _) => status = *given,
                (Value::Date(date), "established") => established = Range::of(*date),
                (Value::Date(date), "launched") => launched = Range::of(*date),
                (Value::Date(date), "closed") => closed = Range::of(*date),
                (Value::Date(date), "verified") => verified = Range::of(*date),
                _ => {}
            }
        }
        // By this day what has no date of its own had happened.
        let known_by = |range: Range| Range {
            first: Range::OPEN,
            last: if range.is_empty() { UNTIL_TODAY } else { range.last },
        };
        Self {
            established: match (established.is_empty(), status) {
                (false, _) | (true, Status::Planned) => established,
                // A network that was launched was established by then.
                _ => known_by(if launched.is_empty() { verified } else { launched }),
            },
            closed: if closed.is_empty() && status == Status::Closed { known_by(verified) } else { closed },
            launched,
            verified,
            planned: status == Status::Planned,
        }
    }

    /// Returns `true` if the network is planned.
    pub fn is_planned(&self) -> bool {
        self.planned
    }

    /// Returns `true` if the network has an end.
    pub fn has_end(&self) -> bool {
        !self.closed.is_empty()
    }

    /// Returns `true` if the network exists, but is dated after today.
    pub fn is_dated_ahead(&self, bounds: Range) -> bool {
        !self.planned && self.established.first > bounds.last && !self.established.is_empty()
    }

    /// Returns the first year in which it may have been established; that of the latest day if the first is not known.
    pub fn first_year(&self, bounds: Range) -> Option<i32> {
        let range = self.days(DateField::Established, bounds);
        (!range.is_empty())
            .then(|| year(day(if range.first == Range::OPEN { range.last } else { range.first })))
    }

    /// Returns the possible days of a field; none if it has none. What has happened has happened by today.
    pub fn days(&self, field: DateField, bounds: Range) -> Range {
        let range = match field {
            DateField::Established => self.established,
            DateField::Launched => self.launched,
            DateField::Closed => self.closed,
            DateField::Verified => self.verified,
        };
        // What is planned may be established, and end, later.
        let lies_ahead = self.planned && matches!(field, DateField::Established | DateField::Closed);
        let last = if lies_ahead { range.last } else { range.last.min(bounds.last) };
        if range.is_empty() { range } else { Range { last, ..range }.begun(bounds.first) }
    }

    /// Returns whether the network exists on the days asked about: certainly if on each of them, possibly if on one.
    /// For what is possible, it was established and closed on days of these sets; without a set, on any day.
    pub fn existence(
        &self,
        asked: Range,
        bounds: Range,
        (established, closed): (Option<&DaySet>, Option<&DaySet>),
    ) -> Certainty {
        if self.planned {
            return Certainty::No;
        }
        let begin = self.days(DateField::Established, bounds);
        let end = self.days(DateField::Closed, bounds);
        let Range { first, last } = asked;
        // A network that has not ended has no day in `end`, and its first day there is after all others.
        if begin.last <= first && end.first > last {
            return Certainty::Certain;
        }
        let ends_by = if end.is_empty() { Some(i32::MAX) } else { ends(closed, end).map(|(_, last)| last) };
        match (ends(established, begin), ends_by) {
            // There is a day on which it may have been established and not yet closed.
            (Some((begin, _)), Some(end)) if begin <= last && begin.max(first) < end => Certainty::Possible,
            _ => Certainty::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::parse::Source;
    use crate::select::as_of::AsOf;

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
        Dates::of(&record).existence(as_of.days(), bounds.days(), (None, None)).name()
    }

    #[test]
    fn dates_take_36_bytes() {
        assert_eq!(size_of::<Dates>(), 36);
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
            let range = |first, last| Range { first: at(first), last: at(last) };
            let dates = Dates {
                established: range(from, until),
                closed: range(end_from, end_until),
                launched: Range::NONE,
                verified: Range::NONE,
                planned: false,
            };
            // Whether it exists on each day asked about, for each day of its beginning and of its end.
            let choices =
                days(from, until).flat_map(|begin| days(end_from, end_until).map(move |end| (begin, end)));
            let exists: Vec<bool> = choices
                .flat_map(|(begin, end)| days(first, last).map(move |day| begin <= day && day < end))
                .collect();
            let expected = match (exists.contains(&true), exists.contains(&false)) {
                (true, false) => Certainty::Certain,
                (true, true) => Certainty::Possible,
                _ => Certainty::No,
            };
            let as_of = AsOf { first: one(first), last: one(last), is_cut: false };
            assert_eq!(
                dates.existence(as_of.days(), bounds.days(), (None, None)),
                expected,
                "{dates:?} {as_of:?}"
            );
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
