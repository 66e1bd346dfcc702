//! Notes about a number of networks: the lines of a ratio, and what a number leaves open.

use std::borrow::Cow;

use crate::model::{Area, Day, Language};
use crate::render::networks::words::{date, percentages};
use crate::select::as_of::AsOf;
use crate::select::filter::{Selection, Silent};
use crate::select::{count::Count, countries::NetworkCountries, ratio::Ratio, tally::LeftOut, tally::Tally};
use crate::select::{denominator::Denominator, growth::Total};
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
    let percentage = percentages(certain, possible, LANGUAGE);
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

/// Returns with what each row of a sheet is compared.
pub fn denominator_note(denominator: &Denominator<'_>) -> String {
    let as_of = denominator.date().map_or("undated".to_owned(), |known| date(known, LANGUAGE));
    let source = denominator.source().unwrap_or("no source is given");
    let Denominator { title, value, .. } = denominator;
    format!("each row is compared with all {value}: {title}, {as_of}, {source}")
}

/// Returns what a ratio leaves open.
pub fn ratio_notes(ratio: &Ratio<'_>, as_of: Option<AsOf>, scope: Scope) -> Vec<String> {
    let (denominator, value) = (&ratio.denominator, ratio.denominator.value);
    let mut notes = vec![match ratio.part {
        None => format!("compares two totals: which of the {value} have a network is not known"),
        Some(_) if value == 1 => "counts whether the one country or area has a network".to_owned(),
        Some(_) => format!("counts which of the {value} countries and areas have a network"),
    }];
    let outside = ratio.part.as_ref().map(|part| part.outside.as_slice()).unwrap_or_default();
    let (unknown, outside): (Vec<_>, Vec<_>) =
        outside.iter().copied().partition(|network| network.countries.is_empty());
    if !outside.is_empty() {
        let number = counted(outside.len(), "network");
        let which = named(&outside, LANGUAGE);
        let which = which.map_or("`--format json` lists them".to_owned(), |names| in_a_row(&names, "and"));
        notes.push(format!("leaves out {number} outside the {value}: {which}"));
    }
    if !unknown.is_empty() {
        let number = counted(unknown.len(), "network");
        let which = named(&unknown, LANGUAGE);
        let which = which.map_or(String::new(), |names| format!(": {}", in_a_row(&names, "and")));
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
        (Some(known), Some(as_of)) if known.latest() < as_of.first || known.earliest() > Some(as_of.last) => {
            let known = date(known, LANGUAGE);
            notes.push(format!("different dates: the {value} ({known}), the networks ({as_of})"));
        }
        _ => {}
    }
    notes.extend(denominator.note().map(|note| format!("about the {value}: {note}")));
    notes
}

/// Returns the names of networks in their order; none of very many.
pub fn named<'n>(networks: &[&'n NetworkCountries], language: Language) -> Option<Vec<Cow<'n, str>>> {
    if networks.len() > MOST_NAMES {
        return None;
    }
    let mut names: Vec<_> = networks.iter().map(|network| network.display_name(language)).collect();
    names.sort_by_cached_key(|name| normalize(name));
    Some(names)
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

/// What limits a number of networks that exist.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The days asked about.
    pub as_of: AsOf,
    /// Today.
    pub today: Day,
    /// The networks that match but do not count.
    pub left_out: LeftOut,
    /// How many count though their date is after today.
    pub dated_ahead: usize,
}

/// Returns what else makes a number less than the whole truth: days and dates that lie ahead, networks that are planned
/// or closed.
pub fn limit_notes(limits: Limits) -> Vec<String> {
    let mut notes: Vec<String> = cut_note(limits.as_of).into_iter().collect();
    if limits.dated_ahead > 0 {
        let number = counted(limits.dated_ahead, "network");
        notes.push(format!("counts {number} with a date later than today, {}", limits.today));
    }
    let kinds = kinds(limits.left_out);
    if !kinds.is_empty() {
        notes.push(format!("leaves out {}", in_a_row(&kinds, "and")));
    }
    notes
}

