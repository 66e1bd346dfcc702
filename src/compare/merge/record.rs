//! Three states of a record become one.

use crate::compare::merge::block::{Block, FieldLines};
use crate::compare::merge::conflict::Disputed;
use crate::compare::merge::draft::Draft;
use crate::compare::merge::{comments, field};

/// Writes a record that both sides have, with its comments; the first side decides in which order.
pub fn merge(base: Option<&Block<'_>>, first: &Block<'_>, second: &Block<'_>, draft: &mut Draft<'_>) {
    let was = |piece: for<'b> fn(&'b Block<'_>) -> &'b [&'b str]| base.map_or(&[][..], piece);
    remarks(was(|block| &block.above), &first.above, &second.above, draft);
    header(base, first, second, draft);
    for name in names(first, second) {
        let of_base = base.and_then(|base| base.field(name));
        field::merge(of_base, first.field(name), second.field(name), draft);
    }
    remarks(was(|block| &block.below), &first.below, &second.below, draft);
}

/// Writes comments of one place.
pub fn remarks(base: &[&str], first: &[&str], second: &[&str], draft: &mut Draft<'_>) {
    if let Some(lines) = comments::merged(base, first, second) {
        draft.lines(lines);
    } else {
        let whole = |lines: &[&str]| lines.iter().flat_map(|line| [line, "\n"]).collect::<String>();
        draft.dispute(Disputed::Comments, &whole(base), &whole(first), &whole(second));
    }
}

/// Writes the header, with the key that either side gave it.
fn header(base: Option<&Block<'_>>, first: &Block<'_>, second: &Block<'_>, draft: &mut Draft<'_>) {
    let is_moved = base.is_some_and(|base| base.key == first.key && base.key != second.key);
    let is_as_in_base = base.is_some_and(|base| base.header == first.header);
    let header = if is_moved || is_as_in_base { second.header } else { first.header };
    let was = base.map_or("", |base| base.beside);
    if let Some((beside, above)) = comments::beside(was, first.beside, second.beside) {
        draft.lines(above);
        draft.lines([format!("{header}{beside}").as_str()]);
    } else {
        let line = |block: &Block<'_>| format!("{header}{}\n", block.beside);
        let was = base.map(line).unwrap_or_default();
        draft.dispute(Disputed::Comments, &was, &line(first), &line(second));
    }
}

/// Returns the fields of both: those of the first in its order, each new one of the second in its canonical place or,
/// where the first has another order, below the one that it follows.
fn names<'b>(first: &'b Block<'_>, second: &'b Block<'_>) -> Vec<&'b str> {
    let mut fields: Vec<&FieldLines<'_>> = first.fields.iter().collect();
    let is_sorted = fields.iter().map(|field| field.rank).is_sorted();
    let mut above: Option<&str> = None;
    for field in &second.fields {
        if first.field(&field.name).is_none() {
            let at = if is_sorted {
                fields.partition_point(|other| other.rank <= field.rank)
            } else {
                fields.iter().position(|other| Some(other.name.as_ref()) == above).map_or(0, |at| at + 1)
            };
            fields.insert(at, field);
        }
        above = Some(&field.name);
    }
    fields.into_iter().map(|field| field.name.as_ref()).collect()
}
