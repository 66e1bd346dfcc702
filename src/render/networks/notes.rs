//! Notes about a number of networks: the lines of a ratio, and what a number leaves open.

use crate::model::Record;
use crate::select::{count::Count, denominator::Ratio, lifespan::AsOf, percent::percentages};
use crate::text::{counted, isolated, visible};

/// Which networks a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that exist.
    All,
    /// Those of them that match the filters.
    Filtered,
    /// Records with a status, whether the network exists or not.
    Records,
}

/// Returns a ratio as two lines: the percentage with the title of the denominator, then its date and source.
pub fn ratio_lines(ratio: &Ratio<'_>) -> String {
    let (certain, possible) = ratio.percentages();
    let percentage = percentages(certain, possible);
    let number = match (ratio.members, ratio.networks) {
        (Some(members), _) => format!("{} of", members.with),
        (None, Count { certain: 1, possible: 1 }) => "1 network /".to_owned(),
        (None, networks) => format!("{networks} networks /"),
    };
    let denominator = &ratio.denominator;
    let (title, value) = (visible(denominator.title), denominator.value);
    let title = isolated(&title);
    let date = denominator.date().map_or("undated".to_owned(), |date| date.to_string());
    let source = visible(denominator.source().unwrap_or("no source is given"));
    format!("{number} {value} {title} = {percentage}\n{value}: {date}, {source}\n")
}

/// Returns what a ratio leaves open.
pub fn ratio_notes(ratio: &Ratio<'_>, as_of: AsOf, scope: Scope) -> Vec<String> {
    let (denominator, value) = (&ratio.denominator, ratio.denominator.value);
    let mut notes = vec![match ratio.members {
        None => format!("compares two totals: which of the {value} have a network is not known"),
        Some(_) => "counts the members that have a network".to_owned(),
    }];
    if let Some(members) = ratio.members {
        let left_out = [
            (members.outside, "of countries that are not members"),
            (members.unknown, "whose countries are not given"),
        ];
        for (number, which) in left_out.into_iter().filter(|(number, _)| *number > 0) {
            notes.push(format!("leaves out {} {which}", counted(number, "network")));
        }
    }
    match scope {
        Scope::All => {}
        Scope::Filtered => notes.push("counts only the networks that match the filters".to_owned()),
        Scope::Records => {
            notes.push("counts records with this status, not networks that exist on a day".to_owned())
        }
    }
    match denominator.date() {
        None => notes.push(format!("no date is given for the {value}")),
        Some(date) => {
            let is_before = date.latest() < as_of.first;
            let is_after = date.earliest().is_some_and(|first| first > as_of.last);
            if is_before || is_after {
                notes.push(format!("the {value} are as of {date}, the networks as of {as_of}"));
            }
        }
    }
    notes.extend(denominator.note().map(|note| format!("about the {value}: {note}")));
    notes
}

/// Returns why a count in the past is a range, and which totals were published for these days.
pub fn count_notes<'r>(
    count: Count,
    as_of: AsOf,
    published: impl Iterator<Item = &'r Record<'r>>,
) -> Vec<String> {
    let is_day = as_of.first == as_of.last;
    let mut notes = Vec::new();
    if count.certain < count.possible {
        let certain =
            if count.certain == 0 { "no network".to_owned() } else { counted(count.certain, "network") };
        let (on, why) = if is_day {
            (format!("on {}", as_of.first), ": their dates are not exact enough")
        } else {
            let days = format!("on every day from {} to {}", as_of.first, as_of.last);
            (days, " on some of these days")
        };
        let more = if count.certain == 0 { "" } else { " more" };
        let others = count.possible - count.certain;
        notes.push(format!("{certain} certainly existed {on}; {others}{more} may have{why}"));
    }
    for total in published {
        let (Some(date), Some(networks)) = (total.when("date"), total.number("networks")) else { continue };
        let is_within =
            date.earliest().is_some_and(|first| as_of.first <= first) && date.latest() <= as_of.last;
        if is_within {
            let source = total.text("source").map_or(String::new(), |source| format!(" ({source})"));
            notes.push(format!("the number published for {date} is {networks}{source}"));
        }
    }
    notes
}
