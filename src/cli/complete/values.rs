//! The values that can be completed, each kind from its table or from the registry.

use std::collections::HashSet;
use std::path::Path;

use clap_complete::CompletionCandidate;
use clap_complete::engine::{PathCompleter, ValueCompleter};
use netreg::model::{Area, Country, Field, Kind, Language, Level, Status, Table, country, entity};
use netreg::select::{column::Column, group::Grouping};
use netreg::validate;

use crate::cli::complete::context::Context;
use crate::cli::complete::known::Records;
use crate::cli::complete::matching::{of_code, of_name};
use crate::cli::topics::meaning_of_grouping;

/// Words that can come next.
pub type Candidates = Vec<CompletionCandidate>;

/// Returns a word with its help.
pub fn candidate(word: impl Into<String>, help: impl Into<String>) -> CompletionCandidate {
    let help: String = help.into();
    let help = help.trim_end_matches('.');
    let help = (!help.is_empty()).then(|| help.to_owned().into());
    CompletionCandidate::new(word.into()).help(help)
}

/// Returns those of some words that begin with what was typed.
pub fn beginning<W: Into<String> + AsRef<str>, H: Into<String>>(
    typed: &str,
    words: impl IntoIterator<Item = (W, H)>,
) -> Candidates {
    let words = words.into_iter().filter(|(word, _)| word.as_ref().starts_with(typed));
    words.map(|(word, help)| candidate(word, help)).collect()
}

/// Returns candidates with a text in front of each.
pub fn after(text: &str, candidates: Candidates) -> Candidates {
    candidates.into_iter().map(|candidate| candidate.add_prefix(text)).collect()
}

/// Returns countries: by code in capitals, else by name or, if no name begins so, by code in small letters.
pub fn countries(
    typed: &str,
    countries: impl Iterator<Item = &'static Country> + Clone,
    language: Language,
) -> Candidates {
    let coded = countries.clone().filter_map(|country| {
        Some(candidate(of_code(typed, country.alpha3)?, country.display_name_in(language)))
    });
    if !typed.contains(char::is_lowercase) && typed.is_ascii() {
        let coded: Candidates = coded.clone().collect();
        if !coded.is_empty() {
            return coded;
        }
    }
    let all_names = countries.flat_map(|country| {
        let own = country.name_in(language);
        let english = (own != country.name).then_some(country.name);
        [Some(own), english].into_iter().flatten().map(move |name| (country, name))
    });
    let found: Candidates = all_names
        .filter_map(|(country, name)| Some(candidate(of_name(typed, name)?, country.alpha3)))
        .collect();
    if found.is_empty() { coded.collect() } else { found }
}

/// Returns the records of the registry, and countries where it is not known in full.
pub fn records(typed: &str, context: &Context) -> Candidates {
    let language = context.language();
    let Records { listed, are_all } = context.registry().records(language);
    let codes: HashSet<&str> = listed.iter().map(|record| record.key.as_str()).collect();
    let known = country::all().iter().filter(|country| !are_all || codes.contains(country.alpha3));
    let mut found = countries(typed, known, language);
    let others = listed.iter().filter(|record| country::by_code(&record.key).is_none());
    found.extend(beginning(typed, others.map(|record| (record.word.as_str(), record.title.as_str()))));
    found
}

/// Returns the countries that are not in the registry, and the beginnings of the addresses of other records.
pub fn new_records(typed: &str, context: &Context) -> Candidates {
    let listed = context.registry().records(context.language()).listed;
    let codes: HashSet<&str> = listed.iter().map(|record| record.key.as_str()).collect();
    let is_new = |country: &&'static Country| !codes.contains(country.alpha3);
    let mut found = countries(typed, country::all().iter().filter(is_new), context.language());
    let tables = [Table::Denominator, Table::Milestone, Table::Published];
    found.extend(beginning(typed, tables.map(|table| (format!("{}.", table.key()), table.noun()))));
    found
}

/// Returns the keys of the records of one table.
pub fn ids(typed: &str, table: Table, context: &Context) -> Candidates {
    let listed = context.registry().records(context.language()).listed;
    let listed = listed.into_iter().filter(|record| record.table == table);
    beginning(typed, listed.map(|record| (record.key, record.title)))
}

