//! The text of a file as git stores it at a commit, compared with the current text of the file.
//!
//! No filter is run. If a filter would have changed the old text, that is an error or a note, so that the work of
//! the filter is not mistaken for a change.

use std::path::{Path, PathBuf};

use netreg::text::{has_same_lines, shell_word};

use crate::cli::git::{Conversion, Stored, Tracked, at_commit, short};
use crate::cli::{error::Problem, ui::Ui};

/// The start of a Git LFS pointer (Git LFS specification, "The Pointer").
pub const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// The name of the filter of Git LFS.
const LFS: &str = "lfs";

/// The start of the command that reads its base from standard input.
pub const BASE: &str = "netreg validate --base -";

/// The text of a file at a commit.
pub struct Old {
    /// The path of the file in the commit.
    pub name: PathBuf,
    pub text: String,
}

/// Returns the text that git stores for the file at a commit, or `None` if there is no text file. The help of an error is
/// a `command` that reads the text from standard input.
///
/// # Errors
///
/// Fails if a filter has to make the text from what git stores.
pub fn text(tracked: &Tracked, commit: &str, command: &str) -> anyhow::Result<Option<Old>> {
    let Some(Stored { name, bytes }) = tracked.stored(commit)? else { return Ok(None) };
    let what = format!("`{}` at {}", tracked.path.display(), short(commit));
    let (git, old) = (tracked.command(), at_commit(commit, &name));
    let is_dashed = tracked.path.as_os_str().as_encoded_bytes().starts_with(b"-");
    let dashes = if is_dashed { "-- " } else { "" };
    let reader = format!("{command} {dashes}{}", shell_word(&tracked.path));
    if bytes.starts_with(POINTER) {
        return Err(Problem::new(format!("{what} is a Git LFS pointer, not the registry itself"))
            .help(format!("`{git} show {old} | {git} lfs smudge | {reader}`"))
            .into());
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return match applied(tracked, &name)?.first() {
            Some(conversion) => Err(Problem::new(format!(
                "{what} is not UTF-8 as git stores it, and netreg does not apply {conversion}"
            ))
            .help(format!("`{git} cat-file --filters {old} | {reader}`"))
            .into()),
            None => Ok(None),
        };
    };
    Ok(Some(Old { name, text }))
}

/// Prints notes about differences that come from git and not from the change; `name` is the path of the old text in its
/// commit.
pub fn note(tracked: &Tracked, name: &Path, old: &str, new: &str, ui: &Ui) -> anyhow::Result<()> {
    if !has_same_lines(old, new) {
        for conversion in applied(tracked, name)? {
            ui.note(&format!(
                "{conversion} was not applied to the old text: unchanged lines may be reported as changed"
            ));
        }
    }
    note_line_ends(old, new, ui);
    Ok(())
}

/// Prints a note if all lines of two texts have other endings.
pub fn note_line_ends(old: &str, new: &str, ui: &Ui) {
    if (old.contains('\r') || new.contains('\r'))
        && let (Some(old), Some(new)) = (line_end(old), line_end(new))
        && old != new
    {
        ui.note(&format!("line endings are not compared: the old text has {old}, the file has {new}"));
    }
}

/// Returns `true` if the commit `HEAD` has the text of the file, apart from line endings.
///
/// # Errors
///
/// Fails if only a filter could show whether it has.
pub fn is_clean(tracked: &Tracked, head: &str, new: &str) -> anyhow::Result<bool> {
    let Some(old) = text(tracked, head, BASE)? else { return Ok(false) };
    if has_same_lines(&old.text, new) {
        return Ok(true);
    }
    let Some(conversion) = applied(tracked, &old.name)?.pop() else { return Ok(false) };
    let what = format!("cannot tell whether `{}` has changed since the last commit", tracked.path.display());
    Err(Problem::new(format!("{what}: netreg does not apply {conversion}"))
        .help("`--base HEAD` compares with the last commit")
        .into())
}

/// Returns the conversions that git applies to a path, in words. Git LFS is left out, because it changes only
/// pointers.
fn applied(tracked: &Tracked, name: &Path) -> anyhow::Result<Vec<String>> {
    let words = |conversion| match conversion {
        Conversion::Filter(name) if name == LFS => None,
        Conversion::Filter(name) => Some(format!("the filter `{name}`")),
        Conversion::Other(attribute) => Some(format!("the attribute `{attribute}`")),
    };
    Ok(tracked.conversions(name)?.into_iter().filter_map(words).collect())
}

/// Returns the ending that all lines of a text have, or `None` if they differ or there is no line.
fn line_end(text: &str) -> Option<&'static str> {
    let (all, long) = (text.matches('\n').count(), text.matches("\r\n").count());
    match (all, long) {
        (0, _) => None,
        (_, 0) => Some("LF (Unix)"),
        _ => (all == long).then_some("CR LF (Windows)"),
    }
}
