//! The versions of the registry in its history, of which two are in memory at a time.

use std::ops::ControlFlow;

use netreg::compare::diff::Difference;
use netreg::model::Day;
use netreg::parse::Registry;
use netreg::render::changes::log::Entry;
use netreg::select::figures::Figures;
use netreg::text::{counted, has_same_lines};

use crate::cli::base::stored;
use crate::cli::git::{Commit, Tracked, Version, short};
use crate::cli::ui::Ui;

/// The versions of the registry, newest first.
pub struct Versions {
    tracked: Tracked,
    /// The commits in which the file changed.
    pub commits: Vec<Commit>,
}

/// Returns what changed in a commit as an entry of a log; the numbers are on a day, if they are asked for.
pub fn entry<'a>(
    commit: &'a Commit,
    [old, new]: [&Registry<'_>; 2],
    difference: &'a Difference<'a>,
    numbers_on: Option<Day>,
) -> Entry<'a> {
    Entry {
        commit: &commit.id,
        day: &commit.day,
        subject: &commit.subject,
        figures: numbers_on.map(|day| [old, new].map(|registry| Figures::of(registry, day))),
        difference,
    }
}

/// A version that can be read in full, or why it cannot be.
type Readable = Result<String, String>;

impl Versions {
    /// Returns the versions in these commits.
    pub fn new(tracked: Tracked, commits: Vec<Commit>) -> Self {
        Self { tracked, commits }
    }

    /// Hands each of the newest commits, `most` in number, to `visit`, with the registry before and in it, until that
    /// breaks. A version that cannot be read in full is left out: what changed in it is seen in the next commit. Returns
    /// `false` if it is the newest.
    ///
    /// # Errors
    ///
    /// Fails if git or `visit` fails.
    pub fn each(
        &self,
        most: usize,
        ui: Option<&Ui>,
        mut visit: impl FnMut(&Commit, &Registry<'_>, &Registry<'_>) -> anyhow::Result<ControlFlow<()>>,
    ) -> anyhow::Result<bool> {
        let mut newer: Option<(&Commit, String)> = None;
        let mut is_newest_read = true;
        for (at, commit) in self.commits.iter().enumerate() {
            if at >= most && newer.is_none() {
                return Ok(is_newest_read);
            }
            let text = match self.read(commit, commit.after.as_ref())? {
                Ok(text) => text,
                Err(why) => {
                    is_newest_read &= at > 0;
                    tell(ui, &format!("the version of {} is left out: {why}", short(&commit.id)));
                    continue;
                }
            };
            if let Some((newer, new)) = newer
                && visit(newer, &Registry::parse(&text), &Registry::parse(&new))?.is_break()
            {
                return Ok(is_newest_read);
            }
            newer = (at < most).then_some((commit, text));
        }
        if let (Some(last), Some((newer, new))) = (self.commits.last(), newer) {
            match self.before(last)? {
                Ok(old) => _ = visit(newer, &Registry::parse(&old), &Registry::parse(&new))?,
                Err(why) => tell(ui, &why),
            }
        }
        Ok(is_newest_read)
    }

    /// Returns the version before a commit, or why it cannot be read.
    fn before(&self, commit: &Commit) -> anyhow::Result<Readable> {
        let short = short(&commit.id);
        if !commit.is_complete {
            let git = self.tracked.command();
            return Ok(Err(format!(
                "this clone has no commits before {short}; `{git} fetch --unshallow` fetches them"
            )));
        }
        let before = self.read(commit, commit.before.as_ref())?;
        Ok(before.map_err(|why| format!("the version before {short} is left out: {why}")))
    }

    /// Returns the text of the newest version that can be read.
    ///
    /// # Errors
    ///
    /// Fails if git fails.
    pub fn newest(&self) -> anyhow::Result<Option<String>> {
        for commit in &self.commits {
            if let Ok(text) = self.read(commit, commit.after.as_ref())? {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// Returns `true` if the newest commit has exactly this text, apart from line ends.
    ///
    /// # Errors
    ///
    /// Fails if git fails.
    pub fn is_newest(&self, text: &str) -> anyhow::Result<bool> {
        let Some(commit) = self.commits.first() else { return Ok(false) };
        let Some(version) = &commit.after else { return Ok(false) };
        let bytes = self.tracked.version(&commit.id, version)?;
        Ok(str::from_utf8(&bytes).is_ok_and(|newest| has_same_lines(newest, text)))
    }

    /// Returns a version, or why it cannot be read in full. A file that is not there is an empty one.
    fn read(&self, commit: &Commit, version: Option<&Version>) -> anyhow::Result<Readable> {
        let Some(version) = version else { return Ok(Ok(String::new())) };
        let bytes = self.tracked.version(&commit.id, version)?;
        if bytes.starts_with(stored::POINTER) {
            return Ok(Err("it is a Git LFS pointer".to_owned()));
        }
        let Ok(text) = String::from_utf8(bytes) else { return Ok(Err("it is not UTF-8".to_owned())) };
        let registry = Registry::parse(&text);
        if let Some(unknown) = registry.unknown_format() {
            return Ok(Err(unknown.message.clone()));
        }
        Ok(match registry.damaged() {
            0 => Ok(text),
            damaged => Err(format!("{} could not be read in full", counted(damaged, "part"))),
        })
    }
}

fn tell(ui: Option<&Ui>, what: &str) {
    if let Some(ui) = ui {
        ui.warning(what, None);
    }
}
