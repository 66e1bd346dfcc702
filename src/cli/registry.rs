//! What commands share that ask a registry: reading it, saying what could not be read, and `--as-of`.
//!
//! An answer from a registry that could not be read in full says so, and ends with exit code 1.

use std::path::PathBuf;

use netreg::model::{Date, Day, Diagnostic, Record, Table, input};
use netreg::parse::{Registry, Source, code, unknown_format};
use netreg::select::as_of::AsOf;
use netreg::select::{filter::milestone, tally::Tally};
use netreg::text::{Lines, counted};

use crate::cli::args::{Global, SelectionArgs};
use crate::cli::store::{self, Text, trace};
use crate::cli::{error::Problem, ui::Ui, verdict::Verdict};

/// Reads the registry that the options name.
pub fn open(global: &Global) -> anyhow::Result<Text> {
    let path = store::locate(global.file.as_deref())?;
    trace::works_on(&path);
    store::read(&path)
}

/// Parses a registry in a format that is known.
pub fn parse(text: &Text) -> anyhow::Result<Registry<'_>> {
    let registry = Registry::parse(&text.text);
    known_format(&text.name, &registry.diagnostics)?;
    Ok(registry)
}

/// Makes sure that a registry is in a format that is known: nothing is answered from another, and nothing is
/// written to it.
pub fn known_format(name: &str, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
    let Some(unknown) = unknown_format(diagnostics) else { return Ok(()) };
    let problem = Problem { message: unknown.message.clone(), help: unknown.help.clone() };
    Err(problem.at(name).into())
}

/// Warns if the answer leaves out a part of the registry, and returns the verdict.
pub fn verdict(ui: &Ui, text: &Text, damaged: usize, findings: &[Diagnostic]) -> Verdict {
    if damaged == 0 {
        return Verdict::Done;
    }
    let what = unread(text, damaged, findings);
    ui.warning(&format!("{what}, so this answer may be wrong"), what.help.as_deref());
    Verdict::Found
}

/// Returns the problem that parts of a registry, `damaged` in number, were not understood; a string that is never
/// closed hides everything below it.
pub fn unread(text: &Text, damaged: usize, findings: &[Diagnostic]) -> Problem {
    let message = match findings.iter().find(|finding| finding.code == code::OPEN_TEXT) {
        Some(open) => format!(
            "nothing below line {} of `{}` could be read",
            Lines::new(&text.text).line(open.span.start),
            text.name
        ),
        None => format!("{} of `{}` could not be read in full", counted(damaged, "part"), text.name),
    };
    Problem::new(message).help("`netreg validate` shows what is wrong")
}

/// A registry of which only what a tally keeps is in memory.
pub struct Tallied<'q, 't> {
    text: &'t Text,
    /// What was kept.
    pub tally: Tally<'q, 't>,
    /// Whether each network has a greater key than the one before.
    pub is_in_order: bool,
    damaged: usize,
    findings: Vec<Diagnostic>,
}

impl<'q, 't> Tallied<'q, 't> {
    /// Reads a registry in a format that is known; `source` is of its text. Each network that the tally keeps is handed
    /// to `visit`.
    pub fn read(
        text: &'t Text,
        source: &'t Source<'t>,
        mut tally: Tally<'q, 't>,
        mut visit: impl FnMut(&Record<'t>),
    ) -> anyhow::Result<Self> {
        let mut findings = Vec::new();
        let unread = source.each(&mut findings, |record| {
            if tally.see(record) {
                visit(record);
            }
        });
        known_format(&text.name, &findings)?;
        let is_in_order = tally.damage.is_in_order();
        let damaged = std::mem::take(&mut tally.damage).with(unread);
        Ok(Self { text, tally, is_in_order, damaged, findings })
    }

    /// Returns the problem that parts of the registry were not understood, if there are some.
    pub fn unread(&self) -> Option<Problem> {
        (self.damaged > 0).then(|| unread(self.text, self.damaged, &self.findings))
    }

    /// Warns if the answer leaves out a part of the registry, and returns the verdict.
    pub fn verdict(&self, ui: &Ui) -> Verdict {
        verdict(ui, self.text, self.damaged, &self.findings)
    }

    /// Returns the days of `--as-of`.
    pub fn as_of(&self, args: &SelectionArgs, today: Day) -> anyhow::Result<Option<AsOf>> {
        let days = |input: &str| as_of(input, self.tally.of(Table::Milestone), today);
        args.as_of.as_deref().map(days).transpose()
    }
}

/// Returns the files that were named, or the registry where none was.
pub fn paths(files: &[PathBuf], global: &Global) -> anyhow::Result<Vec<PathBuf>> {
    if files.is_empty() {
        return Ok(vec![store::locate(global.file.as_deref())?]);
    }
    if global.file_is_typed {
        return Err(Problem::new("`--file` cannot be used together with file arguments")
            .help("name the files as arguments")
            .into());
    }
    Ok(files.to_vec())
}

/// Returns the days of an argument: a date, or the ID of a milestone.
pub fn as_of<'r>(
    input: &str,
    milestones: impl Iterator<Item = &'r Record<'r>>,
    today: Day,
) -> anyhow::Result<AsOf> {
    // An argument that is a date is no milestone, even if one has that ID. `June 2021` is a wrong date, `IMRF_2022` a
    // wrong ID.
    let input = input.trim();
    let is_id = input.starts_with(|c: char| c.is_ascii_alphabetic())
        && input.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let when = match Date::parse_flag(input, today) {
        Err(_) if is_id => milestone(input, &milestones.collect::<Vec<_>>())?,
        Err(_) => Date::proposed(input)
            .filter(|date| date.earliest().is_none())
            .map_or_else(|| input::when(input, today), Ok)?,
        Ok(when) => when,
    };
    AsOf::when(when, today).map_err(Into::into)
}
