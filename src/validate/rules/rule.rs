//! `Rule`, one row of the catalogue of rules, and `Sink`, through which a rule reports its findings.

use crate::model::{Code, Day, Diagnostic, Entry, Field, Record, Severity, Value};
use crate::text::{Span, TextEdit, line_end, line_start};
use crate::validate::index::Index;

/// What a rule knows apart from the registry.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The day of the check.
    pub today: Day,
}

/// One row of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// The code.
    pub code: Code,
    /// The name: what is wrong, in a few words joined by hyphens.
    pub name: &'static str,
    /// The severity of its findings.
    pub severity: Severity,
    /// What the rule finds, in one sentence.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A registry that breaks the rule, from `tests/rules/`.
    pub bad: &'static str,
    /// The same registry, fixed.
    pub good: &'static str,
    /// How the rule runs.
    pub check: Check,
    /// Returns `true` for the fields that the findings are about or depend on.
    pub looks_at: fn(&Field) -> bool,
    /// Whether a finding depends on several of these fields, not only on the one that it is about.
    pub compares: bool,
    /// Whether a finding can carry the edit that fixes it.
    pub fixes: bool,
    /// Whether other TOML readers reject a file with such a finding, although netreg reads it.
    pub refused: bool,
}

impl Rule {
    /// Returns `true` for the family NR1xx, whose findings depend on the key of their record.
    pub fn is_about_countries(&self) -> bool {
        self.code.0 / 100 == 1
    }

    /// Returns `true` if `[[allow]]` can suppress its findings. Findings for which other readers reject
    /// the file cannot be suppressed, nor can findings that `fmt` fixes.
    pub fn is_suppressible(&self) -> bool {
        let is_check = matches!(self.check, Check::Record(..) | Check::Registry(_));
        is_check && self.code.0 >= 100 && !self.refused
    }
}

/// How a rule runs.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The parser reports its findings.
    Reading,
    /// The comparison with the canonical form reports its findings.
    Layout,
    /// On each record in which it can find something.
    Record(On, CheckRecord),
    /// The matching of suppressions with findings reports its findings.
    Suppressions,
    /// Once, on the index of all records.
    Registry(fn(&Context, &Index<'_>, &mut Sink<'_>)),
}

/// A function that checks a record.
pub type CheckRecord = fn(&Context, &Record<'_>, &mut Sink<'_>);

/// The records in which a rule can find something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// All networks.
    Networks,
    /// Records whose key is an ID: denominators and milestones.
    Ids,
    /// Records with a text that is not plain (`text::is_plain`).
    NotPlain,
    /// Records with a text in the place of an entity that may be another spelling of one or a list, or with an address
    /// that needs a closer look.
    Unusual,
    /// Records without one of the fields that the rule looks at, or with an empty list.
    Lacking,
    /// Networks whose key is no longer than the code of a country.
    ShortKey,
    /// Records with one of these fields.
    Either(&'static [&'static str]),
    /// Records with a field that the rule looks at.
    AnyField,
    /// Records with all of the fields that the rule looks at.
    EveryField,
}

/// Collects the findings of a rule.
pub struct Sink<'f> {
    rule: &'static Rule,
    /// The text of the registry, for the edits.
    pub(crate) text: &'f str,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'f> Sink<'f> {
    /// Returns the sink of a rule for a registry with this text.
    pub(crate) fn new(rule: &'static Rule, text: &'f str, findings: &'f mut Vec<Diagnostic>) -> Self {
        Self { rule, text, findings }
    }

    /// Reports a finding about a record, and about the field that contains the place, if there is one.
    pub fn report(&mut self, record: &Record<'_>, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let field = record.entries.iter().find(|entry| entry.span.contains(span) || entry.key == span);
        let mut finding = Diagnostic::new(self.rule.code, self.rule.severity, span, message);
        finding.record = Some(record.reference(self.text));
        finding.field = field.map(|entry| entry.field.key);
        self.add(finding)
    }

    /// Returns the edit that removes a field with its line.
    ///
    /// Returns `None` if there is a comment beside or above the field, because only a person can decide
    /// what to do with it. Returns `None`, too, if part of the record was not understood, because that
    /// part may give the field another value.
    pub fn without(&self, record: &Record<'_>, entry: &Entry<'_>) -> Option<TextEdit> {
        let line = record.lines.iter().find(|line| line.value == entry.span)?;
        let start = line_start(self.text, line.key.start);
        let end = line_end(self.text, line.value.end);
        let is_empty = |start, end| Span { start, end }.of(self.text).trim().is_empty();
        let above = self.text[..start as usize].trim_end_matches(['\r', '\n']).rsplit('\n').next();
        let is_alone = is_empty(start, line.key.start)
            && is_empty(line.value.end, end)
            && above.is_none_or(|above| !above.trim_start().starts_with('#'));
        (record.complete && is_alone).then(|| TextEdit::delete(Span { start, end }))
    }

    /// Returns the edit that removes an entry of a list with one comma.
    ///
    /// Returns `None` if the list has no other entry, or if there is a comment beside or above the entry, because only
    /// a person can decide what to do with it.
    pub fn without_item(&self, entry: &Entry<'_>, at: usize) -> Option<TextEdit> {
        let Value::List(items) = &entry.value else { return None };
        let item = items.get(at)?.span;
        let has_comment = |start, end| Span { start, end }.of(self.text).contains('#');
        let (span, above, has_comment_behind) = if let Some(before) = at.checked_sub(1) {
            let start = items[before].span.end;
            let behind = self.text[item.end as usize..].trim_start_matches([' ', '\t', ',']);
            (Span { start, ..item }, start, behind.starts_with('#'))
        } else {
            let end = items.get(1)?.span.start;
            (Span { end, ..item }, entry.span.start, has_comment(item.end, end))
        };
        (!has_comment(above, item.start) && !has_comment_behind).then(|| TextEdit::delete(span))
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

/// Makes a rule, with the two files of its folder in `tests/rules/`.
///
/// `fix` after the check says that a finding can carry an edit, `refused` that other readers reject the
/// file. `; at` says which fields the rule looks at one by one, `; across` which fields it compares. By
/// default a rule looks at every field, one by one.
macro_rules! rule {
    ($code:literal, $name:literal, $severity:ident, $summary:literal, $why:literal, $check:expr
        $(, $flag:ident)? $(,)? $(; $how:ident $looks_at:expr)?) => {
        $crate::validate::rules::rule::Rule {
            code: $crate::model::diagnostic::Code::named($code),
            name: $name,
            severity: $crate::model::diagnostic::Severity::$severity,
            summary: $summary,
            why: $why,
            bad: include_str!(concat!("../../../tests/rules/", $code, "/bad.toml")),
            good: include_str!(concat!("../../../tests/rules/", $code, "/good.toml")),
            check: $check,
            looks_at: $crate::validate::rules::rule::rule!(@looks_at $($looks_at)?),
            compares: $crate::validate::rules::rule::rule!(@compares $($how)?),
            fixes: $crate::validate::rules::rule::rule!(@fixes $($flag)?),
            refused: $crate::validate::rules::rule::rule!(@refused $($flag)?),
        }
    };
    (@looks_at) => { |_| true };
    (@looks_at $looks_at:expr) => { $looks_at };
    (@compares) => { false };
    (@compares at) => { false };
    (@compares across) => { true };
    (@fixes) => { false };
    (@fixes fix) => { true };
    (@fixes refused) => { false };
    (@refused) => { false };
    (@refused fix) => { false };
    (@refused refused) => { true };
}
pub(crate) use rule;