/// Returns the note that days after today were cut off, if they were.
pub fn cut_note(as_of: AsOf) -> Option<String> {
    as_of
        .is_cut
        .then(|| format!("only days up to {} are considered: later days are in the future", as_of.last))
}

/// Returns a note for each filter that leaves networks out because they do not say what it asks for.
pub fn silent_notes(silent: impl Iterator<Item = Silent>) -> Vec<String> {
    let note = |silent: Silent| {
        let number = counted(silent.networks, "network");
        let (lack, are) = if silent.networks == 1 { ("has no", "is") } else { ("have no", "are") };
        match silent.column {
            Some(column) => format!("{number} {lack} `{column}`, and {are} left out"),
            None => format!("{number} {lack} countries given, and {are} left out"),
        }
    };
    silent.map(note).collect()
}

/// Returns the notes of a list of the networks that exist on some days.
pub fn listed_notes(count: Count, as_of: AsOf, tally: &Tally<'_, '_>, selection: &Selection) -> Vec<String> {
    let mut notes: Vec<String> =
        range_note(count, Some(as_of), selection.asks_for_date()).into_iter().collect();
    notes.extend(cut_note(as_of));
    notes.extend(silent_notes(tally.hearing.silent()));
    notes.extend(nothing_note(count, tally.has_networks, selection));
    notes
}

/// Returns the note that nothing counts, where it may surprise.
pub fn nothing_note(count: Count, has_networks: bool, selection: &Selection) -> Option<String> {
    match (count.possible, has_networks) {
        (0, false) => Some("the registry has no network".to_owned()),
        (0, true) if !selection.is_everything() => Some("no network matches these filters".to_owned()),
        _ => None,
    }
}

/// Returns what a sheet of countries without a network is about.
pub fn missing_caption(as_of: AsOf, areas: &[&Area], denominator: Option<&str>) -> String {
    let days = format!("Countries and areas without a network as of {as_of}");
    let areas = areas.iter().map(|area| area.name);
    std::iter::once(days.as_str()).chain(areas).chain(denominator).collect::<Vec<_>>().join("; ")
}

/// Returns what a sheet is about: the days, and the filters.
pub fn caption(as_of: Option<AsOf>, selection: &Selection) -> String {
    let days = as_of.map_or("Networks".to_owned(), |as_of| format!("Networks as of {as_of}"));
    let areas = selection.areas.iter().map(|area| area.name);
    let statuses = selection.statuses.iter().map(|status| status.word());
    let conditions = selection.conditions.iter().map(String::as_str);
    let parts = std::iter::once(days.as_str()).chain(areas).chain(statuses).chain(conditions);
    parts.collect::<Vec<_>>().join("; ")
}

/// Returns the note that a list has networks which do not count, if it has.
pub fn more_than_counted(listed: LeftOut) -> Option<String> {
    let kinds = kinds(listed);
    (!kinds.is_empty()).then(|| format!("also lists {}, which `count` leaves out", in_a_row(&kinds, "and")))
}

/// Returns the note that a list leaves out what matches only possibly, if it does.
pub fn only_certain_note(count: Count) -> Option<String> {
    let others = count.possible - count.certain;
    let matches = if others == 1 { "matches" } else { "match" };
    (others > 0).then(|| format!("leaves out {} that only possibly {matches}", counted(others, "network")))
}

/// Returns how many of the countries asked about have no network.
pub fn missing_note(missing: Count, asked: usize) -> String {
    let asked =
        if asked == 1 { "1 country or area".to_owned() } else { format!("{asked} countries and areas") };
    format!("{missing} of {asked} without a network in this registry")
}

/// Returns the note that networks of unknown countries may be those of countries without one, if there are some.
pub fn unknown_countries_note(networks: usize) -> Option<String> {
    (networks > 0).then(|| format!("{} of unknown countries may be theirs", counted(networks, "network")))
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
pub fn published_notes<'r>(totals: impl Iterator<Item = Total<'r>>) -> Vec<String> {
    let note = |total: Total<'r>| {
        let source = total.source.map_or(String::new(), |source| format!(", {source}"));
        format!("published total: {} ({}{source})", total.networks, date(total.date, LANGUAGE))
    };
    totals.map(note).collect()
}
