//! Notes about a number of networks: the lines of a ratio, and what a number leaves open.

use crate::model::{Language, Record, country};
use crate::render::networks::words::{date, published};
use crate::select::as_of::AsOf;
use crate::select::{
    count::Count, countries::NetworkCountries, percent::percentages, ratio::Ratio, tally::LeftOut,
};
use crate::text::{counted, in_a_row, isolated, normalize, visible};

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

/// The most networks that a note names.
const MOST_NAMES: usize = 20;

/// Why a number is a range.
const INEXACT: &str = "their dates are not exact enough";

/// Notes are in English, as all messages are.
const LANGUAGE: Language = Language::English;

/// Returns a ratio as two lines: the numbers with the percentage, then the title, date and source of the denominator.
pub fn ratio_lines(ratio: &Ratio<'_>) -> String {
    let (certain, possible) = ratio.percentages();
    let percentage = percentages(certain, possible);
    let number = match (&ratio.part, ratio.networks) {
        (Some(part), _) => format!("{} of", part.with),
        (None, Count { certain: 1, possible: 1 }) => "1 network /".to_owned(),
        (None, networks) => format!("{networks} networks /"),
    };
    let denominator = &ratio.denominator;
    let (title, value) = (visible(denominator.title), denominator.value);
    let as_of = denominator.date().map_or("undated".to_owned(), |known| date(known, LANGUAGE));
    let source = visible(denominator.source().unwrap_or("no source is given"));
    format!("{number} {value} = {percentage}\n{value}: {}, {as_of}, {source}\n", isolated(&title))
}

/// Returns what a ratio leaves open.
pub fn ratio_notes(ratio: &Ratio<'_>, as_of: Option<AsOf>, scope: Scope) -> Vec<String> {
    let (denominator, value) = (&ratio.denominator, ratio.denominator.value);
    let mut notes = vec![match ratio.part {
        None => format!("compares two totals: which of the {value} have a network is not known"),
        Some(_) if value == 1 => "counts whether the one country has a network".to_owned(),
        Some(_) => format!("counts which of the {value} countries have a network"),
    }];
    let outside = ratio.part.as_ref().map(|part| part.outside.as_slice()).unwrap_or_default();
    let (unknown, outside): (Vec<_>, Vec<_>) =
        outside.iter().copied().partition(|network| network.countries.is_empty());
    if !outside.is_empty() {
        let number = counted(outside.len(), "network");
        let which = named(&outside)
            .unwrap_or_else(|| format!("`netreg list --where in!={}` lists them", denominator.id()));
        notes.push(format!("leaves out {number} outside the {value}: {which}"));
    }
    if !unknown.is_empty() {
        let number = counted(unknown.len(), "network");
        let which = named(&unknown).map_or(String::new(), |names| format!(": {names}"));
        notes.push(format!("leaves out {number} whose countries are not given{which}"));
    }
    match scope {
        Scope::All => {}
        Scope::Filtered => notes.push("counts only the networks that match the filters".to_owned()),
        Scope::Records => {
            notes.push("counts records with this status, not networks that exist on a day".to_owned())
        }
    }
    match (denominator.date(), as_of) {
        (None, _) => notes.push(format!("no date is given for the {value}")),
        (Some(known), Some(as_of)) => {
            let is_before = known.latest() < as_of.first;
            let is_after = known.earliest().is_some_and(|first| first > as_of.last);
            if is_before || is_after {
                let known = date(known, LANGUAGE);
                notes.push(format!("the {value} are as of {known}, the networks as of {as_of}"));
            }
        }
        (Some(known), None) => notes.push(format!("the {value} are as of {}", date(known, LANGUAGE))),
    }
    notes.extend(denominator.note().map(|note| format!("about the {value}: {note}")));
    notes
}

/// Returns the names of networks in a sentence, in their order; none of very many.
fn named(networks: &[&NetworkCountries]) -> Option<String> {
    if networks.len() > MOST_NAMES {
        return None;
    }
    let name = |network: &&NetworkCountries| match country::by_code(&network.key) {
        Some(country) => country.display_name().to_owned(),
        None => network.name.clone().unwrap_or(network.key.clone()),
    };
    let mut names: Vec<String> = networks.iter().map(name).collect();
    names.sort_by_cached_key(|name| normalize(name));
    Some(in_a_row(&names, "and"))
}

