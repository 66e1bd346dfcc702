//! A text full of conflict markers is taken apart again into the texts from which it came.

use std::collections::HashSet;

use crate::compare::marks::Marks;
use crate::compare::merge::Sides;
use crate::compare::quoted::{open_string, quoted_conflicts, with_short_ends};
use crate::parse::{is_marker_line, label, parted_conflicts};
use crate::text::{Span, is_blank_line};

/// A text with conflict markers, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedText {
    /// The text with one part of each conflict. That of the base is `None` if a conflict does not have it.
    pub base: Option<String>,
    /// The text with our part of each conflict.
    pub ours: SideText,
    /// The text with their part of each conflict.
    pub theirs: SideText,
    /// Its markers.
    pub marks: Marks,
    /// Where the parts of the base are, of the conflicts that have it.
    bases: Vec<Span>,
}

/// The text of one side, which knows where each of its parts is in the text with the markers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideText {
    /// The text.
    pub text: String,
    /// Where each part begins: here, and in the text with the markers.
    parts: Vec<(usize, usize)>,
}

impl SideText {
    /// Adds the part of a marked text that is at `at` there.
    fn push(&mut self, at: usize, part: &str) {
        self.parts.push((self.text.len(), at));
        self.text.push_str(part);
    }

    /// Returns where a byte of this side is in the text with the markers.
    pub fn marked_place(&self, byte: usize) -> usize {
        let behind = self.parts.partition_point(|(here, _)| *here <= byte);
        let (here, there) = self.parts[..behind].last().copied().unwrap_or_default();
        there + byte - here
    }
}

/// Takes a text apart, or returns `None` if it has no conflict.
///
/// Markers inside a multi-line string may be quoted there. They are a conflict only if `known`, the texts that were
/// merged, are given, and none of them has the same lines in a string.
pub fn take_apart(text: &str, known: &[&str]) -> Option<MarkedText> {
    let mut marked = MarkedText {
        base: Some(String::new()),
        ours: SideText::default(),
        theirs: SideText::default(),
        marks: Marks::default(),
        bases: Vec::new(),
    };
    let quoted: HashSet<String> = known.iter().flat_map(|text| quoted_conflicts(text)).collect();
    let mut open = None;
    let mut from = 0;
    for conflict in parted_conflicts(text) {
        let start = conflict.lines.start as usize;
        let above = &text[from..start];
        open = open_string(above, open);
        marked.between(from, above);
        from = start;
        let lines = conflict.lines.of(text);
        if open.is_some() && (known.is_empty() || quoted.contains(&with_short_ends(lines))) {
            continue;
        }
        from = conflict.lines.end as usize;
        let [ours, theirs] = [conflict.ours, conflict.theirs].map(|part| part.of(text));
        open = open_string(ours, open);
        marked.ours.push(conflict.ours.start as usize, ours);
        marked.theirs.push(conflict.theirs.start as usize, theirs);
        marked.bases.extend(conflict.base);
        marked.base = marked.base.zip(conflict.base).map(|(all, part)| all + part.of(text));
        if marked.marks.number == 0 {
            let word = |line: &str| Some(label(line, conflict.size).to_owned());
            let above = |at: u32| text[..at as usize].lines().next_back().unwrap_or_default();
            marked.marks.size = conflict.size;
            marked.marks.labels = Sides {
                base: conflict.base.and_then(|part| word(above(part.start))),
                ours: word(above(conflict.ours.start)),
                theirs: word(text[conflict.theirs.end as usize..].lines().next().unwrap_or_default()),
            };
        }
        marked.marks.number += 1;
    }
    marked.between(from, &text[from..]);
    (marked.marks.number > 0).then_some(marked)
}

impl MarkedText {
    /// Adds lines that are in no conflict, and at `at` in the text with the markers.
    fn between(&mut self, at: usize, lines: &str) {
        self.ours.push(at, lines);
        self.theirs.push(at, lines);
        if let Some(base) = &mut self.base {
            base.push_str(lines);
        }
    }
}

