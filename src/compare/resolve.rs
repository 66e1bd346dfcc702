//! A text full of conflict markers is taken apart again into the texts from which it came.

use std::collections::HashMap;

use crate::compare::merge::Sides;
use crate::parse::{label, parted_conflicts};
use crate::text::diff::equal;

/// A text that was taken apart at its conflicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The text with one part of each conflict. That of the base is `None` if a conflict does not have it.
    pub base: Option<String>,
    /// The text with our part of each conflict.
    pub ours: String,
    /// The text with their part of each conflict.
    pub theirs: String,
    /// How many conflicts there are.
    pub number: usize,
    /// How many characters a marker of the first conflict has.
    pub size: usize,
    /// What the first conflict calls the sides; the base is `None` if it does not have it.
    pub labels: Sides<Option<String>>,
    /// The lines of all conflicts without those of the base, and those between them.
    lines: String,
}

/// Takes a text apart, or returns `None` if it has no conflict.
///
/// Markers inside a multi-line string may be quoted there. They are a conflict only if `known`, the texts that were
/// merged, are given, and none of them has the same lines in a string.
pub fn take_apart(text: &str, known: &[&str]) -> Option<Parts> {
    let mut parts = Parts {
        base: Some(String::new()),
        ours: String::new(),
        theirs: String::new(),
        number: 0,
        size: 0,
        labels: Sides { base: None, ours: None, theirs: None },
        lines: String::new(),
    };
    let has_long_strings = ["\"\"\"", "'''"].iter().any(|mark| text.contains(mark));
    let mut from = 0;
    for conflict in parted_conflicts(text) {
        parts.between(text.get(from..conflict.lines.start as usize).unwrap_or_default());
        from = conflict.lines.start as usize;
        let may_be_quoted = has_long_strings && is_in_string(&parts.ours);
        let lines = conflict.lines.of(text);
        if may_be_quoted && (known.is_empty() || known.iter().any(|text| is_quoted(lines, text))) {
            continue;
        }
        from = conflict.lines.end as usize;
        let [ours, theirs] = [conflict.ours, conflict.theirs].map(|part| part.of(text));
        parts.ours.push_str(ours);
        parts.theirs.push_str(theirs);
        parts.lines.extend([ours, theirs]);
        parts.base = parts.base.zip(conflict.base).map(|(all, part)| all + part.of(text));
        if parts.number == 0 {
            let word = |line: &str| Some(label(line, conflict.size).to_owned());
            let above = |at: u32| text[..at as usize].lines().next_back().unwrap_or_default();
            parts.size = conflict.size;
            parts.labels = Sides {
                base: conflict.base.and_then(|part| word(above(part.start))),
                ours: word(above(conflict.ours.start)),
                theirs: word(text[conflict.theirs.end as usize..].lines().next().unwrap_or_default()),
            };
        }
        parts.number += 1;
    }
    parts.between(text.get(from..).unwrap_or_default());
    (parts.number > 0).then_some(parts)
}

impl Parts {
    /// Adds lines that are in no conflict.
    fn between(&mut self, lines: &str) {
        let texts = [&mut self.ours, &mut self.theirs, &mut self.lines];
        texts.into_iter().chain(&mut self.base).for_each(|text| text.push_str(lines));
    }

    /// Returns `true` if the text is what a merge of these texts by lines can have left, and nobody has edited it: each
    /// line is there as often as the sides say, wherever it is. Line ends do not count.
    pub fn is_merge_of(&self, texts: Sides<&str>) -> bool {
        let lines = |text| str::lines(text).collect::<Vec<&str>>();
        let (base, ours, theirs) = (lines(texts.base), lines(texts.ours), lines(texts.theirs));
        let mut numbers: HashMap<&str, Numbers> = HashMap::new();
        self.lines.lines().for_each(|line| numbers.entry(line).or_default().here += 1);
        for (at, side) in [&ours, &theirs].into_iter().enumerate() {
            for line in side {
                numbers.entry(line).or_default().sides[at] += 1;
            }
            for (line, place) in base.iter().zip(equal(&base, side)) {
                numbers.entry(line).or_default().removed[at] += usize::from(place.is_none());
            }
        }
        numbers.values().all(|Numbers { here, sides: [ours, theirs], removed }| {
            // A line can be gone as often as the other side has removed it.
            here + removed[1] >= *ours && here + removed[0] >= *theirs && *here <= ours + theirs
        })
    }
}

