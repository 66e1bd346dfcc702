//! The table of rules, and the one loop that runs them.
//!
//! Promises: every finding has a row here; rows are in ascending order of their codes; a rule
//! writes to a sink that the runner owns, so that no result can be forgotten. A record is checked
//! and dropped; `gathered.rs` says what is kept of it. How findings are shown is left to `findings/`.

mod addresses;
mod country;
mod dates;
mod excuses;
mod fields;
mod gathered;
mod layout;
mod levels;
mod mend;
mod reading;
mod registry;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::field::{Field, Table};
use crate::layout::{line_end, line_start};
use crate::read::{Source, code};
use crate::record::{Entry, Record};
use crate::splice::Splice;
use crate::text::Span;
use crate::when::Day;

pub use excuses::Excused;
pub use gathered::{Fact, Gathered};
pub use levels::Levels;
pub use mend::{Mended, mend, mendable};
pub(crate) use registry::SAME_NAME;

/// What a rule may know beside the registry.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The day on which the question is asked.
    pub today: Day,
}

/// One row of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Its code.
    pub code: Code,
    /// Its name: what is wrong, in a few words joined by hyphens.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it looks for, in one sentence.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// A registry that breaks the rule; the catalogue's test reads the same file.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
    /// How it is found.
    pub check: Check,
    /// Which fields of a record it looks at: those that its findings are about, and those that they depend on.
    pub looks_at: fn(&Field) -> bool,
    /// Whether a finding depends on several of them, and not only on the one that it is about.
    pub compares: bool,
    /// Whether its findings can carry the edit that mends them.
    pub fixes: bool,
}

impl Rule {
    /// Returns `true` for the family NR1xx, whose findings depend on the key of their record.
    #[must_use]
    pub fn is_about_countries(&self) -> bool {
        self.code.0 / 100 == 1
    }

    /// Tells whether a registry can excuse its findings, with `[[allow]]`: not where other readers
    /// refuse the file, nor what `fmt` mends.
    #[must_use]
    pub fn is_excusable(&self) -> bool {
        let is_check = matches!(self.check, Check::Record(_) | Check::Network(_) | Check::Registry(_));
        is_check && self.code.0 >= 100 && self.code != registry::TWICE
    }
}

/// How a rule is run.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// While the text is read.
    Reading,
    /// While the layout is compared with its canonical form.
    Layout,
    /// On each table.
    Record(fn(&Context, &Record<'_>, &mut Sink<'_>)),
    /// On each network.
    Network(fn(&Context, &Record<'_>, &mut Sink<'_>)),
    /// While excuses are held against the findings.
    Excuses,
    /// On what was gathered from all records.
    Registry(fn(&Context, &Gathered<'_, '_>, &mut Sink<'_>)),
}

/// Where a rule puts its findings.
pub struct Sink<'f> {
    rule: &'static Rule,
    /// The text of the registry, for the edits.
    text: &'f str,
    findings: &'f mut Vec<Diagnostic>,
}

impl Sink<'_> {
    /// Reports a finding about a record; the field is that whose value lies at the place.
    pub fn report(&mut self, record: &Record<'_>, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let field = record.entries.iter().find(|entry| entry.span.holds(span) || entry.key == span);
        let mut finding = Diagnostic::new(self.rule.code, self.rule.severity, span, message);
        finding.header = Some(record.header);
        finding.key = (!record.key.is_empty()).then(|| record.key.clone().into_owned());
        finding.field = field.map(|entry| entry.field.key);
        self.add(finding)
    }

    /// Returns the edit that takes a field out with its line. None where a comment stands beside or
    /// above it, because only a person can say what becomes of that, or where something in the record
    /// was not understood: another line may say another thing of the field.
    fn without(&self, record: &Record<'_>, entry: &Entry<'_>) -> Option<Splice> {
        let line = record.lines.iter().find(|line| line.value == entry.span)?;
        let start = line_start(self.text, line.key.start);
        let end = line_end(self.text, line.value.end);
        let is_empty = |from, to| Span { start: from, end: to }.of(self.text).trim().is_empty();
        let above = self.text[..start as usize].trim_end_matches(['\r', '\n']).rsplit('\n').next();
        let is_alone = is_empty(start, line.key.start)
            && is_empty(line.value.end, end)
            && above.is_none_or(|above| !above.trim_start().starts_with('#'));
        (record.whole && is_alone).then(|| Splice::delete(Span { start, end }))
    }

    /// Reports a finding about the registry as a whole.
    pub fn report_file(&mut self, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Diagnostic::new(self.rule.code, self.rule.severity, Span::default(), message))
    }

    fn add(&mut self, finding: Diagnostic) -> &mut Diagnostic {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

/// Reads and checks a registry: every finding of every rule, by place, then by code.
///
/// ```
/// use netreg::{read::Source, rules};
/// let text = "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambja\"\n";
/// let context = rules::Context { today: "2026-01-31".parse().unwrap() };
/// let codes: Vec<String> = rules::check(&context, &Source::new(text)).iter().map(|finding| finding.code.to_string()).collect();
/// assert_eq!(codes, ["NR301", "NR103"]);
/// ```
#[must_use]
pub fn check(ctx: &Context, source: &Source<'_>) -> Vec<Diagnostic> {
    examine(ctx, source).findings
}

/// What was found in a registry.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// Every finding, by place, then by code.
    pub findings: Vec<Diagnostic>,
    /// What would be among them if the registry did not excuse it, by place.
    pub excused: Vec<Excused>,
}

