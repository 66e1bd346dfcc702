//! What git knows of the registry: its revision, and what changed in each commit.

use std::ops::ControlFlow;

use netreg::compare::diff::Difference;
use netreg::model::Day;
use netreg::render::changes::log::{Format, Log};
use netreg::render::site::Revision;
use netreg::text::has_same_lines;

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
        let is_file = global.file.as_deref().is_none_or(|file| !store::is_stream(file));
        let commits = if is_file { Self::commits(global) } else { None };
        let Some(versions) = commits else {
            ui.note("no history in git: `v1/changes.json` and the revision are left out");
            return Ok(Self::default());
        };
        let newest = versions.newest()?;
        let revision = versions.commits.first().map(|commit| Revision {
            commit: commit.id.clone(),
            day: commit.day.clone(),
            is_changed: newest.is_none_or(|newest| !has_same_lines(&newest, text)),
        });
        let changes = changes(&versions, today, ui)?;
        if changes.is_none() {
            ui.note("no two commits of the registry can be compared: `v1/changes.json` is left out");
        }
        Ok(Self { revision, changes })
    }

    /// Returns the versions of the registry; none if it is in no commit.
    fn commits(global: &Global) -> Option<Versions> {
        let tracked: Tracked = state::tracked(global, INSTEAD).ok()?;
        tracked.commit("HEAD").ok().flatten()?;
        let commits = tracked.history(None).ok().filter(|commits| !commits.is_empty())?;
        Some(Versions::new(tracked, commits))
    }
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
