//! Findings as annotations of a GitHub workflow, with what did not become one in the log.
//!
//! Promises: errors first, at most ten annotations a level, because the rest would not be shown; the
//! others are plain lines, so that the log holds all of them; last, always, a notice with the counts.
//! Escaped as the runner takes it back (GitHub documentation, "Workflow commands"): no text from
//! the file is a command. A path is taken from the top of the repository: that is left to the caller.

use crate::model::country::footnote;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::render::diagnostics::{CheckedFile, concise, in_full, of_level};
use crate::text::{Lines, Span, is_unsafe, spelt_out, visible};
use crate::validate;

/// How many annotations of a level one step can show.
const MOST: usize = 10;

/// Renders the findings of all files, and why others could not be checked.
#[must_use]
pub fn render(files: &[CheckedFile<'_>], failures: &[String]) -> String {
    let lines: Vec<Lines<'_>> = files.iter().map(|file| Lines::new(file.text)).collect();
    let mut out = String::new();
    for failure in failures {
        out += &format!("::error title=netreg::{}\n", message(failure));
    }
    for severity in [Severity::Error, Severity::Warning] {
        // The failures are errors, too.
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
    let mut account = if files.is_empty() { "nothing was checked".to_owned() } else { accounts.join("\n") };
    // Of the annotations each has its own.
    if let Some(note) = out.lines().filter(|line| !line.starts_with("::")).find_map(footnote) {
        account += &format!("\n{note}");
    }
    out.push_str(&format!("::notice title=netreg::{}\n", message(&account)));
    out
}

/// Returns the command that annotates the place of a finding; `text` says what it is, because the log
/// does not show the properties.
fn annotation(path: &str, lines: &Lines<'_>, finding: &Diagnostic, text: String) -> String {
    let Span { start, end } = finding.span;
    let (start, end) = (lines.position(start), lines.position(end));
    let mut place = format!("file={},line={},endLine={}", property(path), start.line, end.line);
    // With columns in two lines, the runner drops the annotation.
    if start.line == end.line {
        place += &format!(",col={},endColumn={}", start.column, end.column);
    }
    let (level, code) = (finding.severity.word(), finding.code);
    let title = property(&format!("{code} {}", validate::name(code)));
    format!("::{level} {place},title={title}::{}", message(&in_full(text, finding)))
}

/// Escapes what the runner takes for the end of a message.
fn message(text: &str) -> String {
    let text = spelt_out(text, |c, _| is_unsafe(c) && !matches!(c, '\r' | '\n'));
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what the runner takes for the end of a property.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
