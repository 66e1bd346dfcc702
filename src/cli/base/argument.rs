//! An argument that names an earlier state: a file or a revision.

use std::path::Path;

use netreg::text::{counted, shell_word};

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
    } else if let Some(start) = start_of_history(revision, tracked)? {
        return beyond(revision, start, tracked);
    } else if !could_be_branch(revision) {
        format!("give one commit, such as `{option}main` or `{option}HEAD~1`")
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

/// Returns the commit from which a revision such as `HEAD~3` counts, if there is one.
fn start_of_history<'r>(revision: &'r str, tracked: &Tracked) -> anyhow::Result<Option<&'r str>> {
    let Some(start) = revision.find(['~', '^']).map(|at| &revision[..at]) else { return Ok(None) };
    let is_path = |c: char| matches!(c, '~' | '^') || c.is_ascii_digit();
    let counts = revision[start.len()..].chars().all(is_path);
    Ok(if counts && tracked.commit(start)?.is_some() { Some(start) } else { None })
}

/// Returns the error for a commit that is before the first one of a history, or a parent that a commit does not have.
fn beyond(revision: &str, start: &str, tracked: &Tracked) -> anyhow::Result<Problem> {
    let (git, absent) = (tracked.command(), format!("`{revision}` does not exist"));
    if tracked.is_shallow()? {
        return Ok(Problem::new(format!("{absent} in this clone, which has only the newest commits"))
            .help(format!("`{git} fetch --unshallow` fetches the others")));
    }
    let commits =
        tracked.git.ask(["rev-list", "--first-parent", "--count", start, "--"])?.unwrap_or_default();
    // The second parent of a commit may be missing in a long history.
    let why = match commits.parse() {
        Ok(number) if !revision.contains('^') => {
            format!(": the history of `{start}` has {}", counted(number, "commit"))
        }
        _ => String::new(),
    };
    Ok(Problem::new(absent + &why).help(format!("`{git} log --oneline {start}` lists the commits")))
}
