//! A question about a registry: which networks count, on which days.
//!
//! The days that are asked about, milestones and denominators may be anywhere in the file, so a question is made when the
//! preamble is known.

use crate::model::{Country, Problem, Record, Status, Table};
use crate::select::as_of::AsOf;
use crate::select::basis::Basis;
use crate::select::certainty::Certainty;
use crate::select::column::countries;
use crate::select::dates::{Bounds, DateField, Dates};
use crate::select::days::{DaySet, Range, ends};
use crate::select::filter::{ListedCountries, MatchingDays, Selection};

/// A question: the selection, the days, and the conditions that depend on the registry.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    selection: &'q Selection,
    /// Which networks count.
    pub basis: Basis,
    /// The bounds of unknown dates.
    pub bounds: Bounds,
    /// The days asked about, and the bounds, as numbers: they are needed for each network.
    asked: Range,
    limits: Range,
    /// The days that match, for each field that has a condition.
    fields: Vec<(DateField, MatchingDays)>,
    groups: Vec<ListedCountries>,
    /// The days on which a network may have been established, and those on which it may have ended, if conditions say so.
    existence: (Option<DaySet>, Option<DaySet>),
}

impl<'q> Question<'q> {
    /// Returns the question about the networks of a selection, in a registry with these preamble records.
    ///
    /// # Errors
    /// If a condition names a milestone or a denominator that is missing or cannot be used.
    pub fn new<'r>(
        basis: Basis,
        bounds: Bounds,
        selection: &'q Selection,
        preamble: impl Iterator<Item = &'r Record<'r>>,
    ) -> Result<Self, Problem> {
        let (mut milestones, mut denominators) = (Vec::new(), Vec::new());
        for record in preamble {
            match record.table {
                Table::Milestone => milestones.push(record),
                Table::Denominator => denominators.push(record),
                _ => {}
            }
        }
        let mut fields: Vec<(DateField, MatchingDays)> = Vec::new();
        for condition in &selection.dates {
            let days = condition.days(&milestones)?;
            match fields.iter_mut().find(|(field, _)| *field == condition.field) {
                Some((_, all)) => *all = all.and(&days),
                None => fields.push((condition.field, days)),
            }
        }
        let groups = selection.within.iter().map(|within| within.group(&denominators));
        let of = |field| {
            let own = fields.iter().find(|(other, _)| *other == field);
            own.map(|(_, days)| days.possible.clone())
        };
        let existence = (of(DateField::Established), of(DateField::Closed));
        Ok(Self {
            selection,
            basis,
            bounds,
            asked: basis.days(),
            limits: bounds.days(),
            groups: groups.collect::<Result<_, _>>()?,
            existence,
            fields,
        })
    }

    /// Returns the same question on other days.
    pub fn on(&self, as_of: AsOf) -> Self {
        Self { basis: Basis::Existing(as_of), asked: as_of.days(), ..self.clone() }
    }

    /// Returns whether a network counts.
    pub fn answer(&self, network: &Record<'_>) -> Certainty {
        if !self.selection.takes(network) {
            return Certainty::No;
        }
        if self.asks_nothing() {
            return Certainty::Certain;
        }
        self.certainty(&Dates::of(network), &countries(network).collect::<Vec<_>>())
    }

    /// Returns `true` if every network counts that the selection takes.
    pub(super) fn asks_nothing(&self) -> bool {
        matches!(self.basis, Basis::Records) && self.fields.is_empty() && self.groups.is_empty()
    }

    /// Returns whether a network counts that the selection takes. Its countries are not looked at unless
    /// [`Selection::asks_for_countries`].
    pub(super) fn certainty(&self, dates: &Dates, countries: &[&Country]) -> Certainty {
        self.matching(dates, countries).min(self.existence(dates))
    }

    fn existence(&self, dates: &Dates) -> Certainty {
        match self.basis {
            Basis::Records => Certainty::Certain,
            Basis::Existing(_) => dates.existence(self.asked, self.limits, self.existence_days()),
        }
    }

    /// Returns the days on which a network may have been established, and those on which it may have ended, if conditions
    /// say so.
    pub(super) fn existence_days(&self) -> (Option<&DaySet>, Option<&DaySet>) {
        (self.existence.0.as_ref(), self.existence.1.as_ref())
    }

    /// Returns whether a network matches the conditions, whether it exists or not.
    fn matching(&self, dates: &Dates, countries: &[&Country]) -> Certainty {
        if !self.groups.iter().all(|group| group.takes(countries)) {
            return Certainty::No;
        }
        let mut matching = Certainty::Certain;
        for (field, days) in &self.fields {
            let own = dates.days(*field, self.limits);
            if own.is_empty() || days.possible.ends_in(own).is_none() {
                return Certainty::No;
            }
            if !days.certain.covers(own) {
                matching = Certainty::Possible;
            }
        }
        matching
    }

    /// Returns `planned` or `closed` of a network that does not count, if it matches, but is planned or was closed by the
    /// days asked about.
    pub(super) fn left_out(&self, dates: &Dates, countries: &[&Country]) -> Option<Status> {
        let may_be = dates.is_planned() || dates.has_end();
        if !may_be || matches!(self.basis, Basis::Records) || self.matching(dates, countries) == Certainty::No
        {
            return None;
        }
        if dates.is_planned() {
            return Some(Status::Planned);
        }
        // What may have begun by the last day and does not exist has ended.
        let begin = ends(self.existence.0.as_ref(), dates.days(DateField::Established, self.limits));
        begin.is_some_and(|(first, _)| first <= self.asked.last).then_some(Status::Closed)
    }

    /// Returns `true` if a network that exists is dated after today.
    pub(super) fn is_dated_ahead(&self, dates: &Dates) -> bool {
        dates.is_dated_ahead(self.limits)
    }

    /// Returns the first year in which a network that matches was possibly established; an open beginning counts from
    /// its latest day.
    pub(super) fn first_year(&self, dates: &Dates, countries: &[&Country]) -> Option<i32> {
        if dates.is_planned() || self.matching(dates, countries) == Certainty::No {
            return None;
        }
        dates.first_year(self.limits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::parse::Registry;

    const TODAY: &str = "2026-06-15";

    const PREAMBLE: &str = "[registry]\nsince = 2018-12-19\n\n\
        [denominator.pair]\ntitle = \"P\"\nvalue = 2\ncountries = [\"ATA\", \"BVT\"]\n\n\
        [denominator.total]\ntitle = \"T\"\nvalue = 9\n\n\
        [milestone.day]\ntitle = \"D\"\ndate = 2021-06-15\n\n\
        [milestone.year]\ntitle = \"Y\"\ndate = \"2021\"\n\n\
        [milestone.open]\ntitle = \"O\"\ndate = \"[..2021]\"\n\n";

    /// Returns whether a network with these fields counts, today or as of a date.
    fn certainty(fields: &str, as_of: &str, conditions: &[&str]) -> Result<&'static str, Problem> {
        let text = format!("{PREAMBLE}[network.ATA]\nname = \"Antarctica\"\n{fields}\n");
        let registry = Registry::parse(&text);
        let record = registry.networks().next().expect("a network");
        let today = TODAY.parse().expect("a day");
        let mut selection = Selection::default();
        conditions.iter().try_for_each(|condition| selection.add(condition, today))?;
        let as_of = AsOf::when(Date::parse_flag(as_of, today).expect("a date"), today)?;
        let bounds = Bounds { since: registry.since(), today };
        let question = Question::new(Basis::Existing(as_of), bounds, &selection, registry.records.iter())?;
        Ok(question.answer(record).name())
    }

    fn today(fields: &str, condition: &str) -> &'static str {
        certainty(fields, TODAY, &[condition]).unwrap_or_else(|problem| panic!("{condition}: {problem:?}"))
    }

    #[test]
    fn condition_on_a_date_is_certain_if_all_of_its_days_match() {
        for (condition, expected) in [
            ("established=2021", "certain"),
            ("established=2021-06", "certain"),
            ("established=2021-06-15", "possible"),
            ("established!=2021-06-15", "possible"),
            ("established!=2022", "certain"),
            ("established=2022", "no"),
            ("established<2021-06-15", "possible"),
            ("established<2021-07", "certain"),
            ("established<=2021-06", "certain"),
            ("established<=2021-05", "no"),
            ("established<=2021-06-15", "possible"),
            ("established>2021-05", "certain"),
            ("established>2021-06", "no"),
            ("established>=2021-06", "certain"),
            ("established>=2021-06-15", "possible"),
            ("established=..2021", "certain"),
            ("established=[2021-05..2021-06]", "certain"),
            ("established!=..2021", "no"),
            ("established=2020|2021-06-01..2021-06-29", "possible"),
            ("established=2020|2021", "certain"),
            ("established!=2020|2021", "no"),
            ("established!=2020|2022", "certain"),
            ("verified<today", "certain"),
            ("verified>2024", "no"),
            ("launched!=2020", "no"),
            ("closed!=2020", "no"),
        ] {
            let fields = "established = \"2021-06\"\nverified = 2024-01-31";
            assert_eq!(today(fields, condition), expected, "{condition}");
        }
    }

    #[test]
    fn what_is_not_known_is_possible() {
        for (fields, condition, expected) in [
            ("", "established>2022", "possible"),
            ("", "established>=2018-12-19", "certain"),
            ("", "established<2018-12-19", "no"),
            ("verified = 2021-03-01", "established>2021-03-01", "no"),
            ("established = \"[..2020]\"", "established>2020", "no"),
            ("established = \"[..2020]\"", "established<2019", "possible"),
            ("established = \"[2025-03..2027]\"", "established<=2026-06-15", "certain"),
            ("established = \"[2025-03..2027]\"", "established=2027", "no"),
        ] {
            assert_eq!(today(fields, condition), expected, "{fields} {condition}");
        }
    }

    #[test]
    fn conditions_must_match_on_one_day() {
        let of =
            |fields, as_of, conditions: &[&str]| certainty(fields, as_of, conditions).expect("an answer");
        let open = "established = \"[..2024]\"";
        assert_eq!(of(open, TODAY, &["established>2020", "established<2022"]), "possible");
        assert_eq!(of(open, TODAY, &["established<2020", "established>2022"]), "no");
        assert_eq!(of(open, "2021-06-01", &["established>2021-06-01"]), "no");
        assert_eq!(of(open, "2021-06-01", &["established>2021-05"]), "possible");
        assert_eq!(of("established = \"2021-06\"", "2021-07-01", &["established=2021"]), "certain");
        let closed = "established = 2020-01-01\nstatus = \"closed\"\nclosed = \"2022\"";
        assert_eq!(of(closed, "2022-06-01", &["closed<2022-06-01"]), "no");
        assert_eq!(of(closed, "2022-06-01", &["closed>2022-06-01"]), "possible");
    }

    #[test]
    fn milestone_is_one_unknown_day() {
        for (established, condition, expected) in [
            ("2021-06-16", "established>day", "certain"),
            ("2021-06-15", "established>day", "no"),
            ("2021-06-15", "established>=day", "certain"),
            ("2021-06-15", "established=day", "certain"),
            ("2022-01-01", "established>year", "certain"),
            ("2021-06-15", "established>year", "possible"),
            ("2021-01-01", "established>year", "no"),
            ("2021-06-15", "established<year", "possible"),
            ("2021-06-15", "established=year", "possible"),
            ("2021-06-15", "established!=year", "possible"),
            ("2022-06-15", "established!=year|day", "certain"),
        ] {
            let fields = format!("established = {established}");
            assert_eq!(today(&fields, condition), expected, "{established} {condition}");
        }
        for (condition, said) in
            [("established>never", "neither a date nor"), ("established>open", "no first day")]
        {
            let problem = certainty("", TODAY, &[condition]).expect_err(condition);
            assert!(problem.message.contains(said), "{problem:?}");
        }
    }

    #[test]
    fn countries_of_a_denominator_select() {
        assert_eq!(today("", "in=pair"), "certain");
        assert_eq!(today("", "in!=pair"), "no");
        let problem = certainty("", TODAY, &["in=total"]).expect_err("it lists no countries");
        assert!(problem.message.contains("does not list"), "{problem:?}");
        assert!(certainty("", TODAY, &["in=pairs"]).is_err());
    }
}
