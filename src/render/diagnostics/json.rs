//! Findings as one JSON document (RFC 8259), for programs.
//!
//! `docs/format.md`, "Findings as JSON", describes its shape, which has a version. Lines and columns count from
//! 1, columns in characters, and bytes from 0.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Diagnostic, country::footnote};
use crate::render::diagnostics::CheckedFile;
use crate::render::json::{self, Streamed};
use crate::text::{Lines, Span};
use crate::validate;
use crate::validate::baseline::Comparison;

/// The version of the shape. It changes when programs that read the document must change.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<F> {
    format: u32,
    tool: Tool,
    findings: F,
    #[serde(skip_serializing_if = "Option::is_none")]
    footnote: Option<&'static str>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    omitted: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
}

#[derive(Serialize)]
struct Finding<'t> {
    code: String,
    rule: Option<&'static str>,
    severity: &'static str,
    message: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'t str>,
    path: &'t str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'t>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'t>>,
}

#[derive(Serialize)]
struct Related<'t> {
    message: &'t str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Fix<'t> {
    #[serde(flatten)]
    place: Place,
    text: &'t str,
}

/// A place; its end is exclusive.
#[derive(Serialize)]
struct Place {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: u32,
}

/// Returns the document that [`write()`] writes.
pub fn render(files: &[CheckedFile<'_>]) -> String {
    json::text(|out| write(files, out))
}

/// Writes the findings of all files as one document, one finding at a time.
///
/// # Errors
/// The errors of `out`.
pub fn write(files: &[CheckedFile<'_>], out: &mut impl Write) -> io::Result<()> {
    let errors = files.iter().map(|file| file.tally.0).sum();
    let warnings = files.iter().map(|file| file.tally.1).sum();
    let omitted = files.iter().map(CheckedFile::omitted).sum();
    let base: Option<Vec<&Comparison>> = files.iter().map(|file| file.base).collect();
    let base = base.filter(|base| !base.is_empty());
    let old = base.as_ref().map(|base| base.iter().map(|base| base.old.len()).sum());
    let fixed = base.map(|base| base.iter().map(|base| base.fixed).sum());
    let mut findings = files.iter().flat_map(|file| file.findings);
    let footnote = findings
        .find_map(|finding| footnote(&finding.message).or(finding.help.as_deref().and_then(footnote)));
    let document = Document {
        format: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        findings: Streamed(|| files.iter().flat_map(of_file)),
        footnote,
        summary: Summary { files: files.len(), errors, warnings, omitted, old, fixed },
    };
    json::write(&document, out)
}

fn of_file<'t>(file: &'t CheckedFile<'t>) -> impl Iterator<Item = Finding<'t>> {
    // The lines of a file without findings are not needed.
    let lines = Lines::new(if file.findings.is_empty() { "" } else { file.text });
    let point = move |byte| {
        let position = lines.position(byte);
        Point { line: position.line, column: position.column, byte }
    };
    let place = move |span: Span| Place { start: point(span.start), end: point(span.end) };
    let one = move |finding: &'t Diagnostic| Finding {
        code: finding.code.to_string(),
        rule: validate::of(finding.code).map(|rule| rule.name),
        severity: finding.severity.word(),
        message: &finding.message,
        help: finding.help.as_deref(),
        path: file.path,
        place: place(finding.span),
        key: finding.key(),
        field: finding.field,
        related: finding
            .related
            .iter()
            .map(|(span, message)| Related { message, place: place(*span) })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| Fix { place: place(fix.span), text: &fix.text }),
    };
    file.findings.iter().map(one)
}
