//! The base: an earlier state of a file, with which its findings are compared.
//!
//! The base is a file, or the commit at which the change began. For a revision this is the merge base, so that
//! later changes by others are not reported. A note names the base. If the clone does not have the commit, the
//! error names the command that fetches it.

pub mod argument;
mod auto;
mod commit;
pub mod stored;

use std::path::Path;

use crate::cli::base::commit::{Commit, missing_fork};
use crate::cli::git::{Tracked, short};
use crate::cli::store::{self, Text};
use crate::cli::{error::Problem, ui::Ui};

/// What is written before the base in a command.
const OPTION: &str = "--base ";

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
        let file = if base == "auto" { None } else { argument::file(base, tracked.as_ref().ok(), OPTION)? };
        if let Some(file) = file {
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
        let text = stored::text(&tracked, &id, stored::BASE)?;
        let short = short(&id);
        let absent =
            if text.is_some() { "" } else { ", which has no text file of that name: all of it is new" };
        ui.note(&format!("{shown} is compared with {short}, {what}{absent}"));
        if let Some(old) = &text {
            stored::note(&tracked, &old.name, &old.text, new, ui)?;
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

/// Returns the commit that a revision names; `option` is what is written before it in a command.
///
/// # Errors
///
/// Fails if the revision names none in this clone; the help says how to get it.
pub fn commit_of(tracked: &Tracked, revision: &str, option: &str) -> anyhow::Result<String> {
    if let Some(id) = tracked.commit(revision)? {
        return Ok(id);
    }
    let unknown = argument::unknown(revision, tracked, option)?;
    Err(Problem { message: format!("`{revision}` is not a revision"), ..unknown }.into())
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
    let Some(id) = tracked.commit(revision)? else {
        return Err(argument::unknown(revision, tracked, OPTION)?.into());
    };
    Ok(match fork(tracked, &id, revision)? {
        Some(base) if base != id => Commit::left(base, &format!("`{revision}`")),
        _ => Commit { id, what: format!("`{revision}`") },
    })
}
