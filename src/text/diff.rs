//! The difference between two texts: as a patch for `git apply`, or line by line.
//!
//! A patch is exact to the byte, including line ends and a last line without one.

use std::ffi::OsStr;
use std::ops::Range;

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

use crate::text::in_octal;

/// The number of unchanged lines around a change.
const CONTEXT: usize = 3;

/// Returns the patch that changes the file at `path` from `old` to `new`; empty if they are equal. Without
/// `old`, the patch creates the file.
pub fn unified(path: &OsStr, old: Option<&str>, new: &str) -> String {
    let from = old.map_or("/dev/null".to_owned(), |_| name("a/", path));
    let (old, to) = (old.unwrap_or_default(), name("b/", path));
    // Only the lines between the equal ends are kept, with those that a patch shows round them.
    let (head, tail) = equal_ends(old, new);
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let above = old[..head].bytes().filter(|byte| *byte == b'\n').count();
    let (before, after) = (lines(&old[head..old.len() - tail]), lines(&new[head..new.len() - tail]));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if out.is_empty() {
            out = format!("--- {from}\n+++ {to}\n");
        }
        let text = hunk.to_string();
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        out += &format!("{}\n{body}", header(hunk.ops(), above));
    }
    out
}

/// Returns the header of some changes below so many lines.
fn header(changes: &[DiffOp], above: usize) -> String {
    let place = |of: fn(&DiffOp) -> Range<usize>| {
        let start = changes.first().map_or(0, |first| of(first).start);
        let end = changes.last().map_or(0, |last| of(last).end);
        match end - start {
            0 => format!("{},0", above + start),
            1 => (above + end).to_string(),
            lines => format!("{},{lines}", above + start + 1),
        }
    };
    format!("@@ -{} +{} @@", place(DiffOp::old_range), place(DiffOp::new_range))
}

/// Returns how many bytes at the beginning, and at the end, are in equal lines that a patch does not show.
fn equal_ends(old: &str, new: &str) -> (usize, usize) {
    let same = |(a, b): &(u8, u8)| a == b;
    let head = old.bytes().zip(new.bytes()).take_while(same).count();
    let tail = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    let lines =
        |range: Range<usize>| old.as_bytes()[range].iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    // The end looks only at what is below the first change.
    let rest = old.len().min(new.len()) - lines(0..head).next_back().map_or(0, |(at, _)| at + 1);
    let head = lines(0..head).rev().nth(CONTEXT).map_or(0, |(at, _)| at + 1);
    let start = old.len() - tail.min(rest);
    let tail = lines(start..old.len()).nth(CONTEXT).map_or(0, |(at, _)| old.len() - start - at - 1);
    (head, tail)
}

/// The most changed lines on one side that are compared: the time grows with the square of their number.
const MOST: usize = 2000;

/// Returns the lines of `old` that correspond to each line of `new`: the equal one, those that it replaces
/// together with its neighbours, or none for an inserted line.
pub fn places(old: &[String], new: &[String]) -> Vec<Range<usize>> {
    let same = |(a, b): &(&String, &String)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (from, to) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut places: Vec<Range<usize>> = (0..head).map(|at| at..at + 1).collect();
    places.resize(head + to.len(), 0..0);
    if from.len().max(to.len()) <= MOST {
        for op in capture_diff_slices(Algorithm::Myers, from, to) {
            let (replaced, by) = (op.old_range(), op.new_range());
            let replaced = head + replaced.start..head + replaced.end;
            for (at, line) in by.enumerate() {
                let equal = replaced.start + at;
                places[head + line] =
                    if matches!(op, DiffOp::Equal { .. }) { equal..equal + 1 } else { replaced.clone() };
            }
        }
    }
    places.extend((old.len() - tail..old.len()).map(|at| at..at + 1));
    places
}

/// Returns a path as git writes it in a patch: in quotes if it is not UTF-8 or contains a quote, a backslash or
/// a control character.
fn name(side: &str, path: &OsStr) -> String {
    let needs_quotes = |c: char| c.is_control() || c == '"' || c == '\\';
    let bytes = [side.as_bytes(), path.as_encoded_bytes()].concat();
    match str::from_utf8(&bytes) {
        // A tab marks the end of a path with spaces.
        Ok(full) if !full.contains(needs_quotes) => {
            format!("{full}{}", if full.contains(' ') { "\t" } else { "" })
        }
        _ => format!("\"{}\"", in_octal(&bytes, |c| !needs_quotes(c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_marks_a_last_line_without_a_line_end() {
        assert_eq!(
            unified("a b.toml".as_ref(), Some("1\r\n2"), "1\r\n3\n"),
            "--- a/a b.toml\t\n+++ b/a b.toml\t\n@@ -1,2 +1,2 @@\n 1\r\n-2\n\\ No newline at end of file\n+3\n"
        );
        assert_eq!(unified("x".as_ref(), Some("1\n"), "1\n"), "");
    }

    #[test]
    fn patch_is_the_same_as_one_of_all_lines() {
        let whole = |old: &str, new: &str| {
            let diff = TextDiff::configure().newline_terminated(true).diff_lines(old, new);
            diff.unified_diff().context_radius(CONTEXT).header("a/x", "b/x").to_string()
        };
        let lines: Vec<String> = (0..40).map(|at| format!("{}\n", at % 7)).collect();
        let (old, blank) = (lines.concat(), "\n".repeat(20));
        for at in 0..=lines.len() {
            for (gone, come) in
                [(0, "new\n"), (0, "1\n"), (1, ""), (2, "x\ny\n"), (3, "é"), (0, "\n\n"), (20, "0\n")]
            {
                let end = (at + gone).min(lines.len());
                let new = lines[..at].concat() + come + &lines[end..].concat();
                for (old, new) in
                    [(&old, &new), (&new, &old), (&blank, &new), (&blank, &blank[1..].to_owned())]
                {
                    assert_eq!(unified("x".as_ref(), Some(old), new), whole(old, new), "{at} {come:?}");
                    let (old, new) = (old.trim_end(), new.replace('\n', "\r\n"));
                    assert_eq!(unified("x".as_ref(), Some(old), &new), whole(old, &new), "{at} {come:?}");
                }
            }
        }
    }

    #[test]
    fn each_line_corresponds_to_the_lines_that_it_replaces() {
        let lines = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let places = |old: &str, new: &str| places(&lines(old), &lines(new));
        assert_eq!(places("abc", "abc"), [0..1, 1..2, 2..3]);
        assert_eq!(places("abc", "axc"), [0..1, 1..2, 2..3]);
        assert_eq!(places("abc", "axbc"), [0..1, 1..1, 1..2, 2..3]);
        assert_eq!(places("abcd", "axyd"), [0..1, 1..3, 1..3, 3..4]);
        assert_eq!(places("abc", "ac"), [0..1, 2..3]);
        assert_eq!(places("", "ab"), [0..0, 0..0]);
        let long = "x".repeat(MOST + 1);
        assert_eq!(places(&long, "yz"), [0..0, 0..0]);
    }

    #[test]
    fn paths_are_quoted_as_git_does() {
        assert_eq!(name("a/", "Ländер.toml".as_ref()), "a/Ländер.toml");
        assert_eq!(name("a/", "a\"b\\\n".as_ref()), "\"a/a\\042b\\134\\012\"");
    }
}
