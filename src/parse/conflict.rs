//! Finds unresolved merge conflicts.
//!
//! Promises: each conflict has one place, and the masked text has the same length. This comes before parsing,
//! because neither side of a conflict can be trusted.

use crate::text::{self, BOM, Span};

/// One conflict: all of its lines, and those of each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// Its lines, markers included.
    pub lines: Span,
    /// Those of ours.
    pub ours: Span,
    /// Those of the base, if the markers have it.
    pub base: Option<Span>,
    /// Those of theirs.
    pub theirs: Span,
    /// How many characters a marker has.
    pub size: usize,
}

/// Returns the lines of each conflict, markers included. If a side contains a header, the lines up to the next
/// header are part of the conflict, because it is not known to which record they belong.
///
/// A marker without the others is not a conflict: it may be part of a text. Otherwise it is reported as a line
/// without `=`.
pub fn find(text: &str) -> Vec<Span> {
    let tail = |conflict: Conflict| {
        let Span { start, end } = conflict.lines;
        let has_header = conflict.lines.of(text).split('\n').any(is_header);
        let rest = text.get(end as usize..).filter(|_| has_header).unwrap_or_default();
        let below =
            rest.split_inclusive('\n').take_while(|line| !is_header(line) && marker(line, '<').is_none());
        Span::new(start as usize, end as usize + below.map(str::len).sum::<usize>())
    };
    parted(text).into_iter().map(tail).collect()
}

/// Returns the conflicts of a text, each with the lines of its sides.
pub(crate) fn parted(text: &str) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    // Most texts do not have the character at all, which is seen in a quarter of the time.
    if text::find_byte(text, b'<').is_none() || !text::contains(text, "<<<<<<<") {
        return conflicts;
    }
    let mut open: Option<OpenConflict> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start_matches(BOM).len();
        let end = at + line.len();
        let line = &text[start..end];
        match &mut open {
            // A conflict in the common ancestor has longer markers. One of the same length is another conflict:
            // the end of the first is missing.
            Some(outer) if marker(line, '<').is_none_or(|size| size > outer.size) => {
                let is = |mark| marker(line, mark) == Some(outer.size);
                match outer.theirs {
                    None if outer.base.is_none() && is('|') => outer.base = Some(Span::new(start, end)),
                    None if is('=') => outer.theirs = Some(Span::new(start, end)),
                    Some(parted) if is('>') => {
                        conflicts.push(outer.closed(parted, Span::new(start, end)));
                        open = None;
                    }
                    _ => {}
                }
            }
            _ => {
                if let Some(size) = marker(line, '<') {
                    open = Some(OpenConflict { line: Span::new(start, end), size, base: None, theirs: None });
                }
            }
        }
        at = end;
    }
    conflicts
}

/// A conflict whose end has not been found yet: the marker lines that were.
struct OpenConflict {
    line: Span,
    size: usize,
    /// The marker above the base.
    base: Option<Span>,
    /// The marker above theirs.
    theirs: Option<Span>,
}

impl OpenConflict {
    /// Returns the conflict, of which theirs are between the markers `parted` and `last`.
    fn closed(&self, parted: Span, last: Span) -> Conflict {
        let between = |above: Span, below: Span| Span { start: above.end, end: below.start };
        Conflict {
            lines: Span { start: self.line.start, end: last.end },
            ours: between(self.line, self.base.unwrap_or(parted)),
            base: self.base.map(|base| between(base, parted)),
            theirs: between(parted, last),
            size: self.size,
        }
    }
}

/// Returns the words behind a marker of this size: the name of a side.
pub(crate) fn label(line: &str, size: usize) -> &str {
    line.get(size..).unwrap_or_default().trim()
}

/// Returns `true` if a line may be a header.
fn is_header(line: &str) -> bool {
    line.trim_start_matches(BOM).trim_start().starts_with('[')
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
pub(crate) fn marker(line: &str, mark: char) -> Option<usize> {
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length >= 7 && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(length)
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
        let parts = parted(nested)[0];
        let [ours, base, theirs] =
            [Some(parts.ours), parts.base, Some(parts.theirs)].map(|part| part.map(|part| part.of(nested)));
        assert_eq!((ours, theirs), (Some("1\n"), Some("2\n")));
        assert!(base.is_some_and(|base| base.starts_with("<<<<<<<<< x") && base.ends_with(">>> y\n")));
        let lost = "<<<<<<< a\n1\n=======\n<<<<<<< c\n2\n=======\n>>>>>>> d\n";
        assert_eq!(conflicts(lost), ["<<<<<<< c\n2\n=======\n>>>>>>> d\n"]);
    }
}
