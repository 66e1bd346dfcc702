//! The difference between two texts: as a patch for `git apply`, or line by line.
//!
//! A patch is exact to the byte, including line ends and a last line without one.

use std::ffi::OsStr;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

use crate::text::in_octal;

/// The number of unchanged lines around a change.
const CONTEXT: usize = 3;

/// Returns the patch that changes the file at `path` from `old` to `new`; empty if they are equal. Without
/// `old`, the patch creates the file.
pub fn unified(path: &OsStr, old: Option<&str>, new: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (before, after) = (lines(old.unwrap_or_default()), lines(new));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let from = old.map_or("/dev/null".to_owned(), |_| name("a/", path));
    diff.unified_diff().context_radius(CONTEXT).header(&from, &name("b/", path)).to_string()
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

/// Returns, for each element of `old`, where it is in `new`, if it is there: a longest common subsequence.
pub fn equal<T: Hash + Eq + Ord>(old: &[T], new: &[T]) -> Vec<Option<usize>> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (from, to) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut places: Vec<Option<usize>> = (0..head).map(Some).collect();
    places.resize(head + from.len(), None);
    for op in capture_diff_slices(Algorithm::Myers, from, to) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| places[head + old_index + at] = Some(head + new_index + at));
        }
    }
    places.extend((new.len() - tail..new.len()).map(Some));
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
