//! What the rules say of the registry that an import would make, at the cells that it comes from.

use crate::import::finding::Finding;
use crate::import::rows::Incoming;
use crate::model::{Diagnostic, Problem, RecordRef, Severity};
use crate::validate::baseline::introduced;
use crate::validate::{Context, check};

/// Returns a finding for each error that the new text has and the old one has not, if a row is about its record.
pub fn problems(context: &Context, old: &str, new: &str, incoming: &[Incoming]) -> Vec<Finding> {
    let has = check(context, new);
    if has.is_empty() {
        return Vec::new();
    }
    let had = check(context, old);
    let errors = introduced((old, &had), (new, &has), None);
    let finding = |error: &&Diagnostic| {
        let address = error.record.as_ref().and_then(RecordRef::address)?;
        let row = incoming.iter().find(|row| row.address == address)?;
        let cell = row.fields.iter().find(|cell| Some(cell.field.key) == error.field);
        let message = format!("{} ({})", error.message, error.code);
        let problem = Problem { message, help: error.help.clone() };
        Some(match cell {
            Some(cell) => Finding::of_cell(row.row, cell.column, problem),
            None => Finding::of_row(row.row, problem),
        })
    };
    let errors = errors.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.collect::<Vec<_>>().iter().filter_map(finding).collect()
}
