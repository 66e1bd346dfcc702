//! `[[allow]]`: excuses of findings, and the findings about excuses.
//!
//! Promises: an excuse takes away one finding of its rule in its record, the first that no other excuse
//! has taken; it is itself reported where it takes none away, unless what was not understood may
//! contain one. What could not be read, and what `fmt` mends, cannot be suppressed. What a run allows or
//! denies is left to `levels.rs`.

use std::collections::{HashMap, HashSet};

use crate::model::country;
use crate::model::date::Date;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::field::Table;
use crate::model::record::{Record, Unparsed};
use crate::text::{Span, hash, quoted};
use crate::validate::index::Index;
use crate::validate::rules::rule::{Check, Context, Rule, Sink};
use crate::validate::rules::{find, suppressions::RULES};

/// What is wrong with an excuse: by which rule, where, what, and the remedy.
type Fault = (&'static Rule, Span, String, String);

/// A finding that the registry excuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it stays.
    pub reason: String,
    /// The header of the excuse.
    pub excuse: Span,
}

/// Takes away from the findings what is suppressed, by place, and adds those about the excuses.
/// Returns what was taken away.
pub fn apply(ctx: &Context, index: &Index<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Suppressed> {
    let mut excuses = index.preamble.iter().filter(|record| record.table == Table::Allow).peekable();
    if excuses.peek().is_none() {
        return Vec::new();
    }
    findings.sort_by_key(|finding| (finding.span, finding.code));
    let preamble = index.preamble.iter().filter(|record| !record.key.is_empty());
    let keys: HashSet<u64> =
        index.networks.iter().map(|fact| fact.key).chain(preamble.map(|record| hash(&record.key))).collect();
    // The findings of each rule in each record, the first of them last.
    let mut left: HashMap<(Code, &str), Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate().rev() {
        if let Some(key) = finding.key() {
            left.entry((finding.code, key)).or_default().push(at);
        }
    }
    let [_, unneeded, _] = &RULES;
    let everywhere = everywhere(index);
    let mut taken = HashMap::new();
    let mut faults = Vec::new();
    for excuse in excuses {
        let (target, mut own) = target(ctx, excuse, &keys, index);
        if let Some((rule, key)) = target {
            if let Some(at) = left.get_mut(&(rule.code, key)).and_then(Vec::pop) {
                let reason = excuse.text("reason").unwrap_or_default().to_owned();
                taken.insert(at, (reason, excuse.header));
            } else if !may_find(rule, key, index, &everywhere) {
                let message =
                    format!("`{}` finds nothing in {} that is not suppressed", rule.code, quoted(key));
                own.push((unneeded, excuse.header, message, "remove the excuse".to_owned()));
            }
        }
        for (rule, span, message, help) in own {
            let mut sink = Sink::new(rule, index.text(), &mut faults);
            sink.report(excuse, span, message).help = Some(help);
        }
    }
    let mut away = Vec::new();
    for (at, finding) in std::mem::take(findings).into_iter().enumerate() {
        match taken.remove(&at) {
            Some((reason, excuse)) => away.push(Suppressed { finding, reason, excuse }),
            None => findings.push(finding),
        }
    }
    findings.append(&mut faults);
    away
}

/// Returns what was not understood of the records of each table.
fn everywhere(index: &Index<'_>) -> HashMap<Table, Unparsed> {
    let mut everywhere: HashMap<Table, Unparsed> = HashMap::new();
    for (table, unparsed) in index.partial.values().flatten() {
        everywhere.entry(*table).or_default().extend(unparsed);
    }
    everywhere
}

/// Returns `true` if a rule may find something in a record once all of the file can be read; `everywhere` is
/// what was not understood of any.
fn may_find(rule: &Rule, key: &str, index: &Index<'_>, everywhere: &HashMap<Table, Unparsed>) -> bool {
    let may_be_in = |table: &Table, unparsed: &Unparsed| unparsed.may_give_any(*table, rule.looks_at);
    // A rule that looks across records may find it because of any.
    if matches!(rule.check, Check::Registry(_)) {
        return index.unread > 0 || everywhere.iter().any(|(table, unparsed)| may_be_in(table, unparsed));
    }
    let own = index.partial.get(&hash(key));
    own.is_some_and(|own| own.iter().any(|(table, unparsed)| may_be_in(table, unparsed)))
}

/// Returns the rule and the key that an excuse names, where it can excuse something, and all that is wrong
/// with it; what is missing has been said, and a record may be in a part that could not be read.
fn target<'r>(
    ctx: &Context,
    excuse: &'r Record<'_>,
    keys: &HashSet<u64>,
    index: &Index<'_>,
) -> (Option<(&'static Rule, &'r str)>, Vec<Fault>) {
    let [nothing, _, run_out] = &RULES;
    let is_there = |key: &str| keys.contains(&hash(key));
    let place = |field| excuse.entry(field).map_or(excuse.header, |entry| entry.span);
    let mut faults = Vec::new();
    let rule = excuse.text("rule").and_then(|code| {
        let wrong = |(message, help)| faults.push((nothing, place("rule"), message, help));
        excusable(code).map_err(wrong).ok()
    });
    let key = excuse.text("key");
    if let Some(key) = key.filter(|key| !is_there(key) && index.unread == 0) {
        let message = format!("there is no record {}", quoted(key));
        let help = match country::find(key).ok().filter(|country| is_there(country.alpha3)) {
            Some(country) => format!("write `key = \"{}\"`", country.alpha3),
            None => "write the key of the record, or remove the excuse".to_owned(),
        };
        faults.push((nothing, place("key"), message, help));
    }
    let until = excuse.when("until").map(Date::latest).filter(|day| *day < ctx.today);
    if let Some(until) = until {
        let help = match (rule, key) {
            (Some(rule), Some(key)) => {
                format!("mend what `{}` finds in {}, or remove the excuse", rule.code, quoted(key))
            }
            _ => "remove the excuse".to_owned(),
        };
        faults.push((run_out, place("until"), format!("the excuse ran out on {until}"), help));
    }
    let key = key.filter(|key| is_there(key) && until.is_none());
    (rule.zip(key), faults)
}

/// Returns the rule with this code, or why it excuses nothing.
fn excusable(code: &str) -> Result<&'static Rule, (String, String)> {
    let Some(rule) = find(code) else {
        let help =
            "write the code of a rule, such as `\"NR302\"`; `netreg validate` prints it with each finding";
        return Err((format!("there is no rule {}", quoted(code)), help.to_owned()));
    };
    if rule.code.to_string() != code {
        let message = format!("{} is not the code of the rule", quoted(code));
        return Err((message, format!("write `\"{}\"`", rule.code)));
    }
    if !rule.is_suppressible() {
        return Err((format!("`{code}` cannot be suppressed"), "mend what it finds".to_owned()));
    }
    Ok(rule)
}