/// Returns `today` and the milestones.
pub fn days(typed: &str, context: &Context) -> Candidates {
    let mut found = today(typed);
    found.extend(ids(typed, Table::Milestone, context));
    found
}

fn today(typed: &str) -> Candidates {
    beginning(typed, [("today", "The current day in UTC")])
}

/// Returns the statuses of a network.
pub fn statuses(typed: &str) -> Candidates {
    let help = |status| match status {
        Status::Planned => "Announced, but not set up yet",
        Status::Established => "Set up",
        Status::Closed => "Ended",
    };
    beginning(typed, Status::ALL.map(|status| (status.word(), help(status))))
}

/// Returns regions by name, those of one level or all.
pub fn areas(typed: &str, level: Option<Level>, language: Language) -> Candidates {
    let areas = country::areas().iter().filter(|area| level.is_none_or(|level| area.level == level));
    let names = areas.flat_map(|area: &Area| {
        let own = area.name_in(language);
        let english = (own != area.name).then_some(area.name);
        [Some(own), english].into_iter().flatten().map(move |name| (area, name))
    });
    names.filter_map(|(area, name)| Some(candidate(of_name(typed, name)?, area.m49))).collect()
}

/// Returns the columns of a list: those of networks, unless the list is of another table.
pub fn columns(typed: &str, context: &Context) -> Candidates {
    let table =
        context.words.iter().find_map(|word| Table::of(word)).filter(|table| *table != Table::Network);
    match table {
        None => beginning(typed, Column::all().map(|column| (column.id(), column.meaning()))),
        Some(table) => {
            let id = table.is_keyed().then_some(("id", "The key of the record"));
            beginning(typed, id.into_iter().chain(table.fields().iter().map(|field| (field.key, field.help))))
        }
    }
}

/// Returns what networks can be counted by.
pub fn groupings(typed: &str) -> Candidates {
    beginning(typed, Grouping::ids().map(|id| (id, meaning_of_grouping(id))))
}

/// Returns the tables that can be listed.
pub fn tables(typed: &str) -> Candidates {
    let tables = Table::ALL.into_iter().filter(|table| *table != Table::Registry);
    beginning(typed, tables.map(|table| (table.key(), table.plural())))
}

/// Returns the rules by code or name.
pub fn rules(typed: &str) -> Candidates {
    let rules = validate::all();
    let coded: Candidates = rules
        .filter_map(|rule| Some(candidate(of_code(typed, &rule.code.to_string())?, rule.summary)))
        .collect();
    if coded.is_empty() {
        return beginning(typed, validate::all().map(|rule| (rule.name, rule.summary)));
    }
    coded
}

/// Returns the languages of names.
pub fn languages(typed: &str) -> Candidates {
    let name = |language| match language {
        Language::Arabic => "العربية",
        Language::English => "English",
        Language::Spanish => "Español",
        Language::French => "Français",
        Language::Russian => "Русский",
        Language::Chinese => "中文",
    };
    beginning(typed, Language::ALL.map(|language| (language.code(), name(language))))
}

/// Returns files, and folders in which they can be.
pub fn files(typed: &str) -> Candidates {
    PathCompleter::file().current_dir(Path::new(".")).complete(typed.as_ref())
}

/// Returns values of a field.
pub fn of_field(field: &Field, typed: &str, context: &Context) -> Candidates {
    match field.kind {
        Kind::Status => statuses(typed),
        Kind::Day | Kind::Date => today(typed),
        Kind::Entity | Kind::Entities => {
            let spellings = entity::spellings().iter();
            beginning(typed, spellings.map(|spelling| (*spelling, entity::name(spelling))))
        }
        Kind::Address | Kind::Addresses => beginning(typed, [("https://", "")]),
        Kind::Codes => {
            // A name may contain a comma, but a list of names has codes in the end.
            let at = typed.rfind(',').map_or(0, |at| at + 1);
            after(&typed[..at], countries(&typed[at..], country::all().iter(), context.language()))
        }
        Kind::Text | Kind::Number => Vec::new(),
    }
}
