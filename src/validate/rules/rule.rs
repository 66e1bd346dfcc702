//! One row of the catalogue of rules, and where a rule puts what it finds.

use crate::model::date::Day;
use crate::model::diagnostic::{Code, Diagnostic, Severity};
use crate::model::field::Field;
use crate::model::record::{Entry, Record};
use crate::text::{Span, TextEdit, line_end, line_start};
use crate::validate::index::Index;

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
    /// Whether its findings can carry the edit that fixes them.
    pub fixes: bool,
    /// Whether other readers of TOML refuse a file with such a finding, although it was read.
    pub refused: bool,
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
    pub fn is_suppressible(&self) -> bool {
        let is_check = matches!(self.check, Check::Record(_) | Check::Network(_) | Check::Registry(_));
        is_check && self.code.0 >= 100 && !self.refused
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
    Suppressions,
    /// On what was index from all records.
    Registry(fn(&Context, &Index<'_>, &mut Sink<'_>)),
}

/// Where a rule puts its findings.
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

    /// Reports a finding about a record; the field is that whose value lies at the place.
    pub fn report(&mut self, record: &Record<'_>, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let field = record.entries.iter().find(|entry| entry.span.contains(span) || entry.key == span);
        let mut finding = Diagnostic::new(self.rule.code, self.rule.severity, span, message);
        finding.record = Some(record.reference(self.text));
        finding.field = field.map(|entry| entry.field.key);
        self.add(finding)
    }

    /// Returns the edit that takes a field out with its line. None where a comment stands beside or
    /// above it, because only a person can say what becomes of that, or where something in the record
    /// was not understood: another line may say another thing of the field.
    pub fn without(&self, record: &Record<'_>, entry: &Entry<'_>) -> Option<TextEdit> {
        let line = record.lines.iter().find(|line| line.value == entry.span)?;
        let start = line_start(self.text, line.key.start);
        let end = line_end(self.text, line.value.end);
        let is_empty = |from, to| Span { start: from, end: to }.of(self.text).trim().is_empty();
        let above = self.text[..start as usize].trim_end_matches(['\r', '\n']).rsplit('\n').next();
        let is_alone = is_empty(start, line.key.start)
            && is_empty(line.value.end, end)
            && above.is_none_or(|above| !above.trim_start().starts_with('#'));
        (record.complete && is_alone).then(|| TextEdit::delete(Span { start, end }))
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

/// Takes the two files of a rule's folder in the catalogue. `fix` behind the check says that its findings can
/// carry an edit, `; at` which fields it looks at, one by one, `; across` which it compares; all one by one
/// unless given.
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
