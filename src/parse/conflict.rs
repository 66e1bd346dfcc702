//! Finds unresolved merge conflicts.
//!
//! Promises: each conflict has one place, and the masked text has the same length. This comes before parsing,
//! because neither side of a conflict can be trusted.

use crate::text::{self, BOM, Span};

/// Returns the lines of each conflict, markers included. If a side contains a header, the lines up to the next
/// header are part of the conflict, because it is not known to which record they belong.
///
/// A marker without the others is not a conflict: it may be part of a text. Otherwise it is reported as a line
/// without `=`.
pub fn find(text: &str) -> Vec<Span> {
    let mut conflicts: Vec<Span> = Vec::new();
    // Most texts do not have the character at all, which is seen in a quarter of the time.
    if text::find_byte(text, b'<').is_none() || !text::contains(text, "<<<<<<<") {
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
            // A conflict in the common ancestor has longer markers. One of the same length is another conflict:
            // the end of the first is missing.
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

/// A conflict whose end has not been found yet.
struct OpenConflict {
    start: usize,
    length: usize,
    /// Whether the line between the sides has been found.
    parted: bool,
    headers: bool,
}

/// Returns `true` if a line is a conflict marker of git.
pub fn is_marker_line(line: &str) -> bool {
    ['<', '>', '=', '|'].into_iter().any(|mark| marker(line, mark).is_some())
}

/// Returns the text with a space for every byte of the conflicts, line ends excepted.
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

/// Returns the length of a marker: seven or more of the character, then white space or nothing.
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
    fn conflict_inside_a_record_is_only_its_lines() {
        let text = "[network.x]\n<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\nb = 3\n";
        assert_eq!(conflicts(text), ["<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n"]);
        let masked = mask(text, &find(text));
        assert_eq!(masked.len(), text.len());
        assert!(masked.starts_with("[network.x]\n   ") && masked.ends_with("\nb = 3\n"));
    }

    #[test]
    fn conflict_with_headers_includes_the_lines_up_to_the_next_header() {
        let text = "<<<<<<< a\n[network.x]\n=======\n[network.y]\n>>>>>>> b\nb = 3\n[network.z]\n";
        assert_eq!(conflicts(text), ["<<<<<<< a\n[network.x]\n=======\n[network.y]\n>>>>>>> b\nb = 3\n"]);
    }

    #[test]
    fn marker_without_the_others_is_not_a_conflict() {
        assert_eq!(conflicts("a = 1\n>>>>>>> b\n<<<<<<< c\n======="), [""; 0]);
        assert_eq!(conflicts("# <<<<<<< no\n<<<<<<<no\n=======\n>>>>>>> no\n"), [""; 0]);
        assert!(is_marker_line(">>>>>>> b") && is_marker_line("=======") && !is_marker_line("====== x"));
    }

    #[test]
    fn nested_and_repeated_markers_are_found() {
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
