//! Suppressions follow a record to which one side gave another key, on the other side and in the base, too.

use std::borrow::Cow;

use crate::compare::merge::sides::Sides;
use crate::compare::renames::{self, Rename};
use crate::edit;
use crate::model::{Address, Table};
use crate::parse::Registry;

/// Returns the texts with the suppressions that name a renamed record under its new address; none where nothing is renamed
/// or suppressed.
pub fn followed<'t>(registries: Sides<&'t Registry<'t>>) -> Option<Sides<Cow<'t, str>>> {
    let Sides { base, ours, theirs } = registries;
    if [ours, theirs].into_iter().all(|side| side.of(Table::Allow).next().is_none()) {
        return None;
    }
    let (by_us, by_them) = (renames::to_free_keys(base, ours), renames::to_free_keys(base, theirs));
    if by_us.is_empty() && by_them.is_empty() {
        return None;
    }
    let by_both: Vec<Rename<'_>> = by_us.iter().chain(&by_them).copied().collect();
    Some(Sides { base: named(base, &by_both), ours: named(ours, &by_them), theirs: named(theirs, &by_us) })
}

/// Returns the text of a registry in which records have moved.
fn named<'t>(registry: &'t Registry<'t>, moved: &[Rename<'_>]) -> Cow<'t, str> {
    let address = |table: &Table, key: &str| Address { table: *table, key: key.to_owned() };
    let pairs: Vec<(Address, Address)> = moved
        .iter()
        .map(|moved| (address(&moved.table, moved.from), address(&moved.table, moved.to)))
        .collect();
    edit::with_suppressions(registry, &pairs).map_or(Cow::Borrowed(registry.text()), Cow::Owned)
}
