//! Findings a line each: `path:line:col: level[code] message`, as editors and `grep` take them.
//!
//! Promises: one line a finding, whatever stands in the file; lines and columns from 1, columns in
//! characters. The remedies are left to the other formats, the footnote to whoever prints.

use crate::model::diagnostic::Diagnostic;
use crate::render::diagnostics::CheckedFile;
use crate::text::{Lines, Position, visible};

/// Renders the findings of one file.
#[must_use]
pub fn render(file: &CheckedFile<'_>) -> String {
    if file.findings.is_empty() {
        return String::new();
    }
    let lines = Lines::new(file.text);
    let one = |finding: &Diagnostic| {
        let at = lines.position(finding.span.start);
        format!("{}\n", visible(&line(file.path, at, finding)))
    };
    file.findings.iter().map(one).collect()
}

/// Returns the line of a finding as it is, before anything in it was made harmless.
pub(super) fn line(path: &str, at: Position, finding: &Diagnostic) -> String {
    let (level, code) = (finding.severity.word(), finding.code);
    format!("{path}:{}:{}: {level}[{code}] {}", at.line, at.column, finding.message)
}
