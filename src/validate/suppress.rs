//! `[[allow]]`: which findings the registry suppresses, and the findings about suppressions.
//!
//! A suppression is for one finding of its rule in its record: the first that no other has taken. One that takes none
//! is reported as unused, unless the finding may be in a part that was not understood.

use std::collections::{HashMap, HashSet};

use crate::model::{Code, Date, Diagnostic, Problem, Record, Table, Unparsed, country};
use crate::text::{Span, hash, quoted};
use crate::validate::index::Index;
use crate::validate::rules::rule::{Check, Context, Rule, Sink};
use crate::validate::rules::{find, suppressions::RULES};

/// A finding that the registry suppresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is suppressed.
    pub reason: String,
    /// The header of the suppression.
    pub header: Span,
}

/// Takes the suppressed findings out of `findings`, adds those about the suppressions, and returns what was taken out,
/// by place.
pub fn apply(context: &Context, index: &Index<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Suppressed> {
    let is_suppression = |record: &&Record<'_>| record.table == Table::Allow;
    let suppressions: Vec<&Record<'_>> = index.preamble.iter().filter(is_suppression).collect();
    if suppressions.is_empty() {
        return Vec::new();
    }
    findings.sort_by_key(|finding| (finding.span, finding.code));
    // The findings of each rule in each record, the first of them last.
    let mut left: HashMap<(Code, &str), Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate().rev() {
        if let Some(key) = finding.key() {
            left.entry((finding.code, key)).or_default().push(at);
        }
    }
    let mut checker = Checker::new(context, index);
    let mut taken = HashMap::new();
    for suppression in suppressions {
        let Some((rule, key)) = checker.target(suppression) else { continue };
        match left.get_mut(&(rule.code, key)).and_then(Vec::pop) {
            Some(at) => drop(taken.insert(at, suppression)),
            None if checker.may_find(rule, key) => {}
            None => checker.unused(suppression, rule, key),
        }
    }
    let mut suppressed = Vec::new();
    for (at, finding) in std::mem::take(findings).into_iter().enumerate() {
        let Some(suppression) = taken.get(&at) else {
            findings.push(finding);
            continue;
        };
        let reason = suppression.text("reason").unwrap_or_default().to_owned();
        suppressed.push(Suppressed { finding, reason, header: suppression.header });
    }
    findings.append(&mut checker.found);
    suppressed
}

/// Checks suppressions, and collects what is wrong with them.
struct Checker<'a> {
    context: &'a Context,
    index: &'a Index<'a>,
    /// Hashes of the keys of all records.
    keys: HashSet<u64>,
    /// What was not understood of the records of each table.
    unparsed: HashMap<Table, Unparsed>,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn new(context: &'a Context, index: &'a Index<'a>) -> Self {
        let preamble = index.preamble.iter().filter(|record| !record.key.is_empty());
        let keys = index.networks.iter().map(|fact| fact.key);
        let keys = keys.chain(preamble.map(|record| hash(&record.key))).collect();
        let mut unparsed: HashMap<Table, Unparsed> = HashMap::new();
        for (table, more) in index.partial.values().flatten() {
            unparsed.entry(*table).or_default().extend(more);
        }
        Self { context, index, keys, unparsed, found: Vec::new() }
    }

    /// Returns the rule and the key of a suppression, if it can suppress something, and reports all that is wrong
    /// with it. Missing fields have been reported, and a record may be in a part that could not be read.
    fn target<'r>(&mut self, suppression: &'r Record<'_>) -> Option<(&'static Rule, &'r str)> {
        let [nothing, _, expired] = &RULES;
        let rule = match suppression.text("rule").map(suppressible) {
            Some(Err(problem)) => {
                self.report(nothing, suppression, "rule", problem);
                None
            }
            rule => rule.and_then(Result::ok),
        };
        let key = suppression.text("key");
        let is_known = key.is_some_and(|key| self.keys.contains(&hash(key)));
        if let Some(key) = key.filter(|_| !is_known && self.index.unread == 0) {
            let country = country::find(key).ok().map(|country| country.alpha3);
            let problem = Problem::new(format!("there is no record {}", quoted(key)));
            let problem = problem.help(match country.filter(|code| self.keys.contains(&hash(code))) {
                Some(code) => format!("write `key = \"{code}\"`"),
                None => "write the key of a record, or remove this suppression".to_owned(),
            });
            self.report(nothing, suppression, "key", problem);
        }
        let until = suppression.when("until").map(Date::latest).filter(|day| *day < self.context.today);
        if let Some(until) = until {
            let problem = Problem::new(format!("the suppression expired on {until}"));
            let problem = problem.help(match (rule, key) {
                (Some(rule), Some(key)) => {
                    format!("fix what `{}` finds in {}, or remove this suppression", rule.code, quoted(key))
                }
                _ => "remove this suppression".to_owned(),
            });
            self.report(expired, suppression, "until", problem);
        }
        rule.zip(key.filter(|_| is_known && until.is_none()))
    }

    /// Returns `true` if a rule may find something in a record once all of the file can be read.
    fn may_find(&self, rule: &Rule, key: &str) -> bool {
        let may_be_in = |table: &Table, unparsed: &Unparsed| unparsed.may_give_any(*table, rule.looks_at);
        if matches!(rule.check, Check::Registry(_)) {
            // Any record may be the cause.
            let mut all = self.unparsed.iter();
            return self.index.unread > 0 || all.any(|(table, unparsed)| may_be_in(table, unparsed));
        }
        let own = self.index.partial.get(&hash(key));
        own.is_some_and(|own| own.iter().any(|(table, unparsed)| may_be_in(table, unparsed)))
    }

    /// Reports a suppression that takes no finding.
    fn unused(&mut self, suppression: &Record<'_>, rule: &Rule, key: &str) {
        let [_, unused, _] = &RULES;
        let problem = Problem::new(format!("`{}` finds nothing to suppress in {}", rule.code, quoted(key)));
        self.report(unused, suppression, "", problem.help("remove this suppression"));
    }

    /// Reports what is wrong with a field of a suppression, or with all of it.
    fn report(&mut self, rule: &'static Rule, suppression: &Record<'_>, field: &str, problem: Problem) {
        let entry = suppression.entries.iter().find(|entry| entry.field.key == field);
        let place = entry.map_or(suppression.header, |entry| entry.span);
        let mut sink = Sink::new(rule, self.index.source.text(), &mut self.found);
        sink.report(suppression, place, problem.message).help = problem.help;
    }
}

/// Returns the rule with this code, or why its findings cannot be suppressed.
fn suppressible(code: &str) -> Result<&'static Rule, Problem> {
    let Some(rule) = find(code) else {
        return Err(Problem::new(format!("there is no rule {}", quoted(code)))
            .help("write the code of a rule as `netreg validate` prints it, such as `\"NR302\"`"));
    };
    if rule.code.to_string() != code {
        return Err(Problem::new(format!("{} is not the code of a rule", quoted(code)))
            .help(format!("write `\"{}\"`", rule.code)));
    }
    if !rule.is_suppressible() {
        return Err(Problem::new(format!("`{code}` cannot be suppressed")).help("fix what it finds"));
    }
    Ok(rule)
}
