//! What the rules say of the registry that an import would make, at the cells that it comes from.

use std::collections::HashMap;

use crate::import::finding::Finding;
use crate::import::rows::Incoming;
use crate::model::{Address, Diagnostic, Problem, RecordRef, Severity};
use crate::validate::baseline::introduced;
use crate::validate::{Context, check};

/// Returns a finding for each error that the new text has and the old one has not, if a row is about its record; `has` is
/// what was found in the new text.
pub fn problems(
    context: &Context,
    old: &str,
    (new, has): (&str, &[Diagnostic]),
    incoming: &[Incoming],
) -> Vec<Finding> {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    if !has.iter().any(is_error) {
        return Vec::new();
    }
    let had = check(context, old);
    let rows: HashMap<&Address, &Incoming> = incoming.iter().map(|row| (&row.address, row)).collect();
    let finding = |error: &Diagnostic| {
        let row = rows.get(&error.record.as_ref().and_then(RecordRef::address)?)?;
        let cell = row.fields.iter().find(|cell| Some(cell.field.key) == error.field);
        let message = format!("{} ({})", error.message, error.code);
        let problem = Problem { message, help: error.help.clone() };
        Some(match cell {
            Some(cell) => Finding::of_cell(row.row, cell.column, problem),
            None => Finding::of_row(row.row, problem),
        })
    };
    let errors = introduced((old, &had), (new, has), None).into_iter().filter(|finding| is_error(finding));
    errors.filter_map(finding).collect()
}
