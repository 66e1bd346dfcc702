//! What changed, as a comment on a pull request: the numbers outside, the records in a part that is opened by a click.

use crate::compare::diff::{Difference, RecordChange, Written};
use crate::model::{Value, country::footnote};
use crate::render::changes::lines::{self, Spelling};
use crate::render::changes::{Comparison, headline, layout_note, tally};
use crate::render::markdown::escape;
use crate::text::counted;

/// The first line, by which a program finds the comment that it wrote before.
pub const MARK: &str = "<!-- netreg diff -->";

/// The most characters of a comment; GitHub takes 65,536.
pub const MOST: usize = 60_000;

/// The characters for what follows the records.
const FOOT: usize = 500;

/// Texts as a page shows them.
const SPELLING: Spelling = Spelling { value, entry: escape, name: escape };

/// Returns the comment. Records for which it has no room are counted.
pub fn render(comparison: &Comparison<'_>) -> String {
    let difference = comparison.difference;
    let (old, new) = (escape(&comparison.old.to_string()), escape(&comparison.new.to_string()));
    let mut out = format!("{MARK}\n**{}**\n\nFrom {old} to {new}", escape(&headline(&comparison.figures)));
    out += if difference.records.is_empty() { ": no record differs\n" } else { "\n" };
    if let Some(note) = layout_note(difference) {
        out += &format!("\nNote: {note}.\n");
    }
    if !difference.records.is_empty() {
        let mut room = MOST.saturating_sub(out.chars().count() + FOOT);
        let blocks = difference.records.iter().map(record);
        let shown = blocks.map_while(|block| {
            room = room.checked_sub(block.chars().count())?;
            Some(block)
        });
        let shown: Vec<String> = shown.collect();
        let left = difference.records.len() - shown.len();
        out += &format!("\n<details>\n<summary>{}</summary>\n\n{}", tally(difference), shown.concat());
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

/// Returns the records as a list.
pub fn records(difference: &Difference<'_>) -> String {
    difference.records.iter().map(record).collect()
}

fn record(change: &RecordChange<'_>) -> String {
    let event = change.event();
    let title = format!("- {} **{}**\n", event.word(), lines::title(change, &SPELLING));
    let fields = change.fields.iter().map(|field| format!("  - {}\n", lines::field(field, event, &SPELLING)));
    fields.fold(title, |text, line| text + &line)
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
