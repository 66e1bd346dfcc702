//! Three states of a field become one.

use crate::compare::merge::block::FieldLines;
use crate::compare::merge::comments;
use crate::compare::merge::conflict::Disputed;
use crate::compare::merge::draft::Draft;
use crate::compare::merge::list;

/// The value of a field after a merge.
enum Value {
    /// As the first side writes it.
    First,
    /// As the second side writes it.
    Second,
    /// Made of both.
    Both(String),
    Disputed,
}

/// Writes a field: what both sides agree on, or the only change, else both between markers.
pub fn merge(
    base: Option<&FieldLines<'_>>,
    first: Option<&FieldLines<'_>>,
    second: Option<&FieldLines<'_>>,
    draft: &mut Draft<'_>,
) {
    // A default says the same as no field.
    let is_unsaid = |field: Option<&FieldLines<'_>>| field.is_none_or(FieldLines::is_default);
    match (is_unsaid(base), is_unsaid(first), is_unsaid(second)) {
        (true, false, true) | (false, true, true) if first.is_some() => {
            return draft.text.push_str(&whole(first));
        }
        (true, true, false) | (false, true, true) => return draft.text.push_str(&whole(second)),
        _ => {}
    }
    match (first, second) {
        (None, None) => {}
        (Some(first), Some(second)) => both(base, first, second, draft),
        (Some(left), None) | (None, Some(left)) => {
            let Some(base) = base else { return draft.text.push_str(&left.whole()) };
            if left.says(base)
                && let Some(comments) = comments::left(&base.comments(), &left.comments())
            {
                return draft.lines(comments);
            }
            draft.dispute(field(base), &base.whole(), &whole(first), &whole(second));
        }
    }
}

fn whole(field: Option<&FieldLines<'_>>) -> String {
    field.map(FieldLines::whole).unwrap_or_default()
}

fn field(field: &FieldLines<'_>) -> Disputed {
    Disputed::Field(field.name.clone().into_owned())
}

fn both(
    base: Option<&FieldLines<'_>>,
    first: &FieldLines<'_>,
    second: &FieldLines<'_>,
    draft: &mut Draft<'_>,
) {
    let (was, was_whole) = (base.map(FieldLines::own), base.map(FieldLines::whole));
    let (was, was_whole) = (was.unwrap_or_default(), was_whole.unwrap_or_default());
    let above = comments::merged(base.map_or(&[], |base| &base.above), &first.above, &second.above);
    let Some(above) = above else {
        return draft.dispute(field(first), &was_whole, &first.whole(), &second.whole());
    };
    draft.lines(above);
    let beside = comments::beside(base.map_or("", |base| base.beside), first.beside, second.beside);
    let (value, Some((beside, second_beside))) = (value(base, first, second), beside) else {
        return draft.dispute(field(first), &was, &first.own(), &second.own());
    };
    draft.lines(second_beside);
    match value {
        Value::First => draft.lines([format!("{}{beside}", first.lines).as_str()]),
        Value::Second => draft.lines([format!("{}{beside}", second.lines).as_str()]),
        Value::Both(value) => draft.lines([format!("{} = {value}{beside}", first.name).as_str()]),
        Value::Disputed => draft.dispute(field(first), &was, &first.own(), &second.own()),
    }
}

fn value(base: Option<&FieldLines<'_>>, first: &FieldLines<'_>, second: &FieldLines<'_>) -> Value {
    let base = base.filter(|base| !base.is_torn);
    let is_as_in_base = |side: &FieldLines<'_>| base.is_some_and(|base| base.raw == side.raw);
    if second.raw == first.raw || is_as_in_base(second) {
        return Value::First;
    }
    if is_as_in_base(first) {
        return Value::Second;
    }
    // Both wrote it differently. Lists have entries and comments, of which each is merged by itself.
    let entries = |field: &FieldLines<'_>| field.entries().is_some();
    if entries(first) && entries(second) && base.is_none_or(entries) {
        return list::merged(base, first, second).map_or(Value::Disputed, Value::Both);
    }
    let says_base = |side: &FieldLines<'_>| base.is_some_and(|base| base.says(side));
    if first.says(second) || says_base(second) {
        Value::First
    } else if says_base(first) {
        Value::Second
    } else {
        Value::Disputed
    }
}
