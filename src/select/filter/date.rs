//! A condition on a date: `established>2022`, `closed=2020|2021`, `established<imrf-2022`.
//!
//! It is the set of the days that match. A date that is given means all of its days; a milestone is one unknown day of its
//! date, so there are two sets: the days that match whichever it is, and those that match one of them.

use crate::model::{Date, Day, Field, Problem, Record, input, record::is_slug};
use crate::select::as_of::no_first_day;
use crate::select::dates::DateField;
use crate::select::days::{DaySet, Range};
use crate::select::filter::operator::Operator;
use crate::text::any_of;

/// A condition on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct DateCondition {
    pub(crate) field: DateField,
    operator: Operator,
    alternatives: Vec<Wanted>,
}

/// What a date is compared with.
#[derive(Clone, Debug, PartialEq)]
enum Wanted {
    /// A date, with all of its days.
    Span(Date),
    /// The date of the milestone with this ID.
    Milestone(String),
}

/// The days that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchingDays {
    /// Those that match in any case.
    pub certain: DaySet,
    /// Those that match for some day of a milestone.
    pub possible: DaySet,
}

impl MatchingDays {
    /// Returns the days that match both.
    pub fn and(&self, other: &Self) -> Self {
        Self {
            certain: self.certain.intersection(&other.certain),
            possible: self.possible.intersection(&other.possible),
        }
    }
}

impl DateCondition {
    /// Returns the condition on a field, if it is a date.
    ///
    /// # Errors
    /// If an alternative is neither a date nor can be a milestone, or has no first day where one is needed.
    pub(super) fn parse(
        field: &Field,
        operator: Operator,
        values: &[&str],
        today: Day,
    ) -> Result<Option<Self>, Problem> {
        let field = match field.key {
            "established" => DateField::Established,
            "launched" => DateField::Launched,
            "closed" => DateField::Closed,
            "verified" => DateField::Verified,
            _ => return Ok(None),
        };
        let wanted = |value: &&str| match input::when(value, today) {
            Ok(date) if date.earliest().is_none() && operator.needs_first_day() => Err(no_first_day(date)),
            Ok(date) => Ok(Wanted::Span(date)),
            Err(_) if is_slug(value) => Ok(Wanted::Milestone((*value).to_owned())),
            Err(problem) => Err(match Date::proposed(value) {
                Some(date) if date.earliest().is_none() && operator.needs_first_day() => no_first_day(date),
                _ => problem,
            }),
        };
        let alternatives = values.iter().map(wanted).collect::<Result<_, _>>()?;
        Ok(Some(Self { field, operator, alternatives }))
    }

    /// Returns the days that match, in a registry with these milestones.
    ///
    /// # Errors
    /// If there is no such milestone, or its date has no first day.
    pub(crate) fn days(&self, milestones: &[&Record<'_>]) -> Result<MatchingDays, Problem> {
        // None of several is what is neither the one nor the other.
        let is_not = self.operator == Operator::IsNot;
        let operator = if is_not { Operator::Is } else { self.operator };
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        for wanted in &self.alternatives {
            let (sure, maybe) = match wanted {
                Wanted::Span(date) => {
                    let span = span(operator, Range::of(*date));
                    (span, span)
                }
                Wanted::Milestone(id) => {
                    let date = milestone(id, milestones)?;
                    if date.earliest().is_none() {
                        return Err(no_first_day(date).at(&format!("the milestone `{id}`")));
                    }
                    unknown_day(operator, Range::of(date))
                }
            };
            certain.push(sure);
            possible.push(maybe);
        }
        let (certain, possible) = (DaySet::of(certain), DaySet::of(possible));
        Ok(if is_not {
            MatchingDays { certain: possible.complement(), possible: certain.complement() }
        } else {
            MatchingDays { certain, possible }
        })
    }
}

/// Returns the days that compare so with all days of a span.
fn span(operator: Operator, span: Range) -> Range {
    match operator {
        Operator::Before => before(span.first),
        Operator::UpTo => Range { first: i32::MIN, last: span.last },
        Operator::After => after(span.last),
        Operator::From => Range { first: span.first, last: i32::MAX },
        _ => span,
    }
}

/// Returns the days that compare so with each day of a range, and those that do with one of them.
fn unknown_day(operator: Operator, days: Range) -> (Range, Range) {
    let of = |day| span(operator, Range { first: day, last: day });
    let (first, last) = (of(days.first), of(days.last));
    match operator {
        Operator::Before | Operator::UpTo => (first, last),
        Operator::After | Operator::From => (last, first),
        _ => (first.intersection(last), days),
    }
}

fn before(day: i32) -> Range {
    day.checked_sub(1).map_or(Range::NONE, |last| Range { first: i32::MIN, last })
}

fn after(day: i32) -> Range {
    day.checked_add(1).map_or(Range::NONE, |first| Range { first, last: i32::MAX })
}

/// Returns the date of the milestone with this ID.
///
/// # Errors
/// If there is none, or its date could not be read.
pub fn milestone(id: &str, milestones: &[&Record<'_>]) -> Result<Date, Problem> {
    let ids: Vec<&str> = milestones.iter().map(|milestone| milestone.key.as_ref()).collect();
    let mut matching = milestones.iter().filter(|milestone| milestone.key == id);
    let Some(milestone) = matching.next() else {
        let date = "write a date, such as `2021-06-24`";
        let otherwise =
            || if ids.is_empty() { date.to_owned() } else { format!("{date}, or {}", any_of(&ids)) };
        let problem = Problem::new(format!("`{id}` is neither a date nor a milestone of this registry"));
        if let Some(help) = input::proposal(id) {
            return Err(problem.help(help));
        }
        return Err(problem.suggest(id, ids.iter().copied(), otherwise));
    };
    if matching.next().is_some() {
        return Err(Problem::new(format!("the milestone `{id}` is in the registry twice"))
            .help("`netreg validate` shows what is wrong"));
    }
    milestone
        .when("date")
        .ok_or_else(|| Problem::new(format!("the milestone `{id}` has no date that can be read")))
}
