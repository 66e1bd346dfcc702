//! `netreg merge --check`: whether a branch merges, before anybody tries.

use netreg::compare::merge::{Markers, Side, Sides, merge};
use netreg::text::{Lines, counted, shell_word};

use crate::cli::args::Global;
use crate::cli::base::stored::{self, Old};
use crate::cli::commands::merge::by_lines;
use crate::cli::commands::merge::report::{self, Report};
use crate::cli::error::{Problem, without_help};
use crate::cli::git::{Tracked, at_commit, short};
use crate::cli::{base, state, ui::Ui, verdict::Verdict};

pub fn run(revision: &str, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let tracked = state::tracked(global, "").map_err(without_help)?;
    let name = tracked.path.display().to_string();
    let ours = tracked.commit("HEAD")?.ok_or_else(|| Problem::new("there is no commit yet"))?;
    let theirs = base::commit_of(&tracked, revision, "--check ")?;
    let fork = base::fork(&tracked, &theirs, revision)?.ok_or_else(|| {
        let message = format!("`HEAD` and `{revision}` have no commit in common");
        Problem::new(message).help("give the branch from which this one was made")
    })?;
    let commits = Sides { base: fork.as_str(), ours: &ours, theirs: &theirs };
    let markers = Markers { base: short(&fork), ours: "HEAD", theirs: revision, ..Markers::default() };
    let report = Report { name: &name, markers: &markers };
    let [old, ours, theirs] = [commits.base, commits.ours, commits.theirs].map(|at| text(&tracked, at));
    let (old, ours, theirs) = (old?, ours?, theirs?);
    let (Some(ours), Some(theirs)) = (&ours, &theirs) else {
        let versions = Sides { base: old.as_ref(), ours: ours.as_ref(), theirs: theirs.as_ref() };
        return one_side(versions, &report, ui);
    };
    let base = old.as_ref().map_or("", |old| &old.text);
    let sides = Sides { base, ours: &ours.text, theirs: &theirs.text };
    let merged = merge(sides, &markers);
    let mut verdict = Verdict::Done;
    for (side, commit, old) in [(Side::Ours, commits.ours, ours), (Side::Theirs, commits.theirs, theirs)] {
        if merged.unread.contains(&side) {
            let lines = Lines::new(&old.text);
            let (git, file) = (tracked.command(), at_commit(short(commit), &old.name));
            ui.refused(
                &report.unreadable(side, &old.text, |byte| lines.line(byte)),
                Some(&format!("`{git} show {file} | netreg validate -` shows all that is wrong")),
            );
            verdict = Verdict::Found;
        }
    }
    if verdict == Verdict::Found {
        return Ok(verdict);
    }
    report.unread(&merged, ui);
    let ways = format!("`git merge {}`, then `netreg merge --resolve`", shell_word(revision));
    if !merged.is_clean() {
        ui.out(&(report::lines(&name, &merged).join("\n") + "\n"))?;
        let number = counted(merged.disputes.len(), "conflict");
        ui.summary(&format!("{number} with `{revision}`; next: {ways}, then choose between the markers"));
        return Ok(Verdict::Found);
    }
    report.new_errors(&merged, sides, global.today()?, ui);
    match by_lines::conflicts(&tracked.git, sides, &markers)? {
        0 => ui.out(&format!("{name}: no conflict with `{revision}`\n"))?,
        number => {
            let them = if number == 1 { "it" } else { "all of them" };
            let number = counted(number, "conflict");
            ui.out(&format!("{name}: GitHub would report {number}; netreg resolves {them}\n"))?;
            ui.summary(&format!("next: {ways}"));
        }
    }
    Ok(verdict)
}

/// Says what is known of a file that a side does not have: there it was removed, or it has another name. If the other side
/// has not changed it, both are no conflict.
fn one_side(versions: Sides<Option<&Old>>, report: &Report<'_>, ui: &Ui) -> anyhow::Result<Verdict> {
    let Sides { base, ours, theirs } = versions;
    let (name, revision) = (report.name, report.side(Side::Theirs));
    let left = ours.or(theirs).map(|left| &left.text);
    if left.is_some() && left == base.map(|base| &base.text) {
        ui.out(&format!("{name}: no conflict with `{revision}`\n"))?;
        return Ok(Verdict::Done);
    }
    let gone = match (ours, theirs) {
        (None, None) => format!("neither `HEAD` nor `{revision}` has"),
        (None, _) => "`HEAD` does not have".to_owned(),
        _ => format!("`{revision}` does not have"),
    };
    ui.refused(
        &format!("cannot tell whether `{name}` merges: {gone} it; it may have another name there"),
        Some(&format!("`git merge {}` finds out", shell_word(revision))),
    );
    Ok(Verdict::Found)
}

/// Returns the file at a commit, or `None` if it does not have it.
fn text(tracked: &Tracked, commit: &str) -> anyhow::Result<Option<Old>> {
    // The help is about a command that reads from standard input.
    let old = stored::text(tracked, commit, "").map_err(without_help)?;
    if old.is_none() && tracked.stored(commit)?.is_some() {
        let (name, short) = (tracked.path.display(), short(commit));
        return Err(Problem::new(format!("`{name}` at {short} is not UTF-8")).into());
    }
    Ok(old)
}
