//! Lines that fit a width, broken between words; a value beside its title.

use unicode_width::UnicodeWidthChar;

use crate::text::{isolated, visible};

/// Returns how many columns a text takes at most. Terminals do not join letters into one column, as Unicode's rule for
/// ligatures does.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or_default()).sum()
}

/// Returns the lines of one value beside its title, which is before the first. `begin` is the column in which the value
/// begins, and `room` how many columns it has, if these are limited. A title or line from right to left is isolated.
pub fn entry(title: &str, begin: usize, text: &str, room: Option<usize>) -> Vec<String> {
    let lines = text.lines().flat_map(|line| {
        let line = visible(line);
        room.map_or_else(|| vec![line.to_string()], |room| wrapped(&line, room))
    });
    let entry = |(at, line): (usize, String)| {
        let title = if at == 0 { title } else { "" };
        let pad = " ".repeat(begin.saturating_sub(columns(title)));
        format!("{}{pad}{}", isolated(title), isolated(&line)).trim_end().to_owned()
    };
    lines.enumerate().map(entry).collect()
}

/// Breaks a line between words so that it has at most `width` columns. A longer word is not broken. The spaces at the
/// beginning are kept where there is room for them.
pub fn wrapped(line: &str, width: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    let first = text.split(' ').next().map_or(0, columns);
    let mut length = (line.len() - text.len()).min(width.saturating_sub(first));
    let mut lines = vec![" ".repeat(length)];
    for (at, word) in text.split(' ').enumerate() {
        let word_length = columns(word);
        let mut gap = usize::from(at > 0 && length > 0);
        if gap > 0 && length + gap + word_length > width {
            lines.push(String::new());
            (length, gap) = (0, 0);
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(&" ".repeat(gap));
            last.push_str(word);
            length += gap + word_length;
        }
    }
    lines
}

/// Breaks words that have more than `most` columns, with line ends.
pub fn broken(text: String, most: usize) -> String {
    if text.len() <= most {
        return text;
    }
    let (mut out, mut length) = (String::with_capacity(text.len()), 0);
    for c in text.chars() {
        let width = c.width().unwrap_or_default();
        length = if c == ' ' { 0 } else { length + width };
        if length > most {
            out.push('\n');
            length = width;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_broken() {
        for (text, shown) in [
            ("one two", "one two"),
            ("seven letters", "seve\nn lett\ners"),
            ("中国中国中", "中国\n中国\n中"),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", "e\u{301}e\u{301}e\u{301}e\u{301}\ne\u{301}"),
        ] {
            assert_eq!(broken(text.to_owned(), 4), shown);
        }
    }

    #[test]
    fn lines_fit_and_keep_their_first_spaces() {
        for (line, width, lines) in [
            ("one two three", 7, &["one two", "three"][..]),
            ("longer than", 3, &["longer", "than"]),
            ("  - one two", 7, &["  - one", "two"]),
            ("      one two", 5, &["  one", "two"]),
            ("one  two", 8, &["one  two"]),
            ("", 5, &[""]),
            ("   ", 2, &["  "]),
        ] {
            assert_eq!(wrapped(line, width), lines, "{line}");
        }
    }

    #[test]
    fn escapes_count_and_no_limit_changes_nothing() {
        let text = "a\u{202e} b\n  - c  d\n\nأ";
        assert_eq!(
            entry("Note", 6, text, Some(9)),
            ["Note  a\\u{202e}", "      b", "        - c  d", "", "      \u{2068}أ\u{2069}"]
        );
        assert_eq!(
            entry("Note", 6, text, None),
            ["Note  a\\u{202e} b", "        - c  d", "", "      \u{2068}أ\u{2069}"]
        );
    }
}
