//! Findings as a Markdown table for the summary page of a workflow.
//!
//! Errors come first. Findings for which the page has no room are counted. Text from a registry is escaped, so
//! that a cell has no markup or HTML of its own.

use crate::model::country::{FOOTNOTE, footnote};
use crate::model::{Diagnostic, Severity};
use crate::render::diagnostics::{CheckedFile, of_level};
use crate::render::markdown::{escape, row};
use crate::text::{Lines, visible};
use crate::validate;

/// The bytes for the line that counts the other findings, and for the footnote.
const FOOT: usize = 100 + FOOTNOTE.len();

/// Renders the findings of all files, and the errors of files that could not be checked, in at most `room`
/// bytes. The result is empty if that is too little for the first lines.
pub fn render(files: &[CheckedFile<'_>], failures: &[String], room: usize) -> String {
    // Another program may have written the last line of the page without a line end.
    let mut out = String::from("\n### netreg\n\n");
    for failure in failures {
        out += &format!("error: {}\n\n", sentence(failure));
    }
    for file in files {
        out += &format!("{}\n\n", sentence(&file.account()));
    }
    if files.is_empty() && failures.is_empty() {
        out += "no file was checked\n\n";
    }
    let mut left: usize = files.iter().map(|file| file.findings.len()).sum();
    if left > 0 {
        out += &row(["Level", "Rule", "Place", "Finding", "Help"].map(str::to_owned));
        out += &row(["---"; 5].map(str::to_owned));
    }
    if out.len() + FOOT > room {
        return String::new();
    }
    let lines: Vec<Lines<'_>> = files.iter().map(|file| Lines::new(file.text)).collect();
    let by_level = [Severity::Error, Severity::Warning].map(|severity| of_level(files, &lines, severity));
    for (file, lines, finding) in by_level.into_iter().flatten() {
        let row = row(cells(file.path, lines, finding));
        if out.len() + row.len() + FOOT > room {
            break;
        }
        out += &row;
        left -= 1;
    }
    if left > 0 {
        out += &format!("\n{left} more in the log\n");
    }
    if let Some(note) = footnote(&out.replace('\\', "")) {
        out += &format!("\n{}\n", escape(note));
    }
    out + "\n"
}

/// Returns the cells of a finding, escaped.
fn cells(path: &str, lines: &Lines<'_>, finding: &Diagnostic) -> [String; 5] {
    let at = lines.position(finding.span.start);
    let name = validate::name(finding.code);
    [
        finding.severity.word().to_owned(),
        escape(&format!("{} {name}", finding.code)),
        escape(&format!("{path}:{}:{}", at.line, at.column)),
        sentence(&finding.message),
        sentence(finding.help.as_deref().unwrap_or_default()),
    ]
}

/// Escapes a sentence. Text between backticks becomes code, in which addresses and user names are not links.
/// Text from the file can contain backticks, too. Then other parts become code, which is harmless.
fn sentence(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        // A bar ends a cell even in code, and a backslash escapes it only in tables.
        let is_code =
            at % 2 == 1 && at < last && !part.trim().is_empty() && !part.contains(['|', '\\', '\n', '\r']);
        match (is_code, at % 2) {
            (true, _) => out += &format!("`{}`", visible(part)),
            (false, 1) => out += &format!("\\`{}{}", escape(part), if at < last { "\\`" } else { "" }),
            _ => out += &escape(part),
        }
    }
    out
}
