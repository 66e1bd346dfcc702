//! NR401 to NR403: rules that compare records with each other.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::model::{Code, Record, Status, Table};
use crate::text::{Span, hash, normalize, quoted};
use crate::validate::index::{Fact, Index};
use crate::validate::rules::rule::{Check, Context, Rule, Sink, rule};
use crate::validate::shared::Shared;

pub static RULES: [Rule; 3] = [
    rule! {
        "NR401", "record-twice", Error,
        "Two tables have the same key.",
        "The key identifies a record. No TOML reader accepts a file with the same key twice, and \
         netreg cannot know which record is right.",
        Check::Registry(key_twice), refused
    },
    rule! {
        "NR402", "name-twice", Error,
        "Two networks have the same name.",
        "If a list contains the same name twice, one network is probably counted twice.",
        Check::Registry(name_twice);
        at |field| matches!(field.key, "name")
    },
    rule! {
        "NR403", "covered-twice", Warning,
        "A network covers a country that has its own network.",
        "A list of countries with a network then contains the country twice. Both records may be \
         right, but often the entry is out of date.",
        Check::Registry(covered_twice);
        across |field| matches!(field.key, "covers" | "status")
    },
];

/// The code of the rule about two networks with the same name.
pub const SAME_NAME: Code = Code::named("NR402");

fn key_twice(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<(Table, &str), &Record<'_>> = HashMap::new();
    for record in index.preamble.iter().filter(|record| !record.table.is_list()) {
        let Some(first) = seen.get(&(record.table, record.key.as_ref())) else {
            seen.insert((record.table, &record.key), record);
            continue;
        };
        report_key(record, first, sink);
    }
    let key = |record: &Record<'_>| record.key.clone().into_owned();
    repeated(index, |fact| fact.key, key, |again, first| report_key(again, first, sink));
}

/// Reports a record with the same key as the first.
fn report_key(again: &Record<'_>, first: &Record<'_>, sink: &mut Sink<'_>) {
    let finding =
        sink.report(again, again.header, format!("{} is in the registry twice", quoted(again.called())));
    finding.related.push((first.header, "first given here".to_owned()));
    finding.help = Some("merge the two records into one".to_owned());
}

fn name_twice(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    repeated(
        index,
        |fact| fact.name,
        |record| record.text("name").map(normalize).unwrap_or_default(),
        |again, first| {
            // The name of a country is fixed by its code, so the network with a slug is reported.
            let (again, first) = if again.country().is_some() { (first, again) } else { (again, first) };
            let Some(entry) = again.entry("name") else { return };
            // NR401 reports the same key twice, NR103 a name that does not fit the code.
            if again.key == first.key || again.country().is_some() {
                return;
            }
            let other = first.entry("name").map_or(first.header, |entry| entry.span);
            let finding = sink.report(again, entry.span, format!("`{}` has the same name", first.key));
            finding.related.push((other, "first given here".to_owned()));
            finding.help = Some("merge the two records if they are one network, else rename one".to_owned());
        },
    );
}

fn covered_twice(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    if index.covering.is_empty() {
        return;
    }
    let own: HashMap<u64, &Fact> = index.networks.iter().map(|fact| (fact.key, fact)).collect();
    let exists = |record: &Record<'_>| record.known_status() == Some(Status::Established);
    // The headers of the networks that exist, by their countries; each is read once.
    let mut headers: HashMap<String, Option<Span>> = HashMap::new();
    for record in index.covering.iter().filter_map(|start| index.source.record_at(*start)) {
        let mut seen = HashSet::new();
        let items = record.list("covers").iter().filter(|item| exists(&record) && seen.insert(&item.text));
        for item in items {
            let header = *headers.entry(item.text.clone().into_owned()).or_insert_with(|| {
                let other = index.source.record_at(own.get(&hash(&item.text))?.start)?;
                (other.key == item.text && exists(&other)).then_some(other.header)
            });
            let Some(header) = header else { continue };
            let message = format!("`{}` has its own network", item.text);
            let finding = sink.report(&record, item.span, message);
            finding.related.push((header, "the network of the country".to_owned()));
            finding.help = Some("remove the entry, unless the country has both networks".to_owned());
        }
    }
}

/// Calls `report` with each network that is the same as another one above it, and with the first of those.
///
/// Different texts can have the same hash, so networks with the same hash are read again, and their texts are compared.
fn repeated(
    index: &Index<'_>,
    hash: fn(&Fact) -> u64,
    text: impl Fn(&Record<'_>) -> String,
    mut report: impl FnMut(&Record<'_>, &Record<'_>),
) {
    // A network without a name has the hash 0.
    let hashes = || index.networks.iter().map(hash).filter(|hash| *hash != 0);
    let shared = Shared::of(hashes(), index.networks.len());
    let may_be_shared = |fact: &&Fact| hash(fact) != 0 && shared.may_be(hash(fact));
    let mut order: Vec<(u64, u32)> =
        index.networks.iter().filter(may_be_shared).map(|fact| (hash(fact), fact.start)).collect();
    order.sort_unstable();
    for same in order.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let mut firsts: HashMap<String, Record<'_>> = HashMap::new();
        for again in same.iter().filter_map(|(_, start)| index.source.record_at(*start)) {
            match firsts.entry(text(&again)) {
                Entry::Occupied(first) => report(&again, first.get()),
                Entry::Vacant(place) => drop(place.insert(again)),
            }
        }
    }
}