impl MarkedText {
    /// Returns where the first line of a base is that none of the texts has. `text` is the one with the markers.
    ///
    /// Somebody has typed it there, or both sides have removed it.
    pub fn line_only_in_base(&self, text: &str, others: &[&str]) -> Option<usize> {
        let others: HashSet<&str> = others.iter().flat_map(|text| text.lines()).collect();
        let is_lost = |line: &str| !is_blank_line(line) && !is_marker_line(line) && !others.contains(line);
        self.bases.iter().find_map(|base| {
            let mut at = base.start as usize;
            for line in base.of(text).split_inclusive('\n') {
                if line.lines().any(is_lost) {
                    return Some(at);
                }
                at += line.len();
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MERGE: &str = "a\n<<<<<<< HEAD\nb\n=======\nc\nd\n>>>>>>> one (two)\ne\n";
    const DIFF3: &str = "a\r\n<<<<<<<<< HEAD\r\nb\r\n||||||||| x y\r\n=========\r\n>>>>>>>>> z\r\ne\r\n";

    #[test]
    fn each_side_has_its_part_of_every_conflict() {
        let marked = take_apart(&(MERGE.to_owned() + MERGE), &[]).expect("conflicts");
        assert_eq!((marked.marks.number, marked.marks.size, marked.base.as_deref()), (2, 7, None));
        assert_eq!(
            (marked.ours.text.as_str(), marked.theirs.text.as_str()),
            ("a\nb\ne\na\nb\ne\n", "a\nc\nd\ne\na\nc\nd\ne\n")
        );
        let label = |text: &str| Some(text.to_owned());
        assert_eq!(
            marked.marks.labels,
            Sides { base: None, ours: label("HEAD"), theirs: label("one (two)") }
        );

        let marked = take_apart(DIFF3, &[]).expect("a conflict");
        assert_eq!((marked.marks.size, marked.base.as_deref()), (9, Some("a\r\ne\r\n")));
        assert_eq!(
            (marked.ours.text.as_str(), marked.theirs.text.as_str()),
            ("a\r\nb\r\ne\r\n", "a\r\ne\r\n")
        );
        assert_eq!(
            marked.marks.labels,
            Sides { base: label("x y"), ours: label("HEAD"), theirs: label("z") }
        );
        assert_eq!(take_apart("<<<<<<< a\n=======\n", &[]), None);
    }

    #[test]
    fn markers_in_a_string_are_a_conflict_only_if_no_side_had_them_there() {
        let quoted = format!("note = \"\"\"\n{MERGE}\"\"\"\"\n# \"\"\"\n'\n");
        let after = format!("{quoted}{MERGE}");
        assert_eq!(take_apart(&quoted, &[]), None);
        assert_eq!(take_apart(&quoted, &["x = 1\n", &quoted.replace('\n', "\r\n")]), None);
        assert_eq!(
            take_apart(&quoted, &["note = \"\"\"\na\nb\ne\n\"\"\"\n"]).map(|marked| marked.marks.number),
            Some(1)
        );
        assert_eq!(take_apart(&quoted, &[MERGE]).map(|marked| marked.marks.number), Some(1));
        let marked = take_apart(&after, &[]).expect("a conflict");
        assert_eq!((marked.marks.number, marked.ours.text), (1, format!("{quoted}a\nb\ne\n")));
    }

    #[test]
    fn line_that_only_a_base_has_is_found() {
        let text = DIFF3.to_owned() + &DIFF3.replace(" x y\r\n", " x y\r\nab\r\n\r\na\r\n");
        let marked = take_apart(&text, &[]).expect("conflicts");
        let only = |others: &[&str]| marked.line_only_in_base(&text, others).map(|at| &text[at..at + 3]);
        assert_eq!(only(&[]), Some("ab\r"));
        assert_eq!(only(&["x\nab\n"]), Some("a\r\n"));
        assert_eq!(only(&["ab", "a\r\n"]), None);
    }

    #[test]
    fn place_in_a_side_is_known_in_the_marked_text() {
        let text = MERGE.to_owned() + MERGE;
        let marked = take_apart(&text, &[]).expect("conflicts");
        for side in [&marked.ours, &marked.theirs] {
            for (at, c) in side.text.char_indices() {
                assert!(text[side.marked_place(at)..].starts_with(c), "{at} of {}", side.text);
            }
        }
        assert_eq!(
            marked.theirs.marked_place("a\nc\nd\ne\na\n".len()),
            MERGE.len() * 2 - "c\nd\n>>>>>>> one (two)\ne\n".len()
        );
        assert_eq!(marked.ours.marked_place(marked.ours.text.len()), text.len());
    }
}
