//! A file is validated: what was found, which of it is new, and what is fixed.
//!
//! With a base, only what is new is reported, and only that is fixed.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use netreg::model::Diagnostic;
use netreg::parse::Registry;
use netreg::render::diagnostics::CheckedFile;
use netreg::text::shell_word;
use netreg::validate::baseline::{Comparison, State, compare};
use netreg::validate::{Context, Fixed, Levels, Validation, validate, validate_for};

use crate::cli::store::{self, Text, trace};
use crate::cli::{base::Base, error::Problem, registry::known_format, target::Target, ui::Ui};

/// How files are validated in one run.
pub struct Check<'a> {
    pub context: Context,
    pub levels: Levels,
    /// What findings are compared with, as it was given.
    pub base: Option<&'a str>,
    /// Whether only one file is validated.
    pub is_alone: bool,
}

/// The earlier state of a file, and what was found in it.
type Earlier<'t> = (Registry<'t>, Validation);

/// What was found in a text and, with a base, which of it is new.
struct Outcome {
    found: Validation,
    comparison: Option<Comparison>,
}

impl Outcome {
    /// Returns the findings that are reported.
    fn reported(&self) -> &[Diagnostic] {
        self.comparison.as_ref().map_or(&self.found.findings, |comparison| &comparison.new)
    }
}

/// A file that was validated.
pub struct Report {
    /// Its path, as it was given.
    pub path: PathBuf,
    pub text: Text,
    /// Its path from the top of the repository, once it was asked for.
    place: OnceCell<String>,
    outcome: Outcome,
    /// How its base is named in a command, if it has one that can be named.
    base: Option<String>,
}

impl Check<'_> {
    /// Validates a file.
    pub fn file(&self, path: &Path, ui: &Ui) -> anyhow::Result<Report> {
        trace::works_on(path);
        let text = store::read(path)?;
        let base = self.base(path, &text.text, ui)?;
        let earlier = base.as_ref().map(|base| self.earlier(base));
        let outcome = self.look(&text.text, earlier.as_ref());
        Ok(Report::new(path, text, outcome, base.as_ref()))
    }

    /// Fixes a file, or prints what would be fixed as a patch. Reports what is left, and what was fixed.
    pub fn fix(&self, path: &Path, dry_run: bool, ui: &Ui) -> anyhow::Result<(Report, Fixed)> {
        if store::is_stream(path) && !dry_run {
            return Err(Problem::new("cannot fix standard input in place")
                .help("name the file, or print the change with `--dry-run`")
                .into());
        }
        let target = Target::open(path, dry_run, ui)?;
        let text = target.text();
        let base = self.base(path, &text.text, ui)?;
        let earlier = base.as_ref().map(|base| self.earlier(base));
        let mut fixed = Fixed::new(&text.text);
        let outcome = loop {
            let outcome = self.look(&fixed.text, earlier.as_ref());
            known_format(&text.name, &outcome.found.findings)?;
            if !fixed.apply(outcome.reported()) {
                break outcome;
            }
        };
        target.put(&fixed.text, ui)?;
        let text = Text { name: text.name.clone(), text: fixed.text.clone() };
        Ok((Report::new(path, text, outcome, base.as_ref()), fixed))
    }

    /// Returns the earlier state of a file that has this text, if it is compared with one.
    fn base(&self, path: &Path, text: &str, ui: &Ui) -> anyhow::Result<Option<Base>> {
        match self.base {
            None => Ok(None),
            Some("") => Err(Problem::new("`--base` needs a revision or a file")
                .help("for example `--base main`")
                .into()),
            Some(given) => Base::of(given, path, text, self.is_alone, ui).context("in `--base`").map(Some),
        }
    }

    /// Validates the earlier state of a file. A file that did not exist had no findings.
    fn earlier<'b>(&self, base: &'b Base) -> Earlier<'b> {
        let Some(text) = &base.text else {
            return Earlier::default();
        };
        let registry = Registry::parse(text);
        let found = validate(&self.context, &registry).levelled(&self.levels);
        (registry, found)
    }

    /// Validates a text, and compares it with its earlier state if there is one.
    fn look(&self, text: &str, earlier: Option<&Earlier<'_>>) -> Outcome {
        let Some((old, old_found)) = earlier else {
            // Without a base no record is kept.
            return Outcome { found: validate_for(&self.context, text, &self.levels), comparison: None };
        };
        let registry = Registry::parse(text);
        let found = validate(&self.context, &registry).levelled(&self.levels);
        let old = State { registry: old, found: old_found };
        let comparison = compare(old, State { registry: &registry, found: &found });
        Outcome { comparison: Some(comparison), found }
    }
}

impl Report {
    fn new(path: &Path, text: Text, outcome: Outcome, base: Option<&Base>) -> Self {
        let base = base.and_then(|base| base.name.clone());
        Self { path: path.to_owned(), text, place: OnceCell::new(), outcome, base }
    }

    /// Returns its path from the top of the repository, which takes many calls of the system to find.
    pub fn place(&self) -> &str {
        self.place.get_or_init(|| {
            let place = store::path_in_repository(&self.path);
            place.map_or(self.text.name.clone(), |place| place.display().to_string())
        })
    }

    /// Returns the findings that are reported: with a base, the new ones.
    pub fn findings(&self) -> &[Diagnostic] {
        self.outcome.reported()
    }

    /// Returns how many networks the file has.
    pub fn networks(&self) -> usize {
        self.outcome.found.networks
    }

    /// Returns what is shown of the file, with at most `most` findings.
    pub fn checked(&self, most: usize, levels: &Levels) -> CheckedFile<'_> {
        let comparison = self.outcome.comparison.as_ref();
        let findings = self.findings();
        CheckedFile {
            findings: &findings[..findings.len().min(most)],
            suppressed: comparison
                .map_or(&self.outcome.found.suppressed, |comparison| &comparison.new_suppressed),
            base: comparison,
            options: self.options(levels),
            ..CheckedFile::new(&self.text.name, &self.text.text, findings)
        }
    }

    /// Returns the options with which another run finds the same, if one can.
    fn options(&self, levels: &Levels) -> Option<String> {
        let mut options = String::new();
        if let Some(name) = &self.base {
            // A stream cannot be read again.
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
