//! NR4xx: what can only be seen across records.
//!
//! Promises: equal hashes are a suspicion; the records are read again before anything is said.

use crate::fold::fold;
use crate::record::Record;
use crate::rules::{Check, Context, Fact, Gathered, Rule, Sink, rule};
use crate::text::quoted;

pub static RULES: [Rule; 2] = [
    rule!(
        "NR401",
        "record-twice",
        Error,
        "Two tables have the same key.",
        "The key is the identity of a record. No reader of TOML takes a file with two, and \
         nobody can tell which of them is right.",
        Check::Registry(key_twice),
    ),
    rule!(
        "NR402",
        "name-twice",
        Error,
        "Two networks have the same name.",
        "A list in which one name stands twice counts one network twice.",
        Check::Registry(name_twice),
    ),
];

fn key_twice(_: &Context, gathered: &Gathered<'_, '_>, sink: &mut Sink<'_>) {
    for (at, record) in gathered.preamble.iter().enumerate().filter(|(_, record)| !record.table.is_list()) {
        let same = |first: &&Record<'_>| first.table == record.table && first.key == record.key;
        if let Some(first) = gathered.preamble[..at].iter().find(same) {
            let name = if record.key.is_empty() { record.table.key() } else { &record.key };
            say_key_twice(record, first, name, sink);
        }
    }
    for (again, first) in suspects(&gathered.networks, |fact| fact.key) {
        let (Some(again), Some(first)) = (gathered.read_again(again), gathered.read_again(first)) else {
            continue;
        };
        if again.key == first.key {
            say_key_twice(&again, &first, &again.key, sink);
        }
    }
}

fn say_key_twice(again: &Record<'_>, first: &Record<'_>, name: &str, sink: &mut Sink<'_>) {
    let finding = sink.report(again, again.header, format!("{} is in the registry twice", quoted(name)));
    finding.related.push((first.header, "first given here".to_owned()));
    finding.help = Some("make one record of the two".to_owned());
}

fn name_twice(_: &Context, gathered: &Gathered<'_, '_>, sink: &mut Sink<'_>) {
    for (again, first) in suspects(&gathered.networks, |fact| fact.name).filter(|(fact, _)| fact.name != 0) {
        let (Some(again), Some(first)) = (gathered.read_again(again), gathered.read_again(first)) else {
            continue;
        };
        // Of a country and a slug, the slug is the one to be renamed.
        let (again, first) = if again.country().is_some() { (first, again) } else { (again, first) };
        let (Some(entry), Some(given), Some(name)) =
            (again.entry("name"), again.text("name"), first.text("name"))
        else {
            continue;
        };
        // The same key twice has been said, and a name that is not its code's is said as that.
        if again.key == first.key || again.country().is_some() || fold(given) != fold(name) {
            continue;
        }
        let other = first.entry("name").map_or(first.header, |entry| entry.span);
        let finding = sink.report(&again, entry.span, format!("`{}` has this name too", first.key));
        finding.related.push((other, "first given here".to_owned()));
        finding.help = Some("give each network a name of its own, or make one record of the two".to_owned());
    }
}

/// Returns the pairs of neighbours with the same hash: each later one with the first of them.
fn suspects(facts: &[Fact], hash: fn(&Fact) -> u64) -> impl Iterator<Item = (&Fact, &Fact)> {
    let mut order: Vec<&Fact> = facts.iter().collect();
    order.sort_by_key(|fact| (hash(fact), fact.start));
    let mut first: Option<&Fact> = None;
    order.into_iter().filter_map(move |fact| match first {
        Some(earlier) if hash(earlier) == hash(fact) => Some((fact, earlier)),
        _ => {
            first = Some(fact);
            None
        }
    })
}
