//! The days on which the number of networks becomes another one, from the first to the last.

use crate::model::{Day, date};
use crate::select::as_of::AsOf;
use crate::select::certainty::Certainty;
use crate::select::count::Count;
use crate::select::dates::{DateField, Dates};
use crate::select::days::{Range, ends};
use crate::select::question::Question;
use crate::select::tally::Tally;

/// A day from which on the number is this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The first day; `None` of what has no known beginning.
    pub from: Option<Day>,
    /// How many networks exist from then on.
    pub count: Count,
    /// The networks, by their indexes, that changed, each with whether it exists from then on.
    pub changes: Vec<(u32, Certainty)>,
}

/// Returns the steps up to a day. The number on any day is that of the last step which is not later.
pub fn steps(tally: &Tally<'_, '_>, question: &Question<'_>, last: Day) -> Vec<Step> {
    let last = date::number(last);
    let mut events: Vec<(i32, u32, Certainty)> = Vec::new();
    for (at, (dates, countries)) in (0..).zip(tally.networks()) {
        let mut before = Certainty::No;
        for day in days_of_change(dates, question).into_iter().filter(|day| *day <= last) {
            let now = question.on_day(day).certainty(dates, countries);
            if now != before {
                events.push((day, at, now));
            }
            before = now;
        }
    }
    events.sort_unstable_by_key(|(day, at, _)| (*day, *at));
    let mut known: Vec<Certainty> = vec![Certainty::No; tally.len()];
    let mut count = Count::default();
    let step = |events: &[(i32, u32, Certainty)]| {
        for (_, at, now) in events {
            let before = std::mem::replace(&mut known[*at as usize], *now);
            count = count.without(before) + [*now].into_iter().collect();
        }
        let day = events[0].0;
        Step {
            from: (day != Range::OPEN).then(|| date::day(day)),
            count,
            changes: events.iter().map(|(_, at, now)| (*at, *now)).collect(),
        }
    };
    events.chunk_by(|one, other| one.0 == other.0).map(step).collect()
}

/// Returns the days, in order, on which a network may begin or cease to exist, certainly or possibly.
fn days_of_change(dates: &Dates, question: &Question<'_>) -> Vec<i32> {
    let limits = question.bounds.days();
    let (established, closed) = question.existence_days();
    let begin = dates.days(DateField::Established, limits);
    let end = dates.days(DateField::Closed, limits);
    let mut days = vec![begin.last];
    days.extend(ends(established, begin).map(|(first, _)| first));
    if !end.is_empty() {
        days.push(end.first);
        days.extend(ends(closed, end).map(|(_, last)| last));
    }
    if begin.is_empty() {
        days.clear();
    }
    days.sort_unstable();
    days.dedup();
    days
}

impl Question<'_> {
    /// Returns the same question on one day, by its number.
    fn on_day(&self, day: i32) -> Self {
        self.on(AsOf::day(date::day(day)))
    }
}
