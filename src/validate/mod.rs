//! Registry → diagnostics: the loop that runs the rules.

pub mod baseline;
mod fix;
mod format_checker;
mod index;
mod levels;
mod near;
mod record_order;
mod record_rules;
pub mod rules;
mod shared;
mod suppress;

use crate::model::{Diagnostic, Record, Table};
use crate::parse::{Registry, Source, code, unknown_format};
use format_checker::FormatChecker;
use record_rules::RecordRules;

pub use fix::{Fixed, fix, fixable};
#[doc(hidden)]
pub use index::{Fact, Index};
pub use levels::Levels;
pub use near::{Near, near};
pub use rules::rule::{Check, Context, Rule, Sink};
pub use rules::{all, find, name, of};
pub use suppress::Suppressed;

/// What was found in a registry.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    /// Every diagnostic, by place, then by code.
    pub findings: Vec<Diagnostic>,
    /// The diagnostics that the registry suppresses, by place.
    pub suppressed: Vec<Suppressed>,
    /// How many networks were read.
    pub networks: usize,
}

impl Validation {
    /// Applies what a run allows and denies.
    #[must_use]
    pub fn levelled(mut self, levels: &Levels) -> Self {
        levels.apply(&mut self.findings);
        self.suppressed.retain(|suppressed| !levels.allowed.contains(&suppressed.finding.code));
        self
    }
}

/// Validates a registry with every rule.
///
/// ```
/// use netreg::parse::Registry;
/// use netreg::validate::{Context, validate};
///
/// let registry = Registry::parse("[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambja\"\n");
/// let context = Context { today: "2026-01-31".parse().unwrap() };
/// let codes = validate(&context, &registry).findings.iter().map(|finding| finding.code.to_string()).collect::<Vec<_>>();
/// assert_eq!(codes, ["NR301", "NR103"]);
/// ```
pub fn validate(context: &Context, registry: &Registry<'_>) -> Validation {
    let source = Source::new(registry.text());
    let mut validator = Validator::new(context, &source);
    registry.records.iter().for_each(|record| validator.see(record));
    validator.finish(registry.diagnostics.clone(), registry.unread)
}

/// Validates a text as [`validate`] does, record by record, without keeping the records.
pub fn validate_text(context: &Context, text: &str) -> Validation {
    validate_each(context, &Source::new(text), |_| ())
}

/// Validates a text as [`validate_text`] does, and applies what a run allows and denies. Lines are compared with their
/// canonical form only if something that would be found is reported.
pub fn validate_for(context: &Context, text: &str, levels: &Levels) -> Validation {
    let source = Source::new(text);
    let mut validator = Validator::new(context, &source);
    if levels.allow_layout() {
        validator.format = None;
    }
    validator.each(|_| ()).levelled(levels)
}

/// Validates a text as [`validate_text`] does, but for its layout; and of what is wrong inside a record, only where
/// `is_looked_at` says so.
pub fn validate_some(
    context: &Context,
    text: &str,
    is_looked_at: impl Fn(&Record<'_>) -> bool,
) -> Validation {
    let source = Source::new(text);
    let mut validator = Validator { format: None, ..Validator::new(context, &source) };
    let mut diagnostics = Vec::new();
    let unread = source.each(&mut diagnostics, |record| {
        if is_looked_at(record) {
            validator.see(record);
        } else {
            validator.index.keep(record);
        }
    });
    validator.finish(diagnostics, unread)
}

/// Validates a text as [`validate_text`] does, and hands every record to `visit`.
fn validate_each<'a>(
    context: &'a Context,
    source: &'a Source<'a>,
    visit: impl FnMut(&Record<'a>),
) -> Validation {
    Validator::new(context, source).each(visit)
}

/// Returns what [`validate_text`] finds and the registry does not suppress.
pub fn check(context: &Context, text: &str) -> Vec<Diagnostic> {
    validate_text(context, text).findings
}

/// Runs the rules on records while they go by, and at the end those that look across them.
struct Validator<'a> {
    context: &'a Context,
    text: &'a str,
    rules: RecordRules,
    /// Compares lines with their canonical form, if somebody asks for it.
    format: Option<FormatChecker<'a>>,
    index: Index<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Validator<'a> {
    fn new(context: &'a Context, source: &'a Source<'a>) -> Self {
        let (text, found) = (source.text(), Vec::new());
        let (rules, format) = (RecordRules::new(), Some(FormatChecker::new(text)));
        Self { context, text, rules, format, index: Index::new(source), found }
    }

    /// Runs the rules on every record of the text, and hands it to `visit`.
    fn each(mut self, mut visit: impl FnMut(&Record<'a>)) -> Validation {
        let (source, mut diagnostics) = (self.index.source, Vec::new());
        let unread = source.each(&mut diagnostics, |record| {
            self.see(record);
            visit(record);
        });
        self.finish(diagnostics, unread)
    }

    fn see(&mut self, record: &Record<'a>) {
        self.rules.run(self.context, record, self.text, &mut self.found);
        if let Some(format) = &mut self.format {
            format.see(record);
        }
        self.index.keep(record);
    }

    /// Runs the rest of the rules; `read` is what parsing found, `unread` how many parts gave no record.
    fn finish(mut self, mut read: Vec<Diagnostic>, unread: usize) -> Validation {
        self.index.unread = unread;
        self.index.is_cut_off = read.iter().any(|finding| finding.code == code::OPEN_TEXT);
        if let Some(format) = self.format {
            format.finish(&self.index, &mut read);
        }
        for rule in all() {
            if let Check::Registry(check) = rule.check {
                check(self.context, &self.index, &mut Sink::new(rule, self.text, &mut self.found));
            }
        }
        read.append(&mut self.found);
        // The meaning of everything else in a newer format is unknown.
        if unknown_format(&read).is_some() {
            read.retain(|finding| finding.code == code::UNKNOWN_FORMAT);
            return Validation { findings: read, ..Validation::default() };
        }
        let suppressed = suppress::apply(self.context, &self.index, &mut read);
        debug_assert!(all().filter(|rule| !rule.fixes).all(|rule| carries_no_edit(rule, &read)), "{read:#?}");
        debug_assert!(read.iter().all(is_about_what_its_rule_looks_at), "{read:#?}");
        debug_assert!(read.iter().all(|finding| finding.is_inside(self.text)), "{read:#?}");
        read.sort_by_key(|finding| (finding.span, finding.code));
        Validation { findings: read, suppressed, networks: self.index.networks.len() }
    }
}

/// Returns `true` if no finding of a rule carries an edit.
fn carries_no_edit(rule: &Rule, findings: &[Diagnostic]) -> bool {
    findings.iter().all(|finding| finding.code != rule.code || finding.fix.is_none())
}

/// Returns `true` if a finding is about no field, or about one that its rule looks at.
fn is_about_what_its_rule_looks_at(finding: &Diagnostic) -> bool {
    let Some(key) = finding.field else { return true };
    let mut fields = Table::ALL.into_iter().filter_map(|table| table.field(key));
    of(finding.code).is_some_and(|rule| fields.any(rule.looks_at))
}
