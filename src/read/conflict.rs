//! Finds what git leaves behind when a merge was not finished.
//!
//! Promises: one place for each conflict, however much stands in it, and a text of the same
//! length in which nothing of it is left to stumble over. Looked for before anything is parsed,
//! because neither side means what it says.

use crate::text::Span;

/// Returns the lines between and including the markers of each conflict. Where a side holds a
/// header, the lines up to the next header belong to it: nobody can say whose fields they are.
#[must_use]
pub fn find(text: &str) -> Vec<Span> {
    let mut conflicts: Vec<Span> = Vec::new();
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return conflicts;
    }
    let mut open: Option<(usize, bool)> = None;
    let mut tail: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_header = line.trim_start().starts_with('[');
        if is_marker(line, '<') {
            if let Some((start, _)) = open {
                conflicts.push(Span::new(start, first_line_end(text, start)));
            }
            close_tail(&mut conflicts, &mut tail, at);
            open = Some((at, false));
        } else if is_marker(line, '>') {
            match open.take() {
                Some((start, headers)) => {
                    conflicts.push(Span::new(start, end));
                    tail = headers.then_some(end);
                }
                None => conflicts.push(Span::new(at, end)),
            }
        } else if let Some((_, headers)) = &mut open {
            *headers |= is_header;
        } else if is_header {
            close_tail(&mut conflicts, &mut tail, at);
        }
        at = end;
    }
    if let Some((start, _)) = open {
        conflicts.push(Span::new(start, first_line_end(text, start)));
    }
    close_tail(&mut conflicts, &mut tail, text.len());
    conflicts
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

/// Tells whether a line is a marker: seven or more of the character, then a blank or nothing.
fn is_marker(line: &str, mark: char) -> bool {
    let rest = line.trim_start_matches(mark);
    line.len() - rest.len() >= 7 && (rest.trim_end().is_empty() || rest.starts_with(' '))
}

fn first_line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |length| start + length + 1)
}

/// Extends the last conflict over the lines that follow it.
fn close_tail(conflicts: &mut [Span], tail: &mut Option<usize>, end: usize) {
    if tail.take().is_some()
        && let Some(last) = conflicts.last_mut()
    {
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
    fn a_lone_marker_is_a_conflict_of_one_line() {
        assert_eq!(conflicts("a = 1\n>>>>>>> b\n<<<<<<< c"), [">>>>>>> b\n", "<<<<<<< c"]);
        assert_eq!(conflicts("# <<<<<<< no\n<<<<<<<no\n======="), [""; 0]);
    }
}
