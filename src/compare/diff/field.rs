//! Which fields of a record differ, and how.

use std::collections::HashMap;

use crate::compare::diff::judgement::Judgement;
use crate::model::{Field, Item, Kind, Line, Record, Value};
use crate::text::has_same_lines;

/// A record with the text that its places are in.
pub type InText<'d> = (&'d Record<'d>, &'d str);

/// A field whose value is not the same in both states.
#[derive(Clone, Debug)]
pub struct FieldChange<'d> {
    /// Its key, of an unknown field as it is written.
    pub key: &'d str,
    /// The field, if it is known.
    pub field: Option<&'static Field>,
    /// The value in the old state, if there was one.
    pub old: Option<Written<'d>>,
    /// The value in the new state, if there is one.
    pub new: Option<Written<'d>>,
}

/// A value in a file.
#[derive(Clone, Copy, Debug)]
pub enum Written<'d> {
    /// A value that was parsed.
    Value(&'d Value<'d>),
    /// The text of one that was not.
    Raw(&'d str),
}

/// The entries of a list that came and went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<'d> {
    /// Those that came.
    pub added: Vec<&'d str>,
    /// Those that went.
    pub removed: Vec<&'d str>,
}

impl<'d> Written<'d> {
    fn of((record, text): InText<'d>, line: &Line) -> Self {
        record.entry_on(line).map_or(Self::Raw(line.value.of(text)), |entry| Self::Value(&entry.value))
    }

    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Value(Value::List(old)), Self::Value(Value::List(new))) => texts(old).eq(texts(new)),
            // A note of several lines has the line ends of the file.
            (Self::Value(Value::Text(old)), Self::Value(Value::Text(new))) => has_same_lines(old, new),
            (Self::Raw(old), Self::Raw(new)) => has_same_lines(old, new),
            (Self::Value(old), Self::Value(new)) => old == new,
            _ => false,
        }
    }

    /// Returns `true` if it can be left out.
    fn is_default(self) -> bool {
        matches!(self, Self::Value(value) if value.is_default())
    }

    fn list(self) -> Option<&'d [Item<'d>]> {
        match self {
            Self::Value(Value::List(items)) => Some(items),
            _ => None,
        }
    }
}

impl<'d> FieldChange<'d> {
    /// Returns how the days of a date changed. Days on which something was checked or ends are not judged: a later one
    /// does not contradict the one before.
    pub fn judgement(&self) -> Option<Judgement> {
        let is_date = self.field.is_some_and(|field| field.kind == Kind::Date);
        match (self.old?, self.new?) {
            (Written::Value(Value::Date(old)), Written::Value(Value::Date(new))) if is_date => {
                Some(Judgement::of(*old, *new))
            }
            _ => None,
        }
    }

    /// Returns the entries of a list that came and went; neither if they are in another order.
    pub fn entries(&self) -> Option<Entries<'d>> {
        let (old, new) = (self.old?.list()?, self.new?.list()?);
        Some(Entries { added: without(new, old), removed: without(old, new) })
    }
}

/// Returns the entries of a list that another list does not have as often.
fn without<'d>(items: &'d [Item<'d>], others: &'d [Item<'d>]) -> Vec<&'d str> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    texts(others).for_each(|text| *left.entry(text).or_default() += 1);
    let is_left_out = |text: &&'d str| match left.get_mut(text) {
        Some(number) if *number > 0 => {
            *number -= 1;
            false
        }
        _ => true,
    };
    texts(items).filter(is_left_out).collect()
}

fn texts<'a>(items: &'a [Item<'_>]) -> impl Iterator<Item = &'a str> {
    items.iter().map(|item| item.text.as_ref())
}

/// Returns the fields of a record that differ: those of the table in their canonical order, then the unknown ones.
pub fn between<'d>(old: Option<InText<'d>>, new: Option<InText<'d>>) -> Vec<FieldChange<'d>> {
    if let (Some((old, before)), Some((new, after))) = (old, new)
        && old.content.of(before) == new.content.of(after)
    {
        return Vec::new();
    }
    let (had, has) = (fields(old), fields(new));
    let mut keys: Vec<&'d str> = had.iter().chain(&has).map(|(key, _)| *key).collect();
    let table = old.or(new).map(|(record, _)| record.table);
    let known = |key: &str| table.and_then(|table| table.field(key));
    keys.sort_by_key(|key| (known(key).map_or(usize::MAX, |field| field.rank), *key));
    keys.dedup();
    let value = |fields: &[(&str, Written<'d>)], key| {
        fields.binary_search_by_key(&key, |(other, _)| *other).ok().map(|at| fields[at].1)
    };
    let change = |key| FieldChange { key, field: known(key), old: value(&had, key), new: value(&has, key) };
    let is_in_both = old.is_some() && new.is_some();
    let differs = |change: &FieldChange<'_>| match (change.old, change.new) {
        (Some(old), Some(new)) => !old.is_same(new),
        (Some(one), None) | (None, Some(one)) => !(is_in_both && one.is_default()),
        (None, None) => false,
    };
    keys.into_iter().map(change).filter(differs).collect()
}

/// Returns the fields of a record, sorted by their keys; of several with one key the first.
fn fields(record: Option<InText<'_>>) -> Vec<(&str, Written<'_>)> {
    let Some((record, text)) = record else { return Vec::new() };
    let field = |line: &Line| (record.name_of(text, line), Written::of((record, text), line));
    let mut fields: Vec<_> = record.lines.iter().map(field).collect();
    fields.sort_by_key(|(key, _)| *key);
    fields.dedup_by_key(|(key, _)| *key);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn entries_come_and_go_as_often_as_they_are_there() {
        let items = |texts: &[&'static str]| {
            let item = |text: &&'static str| Item { text: (*text).into(), span: Span::default() };
            Value::List(texts.iter().map(item).collect())
        };
        for (old, new, added, removed) in [
            (&["a", "b"][..], &["b", "c"][..], &["c"][..], &["a"][..]),
            (&["a", "a"], &["a"], &[], &["a"]),
            (&["a", "b"], &["b", "a"], &[], &[]),
            (&[], &["a"], &["a"], &[]),
        ] {
            let (old, new) = (items(old), items(new));
            let (old, new) = (Some(Written::Value(&old)), Some(Written::Value(&new)));
            let change = FieldChange { key: "chairs", field: None, old, new };
            let expected = Entries { added: added.to_vec(), removed: removed.to_vec() };
            assert_eq!(change.entries(), Some(expected));
        }
    }
}
