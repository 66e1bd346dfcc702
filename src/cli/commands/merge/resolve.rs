//! `netreg merge --resolve`: resolves the conflicts in a file as far as records allow.

use std::path::{Path, PathBuf};

use netreg::compare::marks::Marks;
use netreg::compare::merge::{Markers, Merged, Side, Sides, merge};
use netreg::compare::quoted::stray_marker;
use netreg::compare::resolve::{MarkedText, SideText, take_apart};
use netreg::model::Day;
use netreg::text::{Lines, counted, newline, shell_word};

use crate::cli::args::Global;
use crate::cli::commands::merge::by_lines;
use crate::cli::commands::merge::report::Report;
use crate::cli::git::Tracked;
use crate::cli::{registry, store, target::Target, ui::Ui, verdict::Verdict};

/// What is merged again.
#[derive(Clone, Copy)]
struct Attempt<'a> {
    /// The state before both changes, if anything is known of it.
    base: Option<&'a str>,
    ours: &'a str,
    theirs: &'a str,
}

impl<'a> Attempt<'a> {
    /// Returns the three texts. A base of which nothing is known is empty.
    fn sides(self) -> Sides<&'a str> {
        Sides { base: self.base.unwrap_or_default(), ours: self.ours, theirs: self.theirs }
    }
}

pub fn run(file: Option<&Path>, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let files: Vec<PathBuf> = file.map(Path::to_owned).into_iter().collect();
    let path = registry::paths(&files, global)?.remove(0);
    let today = global.today()?;
    let target = Target::open(&path, false, ui)?;
    let (name, text) = (&target.text().name, target.text().text.as_str());
    let tracked = Tracked::at(&path).ok();
    let unmerged = match &tracked {
        Some(tracked) => tracked.unmerged()?,
        None => Sides::default(),
    };
    let stored = texts(&unmerged, newline(text));
    let found = Found { path: &path, target: &target, today, ui };
    if let (Some(tracked), Some(raw)) = (&tracked, raw(&unmerged))
        && let Some(marks) = by_lines::marks_left(&tracked.git, raw, text)?
        && let Some((attempt, merged)) = first_read(&stored_attempt(&stored), &marks.markers()).ok()
    {
        return found.settle(attempt, &merged, &marks);
    }
    let known: Vec<&str> = [&stored.ours, &stored.theirs].into_iter().flatten().map(String::as_str).collect();
    let marked = take_apart(text, &known);
    if let Some(at) = stray(text, marked.as_ref(), &known) {
        refuse_marker(&path, (name, text), at, ui);
        return Ok(Verdict::Found);
    }
    let Some(marked) = marked else {
        target.put(text, ui)?;
        return Ok(without_markers(&path, name, &unmerged, ui));
    };
    let markers = marked.marks.markers();
    match first_read(&attempts(&marked, &stored), &markers) {
        Ok((attempt, merged)) => {
            let sides = [&marked.ours.text, &marked.theirs.text, &merged.text].map(String::as_str);
            let others = [&known[..], stored.base.as_deref().as_slice(), &sides].concat();
            if let Some(at) = marked.line_only_in_base(text, &others) {
                refuse_typed(&path, (name, text), at, ui);
                return Ok(Verdict::Found);
            }
            found.settle(attempt, &merged, &marked.marks)
        }
        Err(sides) => {
            for side in sides {
                refuse(&Report { name, markers: &markers }, side, (text, &marked), ui);
            }
            Ok(Verdict::Found)
        }
    }
}

/// A file with conflicts, and where to say what becomes of it.
struct Found<'a> {
    path: &'a Path,
    target: &'a Target,
    today: Day,
    ui: &'a Ui,
}

impl Found<'_> {
    /// Writes what the merge gave, and says what is left.
    fn settle(&self, attempt: Attempt<'_>, merged: &Merged, marks: &Marks) -> anyhow::Result<Verdict> {
        let Self { path, target, ui, .. } = self;
        let name = &target.text().name;
        let report = Report { name, markers: &marks.markers() };
        if attempt.base.is_none() {
            ui.note("the state before both changes is not known, so nothing is removed");
        }
        target.put(&merged.text, ui)?;
        report.new_errors(merged, attempt.sides(), self.today, ui);
        let name = shown(path, name);
        if merged.is_clean() {
            let conflicts = counted(marks.number, "conflict");
            ui.summary(&format!("resolved {conflicts} in {name}{}", next(path)));
            return Ok(Verdict::Done);
        }
        report.conflicts(merged, ui);
        let (left, add) = (counted(merged.disputes.len(), "conflict"), add(path));
        ui.summary(&format!("{left} left in {name}; next: choose between the markers, then {add}"));
        Ok(Verdict::Found)
    }
}

/// Returns the versions that git keeps, as it has merged them, if all are UTF-8 and both sides have the file.
fn raw(unmerged: &Sides<Option<Vec<u8>>>) -> Option<Sides<&str>> {
    let text = |version| str::from_utf8(version).ok();
    let base = text(unmerged.base.as_deref().unwrap_or_default())?;
    Some(Sides { base, ours: text(unmerged.ours.as_ref()?)?, theirs: text(unmerged.theirs.as_ref()?)? })
}

/// Returns the versions that git keeps as texts with these line ends. One that is not UTF-8 is left out.
fn texts(unmerged: &Sides<Option<Vec<u8>>>, newline: &str) -> Sides<Option<String>> {
    let text = |version: &Option<Vec<u8>>| {
        let text = str::from_utf8(version.as_ref()?).ok()?;
        Some(if text.contains('\r') { text.to_owned() } else { text.replace('\n', newline) })
    };
    Sides { base: text(&unmerged.base), ours: text(&unmerged.ours), theirs: text(&unmerged.theirs) }
}

