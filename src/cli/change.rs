//! The single routine by which any command alters a registry.
//!
//! Promises: an edit that would add an error is refused, an old error elsewhere is no reason to;
//! an equal text is not written; after a change one line says what was done and what is useful
//! next. How a file is written is left to `store/replace.rs`, what changes to the commands.

use std::path::Path;

use netreg::edit::{Edited, Refusal};
use netreg::model::diagnostic::{Diagnostic, Found, Severity};
use netreg::parse::Source;
use netreg::render::diagnostics::{CheckedFile, human};
use netreg::text::diff;
use netreg::text::{counted, shell_word};
use netreg::validate::baseline::{State, introduced};
use netreg::validate::{self, Context};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::error::Problem;
use crate::cli::registry::understood;
use crate::cli::store::{self, Text, replace, trace};
use crate::cli::ui::{Ui, page_width};
use crate::cli::verdict::Verdict;

/// What became of an edit.
pub enum Outcome {
    /// The registry has another text.
    Edited(Changed),
    /// It stays as it is, which has been said.
    Ended(Verdict),
}

/// A new text of the registry, and what to say about it.
pub struct Changed {
    pub text: String,
    /// What the keeper may not expect.
    pub remarks: Vec<String>,
    /// What was done: "added Zambia (ZMB)".
    pub done: String,
    /// The command that is useful next.
    pub next: String,
    /// The key that a record had, and the one that it has.
    pub renamed: Option<(String, String)>,
}

