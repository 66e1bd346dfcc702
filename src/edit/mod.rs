//! Adds, changes, moves and removes records.
//!
//! Promises: only the bytes of the record change, and the blank line above one that comes or goes; of a record
//! that gets another address also the suppressions that name it. Adding a record and removing it gives back the
//! same bytes. A record that cannot be told for certain is refused. Several edits of one registry are made
//! together. Whether the new text makes sense is checked in `validate/`.

mod changes;
mod context;
mod field;
mod insertion;
mod lines;
mod list;
mod mentions;
mod outcome;
mod part;
mod record;

use crate::model::{Address, Field, Value, spelling};
use crate::parse::Registry;
use context::{EditContext, edited};
use insertion::Insertion;

pub use outcome::{About, Change, Edited, FieldChange, Loss, Reason, Refusal, Remark, Whereabouts};
pub(crate) use part::Part;
pub use record::{Changes, rename, set, set_each, with_date};

/// A field of a record, and its value.
pub type FieldValue = (&'static Field, Value<'static>);

/// Adds records, each in its place: below the record of its table with the nearest lower key, in the section of
/// that. A published total, which is given with its date, comes below the others.
///
/// ```
/// use netreg::model::{Address, field::Table, record::Value};
/// use netreg::{edit, parse::Registry};
///
/// let registry = Registry::parse("[registry]\nformat = 1\n");
/// let name = (Table::Network.field("name").unwrap(), Value::Text("Zambia".into()));
/// let edited = edit::add(&registry, &[(&Address::network("ZMB"), &[name])]).unwrap();
/// assert_eq!(edited.text, "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\n");
/// ```
///
/// # Errors
/// For the first record that exists, or may exist in a part that could not be read.
pub fn add(registry: &Registry<'_>, records: &[(&Address, &[FieldValue])]) -> Result<Edited, Refusal> {
    let Some((first, _)) = records.first() else {
        return Ok(Edited { text: registry.text().to_owned(), ..Edited::default() });
    };
    let context = EditContext::new(registry, first)?;
    let mut new = Vec::with_capacity(records.len());
    for (address, fields) in records {
        context.free(address)?;
        if new.iter().any(|(_, other, _)| other == address) {
            return Err(Refusal::new(address, Reason::Exists));
        }
        let insertion = Insertion::of(&context, address.sort_key(), None);
        new.push((
            insertion,
            *address,
            spelling::record(address.table, &address.key, fields, context.newline),
        ));
    }
    new.sort_by_key(|(insertion, address, _)| (insertion.at, insertion.is_above, address.sort_key()));
    let (mut edits, mut remarks) = (Vec::new(), Vec::new());
    for group in new.chunk_by(|(a, ..), (b, ..)| a.at == b.at) {
        let mut above = None;
        for (insertion, address, _) in group {
            remarks.extend(insertion.remark(address, above));
            above = Some(*address);
        }
        let blocks: Vec<&str> = group.iter().map(|(_, _, block)| block.as_str()).collect();
        let block = blocks.join(context.newline);
        edits.push(insertion::insert(context.text, group[0].0.at, &block, context.newline));
    }
    Ok(Edited { text: edited(context.text, &edits), remarks, ..Edited::default() })
}

/// Removes a record with the comments that are its own.
///
/// # Errors
/// Where the record is not there once, or what is in it cannot be told.
pub fn remove(registry: &Registry<'_>, address: &Address) -> Result<Edited, Refusal> {
    let context = EditContext::new(registry, address)?;
    let (unit, _) = context.record(address)?;
    let removal = insertion::remove(&context, context.text, unit.span);
    let remarks = insertion::now_first(context.text, unit.span, address).into_iter().collect();
    Ok(Edited { text: edited(context.text, &[removal]), remarks, ..Edited::default() })
}

/// Returns the text in which the suppressions of records name their new addresses, each given with the one before; none
/// where there are none.
pub(crate) fn with_suppressions(registry: &Registry<'_>, renamed: &[(Address, Address)]) -> Option<String> {
    let context = EditContext::new(registry, &renamed.first()?.0).ok()?;
    let edits: Vec<_> =
        renamed.iter().flat_map(|(from, to)| record::suppressions(&context, from, to)).collect();
    (!edits.is_empty()).then(|| edited(context.text, &edits))
}

/// Returns the lines of a record with the comments that are its own.
///
/// # Errors
/// As [`remove`].
pub fn lines<'t>(registry: &Registry<'t>, address: &Address) -> Result<&'t str, Refusal> {
    let context = EditContext::new(registry, address)?;
    context.record(address).map(|(unit, _)| unit.span.of(registry.text()))
}
