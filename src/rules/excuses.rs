//! `[[allow]]`: excuses of findings, and the findings about excuses.
//!
//! Promises: an excuse takes away one finding of its rule in its record, the first that no other excuse
//! has taken; it is itself reported where it takes none away, unless what was not understood may hold one. What could not be read, and what `fmt` mends, cannot be excused. What a run allows or
//! denies is left to `levels.rs`.

use std::collections::{HashMap, HashSet};

use crate::country;
use crate::diagnostic::{Code, Diagnostic};
use crate::field::Table;
use crate::record::Record;
use crate::rules::{Check, Context, Gathered, Rule, Sink, find, rule};
use crate::text::{Span, hash, quoted};
use crate::when::When;

pub static RULES: [Rule; 3] = [
    rule!(
        "NR404",
        "excuse-of-nothing",
        Warning,
        "An excuse names no rule that can be excused, or no record of the registry.",
        "It excuses nothing, and whoever wrote it believes that it does. What could not be read, and what \
         `netreg fmt` mends, cannot be excused.",
        Check::Excuses,
    ),
    rule!(
        "NR405",
        "excuse-not-needed",
        Warning,
        "An excuse takes no finding away.",
        "What it excused has been mended. Left behind, it would hide the next finding of its kind. One \
         excuse takes away one finding: for two, there are two.",
        Check::Excuses,
    ),
    rule!(
        "NR406",
        "excuse-run-out",
        Warning,
        "The last day on which an excuse holds has passed.",
        "What it excused is reported again from then on.",
        Check::Excuses,
    ),
];

/// What is wrong with an excuse: by which rule, where, what, and the remedy.
type Fault = (&'static Rule, Span, String, String);

/// A finding that the registry excuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excused {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it stays.
    pub reason: String,
    /// The header of the excuse.
    pub excuse: Span,
}

/// Takes away from the findings what is excused, by place, and adds those about the excuses.
/// Returns what was taken away.
pub fn apply(ctx: &Context, gathered: &Gathered<'_, '_>, findings: &mut Vec<Diagnostic>) -> Vec<Excused> {
    let mut excuses = gathered.preamble.iter().filter(|record| record.table == Table::Allow).peekable();
    if excuses.peek().is_none() {
        return Vec::new();
    }
    findings.sort_by_key(|finding| (finding.span, finding.code));
    let preamble = gathered.preamble.iter().filter(|record| !record.key.is_empty());
    let keys: HashSet<u64> = gathered
        .networks
        .iter()
        .map(|fact| fact.key)
        .chain(preamble.map(|record| hash(&record.key)))
        .collect();
    // The findings of each rule in each record, the first of them last.
    let mut left: HashMap<(Code, &str), Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate().rev() {
        if let Some(key) = &finding.key {
            left.entry((finding.code, key)).or_default().push(at);
        }
    }
    let [_, unneeded, _] = &RULES;
    let mut taken = HashMap::new();
    let mut faults = Vec::new();
    for excuse in excuses {
        let fault = match target(ctx, excuse, &keys, gathered) {
            None => continue,
            Some(Err(fault)) => fault,
            Some(Ok((rule, key))) => {
                if let Some(at) = left.get_mut(&(rule.code, key)).and_then(Vec::pop) {
                    let reason = excuse.text("reason").unwrap_or_default().to_owned();
                    taken.insert(at, (reason, excuse.header));
                    continue;
                }
                if may_find(rule, key, gathered) {
                    continue;
                }
                let message = format!("`{}` finds nothing in {} that is not excused", rule.code, quoted(key));
                (unneeded, excuse.header, message, "remove the excuse".to_owned())
            }
        };
        let (rule, span, message, help) = fault;
        let mut sink = Sink { rule, text: gathered.source.text(), findings: &mut faults };
        sink.report(excuse, span, message).help = Some(help);
    }
    let mut away = Vec::new();
    for (at, finding) in std::mem::take(findings).into_iter().enumerate() {
        match taken.remove(&at) {
            Some((reason, excuse)) => away.push(Excused { finding, reason, excuse }),
            None => findings.push(finding),
        }
    }
    findings.append(&mut faults);
    away
}

/// Returns `true` if a rule may find something in a record once all of the file can be read.
fn may_find(rule: &Rule, key: &str, gathered: &Gathered<'_, '_>) -> bool {
    // A rule that looks across records may find it because of any.
    let is_across = matches!(rule.check, Check::Registry(_));
    let mut partial = gathered.partial.iter().filter(|(record, ..)| is_across || *record == hash(key));
    is_across && gathered.unread > 0
        || partial.any(|(_, table, unparsed)| unparsed.may_give_any(*table, rule.looks_at))
}

/// Returns the rule and the key that an excuse names, or why it excuses nothing; none where a part of
/// it is missing, which has been said, or where its record may be in a part that could not be read.
fn target<'r>(
    ctx: &Context,
    excuse: &'r Record<'_>,
    keys: &HashSet<u64>,
    gathered: &Gathered<'_, '_>,
) -> Option<Result<(&'static Rule, &'r str), Fault>> {
    let [nothing, _, run_out] = &RULES;
    let is_there = |key: &str| keys.contains(&hash(key));
    let (code, key) = (excuse.text("rule")?, excuse.text("key")?);
    let place = |field| excuse.entry(field).map_or(excuse.header, |entry| entry.span);
    let rule = match excusable(code) {
        Ok(rule) => rule,
        Err((message, help)) => return Some(Err((nothing, place("rule"), message, help))),
    };
    if !is_there(key) {
        if gathered.unread > 0 {
            return None;
        }
        let message = format!("there is no record {}", quoted(key));
        let help = match country::find(key).ok().filter(|country| is_there(country.alpha3)) {
            Some(country) => format!("write `key = \"{}\"`", country.alpha3),
            None => "write the key of the record, or remove the excuse".to_owned(),
        };
        return Some(Err((nothing, place("key"), message, help)));
    }
    if let Some(until) = excuse.when("until").map(When::latest).filter(|day| *day < ctx.today) {
        let help = format!("mend what `{}` finds in {}, or remove the excuse", rule.code, quoted(key));
        return Some(Err((run_out, place("until"), format!("the excuse ran out on {until}"), help)));
    }
    Some(Ok((rule, key)))
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
    if !rule.is_excusable() {
        return Err((format!("`{code}` cannot be excused"), "mend what it finds".to_owned()));
    }
    Ok(rule)
}
