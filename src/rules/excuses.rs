//! `[[allow]]`: excuses of findings, and the findings about excuses.
//!
//! Promises: an excuse takes away one finding of its rule in its record, the first that no other
//! excuse has taken; it is itself reported where it takes none away. What keeps readers from the file,
//! and what `fmt` mends, cannot be excused. What a run allows or denies is left to `levels.rs`.

use std::collections::HashSet;

use crate::country;
use crate::diagnostic::Diagnostic;
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
        "It excuses nothing, and whoever wrote it believes that it does. What keeps other readers from \
         the file, and what `netreg fmt` mends, cannot be excused.",
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

/// Takes away from the findings what is excused, and adds those about the excuses.
pub fn apply(ctx: &Context, gathered: &Gathered<'_, '_>, findings: &mut Vec<Diagnostic>) {
    let mut excuses = gathered.preamble.iter().filter(|record| record.table == Table::Allow).peekable();
    if excuses.peek().is_none() {
        return;
    }
    findings.sort_by_key(|finding| (finding.span, finding.code));
    let networks: HashSet<u64> = gathered.networks.iter().map(|fact| fact.key).collect();
    let is_there =
        |key: &str| networks.contains(&hash(key)) || gathered.preamble.iter().any(|record| record.key == key);
    let mut faults = Vec::new();
    for excuse in excuses {
        let Some(target) = target(ctx, excuse, is_there) else { continue };
        let taken = target.and_then(|(rule, key)| {
            let is_meant =
                |finding: &Diagnostic| finding.code == rule.code && finding.key.as_deref() == Some(key);
            let at = findings.iter().position(is_meant).ok_or_else(|| {
                let message = format!("`{}` finds nothing in {} that is not excused", rule.code, quoted(key));
                (&RULES[1], excuse.header, message, "remove the excuse".to_owned())
            })?;
            findings.remove(at);
            Ok(())
        });
        if let Err((rule, span, message, help)) = taken {
            let mut sink = Sink { rule, text: gathered.source.text(), findings: &mut faults };
            sink.report(excuse, span, message).help = Some(help);
        }
    }
    findings.append(&mut faults);
}

/// Returns the rule and the key that an excuse names, or why it excuses nothing; none where a part of
/// it is missing, which has been said.
fn target<'r>(
    ctx: &Context,
    excuse: &'r Record<'_>,
    is_there: impl Fn(&str) -> bool,
) -> Option<Result<(&'static Rule, &'r str), Fault>> {
    let [nothing, _, run_out] = &RULES;
    let (code, key) = (excuse.text("rule")?, excuse.text("key")?);
    let place = |field| excuse.entry(field).map_or(excuse.header, |entry| entry.span);
    let rule = match excusable(code) {
        Ok(rule) => rule,
        Err((message, help)) => return Some(Err((nothing, place("rule"), message, help))),
    };
    if key.is_empty() || !is_there(key) {
        let message = format!("there is no record {}", quoted(key));
        let help = match country::find(key).ok().filter(|country| is_there(country.alpha3)) {
            Some(country) => format!("write `key = \"{}\"`", country.alpha3),
            None => "write the key of the record, or remove the excuse".to_owned(),
        };
        return Some(Err((nothing, place("key"), message, help)));
    }
    if let Some(until) = excuse.when("until").map(When::latest).filter(|day| *day < ctx.today) {
        let help = format!("mend what {} finds in {}, or remove the excuse", rule.code, quoted(key));
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
        return Err((format!("{code} cannot be excused"), "mend what it finds".to_owned()));
    }
    Ok(rule)
}
