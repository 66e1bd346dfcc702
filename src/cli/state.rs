//! A state of a registry that an argument names: a file, a revision, or the file of another path at a revision.

use std::path::{Component, Path, PathBuf};

use netreg::compare::diff::Difference;
use netreg::model::Day;
use netreg::parse::Registry;
use netreg::render::changes::{Comparison, Side};
use netreg::select::figures::Figures;

use crate::cli::args::Global;
use crate::cli::base::argument;
use crate::cli::base::stored::{self, Old};
use crate::cli::git::{Tracked, short};
use crate::cli::registry;
use crate::cli::store::{self, NAME, Text};
use crate::cli::{error::Problem, ui::Ui, verdict::Verdict};

/// The help if there is no history: what can be compared without.
const INSTEAD: &str = "name two files: `netreg diff OLD.toml NEW.toml`";

/// The start of the command that reads an old text from standard input.
const COMMAND: &str = "netreg diff -";

/// A state of a registry.
pub struct State {
    /// What it is called.
    pub side: Side,
    /// Its text with its name in messages.
    pub text: Text,
    /// The path of the file in its commit, unless there is none.
    stored: Option<(Tracked, PathBuf)>,
}

impl State {
    /// Returns the state of the registry as it is in the work tree.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read.
    pub fn current(global: &Global) -> anyhow::Result<Self> {
        Self::of_file(&store::locate(global.file.as_deref())?)
    }

    /// Returns the state of the registry at the last commit; an empty one if there is no commit yet.
    ///
    /// # Errors
    ///
    /// Fails if its history cannot be read.
    pub fn committed(global: &Global, ui: &Ui) -> anyhow::Result<Self> {
        let tracked = tracked(global, INSTEAD)?;
        if let Some(commit) = tracked.commit("HEAD")? {
            return Self::at(tracked, "HEAD", commit, ui);
        }
        ui.note("there is no commit yet: all of it is new");
        let name = "HEAD".to_owned();
        let text = Text { name: name.clone(), text: String::new() };
        Ok(Self { side: Side { name, commit: None }, text, stored: None })
    }

    /// Returns the state that an argument names.
    ///
    /// # Errors
    ///
    /// Fails if it is neither a file nor a revision, or both, or cannot be read.
    pub fn named(word: &str, global: &Global, ui: &Ui) -> anyhow::Result<Self> {
        let tracked = tracked(global, INSTEAD);
        if let Some(file) = argument::file(word, tracked.as_ref().ok(), "")? {
            return Self::of_file(file);
        }
        let tracked = tracked?;
        if let Some(commit) = tracked.commit(word)? {
            return Self::at(tracked, word, commit, ui);
        }
        for (at, _) in word.match_indices(':') {
            if let Some(commit) = tracked.commit(&word[..at])? {
                return Self::of_path(&tracked, word, &commit, &word[at + 1..]);
            }
        }
        Err(argument::unknown(word.split(':').next().unwrap_or(word), &tracked, "")?.into())
    }

    fn of_file(path: &Path) -> anyhow::Result<Self> {
        let text = store::read(path)?;
        Ok(Self { side: Side { name: text.name.clone(), commit: None }, text, stored: None })
    }

    /// Returns the registry at a commit. If the commit does not have it, it was not there.
    fn at(tracked: Tracked, revision: &str, commit: String, ui: &Ui) -> anyhow::Result<Self> {
        let old = stored::text(&tracked, &commit, COMMAND)?;
        if old.is_none() {
            let (path, short) = (tracked.path.display(), short(&commit));
            ui.note(&format!(
                "{short} has no text file `{path}`; if it had another name there: `{revision}:NAME`"
            ));
        }
        Ok(Self::stored(tracked, revision, commit, old))
    }

    /// Returns the file at a path of a commit. As in git, the path begins at the top of the checkout, or with `./` here.
    fn of_path(tracked: &Tracked, word: &str, commit: &str, path: &str) -> anyhow::Result<Self> {
        let is_from_here = path.starts_with("./") || path.starts_with("../");
        let here = if is_from_here { store::real(Path::new(".")) } else { tracked.git.top.clone() };
        // The file need not be there any more, so `..` cannot be left to the system.
        let file = Path::new(path).components().fold(here, |mut file, part| {
            match part {
                Component::ParentDir => _ = file.pop(),
                part => file.push(part),
            }
            file
        });
        let other = Tracked::at_or(&file, INSTEAD)?;
        let is_inside = other.git.top == tracked.git.top;
        let old = if is_inside { stored::text(&other, commit, COMMAND)? } else { None };
        if old.is_none() {
            let (git, short) = (tracked.command(), short(commit));
            return Err(Problem::new(format!("{short} has no text file `{path}`"))
                .help(format!("`{git} ls-tree -r --name-only {short}` lists its files"))
                .into());
        }
        Ok(Self::stored(other, word, commit.to_owned(), old))
    }

    fn stored(tracked: Tracked, name: &str, commit: String, old: Option<Old>) -> Self {
        let (path, text) = old.map(|old| (old.name, old.text)).unzip();
        let text = text.unwrap_or_default();
        let text = Text { name: format!("{} at {}", tracked.path.display(), short(&commit)), text };
        let side = Side { name: name.to_owned(), commit: Some(commit) };
        Self { side, text, stored: path.map(|path| (tracked, path)) }
    }

    /// Prints notes about differences to a newer state that come from git or an editor, and not from a change.
    ///
    /// # Errors
    ///
    /// Fails if git fails.
    pub fn note(&self, new: &Self, ui: &Ui) -> anyhow::Result<()> {
        match &self.stored {
            Some((tracked, name)) if new.side.commit.is_none() => {
                stored::note(tracked, name, &self.text.text, &new.text.text, ui)
            }
            _ => {
                stored::note_line_ends(&self.text.text, &new.text.text, ui);
                Ok(())
            }
        }
    }
}

/// Returns the checkout of the registry. A registry that was removed still has a history. The help of an error says what
/// to do `instead`.
///
/// # Errors
///
/// Fails if it has none.
pub fn tracked(global: &Global, instead: &'static str) -> anyhow::Result<Tracked> {
    let path = store::locate(global.file.as_deref()).unwrap_or(NAME.into());
    if store::is_stream(&path) {
        return Err(Problem::new("standard input has no history").help(instead).into());
    }
    Tracked::at_or(&path, instead)
}

/// Compares two states on a day, and hands the comparison to `show`. Warns of a state that could not be read in full.
///
/// # Errors
///
/// Fails if a state is in a format that is not known, or if `show` fails.
pub fn compare(
    old: &State,
    new: &State,
    today: Day,
    ui: &Ui,
    show: impl FnOnce(&Comparison<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<Verdict> {
    let registries = [registry::parse(&old.text)?, registry::parse(&new.text)?];
    let [before, after] = &registries;
    let difference = Difference::between(before, after);
    let figures = [before, after].map(|registry| Figures::of(registry, today));
    show(&Comparison { old: &old.side, new: &new.side, figures, difference: &difference })?;
    let verdict = |state: &State, registry: &Registry<'_>| {
        registry::verdict(ui, &state.text, registry.damaged(), &registry.diagnostics)
    };
    let verdicts = [verdict(old, before), verdict(new, after)];
    Ok(if verdicts.contains(&Verdict::Found) { Verdict::Found } else { Verdict::Done })
}
