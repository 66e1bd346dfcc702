//! Adds, changes, moves and removes records.
//!
//! Promises: only the bytes of the record change, and the blank line above one that comes or goes; of a record
//! that gets another key also the suppressions that name it. Adding a record and removing it gives back the
//! same bytes. A record that cannot be told for certain is refused. Several edits of one registry are made
//! together. Whether the new text makes sense is checked in `validate/`.

mod context;
mod field;
mod insertion;
mod lines;
mod list;
mod outcome;
mod record;

use crate::model::{Field, Table, Value, spelling};
use crate::parse::Registry;
use context::{EditContext, edited};
use insertion::Insertion;

pub use outcome::{About, Change, Edited, Reason, Refusal, Remark};
pub use record::{Changes, rename, set};

/// The fields of a record, in any order.
pub type Fields = [(&'static Field, Value<'static>)];

/// Adds networks, each in its place: below the network with the nearest lower key, in the section of that.
///
/// ```
/// use netreg::model::{field::Table, record::Value};
/// use netreg::{edit, parse::Registry};
///
/// let registry = Registry::parse("[registry]\nformat = 1\n");
/// let name = (Table::Network.field("name").unwrap(), Value::Text("Zambia".into()));
/// let edited = edit::add(&registry, &[("ZMB", &[name])]).unwrap();
/// assert_eq!(edited.text, "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\n");
/// ```
///
/// # Errors
/// For the first network that exists, or may exist in a part that could not be read.
pub fn add(registry: &Registry<'_>, networks: &[(&str, &Fields)]) -> Result<Edited, Refusal> {
    let Some((first, _)) = networks.first() else {
        return Ok(Edited { text: registry.text().to_owned(), ..Edited::default() });
    };
    let context = EditContext::new(registry, first)?;
    let mut new = Vec::with_capacity(networks.len());
    for (key, fields) in networks {
        context.free(key)?;
        if new.iter().any(|(_, other, _)| other == key) {
            return Err(Refusal { key: (*key).to_owned(), reason: Reason::Exists });
        }
        let insertion = Insertion::of(&context, (Table::Network, key), None);
        new.push((insertion, *key, spelling::record(Table::Network, key, fields, context.newline)));
    }
    new.sort_by_key(|(insertion, key, _)| (insertion.at, insertion.is_above, *key));
    let (mut edits, mut remarks) = (Vec::new(), Vec::new());
    for group in new.chunk_by(|(a, ..), (b, ..)| a.at == b.at) {
        let mut above = None;
        for (insertion, key, _) in group {
            remarks.extend(insertion.remark(key, above));
            above = Some(*key);
        }
        let blocks: Vec<&str> = group.iter().map(|(_, _, block)| block.as_str()).collect();
        let block = blocks.join(context.newline);
        edits.push(insertion::insert(context.text, group[0].0.at, &block, context.newline));
    }
    Ok(Edited { text: edited(context.text, &edits), remarks, ..Edited::default() })
}

/// Removes a network with the comments that are its own.
///
/// # Errors
/// Where the record is not there once, or what is in it cannot be told.
pub fn remove(registry: &Registry<'_>, key: &str) -> Result<Edited, Refusal> {
    let context = EditContext::new(registry, key)?;
    let (unit, _) = context.record(key)?;
    let removal = insertion::remove(&context, context.text, unit.span);
    let remarks = insertion::now_first(context.text, unit.span, key).into_iter().collect();
    Ok(Edited { text: edited(context.text, &[removal]), remarks, ..Edited::default() })
}

/// Returns the lines of a network with the comments that are its own.
///
/// # Errors
/// As [`remove`].
pub fn lines<'t>(registry: &Registry<'t>, key: &str) -> Result<&'t str, Refusal> {
    let context = EditContext::new(registry, key)?;
    context.record(key).map(|(unit, _)| unit.span.of(registry.text()))
}
