//! Adds an entry to a list, or removes it as often as it is there.
//!
//! Promises: the other entries, their comments and the layout stay as they are; a list that was in its
//! canonical form is in it still.

use crate::edit::context::edited;
use crate::edit::lines::{FieldEdit, Lines};
use crate::edit::outcome::{About, Whereabouts};
use crate::format::value::canonical;
use crate::model::{Item, entity, spelling::basic_string};
use crate::parse::list::{Piece, pieces};
use crate::text::{Span, TextEdit, line_end, line_start};

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
    let comma = commas(text, list).pop().flatten();
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

/// Returns the places in a list of an entry: of the texts that are spelt like it, spaces around them aside, or else of
/// the other spellings of its entity.
fn named(items: &[Item<'_>], entry: &str) -> Vec<usize> {
    let places = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..items.len()).filter(|at| is_it(items[*at].text.trim())).collect()
    };
    let spelt = places(&|text| text == entry);
    if spelt.is_empty() { places(&|text| entity::canonical(text) == entity::canonical(entry)) } else { spelt }
}

/// Removes an entry as often as it is in a list; returns none where the list would be empty.
pub fn take(lines: &Lines<'_>, list: Span, items: &[Item<'_>], entry: &str) -> Option<FieldEdit> {
    let gone = named(items, entry);
    if gone.is_empty() {
        return Some((Vec::new(), vec![About::NotListed(entry.to_owned())]));
    }
    if gone.len() == items.len() {
        return None;
    }
    let text = lines.text;
    let mut holes = Holes { text, spans: Vec::new() };
    let mut commas = commas(text, list);
    let mut remarks = Vec::new();
    // What is removed is told by what is left behind it, so the last goes first.
    for at in gone.into_iter().rev() {
        let item = items[at].span;
        let comma = commas.get(at).copied().flatten();
        let is_near = |comma: &Span| text[item.end as usize..comma.start as usize].trim().is_empty();
        let (near, far) = (comma.filter(is_near), comma.filter(|comma| !is_near(comma)));
        if let Some(comma) = far {
            holes.cut(comma);
        }
        let above = blank_before(text, item);
        remarks
            .extend(holes.cut_entry(Span { end: near.map_or(item.end, |comma| comma.end), ..item }, above));
        // The comma between the last entry and the one above goes, too.
        if comma.is_none()
            && let Some(above) = at.checked_sub(1)
            && let Some(comma) = commas.get_mut(above).and_then(Option::take)
        {
            let near = Span { start: items[above].span.end, ..comma };
            let is_near = near.of(text).trim_start_matches([' ', '\t']) == ",";
            holes.cut(if is_near { near } else { comma });
        }
        let above = Span { end: above.start, ..list };
        let is_own_line = above.of(text).ends_with('\n');
        remarks.extend(is_own_line.then(|| About::stays(above.of(text), Whereabouts::List)).flatten());
    }
    Some((holes.spans.into_iter().map(TextEdit::delete).collect(), remarks))
}

/// Returns the comma behind each entry of a list, before the next one.
fn commas(text: &str, list: Span) -> Vec<Option<Span>> {
    let mut commas = Vec::new();
    for (piece, at) in pieces(text, list).unwrap_or_default() {
        match (piece, commas.last_mut()) {
            (Piece::Item, _) => commas.push(None),
            (Piece::Comma, Some(comma)) => *comma = comma.or(Some(at)),
            _ => {}
        }
    }
    commas
}

/// Returns the spaces before an entry on its line.
fn blank_before(text: &str, item: Span) -> Span {
    let before = &text[..item.start as usize];
    let start = before.trim_end_matches(|c: char| c != '\n' && c.is_whitespace()).len();
    Span { end: item.start, ..Span::new(start, 0) }
}

/// A text with the parts that are removed from its end to its beginning.
struct Holes<'t> {
    text: &'t str,
    /// The last one is the first in the text.
    spans: Vec<Span>,
}

impl Holes<'_> {
    /// Removes a part, which may have others in it.
    fn cut(&mut self, mut span: Span) {
        while let Some(below) = self.spans.pop_if(|below| below.start <= span.end) {
            span.end = span.end.max(below.end);
        }
        self.spans.push(span);
    }

    /// Returns the place from `at` of the first character that is left and is not one of these.
    fn skip(&self, mut at: u32, is_skipped: impl Fn(char) -> bool) -> u32 {
        for hole in self.spans.iter().rev() {
            let rest = Span { start: at, end: hole.start }.of(self.text);
            if let Some(found) = rest.find(|c| !is_skipped(c)) {
                return at + Span::new(found, 0).start;
            }
            at = at.max(hole.end);
        }
        let rest = self.text.get(at as usize..).unwrap_or_default();
        at + Span::new(rest.find(|c| !is_skipped(c)).unwrap_or(rest.len()), 0).start
    }

    /// Removes an entry with its comma, and what goes with it: its line and the comment beside it where the line has
    /// nothing else, else the spaces `before` or behind it.
    fn cut_entry(&mut self, item: Span, before: Span) -> Option<About> {
        let behind = self.skip(item.end, |c| c != '\n' && c.is_whitespace());
        let rest = &self.text[behind as usize..];
        let above = &self.text[..before.start as usize];
        let is_alone = above.ends_with('\n');
        if is_alone && rest.starts_with(['#', '\n']) {
            let comment = rest.split('\n').next().unwrap_or_default();
            self.cut(Span { start: before.start, end: line_end(self.text, behind) });
            return (!comment.is_empty()).then(|| About::removed(comment.trim_end()));
        }
        if !is_alone && rest.starts_with(['\n', ']']) && !above.ends_with('[') {
            self.cut(Span { start: before.start, ..item });
        } else {
            self.cut(Span { end: self.skip(item.end, |c| matches!(c, ' ' | '\t')), ..item });
        }
        None
    }
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
        assert_eq!(named(&items, "OIM"), [1]);
        assert_eq!(named(&items, "Group A"), [2]);
        assert_eq!(named(&items[1..], "IOM"), [0, 2]);
        assert!(named(&items, "UNDP").is_empty());
    }
}
