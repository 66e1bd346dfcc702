//! Which records are the same in two states.

use std::collections::HashMap;

use crate::compare::diff::field::FieldChange;
use crate::compare::identity::Identity;
use crate::compare::renames::Rename;
use crate::model::Table;

/// A record that is in both states.
pub struct Pair<'d> {
    /// Its index in the old state.
    pub old: usize,
    /// Its index in the new state.
    pub new: usize,
    /// The key that it had, if it has another one.
    pub from: Option<&'d str>,
    /// The fields that differ.
    pub fields: Vec<FieldChange<'d>>,
}

impl Pair<'_> {
    /// Returns `true` if it moved, or a value differs.
    pub fn is_changed(&self) -> bool {
        self.from.is_some() || !self.fields.is_empty()
    }
}

/// Returns the records that are in both states, those that went, and those that came, by their indexes; `keyless` are the
/// records without keys that are the same, by their indexes in the old state.
pub fn paired<'d>(
    had: &[Identity],
    has: &[Identity],
    moved: &[Rename<'d>],
    keyless: &HashMap<usize, usize>,
) -> (Vec<Pair<'d>>, Vec<usize>, Vec<usize>) {
    // The keys that records had, by those that they have.
    let moved: HashMap<(Table, &str), &'d str> =
        moved.iter().map(|moved| ((moved.table, moved.to), moved.from)).collect();
    let keyless: HashMap<usize, usize> = keyless.iter().map(|(old, new)| (*new, *old)).collect();
    let mut left: HashMap<(Table, &str, usize), usize> = HashMap::with_capacity(had.len());
    left.extend(had.iter().enumerate().map(|(at, id)| ((id.table, id.key.as_str(), id.nth), at)));
    let (mut pairs, mut came) = (Vec::with_capacity(has.len()), Vec::new());
    for (new, id) in has.iter().enumerate() {
        let key = id.key.as_str();
        let from = moved.get(&(id.table, key)).copied();
        // A record without a key may have had another name, or number among those of its name.
        let was = match keyless.get(&new) {
            Some(old) => Some((had[*old].key.as_str(), had[*old].nth)),
            None if id.table.is_list() => None,
            None => Some((from.unwrap_or(key), id.nth)),
        };
        match was.and_then(|(key, nth)| left.remove(&(id.table, key, nth))) {
            Some(old) => pairs.push(Pair { old, new, from, fields: Vec::new() }),
            None => came.push(new),
        }
    }
    (pairs, left.into_values().collect(), came)
}
