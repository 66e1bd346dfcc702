//! Findings as annotations of a GitHub workflow.
//!
//! Errors come first. GitHub shows at most ten annotations of each level, so other findings are plain lines in
//! the log. The last line is always a notice with the numbers. Text is escaped as the runner expects it (GitHub
//! documentation, "Workflow commands"). Paths start at the top of the repository; the caller makes them.

use crate::model::{Diagnostic, Severity, country::footnote};
use crate::render::diagnostics::{CheckedFile, concise, in_full, of_level};
use crate::text::{Lines, Span, is_unsafe, spelt_out, visible};
use crate::validate;

/// The most annotations of one level that a step can show.
const MOST: usize = 10;

/// Renders the findings of all files, and the errors of files that could not be checked.
pub fn render(files: &[CheckedFile<'_>], failures: &[String]) -> String {
    let lines: Vec<Lines<'_>> = files.iter().map(|file| Lines::new(file.text)).collect();
    let mut out = String::new();
    for failure in failures {
        out += &format!("::error title=netreg::{}\n", message(failure));
    }
    for severity in [Severity::Error, Severity::Warning] {
        // The failures are annotations of the level `error`, too.
        let taken = if severity == Severity::Error { failures.len() } else { 0 };
        for (at, (file, lines, finding)) in (taken..).zip(of_level(files, &lines, severity)) {
            let line = concise::line(file.path, lines.position(finding.span.start), finding);
            match at {
                ..MOST => out.push_str(&annotation(file.path, lines, finding, line)),
                _ => out.push_str(&visible(&line)),
            }
            out.push('\n');
        }
    }
    let accounts: Vec<String> = files.iter().map(CheckedFile::account).collect();
    let mut account = if files.is_empty() { "no file was checked".to_owned() } else { accounts.join("\n") };
    // Each annotation has its own footnote.
    if let Some(note) = out.lines().filter(|line| !line.starts_with("::")).find_map(footnote) {
        account += &format!("\n{note}");
    }
    out.push_str(&format!("::notice title=netreg::{}\n", message(&account)));
    out
}

/// Returns the command that annotates the place of a finding. `text` names the place, too, because the log does
/// not show the properties.
fn annotation(path: &str, lines: &Lines<'_>, finding: &Diagnostic, text: String) -> String {
    let Span { start, end } = finding.span;
    let (start, end) = (lines.position(start), lines.position(end));
    let mut place = format!("file={},line={},endLine={}", property(path), start.line, end.line);
    // The runner drops an annotation that has columns and spans several lines.
    if start.line == end.line {
        place += &format!(",col={},endColumn={}", start.column, end.column);
    }
    let (level, code) = (finding.severity.word(), finding.code);
    let title = property(&format!("{code} {}", validate::name(code)));
    format!("::{level} {place},title={title}::{}", message(&in_full(text, finding)))
}

/// Escapes a message for the runner.
fn message(text: &str) -> String {
    let text = spelt_out(text, |c, _| is_unsafe(c) && !matches!(c, '\r' | '\n'));
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property for the runner.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
