//! Finds what git leaves behind when a merge was not finished.
//!
//! Promises: one place for each conflict, however much stands in it, and a text of the same
//! length in which nothing of it is left to stumble over. Looked for before anything is parsed,
//! because neither side means what it says.

use crate::text::{BOM, Span};

/// Returns the lines between and including the markers of each conflict. Where a side holds a
/// header, the lines up to the next header belong to it: nobody can say whose fields they are.
///
/// A marker without its fellows is none of these: it may stand in a text. Where it stands on its
/// own, reading meets it.
#[must_use]
pub fn find(text: &str) -> Vec<Span> {
    let mut conflicts: Vec<Span> = Vec::new();
    if !text.contains("<<<<<<<") {
        return conflicts;
    }
    let mut open: Option<OpenConflict> = None;
    let mut tail = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start_matches(BOM).len();
        let end = at + line.len();
        let line = &text[start..end];
        let is_header = line.trim_start().starts_with('[');
        if tail && (is_header || marker(line, '<').is_some()) {
            extend(&mut conflicts, start);
            tail = false;
        }
        match &mut open {
            // A conflict inside the common ancestor has longer markers; one of the same length
            // begins anew, because the end of the first was lost.
            Some(outer) if marker(line, '<').is_none_or(|length| length > outer.length) => {
                outer.parted |= marker(line, '=') == Some(outer.length);
                outer.headers |= is_header;
                if outer.parted && marker(line, '>') == Some(outer.length) {
                    conflicts.push(Span::new(outer.start, end));
                    tail = outer.headers;
                    open = None;
                }
            }
            _ => {
                if let Some(length) = marker(line, '<') {
                    open = Some(OpenConflict { start, length, parted: false, headers: false });
                }
            }
        }
        at = end;
    }
    if tail {
        extend(&mut conflicts, text.len());
    }
    conflicts
}

/// A conflict whose end was not met yet.
struct OpenConflict {
    start: usize,
    length: usize,
    /// Whether the line between the sides was met.
    parted: bool,
    headers: bool,
}

/// Tells whether a line is one of git's markers.
#[must_use]
pub fn is_marker_line(line: &str) -> bool {
    ['<', '>', '=', '|'].into_iter().any(|mark| marker(line, mark).is_some())
}

/// Returns the text with every byte of the conflicts but the line ends made a blank.
#[must_use]
pub fn mask(text: &str, conflicts: &[Span]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for conflict in conflicts {
        masked.push_str(text.get(from..conflict.start as usize).unwrap_or_default());
        masked.extend(conflict.of(text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = conflict.end as usize;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    masked
}

/// Returns the length of a marker: seven or more of the character, then a blank or nothing.
fn marker(line: &str, mark: char) -> Option<usize> {
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length >= 7 && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(length)
}

/// Extends the last conflict over the lines that follow it.
fn extend(conflicts: &mut [Span], end: usize) {
    if let Some(last) = conflicts.last_mut() {
        *last = Span::new(last.start as usize, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflicts(text: &str) -> Vec<&str> {
        find(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_conflict_inside_a_record_is_its_own_lines() {
        let text = "[network.x]\n<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\nb = 3\n";
        assert_eq!(conflicts(text), ["<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n"]);
        let masked = mask(text, &find(text));
        assert_eq!(masked.len(), text.len());
        assert!(masked.starts_with("[network.x]\n   ") && masked.ends_with("\nb = 3\n"));
    }

    #[test]
    fn a_conflict_with_headers_takes_the_lines_that_follow() {
        let text = "<<<<<<< a\n[network.x]\n=======\n[network.y]\n>>>>>>> b\nb = 3\n[network.z]\n";
        assert_eq!(conflicts(text), ["<<<<<<< a\n[network.x]\n=======\n[network.y]\n>>>>>>> b\nb = 3\n"]);
    }

    #[test]
    fn a_marker_without_its_fellows_is_left_to_reading() {
        assert_eq!(conflicts("a = 1\n>>>>>>> b\n<<<<<<< c\n======="), [""; 0]);
        assert_eq!(conflicts("# <<<<<<< no\n<<<<<<<no\n=======\n>>>>>>> no\n"), [""; 0]);
        assert!(is_marker_line(">>>>>>> b") && is_marker_line("=======") && !is_marker_line("====== x"));
    }

    #[test]
    fn markers_of_other_shapes() {
        let nested =
            "<<<<<<< a\n1\n||||||| base\n<<<<<<<<< x\n=========\n>>>>>>>>> y\n=======\n2\n>>>>>>> b\n";
        assert_eq!(conflicts(nested), [nested]);
        assert_eq!(
            conflicts("\u{FEFF}<<<<<<<\tHEAD\n=======\n>>>>>>>\n"),
            ["<<<<<<<\tHEAD\n=======\n>>>>>>>\n"]
        );
        let lost = "<<<<<<< a\n1\n=======\n<<<<<<< c\n2\n=======\n>>>>>>> d\n";
        assert_eq!(conflicts(lost), ["<<<<<<< c\n2\n=======\n>>>>>>> d\n"]);
    }
}
