//! Adds an entry to a list, or removes one.
//!
//! Promises: the other entries, their comments and the layout stay as they are; a list that was in its
//! canonical form is in it still.

use crate::edit::context::edited;
use crate::edit::lines::{FieldEdit, Lines};
use crate::edit::outcome::{About, Whereabouts};
use crate::format::value::canonical;
use crate::model::{Item, entity, spelling::basic_string};
use crate::parse::list::{Piece, pieces};
use crate::text::{Span, TextEdit, line_start};

/// Returns the comments inside a list; none where it is no list.
pub fn comments(text: &str, list: Span) -> Vec<&str> {
    let pieces = pieces(text, list).unwrap_or_default();
    let comments = pieces.into_iter().filter(|(piece, _)| *piece == Piece::Comment);
    comments.map(|(_, at)| at.of(text)).collect()
}

/// Adds an entry at the end of a list.
pub fn append(lines: &Lines<'_>, list: Span, items: &[Item<'_>], entry: &str) -> FieldEdit {
    if !named(items, entry).is_empty() {
        return (Vec::new(), vec![About::Listed(entry.to_owned())]);
    }
    let text = lines.text;
    let spelt = basic_string(entry);
    let close = list.end - 1;
    let Some(lowest) = items.last() else {
        // A comment may be inside; the place before the bracket is never part of it.
        return (vec![TextEdit::insert(close, spelt)], Vec::new());
    };
    let comma = comma_behind(text, list, lowest.span);
    let mut edits = Vec::new();
    if comma.is_none() {
        edits.push(TextEdit::insert(lowest.span.end, ","));
    }
    // The comment beside the last entry, or beside its comma, stays there.
    let end = comma.map_or(lowest.span.end, |comma| comma.end);
    let pieces = pieces(text, list).unwrap_or_default();
    let mut beside = pieces.iter().skip_while(|(_, at)| at.start < end);
    let at = match beside.next() {
        Some((Piece::Comment, comment)) => comment.end,
        _ => end,
    };
    let is_long = list.of(text).contains('\n');
    let apart =
        if is_long { format!("{}{}", lines.newline, indent(text, lowest.span)) } else { " ".to_owned() };
    let behind = if comma.is_some() { "," } else { "" };
    edits.push(TextEdit::insert(at, format!("{apart}{spelt}{behind}")));
    (edits, Vec::new())
}

/// Returns the texts in a list that are an entry: those that are spelt like it, spaces around them aside, or else the
/// other spellings of its entity.
pub fn named<'i>(items: &'i [Item<'_>], entry: &str) -> Vec<&'i str> {
    let texts = |is_it: &dyn Fn(&str) -> bool| -> Vec<&'i str> {
        items.iter().map(|item| item.text.as_ref()).filter(|text| is_it(text.trim())).collect()
    };
    let spelt = texts(&|text| text == entry);
    if spelt.is_empty() { texts(&|text| entity::canonical(text) == entity::canonical(entry)) } else { spelt }
}

/// Removes the last entry with this text; returns none where the list would be empty.
pub fn take(lines: &Lines<'_>, list: Span, items: &[Item<'_>], entry: &str) -> Option<FieldEdit> {
    let text = lines.text;
    let Some(at) = items.iter().rposition(|item| item.text == entry) else {
        return Some((Vec::new(), vec![About::NotListed(entry.to_owned())]));
    };
    if items.len() == 1 {
        return None;
    }
    let item = items[at].span;
    let comma = comma_behind(text, list, item);
    let is_near = |comma: &Span| text[item.end as usize..comma.start as usize].trim().is_empty();
    let (near, far) = (comma.filter(is_near), comma.filter(|comma| !is_near(comma)));
    let (span, beside) = without(text, list, Span { end: near.map_or(item.end, |comma| comma.end), ..item });
    let mut edits = vec![TextEdit::delete(span)];
    edits.extend(far.map(TextEdit::delete));
    // The comma between the last entry and the one above goes, too.
    if comma.is_none()
        && let Some(above) = at.checked_sub(1).map(|above| items[above].span)
        && let Some(comma) = comma_behind(text, list, above)
    {
        let near = Span { start: above.end, ..comma };
        let is_near = near.of(text).trim_start_matches([' ', '\t']) == ",";
        edits.push(TextEdit::delete(if is_near { near } else { comma }));
    }
    let above = Span { end: line_start(text, item.start).max(list.start), ..list };
    let is_own_line = text[above.end as usize..item.start as usize].trim().is_empty();
    let stays = is_own_line.then(|| About::stays(above.of(text), Whereabouts::List)).flatten();
    Some((edits, beside.map(About::removed).into_iter().chain(stays).collect()))
}

