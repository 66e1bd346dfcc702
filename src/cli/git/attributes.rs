//! The lines of an attributes file by which git merges and shows a registry by record.
//!
//! Promises: every other line stays as it is, byte for byte.

use netreg::text::{newline, without_line_end};

/// What is set for a registry.
const WORDS: [&str; 2] = ["merge=netreg", "diff=netreg"];

/// Returns the line for files of a name.
pub fn line(name: &str) -> String {
    format!("{} {}", pattern(name), WORDS.join(" "))
}

/// Returns the text with the line for files of a name, or `None` if it has it.
pub fn installed(text: &str, name: &str) -> Option<String> {
    let pattern = pattern(name);
    let (mut merge, mut diff) = (None, None);
    for (_, words) in text.lines().map(split).filter(|(of, _)| *of == pattern) {
        // The last word wins.
        for word in words.split_whitespace() {
            match word.trim_start_matches(['-', '!']).split('=').next() {
                Some("merge") => merge = Some(word),
                Some("diff") => diff = Some(word),
                _ => {}
            }
        }
    }
    if [merge, diff] == WORDS.map(Some) {
        return None;
    }
    let end = newline(text);
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    Some(format!("{text}{gap}{}{end}", line(name)))
}

/// Returns the text without what is set for registries, or `None` if there is nothing. A line with other words stays.
pub fn uninstalled(text: &str) -> Option<String> {
    let mut left = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (_, words) = split(line);
        let kept: Vec<&str> = words.split_whitespace().filter(|word| !WORDS.contains(word)).collect();
        if kept.len() == words.split_whitespace().count() {
            left.push_str(line);
        } else if !kept.is_empty() {
            let (pattern, end) = (&line[..line.len() - words.len()], &words[without_line_end(words).len()..]);
            left.extend([pattern, " ", &kept.join(" "), end]);
        }
    }
    (left != text).then_some(left)
}

/// Returns the pattern of a line and what is set. A comment has neither.
fn split(line: &str) -> (&str, &str) {
    let start = line.trim_start();
    if start.starts_with('#') {
        return ("", "");
    }
    let end = if let Some(quoted) = start.strip_prefix('"') {
        let mut is_escaped = false;
        let is_end = |c| {
            let is_end = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        };
        quoted.find(is_end).map_or(start.len(), |at| at + 2)
    } else {
        start.find(char::is_whitespace).unwrap_or(start.len())
    };
    start.split_at(end)
}

/// Returns the pattern that matches files of a name, in any folder.
fn pattern(name: &str) -> String {
    let mut pattern = String::new();
    for (at, c) in name.chars().enumerate() {
        if "*?[\\".contains(c) || (at == 0 && "!#".contains(c)) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    if !pattern.contains(|c: char| c.is_whitespace() || c == '"') {
        return pattern;
    }
    format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "registry.toml merge=netreg diff=netreg";

    #[test]
    fn line_is_added_once_and_every_other_line_stays() {
        for text in
            ["", "* text\n", "* text\r\n# merge=netreg\r\n", "* text", "registry.toml merge=union\n\n", "\n"]
        {
            let new = installed(text, "registry.toml").expect("it is new");
            assert!(new.starts_with(text) && new.contains(LINE), "{new:?}");
            assert_eq!(new.contains("\r\n"), text.contains("\r\n"));
            assert_eq!(new.matches('\n').count(), new.lines().count(), "{new:?}");
            assert_eq!(installed(&new, "registry.toml"), None);
            assert_eq!(uninstalled(&new).as_deref().map(str::trim_end), Some(text.trim_end()));
        }
        // The last line for a name is the one that counts.
        assert!(installed(&format!("{LINE}\nregistry.toml -diff\n"), "registry.toml").is_some());
        assert_eq!(installed(&format!("{LINE}\nregistry.toml text\n"), "registry.toml"), None);
        assert_eq!(installed("  registry.toml diff=netreg  merge=netreg", "registry.toml"), None);
    }

    #[test]
    fn only_its_own_words_are_removed() {
        for (text, left) in [
            (
                "a text merge=netreg  diff=netreg eol=lf \r\nb merge=union\n",
                "a text eol=lf\r\nb merge=union\n",
            ),
            ("a merge=netreg\n\"b c\" diff=netreg -text", "\"b c\" -text"),
            (LINE, ""),
        ] {
            assert_eq!(uninstalled(text).as_deref(), Some(left));
        }
        assert_eq!(uninstalled("# merge=netreg\na merge=netregs\n"), None);
    }

    #[test]
    fn names_are_patterns_that_match_nothing_else() {
        for (name, expected) in [
            ("registry.toml", "registry.toml"),
            ("my list.toml", "\"my list.toml\""),
            ("a\"b c", "\"a\\\"b c\""),
            ("!a[1]*", "\\!a\\[1]\\*"),
            ("a? b", "\"a\\\\? b\""),
        ] {
            assert_eq!(pattern(name), expected);
            assert_eq!(split(&format!("{expected} x")), (expected, " x"));
        }
    }
}