/// Returns why a number may be a range: of networks that exist on these days or, without days, that match a condition
/// on a date.
pub fn range_note(count: Count, as_of: Option<AsOf>, has_condition: bool) -> Option<String> {
    let others = count.possible.checked_sub(count.certain).filter(|others| *others > 0)?;
    let (certain, more) = match count.certain {
        0 => ("no network".to_owned(), ""),
        number => (counted(number, "network"), " more"),
    };
    let Some(as_of) = as_of else {
        let verb = if count.certain > 1 { "match" } else { "matches" };
        return Some(format!("{certain} certainly {verb}; {others}{more} may: {INEXACT}"));
    };
    let verb = if has_condition { "matched and existed" } else { "existed" };
    Some(if as_of.first == as_of.last {
        format!("{certain} certainly {verb} on {}; {others}{more} may have: {INEXACT}", as_of.first)
    } else {
        let days = format!("every day from {} to {}", as_of.first, as_of.last);
        format!("{certain} certainly {verb} on {days}; {others}{more} may have on some of these days")
    })
}

/// Returns what else makes a number less than the whole truth: days that lie ahead, networks that are planned or closed.
pub fn limit_notes(as_of: AsOf, left_out: LeftOut) -> Vec<String> {
    let mut notes: Vec<String> = cut_note(as_of).into_iter().collect();
    let kinds = kinds(left_out);
    if !kinds.is_empty() {
        notes.push(format!("leaves out {}", in_a_row(&kinds, "and")));
    }
    notes
}

/// Returns the note that days after today were cut off, if they were.
pub fn cut_note(as_of: AsOf) -> Option<String> {
    as_of
        .is_cut
        .then(|| format!("only days up to today, {}, are considered: later ones lie ahead", as_of.last))
}

/// Returns the note that a list has networks which do not count, if it has.
pub fn more_than_counted(listed: LeftOut) -> Option<String> {
    let kinds = kinds(listed);
    (!kinds.is_empty()).then(|| format!("lists also {}, not counted by `count`", in_a_row(&kinds, "and")))
}

/// Returns the note that a list leaves out what matches only possibly, if it does.
pub fn only_certain_note(count: Count) -> Option<String> {
    let others = count.possible - count.certain;
    let matches = if others == 1 { "matches" } else { "match" };
    (others > 0).then(|| format!("leaves out {} that only possibly {matches}", counted(others, "network")))
}

/// Returns how many of the countries asked about have no network.
pub fn missing_note(missing: usize, asked: usize) -> String {
    format!("{missing} of {} without a network in this registry", counted(asked, "country"))
}

fn kinds(number: LeftOut) -> Vec<String> {
    let kinds = [(number.closed, "closed"), (number.planned, "planned")];
    let kinds = kinds.into_iter().filter(|(number, _)| *number > 0);
    kinds.map(|(number, kind)| counted(number, &format!("{kind} network"))).collect()
}

/// Returns the note that rows add up to more than the networks, if they do.
pub fn rows_note(repeated: usize, rows: Count, networks: Count) -> Option<String> {
    if repeated == 0 {
        return None;
    }
    let are = if repeated == 1 { "is" } else { "are" };
    let repeated = counted(repeated, "network");
    Some(format!("{repeated} {are} in several rows, so the rows add up to {rows}, not {networks}"))
}

/// Returns a note for each published total.
pub fn published_notes<'r>(totals: impl Iterator<Item = &'r Record<'r>>) -> Vec<String> {
    let note = |total: &'r Record<'r>| {
        let (number, known) = (total.number("networks")?, total.when("date")?);
        let source = total.text("source").map_or(String::new(), |source| format!(", {source}"));
        Some(format!("published total: {number} ({}{source})", date(known, LANGUAGE)))
    };
    totals.filter_map(note).collect()
}

/// Returns published totals as the entries of a list.
pub fn published_list<'r>(totals: impl Iterator<Item = &'r Record<'r>>, language: Language) -> Vec<String> {
    totals.filter_map(|total| published(total, language)).collect()
}
