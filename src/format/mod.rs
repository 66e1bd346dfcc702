//! The canonical form of a registry: one order, one spelling, one empty line between records.
//!
//! Promises: formatting twice is the same as formatting once; no value changes and no comment is lost; line
//! ends, the byte order mark and a missing last line end stay. `docs/format.md`, "Canonical form", describes
//! the form; `validate/format_checker.rs` reports differences from it.

pub mod entries;
pub mod line;
pub mod order;
pub mod value;

use crate::model::Diagnostic;
use crate::parse::{Registry, code};
use crate::text::{BOM, Span, newline};
use line::FormattedLine;

/// Returns a registry in its canonical form.
///
/// ```
/// use netreg::{format::format, parse::Registry};
/// let text = "[network.ZMB]\nname='Zambia'\n[registry]\nformat = 1\n";
/// assert_eq!(
///     format(&Registry::parse(text)).unwrap(),
///     "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\n",
/// );
/// ```
///
/// # Errors
/// The first diagnostic that prevents formatting: text that belongs to no record, or is not TOML.
pub fn format(registry: &Registry<'_>) -> Result<String, Box<Diagnostic>> {
    if let Some(unfit) = unfit(registry) {
        return Err(Box::new(unfit.clone()));
    }
    let text = registry.text();
    let newline = newline(text);
    let layout = registry.layout();
    let mut out = Out { text: String::with_capacity(text.len()), newline, has_begun: false };
    if text.starts_with(BOM) {
        out.text.push(BOM);
    }
    out.block(line::comments(text, layout.head));
    for (section, units) in layout.sections.iter().zip(order::arranged(&layout.sections)) {
        section.intro.iter().for_each(|intro| out.block(line::comments(text, *intro)));
        for unit in units {
            // Every unit has a record: other text prevents formatting.
            let Some(record) = unit.record else { continue };
            let above = line::comments(text, Span { end: record.header.start, ..unit.span });
            let below = Span { start: record.content.end, ..unit.span };
            let lines = line::in_order(line::of_record(text, record, newline));
            let lines = lines.into_iter().chain(line::comments(text, below));
            if out.has_begun {
                out.block(above.chain(lines));
            } else {
                // The first comment of a file belongs to the file, not to the first record.
                out.block(above);
                out.block(lines);
            }
        }
    }
    if !out.has_begun {
        // White space alone has no form.
        return Ok(text.to_owned());
    }
    if text.ends_with('\n') {
        out.text += newline;
    }
    Ok(out.text)
}

/// Returns the first diagnostic that leaves it uncertain where a record or field begins and ends, if there is one: text
/// that belongs to no record, or is not TOML.
pub fn unfit<'r>(registry: &'r Registry<'_>) -> Option<&'r Diagnostic> {
    let broken = registry.records.iter().find(|record| !record.valid).map(|record| record.header);
    let is_unfit = |diagnostic: &&Diagnostic| {
        code::is_unfit(diagnostic.code) || broken.is_some() && diagnostic.header() == broken
    };
    registry.diagnostics.iter().find(is_unfit)
}

/// A text that is written block by block, with a blank line between them.
struct Out {
    text: String,
    newline: &'static str,
    /// Whether it has a line.
    has_begun: bool,
}

impl Out {
    fn block<'t>(&mut self, lines: impl Iterator<Item = FormattedLine<'t>>) {
        for (at, line) in lines.enumerate() {
            let ends = if at == 0 { 2 } else { 1 };
            for _ in 0..if self.has_begun { ends } else { 0 } {
                self.text += self.newline;
            }
            self.text += &line.text;
            self.has_begun = true;
        }
    }
}
