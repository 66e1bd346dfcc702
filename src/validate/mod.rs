//! Registry → diagnostics: the loop that runs the rules.

pub mod baseline;
mod fix;
mod format_checker;
pub mod index;
mod levels;
pub mod rules;
mod suppress;

use crate::model::diagnostic::Diagnostic;
use crate::model::field::Table;
use crate::parse::{Source, code};
use format_checker::FormatChecker;

pub use fix::{Fixed, fix, fixable};
pub use index::{Fact, Index};
pub use levels::Levels;
pub use rules::rule::{Check, Context, Rule, Sink};
pub use rules::{all, find, name, of};
pub use suppress::Suppressed;

/// Reads and checks a registry: every finding of every rule, by place, then by code.
///
/// ```
/// use netreg::{read::Source, rules};
/// let text = "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambja\"\n";
/// let context = validate::Context { today: "2026-01-31".parse().unwrap() };
/// let codes: Vec<String> = validate::check(&context, &Source::new(text)).iter().map(|finding| finding.code.to_string()).collect();
/// assert_eq!(codes, ["NR301", "NR103"]);
/// ```
#[must_use]
pub fn check(ctx: &Context, source: &Source<'_>) -> Vec<Diagnostic> {
    validate(ctx, source).findings
}

/// What was found in a registry.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    /// Every finding, by place, then by code.
    pub findings: Vec<Diagnostic>,
    /// What would be among them if the registry did not excuse it, by place.
    pub suppressed: Vec<Suppressed>,
}

/// Does as [`check`] and says what the registry excuses, too.
#[must_use]
pub fn validate(ctx: &Context, source: &Source<'_>) -> Validation {
    let mut read = Vec::new();
    let mut found = Vec::new();
    let mut index = Index::of(source);
    let mut watch = FormatChecker::new(source.text());
    let unread = source.each(&mut read, |record| {
        for rule in all() {
            let check = match rule.check {
                Check::Record(check) => check,
                Check::Network(check) if record.table == Table::Network => check,
                _ => continue,
            };
            check(ctx, &record, &mut Sink::new(rule, source.text(), &mut found));
        }
        watch.see(&record);
        index.keep(record);
    });
    index.unread = unread;
    index.is_cut_off = read.iter().any(|finding| finding.code == code::OPEN_TEXT);
    watch.finish(source, &mut read);
    for rule in all() {
        if let Check::Registry(check) = rule.check {
            check(ctx, &index, &mut Sink::new(rule, source.text(), &mut found));
        }
    }
    read.append(&mut found);
    // What a newer format means by anything else cannot be known.
    if read.iter().any(|finding| finding.code == code::UNKNOWN_FORMAT) {
        read.retain(|finding| finding.code == code::UNKNOWN_FORMAT);
        return Validation { findings: read, suppressed: Vec::new() };
    }
    let suppressed = suppress::apply(ctx, &index, &mut read);
    debug_assert!(all().filter(|rule| !rule.fixes).all(|rule| carries_no_edit(rule, &read)), "{read:#?}");
    debug_assert!(read.iter().all(is_about_what_its_rule_looks_at), "{read:#?}");
    debug_assert!(read.iter().all(|finding| finding.lies_in(source.text())), "{read:#?}");
    read.sort_by_key(|finding| (finding.span, finding.code));
    Validation { findings: read, suppressed }
}

/// Tells whether no finding of a rule carries an edit.
fn carries_no_edit(rule: &Rule, findings: &[Diagnostic]) -> bool {
    findings.iter().all(|finding| finding.code != rule.code || finding.fix.is_none())
}

/// Returns `true` if a finding is about no field, or about one that its rule looks at.
fn is_about_what_its_rule_looks_at(finding: &Diagnostic) -> bool {
    let Some(key) = finding.field else { return true };
    let mut fields = Table::ALL.into_iter().filter_map(|table| table.field(key));
    of(finding.code).is_some_and(|rule| fields.any(rule.looks_at))
}
