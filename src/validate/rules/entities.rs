//! NR313, NR314: rules about the entries of lists that name entities or addresses, and about the names of entities.

use std::collections::{HashMap, HashSet};

use crate::model::{Entry, Kind, Record, Value, entity, entries, spelling::basic_string};
use crate::text::{Span, TextEdit, line_start, newline, quoted};
use crate::validate::rules::rule::{Check, Context, On, Rule, Sink, rule};

pub static RULES: [Rule; 2] = [
    rule! {
        "NR313", "several-in-one", Warning,
        "An entry of a list is itself a list.",
        "Entries are counted and compared one by one. `UNICEF,UNDP` in one text is neither `UNICEF` \
         nor `UNDP`. A name that contains a comma, such as that of a ministry, is one entry.",
        Check::Record(On::Unusual, several), fix;
        at |field| matches!(field.kind, Kind::Entities | Kind::Addresses)
    },
    rule! {
        "NR314", "entity-spelling", Warning,
        "An entity of the UN system has another name or spelling than its usual one.",
        "`count --by coordinator` counts each spelling by itself. An entity that has one spelling, \
         which is its acronym or short name in English, is counted once. Only names that certainly \
         are the entity's are found. Other entities, such as ministries, can have any name.",
        Check::Record(On::Unusual, spelling), fix;
        at |field| field.kind.is_entity()
    },
];

/// Returns `true` if a text is certainly the spelling of an entity, or the one name of none, as most are.
pub fn is_usual(name: &str) -> bool {
    entity::is_spelt(name) || !entity::may_be_found(name) && entries::is_one(name)
}

fn several(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in record.entries.iter().filter(|entry| entry.field.kind != Kind::Codes) {
        let Value::List(items) = &entry.value else { continue };
        for (at, item) in items.iter().enumerate() {
            let is_one = || entity::find(&item.text).is_some();
            let Some(found) = entries::several(&item.text).filter(|_| !is_one()) else { continue };
            let parts: Vec<String> = missing(entry, at, &found).into_iter().map(basic_string).collect();
            let fix = match parts.as_slice() {
                [] => sink.without_item(entry, at),
                parts => Some(TextEdit::replace(item.span, parts.join(&separator(sink.text, item.span)))),
            };
            let help = match parts.as_slice() {
                [] => "remove it".to_owned(),
                parts => format!("write {}", quoted(&parts.join(", "))),
            };
            let message = format!("{} is a list, not one entry", quoted(&item.text));
            let finding = sink.report(record, item.span, message);
            finding.help = Some(help);
            finding.fix = fix;
        }
    }
}

/// Returns those of the entries in one text that the rest of the list has not, each once and in its one spelling.
fn missing<'e>(entry: &'e Entry<'_>, at: usize, found: &[&'e str]) -> Vec<&'e str> {
    let others = entry.texts().enumerate().filter(|(other, _)| *other != at);
    let mut listed: HashSet<&str> = others.map(|(_, (text, _))| entity::canonical(text.trim())).collect();
    let parts = found.iter().map(|part| entity::canonical(part));
    parts.filter(|part| !part.is_empty() && listed.insert(part)).collect()
}

/// Returns what comes between entries where this one is: a line end if it has a line of its own.
fn separator(text: &str, item: Span) -> String {
    let before = Span { start: line_start(text, item.start), end: item.start }.of(text);
    if before.trim().is_empty() { format!(",{}{before}", newline(text)) } else { ", ".to_owned() }
}

fn spelling(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in record.entries.iter().filter(|entry| entry.field.kind.is_entity()) {
        // Most entries are spelt right, or are no entity's.
        let is_wrong = |text: &str| entity::find(text).is_some_and(|right| right != text.trim());
        if !entry.texts().any(|(text, _)| is_wrong(text)) {
            continue;
        }
        let stays = stays(entry);
        let mut texts = HashSet::new();
        for (at, (text, span)) in entry.texts().enumerate() {
            // The same text twice has its own rule, NR306.
            if !texts.insert(text) {
                continue;
            }
            let Some(right) = entity::find(text).filter(|right| *right != text.trim()) else { continue };
            let other = stays.get(right).filter(|(other, _)| *other != at);
            let (help, fix) = if other.is_some() {
                ("remove one of the two".to_owned(), sink.without_item(entry, at))
            } else {
                let right = basic_string(right);
                (format!("write {}", quoted(&right)), Some(TextEdit::replace(span, right)))
            };
            let message = format!("{} is another spelling of `{right}`", quoted(text));
            let finding = sink.report(record, span, message);
            finding.related.extend(other.map(|(_, place)| (*place, "also listed here".to_owned())));
            finding.help = Some(help);
            finding.fix = fix;
        }
    }
}

/// Returns for each entity the entry that stays where it is listed twice, with its place: the first that is spelt
/// right, or else the first.
fn stays(entry: &Entry<'_>) -> HashMap<&'static str, (usize, Span)> {
    let mut stays = HashMap::new();
    let named = || {
        entry.texts().enumerate().filter_map(|(at, (text, span))| Some((entity::find(text)?, text, at, span)))
    };
    for (right, _, at, span) in named().filter(|(right, text, ..)| text.trim() == *right).chain(named()) {
        stays.entry(right).or_insert((at, span));
    }
    stays
}
