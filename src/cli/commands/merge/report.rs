//! What is said of a merge: which conflicts there are, which sides could not be read, which errors are new.

use netreg::compare::merge::{Dispute, Disputed, Markers, Merged, Side, Sides};
use netreg::model::{Day, Diagnostic, Record, Severity};
use netreg::parse::{Registry, code};
use netreg::text::{Lines, Span, counted, in_a_row, visible};
use netreg::validate::baseline::introduced;
use netreg::validate::{Context, validate_some};

use crate::cli::ui::Ui;

/// How many conflicts or errors are shown; the others are counted.
const MOST: usize = 20;

/// What messages about one merge have in common.
pub struct Report<'a> {
    /// The name of the file.
    pub name: &'a str,
    /// The names of the sides.
    pub markers: &'a Markers<'a>,
}

impl Report<'_> {
    /// Says which sides could not be read, so that the merge is one by lines.
    pub fn unread(&self, merged: &Merged, ui: &Ui) {
        let sides: Vec<&str> = merged.unread.iter().map(|side| self.side(*side)).collect();
        if !sides.is_empty() {
            let (name, sides) = (self.name, in_a_row(&sides, "and"));
            ui.warning(
                &format!(
                    "{name}: {sides} could not be read in full, so it was merged by lines, not by record"
                ),
                None,
            );
        }
    }

    /// Returns the name of a side.
    pub fn side(&self, side: Side) -> &str {
        match side {
            Side::Base => self.markers.base,
            Side::Ours => self.markers.ours,
            Side::Theirs => self.markers.theirs,
        }
    }

    /// Returns why a side cannot be read, as a message; `line` gives the line that people see for a byte of its `text`.
    pub fn unreadable(&self, side: Side, text: &str, line: impl Fn(u32) -> usize) -> String {
        let errors = Registry::parse(text).diagnostics;
        let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
        let why = errors.iter().find(|finding| code::hides(finding.code)).or(errors.iter().find(is_error));
        let why = why.map_or(String::new(), |finding| {
            format!(", line {}: {}", line(finding.span.start), finding.message)
        });
        format!("cannot read the `{}` version of `{}`{why}", self.side(side), self.name)
    }

    /// Prints the conflicts, a line each, also with `--quiet`: they are the result.
    pub fn conflicts(&self, merged: &Merged, ui: &Ui) {
        for line in lines(self.name, merged) {
            ui.aside(&(visible(&line).to_string() + "\n"));
        }
    }

    /// Warns of errors that the merged text has and neither side had: each change can be right, and both together wrong.
    pub fn new_errors(&self, merged: &Merged, sides: Sides<&str>, today: Day, ui: &Ui) {
        if !merged.is_clean() || !merged.unread.is_empty() {
            return;
        }
        // Where a record is as one side has it, its errors are, too.
        let is_mixed = |record: &Record<'_>| {
            let mut mixed = merged.mixed.iter();
            record.table.is_list() || mixed.any(|id| id.table == record.table && id.key == record.key)
        };
        let found = errors(&merged.text, today, is_mixed);
        if found.is_empty() {
            return;
        }
        let had = [sides.ours, sides.theirs].map(|text| (text, errors(text, today, is_mixed)));
        let [new, also] =
            had.each_ref().map(|(text, had)| introduced((text, had), (&merged.text, &found), None));
        let new: Vec<&Diagnostic> = new.into_iter().filter(|finding| also.contains(finding)).collect();
        let lines = Lines::new(&merged.text);
        for finding in new.iter().take(MOST) {
            let Span { start, .. } = finding.span;
            let (name, line) = (self.name, lines.line(start));
            let message = format!("{name}: line {line}: {}; neither side had this error", finding.message);
            ui.warning(&message, finding.help.as_deref());
        }
        if new.len() > MOST {
            ui.warning(&format!("{}: {} more are new", self.name, counted(new.len() - MOST, "error")), None);
        }
    }
}

/// Returns a line for each conflict in a file.
pub fn lines(name: &str, merged: &Merged) -> Vec<String> {
    let line = |dispute: &Dispute| format!("{name}: {}", words(dispute));
    let is_about_lines = |dispute: &&Dispute| dispute.about == Disputed::Lines;
    let (of_lines, of_records): (Vec<_>, Vec<_>) = merged.disputes.iter().partition(is_about_lines);
    let mut lines: Vec<String> = of_records.iter().take(MOST).map(|dispute| line(dispute)).collect();
    if of_records.len() > MOST {
        lines.push(format!("{name}: {}", counted(of_records.len() - MOST, "more conflict")));
    }
    if !of_lines.is_empty() {
        let places = counted(of_lines.len(), "place");
        lines.push(format!("{name}: lines were changed differently by both sides in {places}"));
    }
    lines
}

/// Returns a conflict in words.
fn words(dispute: &Dispute) -> String {
    let whose = dispute.record.as_ref().map_or(String::new(), |record| format!("{record}: "));
    let what = match &dispute.about {
        Disputed::Field(key) => format!("`{key}` was changed differently by both sides"),
        Disputed::Comments => "comments were changed differently by both sides".to_owned(),
        Disputed::Removal => "removed by one side, and changed by the other".to_owned(),
        Disputed::SharedKey => "two records have this key".to_owned(),
        Disputed::TwoKeys(ours, theirs) => {
            format!("renamed to `{ours}` by one side, and to `{theirs}` by the other")
        }
        Disputed::Lines => "lines were changed differently by both sides".to_owned(),
    };
    whose + &what
}

/// Returns the errors of a text: of those inside a record only where `is_looked_at` says so.
fn errors(text: &str, today: Day, is_looked_at: impl Fn(&Record<'_>) -> bool) -> Vec<Diagnostic> {
    let mut found = validate_some(&Context { today }, text, is_looked_at).findings;
    found.retain(|finding| finding.severity == Severity::Error);
    found
}
