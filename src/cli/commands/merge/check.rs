//! `netreg merge --check`: whether a branch merges, before anybody tries.

use netreg::compare::merge::{Markers, Sides, merge};
use netreg::text::{counted, shell_word};

use crate::cli::args::Global;
use crate::cli::commands::merge::report::{self, Report};
use crate::cli::error::{Problem, without_help};
use crate::cli::git::{Stored, Tracked, failed, short};
use crate::cli::store::{self, Scratch};
use crate::cli::{base, ui::Ui, verdict::Verdict};

pub fn run(revision: &str, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let path = store::locate(global.file.as_deref())?;
    let tracked = Tracked::at(&path).map_err(without_help)?;
    let name = path.display().to_string();
    let theirs = tracked.commit("HEAD")?.ok_or_else(|| Problem::new("there is no commit yet"))?;
    let ours = base::commit_of(&tracked, revision, "--check ")?;
    let fork = base::fork(&tracked, &ours, revision)?.ok_or_else(|| {
        let message = format!("`HEAD` and `{revision}` have no commit in common");
        Problem::new(message).help("give the branch from which this one was made")
    })?;
    let [old, ours, theirs] = [&fork, &ours, &theirs].map(|commit| text(&tracked, commit));
    let (old, ours, theirs) = (old?, ours?, theirs?);
    let (Some(ours), Some(theirs)) = (&ours, &theirs) else {
        let left = ours.as_ref().or(theirs.as_ref());
        if old.is_none() || left.is_none_or(|left| Some(left) == old.as_ref()) {
            let who = if ours.is_none() { revision } else { "HEAD" };
            ui.out(&format!("{name}: nothing to merge: `{who}` does not have it\n"))?;
            return Ok(Verdict::Done);
        }
        ui.out(&format!("{name}: the file was removed by one side, and changed by the other\n"))?;
        return Ok(Verdict::Found);
    };
    let sides = Sides { base: old.as_deref().unwrap_or_default(), ours, theirs };
    let markers = Markers { base: short(&fork), ours: revision, theirs: "HEAD", ..Markers::default() };
    let by_lines = conflicts(&tracked, sides, &markers)?;
    let merged = merge(sides, &markers);
    let said = Report { name: &name, markers: &markers };
    said.unread(&merged, ui);
    if !merged.is_clean() {
        ui.out(&(report::lines(&name, &merged).join("\n") + "\n"))?;
        return Ok(Verdict::Found);
    }
    said.new_errors(&merged, sides, global.today()?, ui);
    let result = match by_lines {
        0 => format!("{name}: no conflict with `{revision}`"),
        number => {
            let (by_lines, revision) = (counted(number, "conflict"), shell_word(revision));
            let way = format!("`git merge {revision}`, then `netreg merge --resolve`");
            format!("{name}: {by_lines} by lines, as a hosting site sees it; none by record: {way}")
        }
    };
    ui.out(&(result + "\n"))?;
    Ok(Verdict::Done)
}

/// Returns the text of the file at a commit, or `None` if it does not have it.
fn text(tracked: &Tracked, commit: &str) -> anyhow::Result<Option<String>> {
    let Some(Stored { name, bytes }) = tracked.stored(commit)? else { return Ok(None) };
    let text = String::from_utf8(bytes);
    text.map(Some)
        .map_err(|_| Problem::new(format!("`{}` at {} is not UTF-8", name.display(), short(commit))).into())
}

/// Returns how many conflicts git finds by lines.
fn conflicts(tracked: &Tracked, sides: Sides<&str>, markers: &Markers<'_>) -> anyhow::Result<usize> {
    let [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(Scratch::new);
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let files = Sides { base: base.path(), ours: ours.path(), theirs: theirs.path() };
    let output = tracked.git.merge_file(files, markers, true)?;
    match output.status.code().map(usize::try_from) {
        Some(Ok(number @ 0..128)) => Ok(number),
        _ => Err(failed(&output).into()),
    }
}
