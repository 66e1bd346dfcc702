//! `netreg merge --resolve`: settles the conflicts in a file as far as records allow.

use std::path::{Path, PathBuf};

use netreg::compare::merge::{Markers, Merged, Side, Sides, merge};
use netreg::compare::resolve::{Parts, take_apart};
use netreg::model::{Diagnostic, Severity};
use netreg::parse::{Registry, code};
use netreg::text::{counted, newline, shell_word};

use crate::cli::args::Global;
use crate::cli::commands::merge::report::Report;
use crate::cli::git::Tracked;
use crate::cli::{registry, store, target::Target, ui::Ui, verdict::Verdict};

/// What is merged again.
struct Attempt<'a> {
    sides: Sides<&'a str>,
    /// Whether nothing is known of the state before both changes.
    is_without_base: bool,
}

pub fn run(file: Option<&Path>, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let files: Vec<PathBuf> = file.map(Path::to_owned).into_iter().collect();
    let path = registry::paths(&files, global)?.remove(0);
    let today = global.today()?;
    let target = Target::open(&path, false, ui)?;
    let (name, text) = (&target.text().name, target.text().text.as_str());
    let stored = stored(&path, text)?;
    let known: Vec<&str> = [&stored.ours, &stored.theirs].into_iter().flatten().map(String::as_str).collect();
    let Some(parts) = take_apart(text, &known) else {
        target.put(text, ui)?;
        ui.summary(&format!("{name} has no conflict"));
        return Ok(Verdict::Done);
    };
    let usual = Markers::default();
    let label = |label: &'_ Option<String>, usual: &str| label.clone().unwrap_or(usual.to_owned());
    let labels = Sides {
        base: label(&parts.labels.base, usual.base),
        ours: label(&parts.labels.ours, usual.ours),
        theirs: label(&parts.labels.theirs, usual.theirs),
    };
    let markers =
        Markers { size: parts.size, base: &labels.base, ours: &labels.ours, theirs: &labels.theirs };
    let said = Report { name, markers: &markers };
    let (attempt, merged) = match settled(&parts, &stored, &markers) {
        Ok(settled) => settled,
        Err(sides) => {
            for side in sides {
                unread(&said, side, &parts, ui);
            }
            return Ok(Verdict::Found);
        }
    };
    if attempt.is_without_base {
        ui.note("the state before both changes is not known, so nothing is removed");
    }
    target.put(&merged.text, ui)?;
    said.new_errors(&merged, attempt.sides, today, ui);
    let add = format!("git add {}", shell_word(&path));
    if merged.is_clean() {
        let conflicts = counted(parts.number, "conflict");
        let next = if store::is_stream(&path) { String::new() } else { format!("; next: {add}") };
        ui.summary(&format!("settled {conflicts} in {name}{next}"));
        return Ok(Verdict::Done);
    }
    said.disputes(&merged, ui);
    let left = counted(merged.disputes.len(), "dispute");
    ui.summary(&format!("{left} left in {name}; next: choose between the markers, then {add}"));
    Ok(Verdict::Found)
}

/// Returns the versions of the file that git keeps, with the line ends of its text, or none without git.
fn stored(path: &Path, text: &str) -> anyhow::Result<Sides<Option<String>>> {
    let none = Sides { base: None, ours: None, theirs: None };
    let Ok(tracked) = Tracked::at(path) else { return Ok(none) };
    let versions = tracked.unmerged()?;
    let has_long_ends = newline(text) == "\r\n";
    let with_ends = |version: Option<String>| match version {
        Some(version) if has_long_ends && !version.contains('\r') => Some(version.replace('\n', "\r\n")),
        version => version,
    };
    let Sides { base, ours, theirs } = versions;
    Ok(Sides { base: with_ends(base), ours: with_ends(ours), theirs: with_ends(theirs) })
}

/// Merges again what was taken apart, and returns what it is merged from, or the sides that cannot be read.
///
/// A text that nobody has edited since git wrote it is merged from the versions that git keeps, because git may have put
/// lines of one record into another. Otherwise the base is the one that git keeps, then what the markers have of it. If
/// there is neither, it counts as empty: both sides then have added everything, and nothing is removed.
fn settled<'a>(
    parts: &'a Parts,
    stored: &'a Sides<Option<String>>,
    markers: &Markers<'_>,
) -> Result<(Attempt<'a>, Merged), Vec<Side>> {
    let mut attempts = Vec::new();
    let base = stored.base.as_deref();
    if let (Some(ours), Some(theirs)) = (&stored.ours, &stored.theirs) {
        let sides = Sides { base: base.unwrap_or_default(), ours: ours.as_str(), theirs };
        attempts.extend(parts.is_merge_of(sides).then_some((Some(sides.base), sides.ours, sides.theirs)));
    }
    let bases = [base.map(Some), parts.base.as_deref().map(Some), Some(None)].into_iter().flatten();
    attempts.extend(bases.map(|base| (base, parts.ours.as_str(), parts.theirs.as_str())));
    let mut unread = Vec::new();
    for (base, ours, theirs) in attempts {
        let sides = Sides { base: base.unwrap_or_default(), ours, theirs };
        let merged = merge(sides, markers);
        if merged.unread.is_empty() {
            return Ok((Attempt { sides, is_without_base: base.is_none() }, merged));
        }
        unread = merged.unread;
    }
    Err(unread)
}

/// Says that a side cannot be read, so that the file is left as it is.
fn unread(said: &Report<'_>, side: Side, parts: &Parts, ui: &Ui) {
    let text = if side == Side::Ours { &parts.ours } else { &parts.theirs };
    let errors = Registry::parse(text).diagnostics;
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let why = errors.iter().find(|finding| code::hides(finding.code)).or(errors.iter().find(is_error));
    let why = why.map_or(String::new(), |finding| format!(": {}", finding.message));
    let (name, side) = (said.name, said.side(side));
    ui.refused(
        &format!("{name} with the lines of `{side}` cannot be read in full{why}; nothing was written"),
        Some("correct the lines between the markers, then run the command again"),
    );
}
