//! Conflict markers in multi-line strings, which are quotations there, and those that nothing quotes.

use std::collections::HashSet;

use crate::parse::{is_marker_line, parted_conflicts};
use crate::text::BOM;

/// The marks of multi-line strings.
const MARKS: [&str; 2] = ["\"\"\"", "'''"];

/// Returns a text with LF at the end of each line.
pub(crate) fn with_short_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Returns the conflicts that a text has in its multi-line strings, where they are quoted.
pub(crate) fn quoted_conflicts(text: &str) -> Vec<String> {
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
pub(crate) fn open_string(lines: &str, mut open: Option<&'static str>) -> Option<&'static str> {
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
