//! Findings for editors and `grep`, one per line: `path:line:col: level[code] message`.
//!
//! Lines and columns count from 1, columns in characters. This format has no help lines; the caller prints the
//! footnote.

use crate::model::Diagnostic;
use crate::render::diagnostics::CheckedFile;
use crate::text::{Lines, Position, visible};

/// Renders the findings of one file.
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

/// Returns the line of a finding without escapes.
pub(super) fn line(path: &str, at: Position, finding: &Diagnostic) -> String {
    let (level, code) = (finding.severity.word(), finding.code);
    format!("{path}:{}:{}: {level}[{code}] {}", at.line, at.column, finding.message)
}
