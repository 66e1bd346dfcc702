//! What changed, for a terminal: a line for each record, below it one for each field.

use crate::compare::diff::{Difference, RecordChange, Written};
use crate::model::{Value, country::footnote, spelling};
use crate::render::changes::lines::{self, Spelling};
use crate::render::changes::{Comparison, headline};
use crate::text::{isolated, visible};

/// Values as they are in a file, dates without quotes.
const SPELLING: Spelling =
    Spelling { value, entry: |text| shown(&spelling::basic_string(text)), name: shown };

/// Returns what the change does to the numbers, and each record; with the footnote if a name needs it.
pub fn render(comparison: &Comparison<'_>) -> String {
    let page = format!("{}\n\n{}", headline(&comparison.figures), records(comparison.difference));
    match footnote(&page) {
        Some(note) => format!("{page}\n{note}\n"),
        None => page,
    }
}

/// Returns the records with their fields, and empty lines between them.
pub fn records(difference: &Difference<'_>) -> String {
    difference.records.iter().map(record).collect::<Vec<_>>().join("\n")
}

fn record(change: &RecordChange<'_>) -> String {
    let event = change.event();
    let title = format!("{} {}\n", event.word(), lines::title(change, &SPELLING));
    let fields = change.fields.iter().map(|field| format!("  {}\n", lines::field(field, event, &SPELLING)));
    fields.fold(title, |text, line| text + &line)
}

fn value(written: Written<'_>) -> String {
    match written {
        Written::Value(Value::Date(date)) => date.to_string(),
        Written::Value(value) => shown(&spelling::on_one_line(value)),
        Written::Raw(raw) => shown(raw),
    }
}

fn shown(text: &str) -> String {
    isolated(&visible(text)).into_owned()
}
