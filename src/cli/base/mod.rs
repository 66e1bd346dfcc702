//! What findings are held against: an earlier state of a file, given by hand or worked out.
//!
//! Promises: the state is the one that the change began with, so that nobody is blamed for what
//! others did meanwhile: of a revision, where the two histories parted. What was taken is said.
//! Where the history is not here, the failure names the command that brings it. What `auto` means is
//! left to `auto.rs`, what git does to a text to `stored.rs`.

mod auto;
mod commit;
mod stored;

use std::borrow::Cow;
use std::path::Path;

use netreg::text::shell_word;

use crate::cli::base::commit::{Commit, missing_fork, refspec};
use crate::cli::error::Problem;
use crate::cli::git::{Tracked, short};
use crate::cli::store::{self, Text};
use crate::cli::ui::Ui;

/// An earlier state of a file.
pub struct Base {
    /// How it is named in a command; none where nothing is to be named.
    pub name: Option<String>,
    /// What the file held; none where it was not there or held nothing.
    pub text: Option<String>,
}

impl Base {
    /// Finds the base that was typed for a file: `auto`, a revision or, where the file `is_alone`,
    /// another file. A revision needs the text that the file has now: `new` returns it.
    pub fn of<'t>(
        typed: &str,
        path: &Path,
        new: impl FnOnce() -> anyhow::Result<Cow<'t, str>>,
        is_alone: bool,
        ui: &Ui,
    ) -> anyhow::Result<Self> {
        let tracked = if store::is_stream(path) {
            Err(Problem::new("standard input has no history to compare it with")
                .help("name the file, or give the old one: `--base FILE`")
                .into())
        } else {
            Tracked::at(path)
        };
        let shown = store::name_of(path);
        if let Some(file) = file(typed, tracked.as_ref().ok())? {
            let text = given(file, path, is_alone)?;
            ui.note(&format!("{shown} is compared with {}", text.name));
            let text = Some(text.text).filter(|text| !text.is_empty());
            return Ok(Self { name: Some(typed.to_owned()), text });
        }
        let (tracked, new) = (tracked?, new()?);
        let commit =
            if typed == "auto" { auto::commit(&tracked, &new)? } else { Some(revision(&tracked, typed)?) };
        let Some(Commit { id, what }) = commit else {
            ui.note(&format!("{shown} is compared with nothing: there is no earlier commit"));
            return Ok(Self { name: None, text: None });
        };
        let text = stored::text(&tracked, &id)?;
        let short = short(&id);
        let absent = if text.is_some() { "" } else { ", which has no text of that name: all of it is new" };
        ui.note(&format!("{shown} is compared with {short}, {what}{absent}"));
        if let Some(old) = &text {
            stored::note(&tracked, old, &new, ui)?;
        }
        // What `auto` means elsewhere is something else.
        let name = if typed == "auto" { short } else { typed };
        Ok(Self { name: Some(name.to_owned()), text: text.map(|old| old.text) })
    }
}

/// Reads a file that is the base of another, which must be the only one.
fn given(file: &Path, path: &Path, is_alone: bool) -> anyhow::Result<Text> {
    if !is_alone {
        let message = format!("`{}` is the earlier state of one file, not of several", file.display());
        return Err(Problem::new(message).help("check one file at a time, or give a revision").into());
    }
    if store::is_stream(file) && path == file {
        return Err(Problem::new("standard input cannot be compared with itself").into());
    }
    store::read(file)
}

/// Returns the file that was typed, if it is one and no revision.
fn file<'t>(typed: &'t str, tracked: Option<&Tracked>) -> anyhow::Result<Option<&'t Path>> {
    let file = Path::new(typed);
    if typed == "auto" || !(store::is_stream(file) || store::is_file(file)) {
        return Ok(None);
    }
    if tracked.map(|tracked| tracked.commit(typed)).transpose()?.flatten().is_some() {
        let (file, revision) = (shell_word(&format!("./{typed}")), shell_word(&format!("{typed}^0")));
        return Err(Problem::new(format!("`{typed}` is a file and a revision"))
            .help(format!("write `--base {file}` for the file, `--base {revision}` for the revision"))
            .into());
    }
    Ok(Some(file))
}

/// Returns `true` if a branch could have this name, as far as its characters go (git-check-ref-format).
fn could_be_branch(name: &str) -> bool {
    let is_allowed = |c: char| !(c.is_control() || c.is_whitespace() || "~^:?*[\\".contains(c));
    let is_free = !["..", "@{", "//"].iter().any(|mark| name.contains(mark));
    is_free && !name.is_empty() && !name.starts_with('-') && name.chars().all(is_allowed)
}

/// Returns the commit at which this history parted from that of a revision.
fn revision(tracked: &Tracked, typed: &str) -> anyhow::Result<Commit> {
    let Some(id) = tracked.commit(typed)? else {
        let help = if typed.bytes().all(|byte| byte == b'0') {
            "zeros are the ID of a branch that is new: give the branch that it left, such as `main`"
                .to_owned()
        } else if typed.contains(':') {
            "give the revision alone: the file is looked up in it".to_owned()
        } else if !could_be_branch(typed) {
            "give one commit, as in `--base main` or `--base HEAD^1`".to_owned()
        } else if tracked.is_shallow()? {
            let branch = typed.strip_prefix("origin/").unwrap_or(typed);
            format!(
                "`{} fetch --unshallow origin {}` fetches a branch of that name, as `origin/{branch}`",
                tracked.command(),
                refspec(branch)
            )
        } else {
            format!("`{} branch --all` shows the branches", tracked.command())
        };
        return Err(Problem::new(format!("`{typed}` is neither a file nor a revision")).help(help).into());
    };
    // A branch without a commit has left nothing yet.
    let base = tracked.commit("HEAD")?.map(|head| tracked.merge_base(&head, &id)).transpose()?.flatten();
    Ok(match base {
        Some(base) if base != id => Commit::left(base, &format!("`{typed}`")),
        None if tracked.is_shallow()? => {
            let git = tracked.command();
            let help = format!("`{git} fetch --unshallow` fetches it; in a workflow, `fetch-depth: 0` does");
            return Err(missing_fork(&format!("`{typed}`")).help(help).into());
        }
        _ => Commit { id, what: format!("`{typed}`") },
    })
}
