//! The canonical form of a registry: one order, one spelling, one empty line between records.
//!
//! Promises: formatting twice is the same as formatting once; no value changes and no comment is lost; line
//! ends, the byte order mark and a missing last line end stay. `docs/format.md`, "Canonical form", describes
//! the form; `validate/format_checker.rs` reports differences from it.

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
    let text = registry.text();
    let broken = registry.records.iter().find(|record| !record.valid).map(|record| record.header);
    let is_broken = |diagnostic: &&Diagnostic| {
        code::is_unfit(diagnostic.code) || broken.is_some() && diagnostic.header() == broken
    };
    if let Some(unfit) = registry.diagnostics.iter().find(is_broken) {
        return Err(Box::new(unfit.clone()));
    }
    let newline = newline(text);
    let layout = registry.layout();
    let mut blocks: Vec<Vec<FormattedLine<'_>>> = vec![line::comments(text, layout.head).collect()];
    for (section, units) in layout.sections.iter().zip(order::arranged(&layout.sections)) {
        blocks.extend(section.intro.iter().map(|intro| line::comments(text, *intro).collect()));
        for unit in units {
            // Every unit has a record: other text prevents formatting.
            let Some(record) = unit.record else { continue };
            let above = line::comments(text, Span { end: record.header.start, ..unit.span });
            let below = Span { start: record.content.end, ..unit.span };
            let mut block: Vec<FormattedLine<'_>> = above.collect();
            if blocks.iter().all(Vec::is_empty) {
                // The first comment of a file belongs to the file, not to the first record.
                blocks.push(std::mem::take(&mut block));
            }
            block.extend(line::in_order(line::of_record(text, record, newline)));
            block.extend(line::comments(text, below));
            blocks.push(block);
        }
    }
    if blocks.iter().all(Vec::is_empty) {
        // White space alone has no form.
        return Ok(text.to_owned());
    }
    let blocks = blocks.iter().filter(|block| !block.is_empty());
    let lines = |block: &Vec<FormattedLine<'_>>| {
        block.iter().map(|line| line.text.as_ref()).collect::<Vec<_>>().join(newline)
    };
    let mut out = String::from(if text.starts_with(BOM) { "\u{FEFF}" } else { "" });
    out += &blocks.map(lines).collect::<Vec<_>>().join(&newline.repeat(2));
    if text.ends_with('\n') {
        out += newline;
    }
    Ok(out)
}
