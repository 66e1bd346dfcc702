//! An argument that names an earlier state: a file or a revision.

use std::path::Path;

use netreg::text::shell_word;

use crate::cli::base::commit::refspec;
use crate::cli::{error::Problem, git::Tracked, store};

/// Returns an argument as a path if it is a file; `option` is what is written before it in a command.
///
/// # Errors
///
/// Fails if it is also a revision.
pub fn file<'t>(word: &'t str, tracked: Option<&Tracked>, option: &str) -> anyhow::Result<Option<&'t Path>> {
    let file = Path::new(word);
    if !(store::is_stream(file) || store::is_file(file)) {
        return Ok(None);
    }
    if tracked.map(|tracked| tracked.commit(word)).transpose()?.flatten().is_some() {
        let (file, revision) = (shell_word(&format!("./{word}")), shell_word(&format!("{word}^0")));
        return Err(Problem::new(format!("`{word}` is both a file and a revision"))
            .help(format!("use `{option}{file}` for the file, `{option}{revision}` for the revision"))
            .into());
    }
    Ok(Some(file))
}

/// Returns `true` if the characters of a name are allowed in the name of a branch (git-check-ref-format).
fn could_be_branch(name: &str) -> bool {
    let is_allowed = |c: char| !(c.is_control() || c.is_whitespace() || "~^:?*[\\".contains(c));
    let is_free = !["..", "@{", "//"].iter().any(|mark| name.contains(mark));
    is_free && !name.is_empty() && !name.starts_with('-') && name.chars().all(is_allowed)
}

/// Returns the error for an argument that is neither a file nor a revision; `option` is what is written before it in a
/// command.
///
/// # Errors
///
/// Fails if git fails.
pub fn unknown(revision: &str, tracked: &Tracked, option: &str) -> anyhow::Result<Problem> {
    let help = if revision.bytes().all(|byte| byte == b'0') {
        format!("an ID of zeros means a new branch: give the branch that it left, such as `{option}main`")
    } else if revision.contains(':') {
        format!("give the revision without a path, such as `{option}main`")
    } else if !could_be_branch(revision) {
        format!("give one commit, such as `{option}main` or `{option}HEAD^1`")
    } else if tracked.is_shallow()? {
        let branch = revision.strip_prefix("origin/").unwrap_or(revision);
        format!(
            "`{} fetch --unshallow origin {}` fetches a branch with this name, as `origin/{branch}`",
            tracked.command(),
            refspec(branch)
        )
    } else {
        format!("`{} branch --all` lists the branches", tracked.command())
    };
    Ok(Problem::new(format!("`{revision}` is neither a file nor a revision")).help(help))
}
