//! The difference between two texts as a patch that `git apply` takes.
//!
//! Promises: exact to the byte: line ends, and the last line without one. A path is quoted as git
//! quotes it. Which path a file has for git is left to whoever asks.

use similar::TextDiff;

/// How many lines stand round a change.
const CONTEXT: usize = 3;

/// Returns the patch that makes `old` of the file at `path` into `new`; empty where they are
/// equal. `old` is none where the file is to be made.
#[must_use]
pub fn unified(path: &str, old: Option<&str>, new: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (before, after) = (lines(old.unwrap_or_default()), lines(new));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let from = old.map_or("/dev/null".to_owned(), |_| name("a/", path));
    diff.unified_diff().context_radius(CONTEXT).header(&from, &name("b/", path)).to_string()
}

/// Spells a path as git does in a patch: in quotes where it holds what would end it.
fn name(side: &str, path: &str) -> String {
    let full = format!("{side}{path}");
    if full.contains(|c: char| c.is_control() || c == '"' || c == '\\') {
        let mut out = String::from("\"");
        for c in full.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                c if c.is_control() => {
                    let mut bytes = [0; 4];
                    for byte in c.encode_utf8(&mut bytes).bytes() {
                        out.push_str(&format!("\\{byte:03o}"));
                    }
                }
                c => out.push(c),
            }
        }
        return out + "\"";
    }
    // A tab tells where a path with blanks ends.
    if full.contains(' ') { full + "\t" } else { full }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_says_where_the_last_line_has_no_end() {
        assert_eq!(
            unified("a b.toml", Some("1\r\n2"), "1\r\n3\n"),
            "--- a/a b.toml\t\n+++ b/a b.toml\t\n@@ -1,2 +1,2 @@\n 1\r\n-2\n\\ No newline at end of file\n+3\n"
        );
        assert_eq!(unified("x", Some("1\n"), "1\n"), "");
    }

    #[test]
    fn paths_are_quoted_as_git_does() {
        assert_eq!(name("a/", "Ländер.toml"), "a/Ländер.toml");
        assert_eq!(name("a/", "a\"b\n"), "\"a/a\\\"b\\012\"");
    }
}