/// Changes the registry that the options name by what `edit` makes of its text.
pub fn change(
    global: &Global,
    args: &WriteArgs,
    ui: &Ui,
    edit: impl FnOnce(&Text) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Verdict> {
    let path = store::locate(global.file.as_deref())?;
    let context = Context { today: global.today()? };
    let mut verdict = Verdict::Done;
    let mut said = None;
    rewrite(&path, args.dry_run, ui, |text| {
        let change = match edit(text)? {
            Outcome::Ended(ended) => {
                verdict = ended;
                return Ok(None);
            }
            Outcome::Edited(change) => change,
        };
        if change.text != text.text && !brings_no_error(&context, text, &change, ui) {
            verdict = Verdict::Found;
            return Ok(None);
        }
        change.remarks.iter().for_each(|remark| ui.note(remark));
        said = Some(if change.text == text.text {
            format!("nothing to change in {}", text.name)
        } else if args.dry_run {
            format!("dry run: would have {}", change.done)
        } else {
            format!("{}; next: {}", change.done, here(&change.next, global))
        });
        Ok(Some(change.text))
    })?;
    if let Some(line) = said {
        ui.summary(&line);
    }
    Ok(verdict)
}

/// Names the registry in a command where it was named in this one.
pub fn here(command: &str, global: &Global) -> String {
    match (&global.file, command.strip_prefix("netreg ")) {
        // What came from standard input went to standard output.
        (Some(file), _) if store::is_stream(file) => command.to_owned(),
        (Some(file), Some(rest)) if global.file_is_typed => {
            format!("netreg -f {} {rest}", shell_word(file))
        }
        _ => command.to_owned(),
    }
}

/// Puts what `edit` makes of a text in its place: in the file, or on stdout where the text comes
/// from stdin. A dry run prints the patch. Returns whether the text is another.
pub fn rewrite(
    path: &Path,
    dry_run: bool,
    ui: &Ui,
    edit: impl FnOnce(&Text) -> anyhow::Result<Option<String>>,
) -> anyhow::Result<bool> {
    trace::works_on(path);
    let is_stream = store::is_stream(path);
    let edit = |text: &Text| understood(text).and_then(|()| edit(text));
    if !is_stream && !dry_run {
        let held = replace::hold(path, ui)?;
        let new = edit(&held.text)?.filter(|new| *new != held.text.text);
        let is_changed = new.is_some();
        new.map(|new| held.replace(&new, ui)).transpose()?;
        return Ok(is_changed);
    }
    let text = store::read(path)?;
    let Some(new) = edit(&text)? else { return Ok(false) };
    if dry_run {
        show_patch(path, Some(&text.text), &new, ui)?;
    } else {
        ui.out(&new)?;
    }
    Ok(new != text.text)
}

/// Prints the patch that makes the file at `path`, `old` of which is there, into `new`.
pub fn show_patch(path: &Path, old: Option<&str>, new: &str, ui: &Ui) -> anyhow::Result<()> {
    let name = if store::is_stream(path) { store::NAME.into() } else { store::patch_path(path) };
    ui.patch(&diff::unified(name.as_os_str(), old, new))
}

/// Tells whether a text that is to be a registry is one; shows what is wrong where it is not.
pub fn is_accepted(name: &str, text: &str, global: &Global, ui: &Ui) -> anyhow::Result<bool> {
    let findings = validate::check(&Context { today: global.today()? }, &Source::new(text));
    let errors: Vec<Diagnostic> =
        findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    if errors.is_empty() {
        return Ok(true);
    }
    show(ui, name, &Found::new(text, errors));
    ui.refused("nothing was written: it would be no valid registry");
    Ok(false)
}

/// Tells whether a change brings no error; shows those that it would.
fn brings_no_error(context: &Context, text: &Text, change: &Changed, ui: &Ui) -> bool {
    let check = |text: &str| validate::check(context, &Source::new(text));
    let (before, after) = (check(&text.text), check(&change.text));
    let (old, new) = (State::plain(&text.text, &before), State::plain(&change.text, &after));
    let renamed = change.renamed.as_ref().map(|(from, to)| (from.as_str(), to.as_str()));
    let fresh = introduced(old, new, renamed);
    let errors: Vec<Diagnostic> =
        fresh.iter().filter(|finding| finding.severity == Severity::Error).copied().cloned().collect();
    if errors.is_empty() {
        for warning in fresh.iter().filter(|finding| !finding.code.is_form()) {
            let whose = warning.key.as_ref().map_or(String::new(), |key| format!("{key}: "));
            let message = format!("{whose}{} ({})", warning.message, warning.code);
            ui.warning(&message, warning.help.as_deref());
        }
        return true;
    }
    let number = counted(errors.len(), "error");
    show(ui, &text.name, &Found::new(&change.text, errors));
    ui.refused(&format!("nothing was written: the change would add {number}"));
    false
}

/// Shows on stderr what was found in a text; `path` names the file that has it, or would have it.
fn show(ui: &Ui, path: &str, found: &Found<'_>) {
    let file = CheckedFile::new(path, &found.text, &found.findings);
    ui.aside(&human::render(&file, true, usize::from(page_width())));
}

/// Returns the edit of a network, or why it cannot be made.
pub fn made(result: Result<Edited, Refusal>, key: &str, text: &Text, ui: &Ui) -> anyhow::Result<Edited> {
    result.map_err(|refusal| refused(&refusal, key, text, ui).into())
}

/// Makes an edit of what was made of a text so far. Where it is refused, it is so for the text as it is, if that
/// is refused too: in the file, its places can be looked up.
pub fn attempt(
    so_far: &str,
    text: &Text,
    edit: impl Fn(&str) -> Result<Edited, Refusal>,
) -> Result<Edited, Refusal> {
    edit(so_far).map_err(|refusal| edit(&text.text).err().unwrap_or(refusal))
}

/// Says why an edit of a network cannot be made.
pub fn refused(refusal: &Refusal, key: &str, text: &Text, ui: &Ui) -> Problem {
    match refusal {
        Refusal::Absent => Problem::new(format!("`{key}` is not in the registry"))
            .help("`netreg list` shows the networks that are"),
        Refusal::Exists => Problem::new(format!("`{key}` is in the registry already; nothing was written"))
            .help(format!("`netreg show {key}` shows it")),
        Refusal::Twice => Problem::new(format!("`{key}` is in the registry twice"))
            .help("`netreg validate` shows where; make one record of the two by hand"),
        Refusal::Unclear(found) => {
            show(ui, &text.name, found);
            Problem::new(format!(
                "nothing was written: what stands there cannot be told, so `{key}` is left alone"
            ))
            .help(if found.findings.iter().any(|finding| finding.fix.is_some()) {
                "`netreg validate --fix` mends it"
            } else {
                "mend the file by hand; `netreg validate` says what is wrong"
            })
        }
    }
}
