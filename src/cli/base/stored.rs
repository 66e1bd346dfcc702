//! The text of a file as git stores it at a commit, beside the text that the file has.
//!
//! Promises: no filter is run.

use crate::cli::git::Tracked;
use crate::cli::store;

/// Returns the text that git stores for the file at a commit; none if there is no file of text.
pub fn text(tracked: &Tracked, commit: &str) -> anyhow::Result<Option<String>> {
    Ok(tracked.stored(commit)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Returns `true` if the file is as `HEAD`, a commit, has it, line ends aside.
pub fn is_clean(tracked: &Tracked, head: &str) -> anyhow::Result<bool> {
    let new = store::read(&tracked.path)?.text;
    Ok(text(tracked, head)?.is_some_and(|old| plain(&old) == plain(&new)))
}

/// Returns a text without the difference between the ends of lines.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}
