//! NR4xx: what can only be seen across records.
//!
//! Promises: equal hashes are a suspicion; the records are read again before anything is said.

use std::collections::{HashMap, HashSet};

use crate::model::diagnostic::Code;
use crate::model::field::Table;
use crate::model::record::{Record, Status};
use crate::text::normalize;
use crate::text::{hash, quoted};
use crate::validate::index::{Fact, Index};
use crate::validate::rules::rule::{Check, Context, Rule, Sink, rule};

pub static RULES: [Rule; 3] = [
    rule!(
        "NR401",
        "record-twice",
        Error,
        "Two tables have the same key.",
        "The key is the identity of a record. No reader of TOML takes a file with two, and \
         nobody can tell which of them is right.",
        Check::Registry(key_twice),
        refused,
    ),
    rule!(
        "NR402",
        "name-twice",
        Error,
        "Two networks have the same name.",
        "A list in which one name stands twice counts one network twice.",
        Check::Registry(name_twice);
        at |field| matches!(field.key, "name")
    ),
    rule!(
        "NR403",
        "covered-twice",
        Warning,
        "A network covers a country that has a network of its own.",
        "Both may be true, but a list of countries with a network then holds the country twice; more \
         often the entry was left over.",
        Check::Registry(covered_twice);
        across |field| matches!(field.key, "covers" | "status")
    ),
];

/// The code of a name that two networks have.
pub const SAME_NAME: Code = Code::named("NR402");

fn key_twice(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<(Table, &str), &Record<'_>> = HashMap::new();
    for record in index.preamble.iter().filter(|record| !record.table.is_list()) {
        let Some(first) = seen.get(&(record.table, record.key.as_ref())) else {
            seen.insert((record.table, &record.key), record);
            continue;
        };
        let name = if record.key.is_empty() { record.table.key() } else { &record.key };
        say_key_twice(record, first, name, sink);
    }
    suspects(
        index,
        |fact| fact.key,
        |again, first| {
            if again.key == first.key {
                say_key_twice(again, first, &again.key, sink);
            }
        },
    );
}

fn say_key_twice(again: &Record<'_>, first: &Record<'_>, name: &str, sink: &mut Sink<'_>) {
    let finding = sink.report(again, again.header, format!("{} is in the registry twice", quoted(name)));
    finding.related.push((first.header, "first given here".to_owned()));
    finding.help = Some("make one record of the two".to_owned());
}

fn name_twice(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    suspects(
        index,
        |fact| fact.name,
        |again, first| {
            // Of a country and a slug, the slug is the one to be renamed.
            let (again, first) = if again.country().is_some() { (first, again) } else { (again, first) };
            let (Some(entry), Some(given), Some(name)) =
                (again.entry("name"), again.text("name"), first.text("name"))
            else {
                return;
            };
            // The same key twice has been said, and a name that is not its code's is said as that.
            if again.key == first.key || again.country().is_some() || normalize(given) != normalize(name) {
                return;
            }
            let other = first.entry("name").map_or(first.header, |entry| entry.span);
            let finding = sink.report(again, entry.span, format!("`{}` has this name too", first.key));
            finding.related.push((other, "first given here".to_owned()));
            finding.help =
                Some("give each network a name of its own, or make one record of the two".to_owned());
        },
    );
}

fn covered_twice(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    if index.covering.is_empty() {
        return;
    }
    let own: HashMap<u64, &Fact> = index.networks.iter().map(|fact| (fact.key, fact)).collect();
    let exists = |record: &Record<'_>| record.known_status() == Some(Status::Established);
    for record in index.covering.iter().filter_map(|start| index.record_at(*start)) {
        let mut seen = HashSet::new();
        let items = record.list("covers").iter().filter(|item| exists(&record) && seen.insert(&item.text));
        for item in items {
            let other = own.get(&hash(&item.text)).and_then(|fact| index.record_at(fact.start));
            let Some(other) = other.filter(|other| other.key == item.text && exists(other)) else { continue };
            let message = format!("`{}` has a network of its own", other.key);
            let finding = sink.report(&record, item.span, message);
            finding.related.push((other.header, "that of the country".to_owned()));
            finding.help = Some("remove the entry, unless the country has both".to_owned());
        }
    }
}

/// Reads again the networks with the same hash, and hands each to `accuse` with the first of them.
fn suspects(index: &Index<'_>, hash: fn(&Fact) -> u64, mut accuse: impl FnMut(&Record<'_>, &Record<'_>)) {
    let mut order: Vec<&Fact> = index.networks.iter().filter(|fact| hash(fact) != 0).collect();
    order.sort_by_key(|fact| (hash(fact), fact.start));
    for same in order.chunk_by(|a, b| hash(a) == hash(b)).filter(|same| same.len() > 1) {
        let Some(first) = index.record_at(same[0].start) else { continue };
        for again in same[1..].iter().filter_map(|fact| index.record_at(fact.start)) {
            accuse(&again, &first);
        }
    }
}