/// Returns where the first marker line is that belongs to no conflict, as when somebody has removed the others.
fn stray(text: &str, marked: Option<&MarkedText>, known: &[&str]) -> Option<usize> {
    let Some(marked) = marked else { return stray_marker(text, known) };
    let of_side = |side: &SideText| Some(side.marked_place(stray_marker(&side.text, known)?));
    [&marked.ours, &marked.theirs].into_iter().filter_map(of_side).min()
}

/// Says that a marker line belongs to no conflict, so that the file is left as it is.
fn refuse_marker(path: &Path, (name, text): (&str, &str), at: usize, ui: &Ui) {
    let (line, number) = line_at(text, at);
    ui.refused(
        &format!(
            "{}, line {number}: `{line}` is a conflict marker, and the others of the conflict are missing; the file was not changed",
            shown(path, name)
        ),
        Some(&format!("choose by hand which lines stay, and remove the markers{}", then_add(path))),
    );
}

/// Says that a line would be lost, so that the file is left as it is: the base is no part of the result.
fn refuse_typed(path: &Path, (name, text): (&str, &str), at: usize, ui: &Ui) {
    let (line, number) = line_at(text, at);
    ui.refused(
        &format!(
            "{}, line {number}: `{line}` is only in the state before both changes, between `|||||||` and `=======`, so it would be lost; the file was not changed",
            shown(path, name)
        ),
        Some("move the line to one of the sides, or remove it, then run the command again"),
    );
}

/// Returns the line at a byte, and its number.
fn line_at(text: &str, at: usize) -> (&str, usize) {
    let line = text[at..].lines().next().unwrap_or_default();
    (line, Lines::new(text).line(u32::try_from(at).unwrap_or(u32::MAX)))
}

/// Says what is left to do in a file that has no markers.
fn without_markers(path: &Path, name: &str, unmerged: &Sides<Option<Vec<u8>>>, ui: &Ui) -> Verdict {
    let name = shown(path, name);
    let Sides { base, ours, theirs } = unmerged;
    if ours.is_some() != theirs.is_some() {
        let did = if ours.is_some() { ["changed", "removed"] } else { ["removed", "changed"] };
        let (word, add) = (shell_word(path), add(path));
        ui.refused(
            &format!("`HEAD` {} {name}, and the other side {} it", did[0], did[1]),
            Some(&format!("`{add}` keeps the file, `git rm {word}` removes it")),
        );
        return Verdict::Found;
    }
    let is_unmerged = [base, ours, theirs].iter().any(|version| version.is_some());
    let next = if is_unmerged { next(path) } else { String::new() };
    ui.summary(&format!("{name} has no conflict{next}"));
    Verdict::Done
}

/// Returns the name of a file in a sentence.
fn shown(path: &Path, name: &str) -> String {
    if store::is_stream(path) { name.to_owned() } else { format!("`{name}`") }
}

/// Returns the command that tells git that a file has no conflict any more.
fn add(path: &Path) -> String {
    format!("git add {}", shell_word(path))
}

/// Returns the same behind another thing to do.
fn then_add(path: &Path) -> String {
    if store::is_stream(path) { String::new() } else { format!(", then `{}`", add(path)) }
}

/// Returns what comes next for a file without conflicts, as the end of a sentence.
fn next(path: &Path) -> String {
    if store::is_stream(path) { String::new() } else { format!("; next: {}", add(path)) }
}

/// Returns the merge of the versions that git keeps. It is better than one of the sides between markers, because git may
/// have put lines of one record into another.
fn stored_attempt(stored: &Sides<Option<String>>) -> Vec<Attempt<'_>> {
    let (Some(ours), Some(theirs)) = (&stored.ours, &stored.theirs) else { return Vec::new() };
    vec![Attempt { base: Some(stored.base.as_deref().unwrap_or_default()), ours, theirs }]
}

/// Returns what can be merged again of a text that was edited, the best first.
///
/// The base is the one that git keeps, then what the markers have of it. If there is neither, both sides have added
/// everything, and nothing is removed.
fn attempts<'a>(marked: &'a MarkedText, stored: &'a Sides<Option<String>>) -> Vec<Attempt<'a>> {
    let (ours, theirs) = (&marked.ours.text, &marked.theirs.text);
    let bases = stored.base.as_deref().into_iter().chain(marked.base.as_deref()).map(Some).chain([None]);
    bases.map(|base| Attempt { base, ours, theirs }).collect()
}

/// Merges the first attempt of which all texts can be read, or returns the sides of the last that cannot be.
fn first_read<'a>(
    attempts: &[Attempt<'a>],
    markers: &Markers<'_>,
) -> Result<(Attempt<'a>, Merged), Vec<Side>> {
    let mut unread = Vec::new();
    for attempt in attempts {
        let merged = merge(attempt.sides(), markers);
        if merged.unread.is_empty() {
            return Ok((*attempt, merged));
        }
        unread = merged.unread;
    }
    Err(unread)
}

/// Says that a side cannot be read, so that the file is left as it is. The place is that in the text with the markers.
fn refuse(report: &Report<'_>, side: Side, (text, marked): (&str, &MarkedText), ui: &Ui) {
    let part = if side == Side::Ours { &marked.ours } else { &marked.theirs };
    let lines = Lines::new(text);
    let line = |byte: u32| {
        let place = part.marked_place(byte as usize);
        lines.line(u32::try_from(place).unwrap_or(u32::MAX))
    };
    let message = report.unreadable(side, &part.text, line);
    ui.refused(
        &format!("{message}; the file was not changed"),
        Some("correct this version between the markers, then run the command again"),
    );
}
