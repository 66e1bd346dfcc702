//! A table in GitHub-flavoured Markdown.
//!
//! Promises: a cell is text there: no markup, no HTML, no line break; addresses stay addresses.

use crate::render::sheet::Sheet;
use crate::text::visible;

/// Renders a sheet, with the footnote if it is due.
#[must_use]
pub fn render(sheet: &Sheet) -> String {
    let mut out = String::from("|");
    for (_, title) in &sheet.columns {
        out.push_str(&format!(" {title} |"));
    }
    out.push_str("\n|");
    out.push_str(&" --- |".repeat(sheet.columns.len()));
    out.push('\n');
    for row in &sheet.rows {
        out.push('|');
        for cell in row {
            out.push_str(&format!(" {} |", escape(&cell.to_text())));
        }
        out.push('\n');
    }
    if let Some(note) = sheet.footnote() {
        out.push_str(&format!("\n{}\n", escape(note)));
    }
    out
}

/// Escapes what Markdown or HTML would take for its own; line breaks become blanks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let line = text.replace(['\r', '\n', '\t'], " ");
    let line = visible(&line);
    for (at, c) in line.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            ':' if line[at..].starts_with("://") => out.push(c),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '@' | '$' | '#' | ':' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