/// Does as [`check`] and says what the registry excuses, too.
#[must_use]
pub fn examine(ctx: &Context, source: &Source<'_>) -> Examined {
    let mut read = Vec::new();
    let mut found = Vec::new();
    let mut gathered = Gathered::of(source);
    let mut watch = layout::Watch::new(source.text());
    let unread = source.each(&mut read, |record| {
        for rule in all() {
            let check = match rule.check {
                Check::Record(check) => check,
                Check::Network(check) if record.table == Table::Network => check,
                _ => continue,
            };
            check(ctx, &record, &mut Sink { rule, text: source.text(), findings: &mut found });
        }
        watch.see(&record);
        gathered.keep(record);
    });
    gathered.unread = unread;
    gathered.is_cut_off = read.iter().any(|finding| finding.code == code::OPEN_TEXT);
    watch.finish(source, &mut read);
    for rule in all() {
        if let Check::Registry(check) = rule.check {
            check(ctx, &gathered, &mut Sink { rule, text: source.text(), findings: &mut found });
        }
    }
    read.append(&mut found);
    // What a newer format means by anything else cannot be known.
    if read.iter().any(|finding| finding.code == code::UNKNOWN_FORMAT) {
        read.retain(|finding| finding.code == code::UNKNOWN_FORMAT);
        return Examined { findings: read, excused: Vec::new() };
    }
    let excused = excuses::apply(ctx, &gathered, &mut read);
    debug_assert!(all().filter(|rule| !rule.fixes).all(|rule| carries_no_edit(rule, &read)), "{read:#?}");
    debug_assert!(read.iter().all(is_about_what_its_rule_looks_at), "{read:#?}");
    debug_assert!(read.iter().all(|finding| finding.lies_in(source.text())), "{read:#?}");
    read.sort_by_key(|finding| (finding.span, finding.code));
    Examined { findings: read, excused }
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

/// Returns every rule, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        &reading::RULES[..],
        &country::RULES,
        &dates::RULES,
        &fields::RULES,
        &registry::RULES,
        &excuses::RULES,
        &layout::RULES,
    ]
    .into_iter()
    .flatten()
}

/// Returns the rule with this code.
#[must_use]
pub fn of(code: Code) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// Returns the name of the rule with this code, nothing where there is none.
#[must_use]
pub fn name(code: Code) -> &'static str {
    of(code).map_or("", |rule| rule.name)
}

/// Returns the rule that was typed: its code, as `NR101`, `nr101` or `101`, or its name.
#[must_use]
pub fn find(typed: &str) -> Option<&'static Rule> {
    let upper = typed.to_ascii_uppercase();
    let digits = upper.strip_prefix("NR").unwrap_or(&upper);
    all().find(|rule| rule.name == typed || rule.code.to_string().strip_prefix("NR") == Some(digits))
}

/// Takes the two files of a rule's folder in the catalogue. `fix` behind the check says that its findings can
/// carry an edit, `; at` which fields it looks at, one by one, `; across` which it compares; all one by one
/// unless given.
macro_rules! rule {
    ($code:literal, $name:literal, $severity:ident, $summary:literal, $why:literal, $check:expr
        $(, $fix:ident)? $(,)? $(; $how:ident $looks_at:expr)?) => {
        $crate::rules::Rule {
            code: $crate::diagnostic::Code::named($code),
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            summary: $summary,
            why: $why,
            bad: include_str!(concat!("../../tests/rules/", $code, "/bad.toml")),
            good: include_str!(concat!("../../tests/rules/", $code, "/good.toml")),
            check: $check,
            looks_at: $crate::rules::rule!(@looks_at $($looks_at)?),
            compares: $crate::rules::rule!(@compares $($how)?),
            fixes: $crate::rules::rule!(@fixes $($fix)?),
        }
    };
    (@looks_at) => { |_| true };
    (@looks_at $looks_at:expr) => { $looks_at };
    (@compares) => { false };
    (@compares at) => { false };
    (@compares across) => { true };
    (@fixes) => { false };
    (@fixes fix) => { true };
}
use rule;
