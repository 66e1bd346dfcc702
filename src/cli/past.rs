//! What git knows of the registry: its revision, and what changed in each commit.

use std::ops::ControlFlow;

use netreg::compare::diff::Difference;
use netreg::model::Day;
use netreg::render::changes::log::{Format, Log};
use netreg::render::site::Revision;

use crate::cli::args::Global;
use crate::cli::git::Tracked;
use crate::cli::store;
use crate::cli::versions::{Versions, entry};
use crate::cli::{state, ui::Ui};

/// The help if there is no history, which is only printed as a note.
const INSTEAD: &str = "keep the registry in a git repository";

/// What git knows; nothing outside of a repository.
#[derive(Default)]
pub struct Past {
    /// The last commit that changed the registry.
    pub revision: Option<Revision>,
    /// What changed in each commit, as `netreg log --format json` prints it.
    pub changes: Option<String>,
}

impl Past {
    /// Returns the history of the registry, whose text is now this one.
    ///
    /// # Errors
    ///
    /// Fails if a commit cannot be read.
    pub fn of(global: &Global, text: &str, today: Day, ui: &Ui) -> anyhow::Result<Self> {
        let Some(versions) = checkout(global).and_then(versions) else {
            ui.note("no history in git: `v1/changes.json` and the revision are left out");
            return Ok(Self::default());
        };
        let revision = revision(&versions, text)?;
        let changes = changes(&versions, today, ui)?;
        if changes.is_none() {
            ui.note("no two commits of the registry can be compared: `v1/changes.json` is left out");
        }
        Ok(Self { revision, changes })
    }
}

/// Returns the checkout of the registry; none for standard input, and outside of git.
pub fn checkout(global: &Global) -> Option<Tracked> {
    let is_stream = global.file.as_deref().is_some_and(store::is_stream);
    if is_stream { None } else { state::tracked(global, INSTEAD).ok() }
}

/// Returns the versions of the registry in its checkout; none if it is in no commit.
pub fn versions(tracked: Tracked) -> Option<Versions> {
    tracked.commit("HEAD").ok().flatten()?;
    let commits = tracked.history(None).ok().filter(|commits| !commits.is_empty())?;
    Some(Versions::new(tracked, commits))
}

/// Returns the last commit that changed the registry, whose text is now this one.
///
/// # Errors
///
/// Fails if the commit cannot be read.
pub fn revision(versions: &Versions, text: &str) -> anyhow::Result<Option<Revision>> {
    let Some(commit) = versions.commits.first() else { return Ok(None) };
    let is_changed = !versions.is_newest(text)?;
    Ok(Some(Revision { commit: commit.id.clone(), day: commit.day.clone(), is_changed }))
}

/// Returns what changed in each commit; none if no commit can be compared with the one before.
fn changes(versions: &Versions, today: Day, ui: &Ui) -> anyhow::Result<Option<String>> {
    let mut log = Log::new(Format::Json);
    versions.each(versions.commits.len(), Some(ui), |commit, old, new| {
        let difference = Difference::between(old, new);
        if !difference.records.is_empty() {
            log.add(&entry(commit, [old, new], &difference, Some(today)));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((!log.is_empty()).then(|| log.text()))
}
