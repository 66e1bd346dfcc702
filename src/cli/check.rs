//! A file is checked: what was found, of that what is new, and what is mended.
//!
//! Promises: what is reported and what is mended are the same findings: with a base, those that are
//! new. Which base is meant is left to `base/`, how findings are shown to the commands.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use netreg::model::diagnostic::Diagnostic;
use netreg::parse::Source;
use netreg::render::diagnostics::CheckedFile;
use netreg::text::shell_word;
use netreg::validate::baseline::{Comparison, State, compare};
use netreg::validate::{self, Context, Fixed, Levels, Validation};

use crate::cli::base::Base;
use crate::cli::change::rewrite;
use crate::cli::error::Problem;
use crate::cli::store::{self, Text};
use crate::cli::ui::Ui;

/// How files are checked in one run.
pub struct Check<'a> {
    pub context: Context,
    pub levels: Levels,
    /// What findings are held against, as it was typed.
    pub base: Option<&'a str>,
    /// Whether one file is checked and no more.
    pub is_alone: bool,
}

/// An earlier state of a file.
pub struct Earlier {
    /// How it is named in a command.
    name: Option<String>,
    text: String,
    found: Validation,
}

/// A file that was checked.
pub struct Report {
    /// Its path, as it was named.
    pub path: PathBuf,
    pub text: Text,
    /// Its path from the top of the repository.
    pub place: String,
    found: Validation,
    base: Option<ComparedBase>,
}

/// What a file is after it was held against an earlier state.
struct ComparedBase {
    /// How that is named in a command.
    name: Option<String>,
    comparison: Comparison,
}

impl Earlier {
    fn compared_with(&self, text: &str, found: &Validation) -> Comparison {
        let old =
            State { text: &self.text, findings: &self.found.findings, suppressed: &self.found.suppressed };
        compare(old, State { text, findings: &found.findings, suppressed: &found.suppressed })
    }
}

impl Check<'_> {
    /// Checks a file; where `mends`, mends it first.
    pub fn file(&self, path: &Path, mends: bool, ui: &Ui) -> anyhow::Result<Report> {
        // A file that cannot be read has no base either.
        let mut text = store::read(path)?;
        let earlier = self.earlier_than(path, || Ok(Cow::Borrowed(&*text.text)), ui)?;
        if mends {
            text = self.mended(path, earlier.as_ref(), ui)?;
        }
        let found = self.validated(&text.text);
        let place = store::path_in_repository(path);
        let place = place.map_or(text.name.clone(), |place| place.display().to_string());
        let base = earlier.map(|earlier| {
            let comparison = earlier.compared_with(&text.text, &found);
            ComparedBase { name: earlier.name, comparison }
        });
        Ok(Report { path: path.to_owned(), text, place, found, base })
    }

    /// Returns what a text becomes where it is mended.
    pub fn mend(&self, text: &str, earlier: Option<&Earlier>) -> Fixed {
        validate::fix(text, |text| self.reported(text, earlier))
    }

    /// Returns the earlier state of a file, where there is to be one.
    pub fn earlier(&self, path: &Path, ui: &Ui) -> anyhow::Result<Option<Earlier>> {
        self.earlier_than(path, || Ok(Cow::Owned(store::read(path)?.text)), ui)
    }

    /// Returns the earlier state of a file that has the text which `new` returns.
    fn earlier_than<'t>(
        &self,
        path: &Path,
        new: impl FnOnce() -> anyhow::Result<Cow<'t, str>>,
        ui: &Ui,
    ) -> anyhow::Result<Option<Earlier>> {
        store::trace::works_on(path);
        let Some(typed) = self.base else { return Ok(None) };
        if typed.is_empty() {
            return Err(Problem::new("`--base` needs a revision or a file")
                .help("for example `--base main`")
                .into());
        }
        let Base { name, text } = Base::of(typed, path, new, self.is_alone, ui).context("in `--base`")?;
        // What was not there had no faults.
        let found = text.as_ref().map_or_else(Validation::default, |text| self.validated(text));
        Ok(Some(Earlier { name, text: text.unwrap_or_default(), found }))
    }

    /// Returns the findings about a text that are reported.
    pub fn reported(&self, text: &str, earlier: Option<&Earlier>) -> Vec<Diagnostic> {
        let found = self.validated(text);
        match earlier {
            Some(earlier) => earlier.compared_with(text, &found).new,
            None => found.findings,
        }
    }

    fn validated(&self, text: &str) -> Validation {
        let mut validated = validate::validate(&self.context, &Source::new(text));
        self.levels.apply(&mut validated.findings);
        validated.suppressed.retain(|suppressed| !self.levels.allowed.contains(&suppressed.finding.code));
        validated
    }

    /// Mends a file and returns what it holds now; says what was mended.
    fn mended(&self, path: &Path, earlier: Option<&Earlier>, ui: &Ui) -> anyhow::Result<Text> {
        if store::is_stream(path) {
            return Err(Problem::new("standard input cannot be mended in its place")
                .help("name the file, or see the change with `--dry-run`")
                .into());
        }
        let mut done = None;
        rewrite(path, false, ui, |text| {
            let mended = self.mend(&text.text, earlier);
            done = Some((
                Text { name: text.name.clone(), text: mended.text.clone() },
                mended.account(&text.name),
            ));
            Ok(Some(mended.text))
        })?;
        let (text, made) = done.context("the file was not read")?;
        if let Some(made) = made {
            ui.summary(&format!("mended {made}"));
        }
        Ok(text)
    }
}

impl Report {
    /// Returns what is reported: with a base, what is new.
    pub fn findings(&self) -> &[Diagnostic] {
        self.base.as_ref().map_or(&self.found.findings, |base| &base.comparison.new)
    }

    /// Returns what there is to be shown, at most so many findings of it.
    pub fn checked(&self, most: usize, levels: &Levels) -> CheckedFile<'_> {
        let base = self.base.as_ref().map(|base| &base.comparison);
        let findings = self.findings();
        CheckedFile {
            findings: &findings[..findings.len().min(most)],
            suppressed: base.map_or(&self.found.suppressed, |base| &base.new_suppressed),
            base,
            options: self.options(levels),
            ..CheckedFile::new(&self.text.name, &self.text.text, findings)
        }
    }

    /// Returns the options with which another run finds the same, if one can.
    fn options(&self, levels: &Levels) -> Option<String> {
        let mut options = String::new();
        if let Some(name) = self.base.as_ref().and_then(|base| base.name.as_ref()) {
            // A stream has been read.
            if name == "-" || name.starts_with("/dev/") || name.starts_with("/proc/") {
                return None;
            }
            options += &format!(" --base {}", shell_word(name));
        }
        for code in &levels.allowed {
            options += &format!(" --allow {code}");
        }
        Some(options)
    }
}
