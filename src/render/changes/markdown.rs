//! What changed, as a comment on a pull request: the numbers outside, the records in a part that is opened by a click.

use crate::compare::diff::{Difference, RecordChange, Written};
use crate::model::{Value, country::footnote};
use crate::render::changes::headline::ratio;
use crate::render::changes::lines::{self, Spelling};
use crate::render::changes::{Comparison, headline, layout_note, tally};
use crate::render::markdown::{self, unlinked};
use crate::select::figures::Figures;
use crate::text::counted;

/// The first line, by which a program finds the comment that it wrote before.
pub const MARK: &str = "<!-- netreg diff -->";

/// The most characters of a comment; GitHub takes 65,536.
pub const MOST: usize = 60_000;

/// The characters for what follows the records.
const FOOT: usize = 500;

/// The most characters for what explains the first line.
const LEGEND: usize = 2_000;

/// Texts as a page shows them.
const SPELLING: Spelling = Spelling { value, entry: escape, name: escape };

/// Returns the comment. Of a record for which it has no room, the fields are counted; if it has none for that, the record
/// is counted.
pub fn render(comparison: &Comparison<'_>) -> String {
    let difference = comparison.difference;
    let [old, new] = [comparison.old, comparison.new].map(|name| name.spelled(escape));
    let mut out = format!("{MARK}\n**{}**\n\n", escape(&headline(&comparison.figures)));
    if difference.records.is_empty() {
        out += &format!("No record differs between {old} and {new}.\n");
    } else {
        let has_numbers = comparison.figures.iter().all(Option::is_some);
        let about =
            if has_numbers { " The first line gives the numbers as of today, before → after." } else { "" };
        out += &format!("Changes in the registry from {old} to {new}.{about}\n");
    }
    if let Some(note) = layout_note(difference) {
        out += &format!("\nNote: {note}.\n");
    }
    if !difference.records.is_empty() {
        out += &format!("\n<details>\n<summary>Details: {}</summary>\n\n", tally(difference));
        out += &legend(&comparison.figures);
        let mut room = MOST.saturating_sub(out.chars().count() + FOOT);
        let shown = difference.records.iter().map_while(|change| {
            let (block, left) = [record(change), heading_alone(change)].into_iter().find_map(|block| {
                let left = room.checked_sub(block.chars().count())?;
                Some((block, left))
            })?;
            room = left;
            Some(block)
        });
        let shown: Vec<String> = shown.collect();
        let left = difference.records.len() - shown.len();
        out += &shown.concat();
        if left > 0 {
            out += &format!("\nand {}\n", counted(left, "more record"));
        }
        out += "\n</details>\n";
    }
    // The marks of a name may be escaped.
    if let Some(note) = footnote(&out.replace('\\', "")) {
        out += &format!("\n{}\n", escape(note));
    }
    out
}

/// Returns the numbers whose denominators are in the first line, each with what its denominator counts, for readers who do
/// not know the registry. Those for which there is no room are left out.
fn legend([old, new]: &[Option<Figures>; 2]) -> String {
    let (Some(old), Some(new)) = (old, new) else { return String::new() };
    let mut room = LEGEND;
    let lines = old.changed(new).into_iter().filter_map(|(old, new)| {
        let title = &new.or(old)?.title;
        let line = format!("- {}\n", escape(&format!("{} {title}", ratio(old, new))));
        room = room.checked_sub(line.chars().count())?;
        Some(line)
    });
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("In the first line:\n\n{lines}\nRecords:\n\n") }
}

/// Returns the records as a list.
pub fn records(difference: &Difference<'_>) -> String {
    difference.records.iter().map(record).collect()
}

fn heading(change: &RecordChange<'_>) -> String {
    format!("- {} **{}**", change.event().word(), lines::title(change, &SPELLING))
}

/// Returns a record without its fields, which are too long.
fn heading_alone(change: &RecordChange<'_>) -> String {
    format!("{}: {}, not shown here\n", heading(change), counted(change.fields.len(), "field"))
}

fn record(change: &RecordChange<'_>) -> String {
    let event = change.event();
    let title = heading(change) + "\n";
    let fields = change.fields.iter().map(|field| format!("  - {}\n", lines::field(field, event, &SPELLING)));
    fields.fold(title, |text, line| text + &line)
}

/// Returns a text of the file, escaped for a page in which a name notifies no person. Line breaks and tabs are shown as in a
/// file, where they would be spaces.
pub fn escape(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let parts = text.split_inclusive(['\n', '\r', '\t']).map(|part| {
        let (line, mark) = match part.chars().last() {
            Some('\n') => (&part[..part.len() - 1], r"\\n"),
            Some('\r') => (&part[..part.len() - 1], r"\\r"),
            Some('\t') => (&part[..part.len() - 1], r"\\t"),
            _ => (part, ""),
        };
        unlinked(&markdown::escape(line)) + mark
    });
    parts.collect()
}

fn value(written: Written<'_>) -> String {
    match written {
        Written::Value(Value::Text(text)) if text.is_empty() => "\"\"".to_owned(),
        Written::Value(Value::Text(text)) => escape(text),
        Written::Value(Value::Number(number)) => number.to_string(),
        Written::Value(Value::Date(date)) => escape(&date.to_string()),
        Written::Value(Value::Status(status)) => status.word().to_owned(),
        Written::Value(Value::List(items)) => {
            items.iter().map(|item| escape(&item.text)).collect::<Vec<_>>().join(", ")
        }
        Written::Raw(raw) => escape(raw),
    }
}
