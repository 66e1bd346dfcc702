//! What the sheet and the registry both changed since the base, each in its own way, at the cells.

use crate::compare::merge::{Dispute, Disputed, Merged};
use crate::import::finding::Finding;
use crate::import::rows::Incoming;
use crate::model::{Problem, Table, Value, spelling};
use crate::parse::Registry;
use crate::text::{quoted, shell_word};

/// Returns a finding for each conflict of a merge.
pub fn findings(
    merged: &Merged,
    base: &Registry<'_>,
    ours: &Registry<'_>,
    incoming: &[Incoming],
) -> Vec<Finding> {
    let finding = |dispute: &Dispute| {
        let record = dispute.record.as_ref().filter(|record| record.table == Table::Network);
        let row = record.and_then(|record| incoming.iter().find(|row| row.address.key == record.key));
        let Some(row) = row else {
            return Finding::of_row(0, elsewhere(dispute));
        };
        match &dispute.about {
            Disputed::Field(key) => of_field(row, key, base, ours),
            Disputed::Removal => Finding::of_row(row.row, removed(row)),
            _ => Finding::of_row(row.row, elsewhere(dispute)),
        }
    };
    merged.disputes.iter().map(finding).collect()
}

/// Returns the finding of a field that both changed.
fn of_field(row: &Incoming, key: &str, base: &Registry<'_>, ours: &Registry<'_>) -> Finding {
    let cell = row.fields.iter().find(|cell| cell.field.key == key);
    let address = row.address.short();
    let record = |registry: &Registry<'_>| -> Option<String> {
        let network = registry.networks().find(|network| network.key == row.address.key)?;
        network.entry(key).map(|entry| shown(&entry.value))
    };
    let (was, is) = (record(base), record(ours));
    let said = cell.and_then(|cell| cell.said.value.as_ref()).map(shown);
    let word = |value: &Option<String>| value.as_ref().map_or("empty".to_owned(), |value| quoted(value));
    let message = format!(
        "`{key}` of `{address}` is {} here and {} in the registry; it was {}",
        word(&said),
        word(&is),
        word(&was)
    );
    let set = shell_word(&format!("{key}={}", said.unwrap_or_default()));
    let help = format!(
        "{} to keep what the registry has, or run `netreg set {address} {set}` to replace it",
        is.map_or("empty this cell".to_owned(), |is| format!("write {} here", quoted(&is)))
    );
    let problem = Problem::new(message).help(help);
    match cell {
        Some(cell) => Finding::of_cell(row.row, cell.column, problem),
        None => Finding::of_row(row.row, problem),
    }
}

/// Returns the problem of a row whose network the registry no longer has.
fn removed(row: &Incoming) -> Problem {
    let key = row.address.short();
    Problem::new(format!("the sheet changed `{key}`, but it was removed from the registry"))
        .help(format!("remove the row, or `netreg log {key}` shows the commit that removed it"))
}

/// Returns the problem of a conflict that is in no cell.
fn elsewhere(dispute: &Dispute) -> Problem {
    let whose = dispute.record.as_ref().map_or("the registry".to_owned(), |record| format!("`{record}`"));
    Problem::new(format!("the sheet and the registry changed {whose} in ways that netreg cannot merge"))
        .help("import the sheet with `--update`, or change the registry by hand")
}

/// Returns a value as a cell can have it.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(items) => items.iter().map(|item| item.text.as_ref()).collect::<Vec<_>>().join("; "),
        value => spelling::on_one_line(value).trim_matches('"').to_owned(),
    }
}