/// Widens the span of an entry with its comma to what goes with it: its line and the comment
/// beside it where the line has nothing else, else the spaces before or behind it.
fn without(text: &str, list: Span, item: Span) -> (Span, Option<&str>) {
    let start = line_start(text, item.start) as usize;
    let before = &text[start..item.start as usize];
    let rest = &text[item.end as usize..];
    let line = rest.split('\n').next().unwrap_or_default();
    let comment = line.trim();
    let is_alone = start >= list.start as usize && before.trim().is_empty();
    let is_last = comment.is_empty() || comment.starts_with(']');
    if is_alone && rest.len() > line.len() && (comment.is_empty() || comment.starts_with('#')) {
        let span = Span::new(start, item.end as usize + line.len() + 1);
        return (span, Some(comment).filter(|comment| !comment.is_empty()));
    }
    if is_last && !before.trim_end().ends_with('[') && !is_alone {
        return (
            Span { start: item.start - Span::new(before.len() - before.trim_end().len(), 0).start, ..item },
            None,
        );
    }
    let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
    (Span { end: item.end + Span::new(spaces, 0).start, ..item }, None)
}

/// Formats a list again once its entries have changed, if it was in its canonical form before:
/// an edit must not be what makes `fmt --check` fail.
pub fn laid_out(lines: &Lines<'_>, list: Span, key: &str, edit: FieldEdit) -> FieldEdit {
    let (edits, remarks) = edit;
    if edits.is_empty() || canonical(lines.text, list, key, lines.newline) != list.of(lines.text) {
        return (edits, remarks);
    }
    let edits: Vec<TextEdit> = edits.into_iter().map(|edit| edit.within(list)).collect();
    let changed = edited(list.of(lines.text), &edits);
    let laid_out = canonical(&changed, Span::new(0, changed.len()), key, lines.newline).into_owned();
    (vec![TextEdit::replace(list, laid_out)], remarks)
}

/// Returns the comma that follows an entry, before the next one.
fn comma_behind(text: &str, list: Span, item: Span) -> Option<Span> {
    let behind = pieces(text, list)?.into_iter().skip_while(|(_, at)| at.start < item.end);
    let mut behind = behind.take_while(|(piece, _)| *piece != Piece::Item);
    behind.find(|(piece, _)| *piece == Piece::Comma).map(|(_, at)| at)
}

/// Returns the indentation of the line of an entry.
fn indent(text: &str, item: Span) -> &str {
    let line = &text[line_start(text, item.start) as usize..item.start as usize];
    &line[..line.len() - line.trim_start().len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_that_is_spelt_so_does_not_take_the_other_spelling_of_its_entity_with_it() {
        let item = |text: &'static str| Item { text: text.into(), span: Span::default() };
        let items = [item("IOM"), item("OIM"), item(" Group A"), item("iom")];
        assert_eq!(named(&items, "OIM"), ["OIM"]);
        assert_eq!(named(&items, "Group A"), [" Group A"]);
        assert_eq!(named(&items[1..], "IOM"), ["OIM", "iom"]);
        assert!(named(&items, "UNDP").is_empty());
    }
}
