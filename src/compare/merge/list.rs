//! Three states of a list become one: its entries are a set, each with its comments.

use std::collections::HashMap;

use crate::compare::merge::block::FieldLines;
use crate::compare::merge::comments;
use crate::format::entries::{Entries, Entry};
use crate::format::value;
use crate::text::Span;

/// A list by its entries.
struct Set<'t> {
    list: Entries<'t>,
    /// What each entry says, and where it is.
    places: HashMap<&'t str, usize>,
}

impl<'t> Set<'t> {
    /// Takes the list of a field apart; none where it has an entry twice, or one of several lines.
    fn of(field: &FieldLines<'t>) -> Option<Self> {
        let (list, items) = field.entries()?;
        let places: HashMap<&str, usize> =
            items.iter().enumerate().map(|(at, item)| (item.text.as_ref(), at)).collect();
        let is_plain = list.all.iter().all(|entry| !entry.item.contains('\n'));
        (places.len() == items.len() && is_plain).then_some(Self { list, places })
    }

    fn get(&self, text: &str) -> Option<&Entry<'t>> {
        self.places.get(text).map(|at| &self.list.all[*at])
    }

    fn empty() -> Self {
        Self { list: Entries::default(), places: HashMap::new() }
    }

    /// Returns the entries in their order.
    fn texts(&self) -> Vec<&'t str> {
        let mut texts: Vec<(&str, usize)> = self.places.iter().map(|(text, at)| (*text, *at)).collect();
        texts.sort_by_key(|(_, at)| *at);
        texts.into_iter().map(|(text, _)| text).collect()
    }
}

/// Returns the value of a list: the entries of the first side without those that the second removed, then those that the
/// second added. None where a comment is in dispute.
pub fn merged(
    base: Option<&FieldLines<'_>>,
    first: &FieldLines<'_>,
    second: &FieldLines<'_>,
) -> Option<String> {
    let was = match base {
        Some(base) => Set::of(base)?,
        None => Set::empty(),
    };
    let (one, two) = (Set::of(first)?, Set::of(second)?);
    let (opening, above) = comments::beside(was.list.opening, one.list.opening, two.list.opening)?;
    let mut merged = Entries { opening, ..Entries::default() };
    let mut waiting: Vec<&str> = above.into_iter().collect();
    for text in one.texts().into_iter().chain(two.texts().into_iter().filter(|text| one.get(text).is_none()))
    {
        let mut entry = match (was.get(text), one.get(text), two.get(text)) {
            (base, Some(one), Some(two)) => both(base, one, two)?,
            (None, Some(only), None) | (None, None, Some(only)) => only.clone(),
            (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
                waiting.extend(comments::left(&comments_of(base), &comments_of(left))?);
                continue;
            }
            (_, None, None) => continue,
        };
        entry.above.splice(0..0, waiting.drain(..));
        merged.all.push(entry);
    }
    merged.below = comments::merged(&was.list.below, &one.list.below, &two.list.below)?;
    merged.below.splice(0..0, waiting);
    let spelt = merged.spelt(&first.name, "\n");
    // A list that stood on several lines by choice stays so.
    let is_canonical = |field: &FieldLines<'_>| {
        value::canonical(field.raw, Span::new(0, field.raw.len()), &field.name, "\n") == field.raw
    };
    let is_long = first.raw.contains('\n') && !spelt.contains('\n') && !merged.all.is_empty();
    Some(if is_long && !is_canonical(first) { merged.on_lines("\n") } else { spelt })
}

/// Merges an entry that both sides have.
fn both<'t>(base: Option<&Entry<'t>>, one: &Entry<'t>, two: &Entry<'t>) -> Option<Entry<'t>> {
    let mut above = comments::merged(base.map_or(&[], |base| &base.above), &one.above, &two.above)?;
    let (beside, second) = comments::beside(base.map_or("", |base| base.beside), one.beside, two.beside)?;
    above.extend(second);
    let is_as_before = base.is_some_and(|base| base.item == one.item);
    Some(Entry { above, item: if is_as_before { two.item.clone() } else { one.item.clone() }, beside })
}

fn comments_of<'t>(entry: &Entry<'t>) -> Vec<&'t str> {
    entry.above.iter().copied().chain([entry.beside]).collect()
}
