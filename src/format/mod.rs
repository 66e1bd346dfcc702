//! The canonical form of a registry: one order, one spelling, one blank line between records.
//!
//! Promises: formatting twice is formatting once; no value changes and no comment is lost; line
//! ends, byte order mark and a missing last line end stay. `rules/layout.rs` says of a file what
//! would change here, `docs/format.md`, "Canonical form", writes it down.

pub mod line;
pub mod order;
pub mod value;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::parse::Registry;
use crate::parse::comments::Layout;
use crate::parse::{Source, code};
use crate::text::newline;
use crate::text::{BOM, Span};
use line::FormattedLine;

/// What makes it uncertain where a record or field begins and ends, or what the file means, whatever else
/// is wrong.
const UNFIT: [Code; 9] = [
    code::SYNTAX,
    code::CONFLICT,
    code::OPEN,
    code::OPEN_TEXT,
    code::DEEP,
    code::SPELLING,
    code::TABLE,
    code::TWICE,
    code::UNKNOWN_FORMAT,
];

/// Tells whether a finding keeps a registry from having a canonical form.
#[must_use]
pub fn is_unfit(finding: &Diagnostic) -> bool {
    UNFIT.contains(&finding.code)
}

/// Returns a registry in its canonical form.
///
/// ```
/// use netreg::{format::format, read::Source};
/// let text = "[network.ZMB]\nname='Zambia'\n[registry]\nformat = 1\n";
/// assert_eq!(
///     format(&Source::new(text)).unwrap(),
///     "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\n",
/// );
/// ```
///
/// # Errors
/// The first finding because of which it has none: something that is no record, or no TOML.
pub fn format(source: &Source<'_>) -> Result<String, Box<Diagnostic>> {
    let (document, findings) = Registry::read(source);
    let text = source.text();
    let broken = document.records.iter().find(|record| !record.valid).map(|record| record.header);
    let is_broken = |finding: &Diagnostic| is_unfit(finding) || broken.is_some() && finding.header == broken;
    if let Some(unfit) = findings.into_iter().find(is_broken) {
        return Err(Box::new(unfit));
    }
    let newline = newline(text);
    let layout = Layout::new(source, &document);
    let mut blocks: Vec<Vec<FormattedLine<'_>>> = vec![line::comments(text, layout.head).collect()];
    for (section, units) in layout.sections.iter().zip(order::arranged(&layout)) {
        blocks.extend(section.intro.iter().map(|intro| line::comments(text, *intro).collect()));
        for unit in units {
            // Every part is one: a file with another is unfit.
            let Some(record) = unit.record else { continue };
            let above = line::comments(text, Span { end: record.header.start, ..unit.span });
            let below = Span { start: record.content.end, ..unit.span };
            let mut block: Vec<FormattedLine<'_>> = above.collect();
            if blocks.iter().all(Vec::is_empty) {
                // The first comment of a file is the file's.
                blocks.push(std::mem::take(&mut block));
            }
            block.extend(line::in_order(line::of_record(text, record, newline)));
            block.extend(line::comments(text, below));
            blocks.push(block);
        }
    }
    let blocks = blocks.iter().filter(|block| !block.is_empty());
    let lines = |block: &Vec<FormattedLine<'_>>| {
        block.iter().map(|part| part.text.as_ref()).collect::<Vec<_>>().join(newline)
    };
    let mut out = String::from(if text.starts_with(BOM) { "\u{FEFF}" } else { "" });
    out += &blocks.map(lines).collect::<Vec<_>>().join(&newline.repeat(2));
    if text.ends_with('\n') && !out.trim_start_matches(BOM).is_empty() {
        out += newline;
    }
    Ok(out)
}
