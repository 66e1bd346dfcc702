//! The base: an earlier state of a file, with which its findings are compared.
//!
//! The base is a file, or the commit at which the change began. For a revision this is the merge base, so that
//! later changes by others are not reported. A note names the base. If the clone does not have the commit, the
//! error names the command that fetches it.

mod auto;
mod commit;
mod stored;

use std::path::Path;

use netreg::text::shell_word;

use crate::cli::base::commit::{Commit, missing_fork, refspec};
use crate::cli::git::{Tracked, short};
use crate::cli::store::{self, Text};
use crate::cli::{error::Problem, ui::Ui};

/// An earlier state of a file.
pub struct Base {
    /// The name of the base for `--base`; `None` if there is no earlier commit.
    pub name: Option<String>,
    /// The text of the base; `None` if there was no file or the file was empty.
    pub text: Option<String>,
}

impl Base {
    /// Returns the base of a file: `auto`, a revision or, if the file `is_alone`, another file. For `auto` and a
    /// revision, `new` returns the current text of the file.
    ///
    /// # Errors
    ///
    /// Fails if the base does not exist, cannot be read, or is not in this clone.
    pub fn of(base: &str, path: &Path, new: &str, is_alone: bool, ui: &Ui) -> anyhow::Result<Self> {
        let tracked = if store::is_stream(path) {
            Err(Problem::new("standard input has no history to compare with")
                .help("compare with a file: `--base FILE`")
                .into())
        } else {
            Tracked::at(path)
        };
        let shown = store::name_of(path);
        if let Some(file) = file(base, tracked.as_ref().ok())? {
            let text = given(file, path, is_alone)?;
            ui.note(&format!("{shown} is compared with {}", text.name));
            let text = Some(text.text).filter(|text| !text.is_empty());
            return Ok(Self { name: Some(base.to_owned()), text });
        }
        let tracked = tracked?;
        let commit =
            if base == "auto" { auto::commit(&tracked, new)? } else { Some(revision(&tracked, base)?) };
        let Some(Commit { id, what }) = commit else {
            ui.note(&format!("there is no earlier commit to compare {shown} with"));
            return Ok(Self { name: None, text: None });
        };
        let text = stored::text(&tracked, &id)?;
        let short = short(&id);
        let absent =
            if text.is_some() { "" } else { ", which has no text file of that name: all of it is new" };
        ui.note(&format!("{shown} is compared with {short}, {what}{absent}"));
        if let Some(old) = &text {
            stored::note(&tracked, old, new, ui)?;
        }
        // In another environment, `auto` can be another commit.
        let name = if base == "auto" { short } else { base };
        Ok(Self { name: Some(name.to_owned()), text: text.map(|old| old.text) })
    }
}

/// Reads a file that is the base of another one.
///
/// # Errors
///
/// Fails if several files are checked.
fn given(file: &Path, path: &Path, is_alone: bool) -> anyhow::Result<Text> {
    if !is_alone {
        let message =
            format!("`{}` can be the base of one file only, and several are checked", file.display());
        return Err(Problem::new(message).help("check one file at a time").into());
    }
    if store::is_stream(file) && path == file {
        return Err(Problem::new("standard input cannot be compared with itself").into());
    }
    store::read(file)
}

/// Returns the base as a path if it is a file.
///
/// # Errors
///
/// Fails if it is also a revision.
fn file<'t>(base: &'t str, tracked: Option<&Tracked>) -> anyhow::Result<Option<&'t Path>> {
    let file = Path::new(base);
    if base == "auto" || !(store::is_stream(file) || store::is_file(file)) {
        return Ok(None);
    }
    if tracked.map(|tracked| tracked.commit(base)).transpose()?.flatten().is_some() {
        let (file, revision) = (shell_word(&format!("./{base}")), shell_word(&format!("{base}^0")));
        return Err(Problem::new(format!("`{base}` is both a file and a revision"))
            .help(format!("use `--base {file}` for the file, `--base {revision}` for the revision"))
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

/// Returns the commit that a revision names, which `option` was given.
///
/// # Errors
///
/// Fails if the revision names none in this clone; the help says how to get it.
pub fn commit_of(tracked: &Tracked, revision: &str, option: &str) -> anyhow::Result<String> {
    let Some(id) = tracked.commit(revision)? else {
        let help = if revision.bytes().all(|byte| byte == b'0') {
            format!(
                "an ID of zeros means a new branch: give the branch that it left, such as `{option} main`"
            )
        } else if revision.contains(':') {
            format!("give the revision without a path, such as `{option} main`")
        } else if !could_be_branch(revision) {
            format!("give one commit, such as `{option} main` or `{option} HEAD^1`")
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
        let what = if option == "--base" { "neither a file nor a revision" } else { "not a revision" };
        return Err(Problem::new(format!("`{revision}` is {what}")).help(help).into());
    };
    Ok(id)
}

/// Returns the commit at which this branch and a revision, a commit, were last the same, or `None` if they have nothing
/// in common.
///
/// # Errors
///
/// Fails if this is a shallow clone that may not have the commit.
pub fn fork(tracked: &Tracked, id: &str, revision: &str) -> anyhow::Result<Option<String>> {
    // `HEAD` has no commit on a new branch.
    let base = tracked.commit("HEAD")?.map(|head| tracked.merge_base(&head, id)).transpose()?.flatten();
    if base.is_none() && tracked.is_shallow()? {
        let git = tracked.command();
        let help = format!("`{git} fetch --unshallow` fetches it; in a workflow, use `fetch-depth: 0`");
        return Err(missing_fork(&format!("`{revision}`")).help(help).into());
    }
    Ok(base)
}

/// Returns the merge base of `HEAD` and a revision.
fn revision(tracked: &Tracked, revision: &str) -> anyhow::Result<Commit> {
    let id = commit_of(tracked, revision, "--base")?;
    Ok(match fork(tracked, &id, revision)? {
        Some(base) if base != id => Commit::left(base, &format!("`{revision}`")),
        _ => Commit { id, what: format!("`{revision}`") },
    })
}
