//! A text full of conflict markers is taken apart again into the texts from which it came.

use std::collections::HashSet;

use crate::compare::marks::Marks;
use crate::compare::merge::Sides;
use crate::parse::{is_marker_line, label, parted_conflicts};
use crate::text::BOM;

/// The marks of multi-line strings.
const MARKS: [&str; 2] = ["\"\"\"", "'''"];

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

/// Returns a text with LF at the end of each line.
fn with_short_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Returns the conflicts that a text has in its multi-line strings, where they are quoted.
fn quoted_conflicts(text: &str) -> Vec<String> {
    let (mut open, mut from) = (None, 0);
    let mut quoted = Vec::new();
    for conflict in parted_conflicts(text) {
        let start = conflict.lines.start as usize;
        open = open_string(&text[from..start], open);
        from = start;
        quoted.extend(open.map(|_| with_short_ends(conflict.lines.of(text))));
    }
    quoted
}

/// Returns where the first line is that is a conflict marker and quoted nowhere: outside multi-line strings or, if `known`,
/// the texts that were merged, are given, in one where none of them has it.
pub fn stray_marker(text: &str, known: &[&str]) -> Option<usize> {
    let quoted: HashSet<&str> = known
        .iter()
        .flat_map(|text| marker_lines(text))
        .filter(|line| line.is_quoted)
        .map(|line| line.text)
        .collect();
    let is_stray =
        |line: &MarkerLine<'_>| !line.is_quoted || !known.is_empty() && !quoted.contains(line.text);
    marker_lines(text).find(is_stray).map(|line| line.at)
}

/// A line that is a conflict marker, or looks like one.
struct MarkerLine<'a> {
    at: usize,
    text: &'a str,
    /// Whether it is in a multi-line string.
    is_quoted: bool,
}

/// Returns the lines of a text that are or look like conflict markers.
fn marker_lines(text: &str) -> impl Iterator<Item = MarkerLine<'_>> {
    let (mut open, mut end) = (None, 0);
    text.split_inclusive('\n').filter_map(move |line| {
        let (at, is_quoted) = (end, open.is_some());
        end += line.len();
        open = open_string(line, open);
        let text = line.trim_start_matches(BOM).trim_end();
        is_marker_line(text).then_some(MarkerLine { at, text, is_quoted })
    })
}

/// Returns the mark of the multi-line string that is open below some lines; above them, that of `open` is.
fn open_string(lines: &str, mut open: Option<&'static str>) -> Option<&'static str> {
    let mut rest = lines;
    loop {
        if let Some(mark) = open {
            let Some(end) = end_of_string(rest, mark) else { return open };
            rest = rest[end..].trim_start_matches(&mark[..1]);
        }
        rest = &rest[rest.find(['"', '\'', '#'])?..];
        open = MARKS.into_iter().find(|mark| rest.starts_with(mark));
        let (first, behind) = rest.split_at(open.map_or(1, str::len));
        rest = match (open, first) {
            (Some(_), _) => behind,
            (None, "#") => &behind[behind.find('\n')?..],
            (None, mark) => &behind[end_of_string(behind, mark)?..],
        };
    }
}

/// Returns where a string ends that began with this mark: behind the same mark or, if it has one line, behind that.
fn end_of_string(text: &str, mark: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if mark.starts_with('"') => is_escaped = true,
            '\n' if mark.len() == 1 => return Some(at + 1),
            _ if text[at..].starts_with(mark) => return Some(at + mark.len()),
            _ => {}
        }
    }
    None
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
    fn marker_that_nothing_quotes_is_stray() {
        let stray = |text: &str, known: &[&str]| stray_marker(text, known);
        for line in ["<<<<<<< HEAD", "||||||| x", "=======", ">>>>>>> topic"] {
            assert_eq!(stray(&format!("a = 1\r\n{line}\r\nb = 2\n"), &[]), Some(7));
            let quoted = format!("a = 1\nb = \"\"\"\n{line}\n\"\"\"\n");
            assert_eq!(stray(&quoted, &[]), None);
            assert_eq!(stray(&quoted, &["", &quoted.replace('\n', "\r\n")]), None);
            assert_eq!(stray(&quoted, &["b = \"\"\"\n\"\"\"\n", line]), Some(14));
            assert_eq!(stray(&(quoted + line), &[]), Some(19 + line.len()));
        }
        assert_eq!(stray("\u{FEFF}=======", &[]), Some(0));
        assert_eq!(stray("# =======\na = \"=======\"\n", &[]), None);
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

    #[test]
    fn string_that_is_open_is_known_part_by_part() {
        let text = "a = \"'''\" # \"\"\"\nb = '''\n\"\"\" \\\n''''\nc = \"\"\"\\\n\\\"\"\"\n#\"\"\"\"\"\nd = 'x\n\"\"\"";
        for (at, _) in text.match_indices('\n') {
            let (above, below) = text.split_at(at + 1);
            let open = open_string(above, None);
            let is_open = [2, 3, 5, 6].contains(&above.matches('\n').count());
            assert_eq!(open.is_some(), is_open, "{above}");
            assert_eq!(open_string(below, open), Some(MARKS[0]), "{above}");
        }
    }
}