/// How often a line is in each text.
#[derive(Default)]
struct Numbers {
    here: usize,
    /// In ours and in theirs.
    sides: [usize; 2],
    /// Of those of the base, how many ours and theirs have removed.
    removed: [usize; 2],
}

/// Returns `true` if a text has these lines in a multi-line string. Line ends do not count.
fn is_quoted(lines: &str, text: &str) -> bool {
    let (lines, text) = (lines.replace("\r\n", "\n"), text.replace("\r\n", "\n"));
    text.find(&lines).is_some_and(|at| is_in_string(&text[..at]))
}

/// Returns `true` if a multi-line string is open at the end of a text.
fn is_in_string(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '#']) {
        rest = &rest[at..];
        let is_long = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        let mark = &rest[..if is_long { 3 } else { 1 }];
        rest = &rest[mark.len()..];
        let end = match mark {
            "#" => rest.find('\n').map(|at| at + 1),
            _ => end_of_string(rest, mark),
        };
        match end {
            Some(end) => rest = rest[end..].trim_start_matches(if is_long { &mark[..1] } else { "" }),
            None => return is_long,
        }
    }
    false
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
        let parts = take_apart(&(MERGE.to_owned() + MERGE), &[]).expect("conflicts");
        assert_eq!((parts.number, parts.size, parts.base.as_deref()), (2, 7, None));
        assert_eq!(
            (parts.ours.as_str(), parts.theirs.as_str()),
            ("a\nb\ne\na\nb\ne\n", "a\nc\nd\ne\na\nc\nd\ne\n")
        );
        let label = |text: &str| Some(text.to_owned());
        assert_eq!(parts.labels, Sides { base: None, ours: label("HEAD"), theirs: label("one (two)") });

        let parts = take_apart(DIFF3, &[]).expect("a conflict");
        assert_eq!((parts.size, parts.base.as_deref()), (9, Some("a\r\ne\r\n")));
        assert_eq!((parts.ours.as_str(), parts.theirs.as_str()), ("a\r\nb\r\ne\r\n", "a\r\ne\r\n"));
        assert_eq!(parts.labels, Sides { base: label("x y"), ours: label("HEAD"), theirs: label("z") });
        assert_eq!(take_apart("<<<<<<< a\n=======\n", &[]), None);
    }

    #[test]
    fn markers_in_a_string_are_a_conflict_only_if_no_side_had_them_there() {
        let quoted = format!("note = \"\"\"\n{MERGE}\"\"\"\"\n# \"\"\"\n'\n");
        let after = format!("{quoted}{MERGE}");
        assert_eq!(take_apart(&quoted, &[]), None);
        assert_eq!(take_apart(&quoted, &["x = 1\n", &quoted.replace('\n', "\r\n")]), None);
        assert_eq!(
            take_apart(&quoted, &["note = \"\"\"\na\nb\ne\n\"\"\"\n"]).map(|parts| parts.number),
            Some(1)
        );
        assert_eq!(take_apart(&quoted, &[MERGE]).map(|parts| parts.number), Some(1));
        let parts = take_apart(&after, &[]).expect("a conflict");
        assert_eq!((parts.number, parts.ours), (1, format!("{quoted}a\nb\ne\n")));
    }

    #[test]
    fn text_that_was_edited_is_not_what_the_merge_left() {
        let texts = Sides { base: "a\nx\ne\n", ours: "a\nb\ne\n", theirs: "a\nc\nd\ne\nf\n" };
        let is_merge = |text: &str| take_apart(text, &[]).expect("a conflict").is_merge_of(texts);
        let merged = format!("{MERGE}f\n");
        assert!(is_merge(&merged) && is_merge(&merged.replace('\n', "\r\n")));
        assert!(is_merge(&merged.replace("=======", "||||||| base\nx\n=======")));
        for edited in [
            MERGE.to_owned(),
            merged.replace("\nb\n", "\nB\n"),
            merged.replace("c\n", ""),
            merged.clone() + "b\n",
            merged.clone() + "f\nf\n",
            merged + "x\n",
        ] {
            assert!(!is_merge(&edited), "{edited}");
        }
    }
}
