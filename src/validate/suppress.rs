//! `[[allow]]`: which findings the registry suppresses, and the findings about suppressions.
//!
//! A suppression is for one finding of its rule in its record: the first that no other has taken. One that names its
//! record by the address takes before one that gives only a key, which several records may have. A suppression that
//! takes none is reported as unused, unless the finding may be in a part that was not understood.

use std::collections::{HashMap, HashSet};
use std::iter::from_fn;

use crate::model::address::Named;
use crate::model::{Code, Date, Diagnostic, Problem, Record, RecordRef, Table, Unparsed, country};
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
    let mut left: HashMap<(Code, Named), Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate().rev() {
        for name in names(finding) {
            left.entry((finding.code, name)).or_default().push(at);
        }
    }
    let mut checker = Checker::new(context, index);
    let mut targets: Vec<_> =
        suppressions.into_iter().filter_map(|own| Some((own, checker.target(own)?))).collect();
    targets.sort_by_key(|(_, (_, named))| named.table.is_none());
    let mut taken = HashMap::new();
    for (suppression, (rule, named)) in targets {
        // The same findings are listed under both names of a record.
        let left = left.get_mut(&(rule.code, named.clone()));
        match left.and_then(|left| from_fn(|| left.pop()).find(|at| !taken.contains_key(at))) {
            Some(at) => drop(taken.insert(at, suppression)),
            None if checker.may_find(rule, &named) => {}
            None => checker.unused(suppression, rule),
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

/// Returns what the key of a suppression of a finding can name: the address of its record, or the key alone.
pub fn names(finding: &Diagnostic) -> impl Iterator<Item = Named> {
    let own = finding.record.as_ref().and_then(RecordRef::address).map(Named::from);
    let bare = own.clone().filter(|own| own.table.is_some_and(Table::is_keyed)).map(Named::without_table);
    own.into_iter().chain(bare)
}

/// Checks suppressions, and collects what is wrong with them.
struct Checker<'a> {
    context: &'a Context,
    index: &'a Index<'a>,
    /// Hashes of the keys of networks.
    networks: HashSet<u64>,
    /// What the other records can be named by.
    preamble: HashSet<Named>,
    /// What was not understood of the records of each table.
    unparsed: HashMap<Table, Unparsed>,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn new(context: &'a Context, index: &'a Index<'a>) -> Self {
        let networks = index.networks.iter().map(|fact| fact.key).collect();
        let addresses = index.preamble.iter().filter_map(Record::address).map(Named::from);
        let bare = index.preamble.iter().filter(|record| record.table.is_keyed());
        let bare = bare.map(|record| Named { table: None, key: record.key.clone().into_owned() });
        let preamble = addresses.chain(bare).collect();
        let mut unparsed: HashMap<Table, Unparsed> = HashMap::new();
        for (table, more) in index.partial.values().flatten() {
            unparsed.entry(*table).or_default().extend(more);
        }
        Self { context, index, networks, preamble, unparsed, found: Vec::new() }
    }

    /// Returns `true` if a record has this name.
    fn is_known(&self, named: &Named) -> bool {
        let is_network = named.table.is_none_or(|table| table == Table::Network);
        is_network && self.networks.contains(&hash(&named.key)) || self.preamble.contains(named)
    }

    /// Returns `true` if a record may have this name: in a part that could not be read, or a published total whose
    /// date could not be read.
    fn may_be_known(&self, named: &Named) -> bool {
        let dates = |unparsed: &Unparsed| unparsed.may_give("date");
        self.index.unread > 0
            || named.table == Some(Table::Published)
                && self.unparsed.get(&Table::Published).is_some_and(dates)
    }

    /// Returns the rule of a suppression and what its key names, if it can suppress something, and reports all that is wrong
    /// with it. Missing fields have been reported, and a record may be in a part that could not be read.
    fn target(&mut self, suppression: &Record<'_>) -> Option<(&'static Rule, Named)> {
        let [nothing, _, expired] = &RULES;
        let rule = match suppression.text("rule").map(suppressible) {
            Some(Err(problem)) => {
                self.report(nothing, suppression, "rule", problem);
                None
            }
            rule => rule.and_then(Result::ok),
        };
        let key = suppression.text("key");
        let named = key.map(Named::of);
        let is_known = named.as_ref().is_some_and(|named| self.is_known(named));
        if let (Some(key), Some(named), false) = (key, &named, is_known)
            && !self.may_be_known(named)
        {
            let country = country::known(&named.key).map(|country| country.alpha3);
            let problem = Problem::new(format!("there is no record {}", quoted(key)));
            let problem = problem.help(match country.filter(|code| self.networks.contains(&hash(code))) {
                Some(code) => format!("write `key = \"{code}\"`"),
                None => "write the key or the address of a record, or remove this suppression".to_owned(),
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
        rule.zip(named.filter(|_| is_known && until.is_none()))
    }

    /// Returns `true` if a rule may find something in a record once all of the file can be read.
    fn may_find(&self, rule: &Rule, named: &Named) -> bool {
        let may_be_in = |table: &Table, unparsed: &Unparsed| unparsed.may_give_any(*table, rule.looks_at);
        if matches!(rule.check, Check::Registry(_)) {
            // Any record may be the cause.
            let mut all = self.unparsed.iter();
            return self.index.unread > 0 || all.any(|(table, unparsed)| may_be_in(table, unparsed));
        }
        // What is kept of published totals is kept together: they have no keys.
        let key = if named.table == Some(Table::Published) { "" } else { &named.key };
        let own = self.index.partial.get(&hash(key)).into_iter().flatten();
        let mut own = own.filter(|(table, _)| named.table.is_none_or(|named| named == *table));
        own.any(|(table, unparsed)| may_be_in(table, unparsed))
    }

    /// Reports a suppression that takes no finding.
    fn unused(&mut self, suppression: &Record<'_>, rule: &Rule) {
        let [_, unused, _] = &RULES;
        let key = suppression.text("key").unwrap_or_default();
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
