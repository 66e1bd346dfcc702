//! The merge by record and field.

use crate::compare::merge::arrange;
use crate::compare::merge::draft::Style;
use crate::compare::merge::pairs::{Group, Triple};
use crate::compare::merge::rows::{Row, Rows};
use crate::compare::merge::sides::{Merged, Sides};
use crate::compare::merge::state::{Kind, State};
use crate::text::{Span, ends_in_comment};

/// Merges states, of which `groups` says which records are the same.
pub fn merge(states: Sides<&State<'_>>, groups: &[Group], style: Style<'_>) -> Merged {
    // Whoever changed the order decides about it: ours, unless only theirs did.
    let is_swapped =
        !is_reordered(groups, |triple| triple.ours) && is_reordered(groups, |triple| triple.theirs);
    let rows = Rows::new(if is_swapped { states.swapped() } else { states }, style, is_swapped);
    let mut all = rows.comments();
    all.extend(groups.iter().filter_map(|group| rows.group(group)));
    let mut all = arrange::arranged(all, rows.states.theirs);
    Merged {
        text: joined(rows.states.ours, &all),
        disputes: all.iter_mut().flat_map(|row| std::mem::take(&mut row.disputes)).collect(),
        mixed: all.into_iter().flat_map(|row| row.mixed).collect(),
        unread: Vec::new(),
    }
}

/// Returns `true` if a side has records of the base in another order.
fn is_reordered(groups: &[Group], side: impl Fn(&Triple) -> Option<usize>) -> bool {
    let triples = groups.iter().flat_map(|group| &group.triples);
    !triples.filter(|triple| triple.base.is_some()).filter_map(side).is_sorted()
}

/// Writes rows one below the other: with the blank lines that the first side has between them, else with one.
fn joined(first: &State<'_>, rows: &[Row]) -> String {
    let part = |row: &Row| row.first.map(|at| (at, first.parts[at].span));
    let mut text = String::with_capacity(first.text.len() * 2);
    let mut above: Option<&Row> = None;
    for row in rows {
        let gap = match (above, above.and_then(part), part(row)) {
            (None, _, Some((0, span))) => Span { start: 0, end: span.start }.of(first.text),
            (None, ..) => "",
            (Some(above), Some((at, span)), Some((here, next))) if at + 1 == here => {
                let gap = Span { start: span.end, end: next.start }.of(first.text);
                // Without a blank line, a comment that is new would belong to what is below. That of the file does not.
                let is_apart = !ends_in_comment(&above.text)
                    || above.kind == Kind::Head && !row.text.trim_start().starts_with('#');
                if gap.is_empty() && !is_apart { "\n" } else { gap }
            }
            (Some(_), ..) => "\n",
        };
        text.push_str(gap);
        // The first comment of a file belongs to the file, not to the record below.
        let is_first = above.is_none() && matches!(row.kind, Kind::Unit);
        if is_first {
            put_below_header(&row.text, &mut text)
        } else {
            text.push_str(&row.text)
        }
        above = Some(row);
    }
    if let Some((at, span)) = above.and_then(part)
        && at + 1 == first.parts.len()
    {
        text.push_str(&first.text[span.end as usize..]);
    }
    text
}

/// Writes a record with the comments above it below its header, where they are its own, too.
fn put_below_header(record: &str, text: &mut String) {
    let is_above = |line: &str| line.trim_start().starts_with('#');
    let comments: usize = record.split_inclusive('\n').take_while(|line| is_above(line)).map(str::len).sum();
    let (comments, rest) = record.split_at(comments);
    let (header, fields) = rest.split_once('\n').unwrap_or((rest, ""));
    for piece in [header, "\n", comments, fields] {
        text.push_str(piece);
    }
}
