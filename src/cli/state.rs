//! A state of a registry that an argument names: a file, a revision, or the file of another path at a revision.

use std::path::{Component, Path, PathBuf};

use netreg::compare::diff::{Blocks, Difference};
use netreg::model::{Day, Diagnostic};
use netreg::parse::{Registry, Source};
use netreg::render::changes::{Comparison, StateName};
use netreg::select::figures::{Figures, FiguresBuilder};

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
    pub side: StateName,
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
        Ok(Self { side: StateName { name, commit: None }, text, stored: None })
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
        Ok(Self { side: StateName { name: text.name.clone(), commit: None }, text, stored: None })
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
        let side = StateName { name: name.to_owned(), commit: Some(commit) };
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

/// A state that was read once.
struct Reading<'s> {
    source: &'s Source<'s>,
    blocks: Blocks<'s>,
    builder: FiguresBuilder<'s>,
    damaged: usize,
    findings: Vec<Diagnostic>,
}

impl<'s> Reading<'s> {
    /// Reads a state in a format that is known; `source` is of its text.
    fn of(state: &State, source: &'s Source<'s>) -> anyhow::Result<Self> {
        let (mut blocks, mut builder, mut findings) =
            (Blocks::new(source.text()), FiguresBuilder::default(), Vec::new());
        let unread = source.each(&mut findings, |record| {
            blocks.add(record);
            builder.see(record);
        });
        registry::known_format(&state.text.name, &findings)?;
        let damaged = builder.damaged(unread);
        Ok(Self { source, blocks, builder, damaged, findings })
    }

    fn figures(&self, today: Day) -> Option<Figures> {
        self.builder.figures(today).filter(|_| self.damaged == 0)
    }

    /// Warns if it could not be read in full, and returns the verdict.
    fn verdict(&self, state: &State, ui: &Ui) -> Verdict {
        registry::verdict(ui, &state.text, self.damaged, &self.findings)
    }
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
    let sources = [Source::new(&old.text.text), Source::new(&new.text.text)];
    let (before, after) = (Reading::of(old, &sources[0])?, Reading::of(new, &sources[1])?);
    let figures = [before.figures(today), after.figures(today)];
    let hand = |difference: &Difference<'_>| {
        show(&Comparison { old: &old.side, new: &new.side, figures, difference })
    };
    // Of a text that is damaged, nothing is left out.
    if before.damaged + after.damaged > 0 {
        let registries = [Registry::parse(&old.text.text), Registry::parse(&new.text.text)];
        hand(&Difference::between(&registries[0], &registries[1]))?;
    } else {
        let parts = before.blocks.parts(&after.blocks);
        let registries = [Registry::parse(&parts.old), Registry::parse(&parts.new)];
        hand(&Difference::between_parts(&registries[0], &registries[1], &parts, |visit| {
            let mut again = after.source.again();
            for start in &parts.left_out {
                again.record_at(*start).into_iter().for_each(&mut *visit);
            }
        }))?;
    }
    let verdicts = [before.verdict(old, ui), after.verdict(new, ui)];
    Ok(if verdicts.contains(&Verdict::Found) { Verdict::Found } else { Verdict::Done })
}
