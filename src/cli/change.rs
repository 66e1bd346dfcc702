//! The one way in which a command changes a registry: open it, edit it, save it.
//!
//! A change that adds an error is refused; an old error elsewhere is no reason to. An equal text is not written.
//! After a change one line says what was done and which command is useful next.

use std::cell::RefCell;

use netreg::edit::{self, About, Edited, FieldValue, Reason, Refusal, Remark, Whereabouts};
use netreg::model::{Address, Diagnostic, RecordRef, Severity, Table};
use netreg::parse::{Registry, code};
use netreg::render::diagnostics::{CheckedFile, human};
use netreg::text::{Lines, all_of, counted, in_a_row, quoted, shell_word};
use netreg::validate::baseline::introduced;
use netreg::validate::{self, Context, check};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::store::{self, Text};
use crate::cli::ui::{Ui, page_width};
use crate::cli::{error::Problem, misspelt, registry, replaced, target::Target, verdict::Verdict, warnings};

/// A registry that is being changed.
pub struct Editor<'a> {
    global: &'a Global,
    dry_run: bool,
    ui: &'a Ui,
    context: Context,
    target: Target,
    /// What was found in the new text, if that was validated already.
    found: RefCell<Option<Vec<Diagnostic>>>,
}

/// A change of the registry, and what to say about it.
#[derive(Default)]
pub struct Changed {
    pub edited: Edited,
    /// What was done: "added Zambia (ZMB)".
    pub done: String,
    /// The command that is useful next.
    pub next: String,
    /// The command that gives what is missing, if something is.
    pub retry: Option<String>,
    /// The addresses of records that are new, where a table has keys.
    pub added: Vec<Address>,
    /// The address that a record had, and the one that it has.
    pub renamed: Option<(Address, Address)>,
    /// Whether several records were named, so that a remark must name its own.
    pub is_of_several: bool,
    /// What was done that was not asked for.
    pub notes: Vec<String>,
}

impl<'a> Editor<'a> {
    /// Opens the registry that the options name; the file is locked until the editor goes.
    pub fn open(global: &'a Global, args: &WriteArgs, ui: &'a Ui) -> anyhow::Result<Self> {
        let path = store::locate(global.file.as_deref())?;
        let context = Context { today: global.today()? };
        let target = Target::open(&path, args.dry_run, ui)?;
        Ok(Self { global, dry_run: args.dry_run, ui, context, target, found: RefCell::default() })
    }

    /// Returns the text as it is.
    pub fn text(&self) -> &Text {
        self.target.text()
    }

    /// Parses the text as it is.
    pub fn registry(&self) -> anyhow::Result<Registry<'_>> {
        registry::parse(self.text())
    }

    /// Parses the text as it is, without the fields of networks.
    pub fn outline(&self) -> anyhow::Result<Registry<'_>> {
        let registry = Registry::outline(&self.text().text);
        registry::known_format(&self.text().name, &registry.diagnostics)?;
        Ok(registry)
    }

    /// Notes what was found in the text that is going to be saved, so that it is not validated again.
    pub fn has_found(&self, findings: Vec<Diagnostic>) {
        self.found.replace(Some(findings));
    }

    /// Makes an edit of the records with these addresses on the part of the text round them, as [`validate::near`].
    pub fn near<T>(
        &self,
        addresses: &[&Address],
        edit: impl FnOnce(&Registry<'_>) -> Option<(T, Edited)>,
    ) -> Option<(T, Edited)> {
        let near = validate::near(&self.context, &self.text().text, addresses, edit)?;
        self.has_found(near.findings);
        Some((near.made, near.edited))
    }

    /// Adds records as [`Self::near`] edits them.
    pub fn add_near(&self, records: &[(&Address, &[FieldValue])]) -> Option<Edited> {
        let addresses: Vec<&Address> = records.iter().map(|(address, _)| *address).collect();
        let ((), edited) = self.near(&addresses, |part| Some(((), edit::add(part, records).ok()?)))?;
        Some(edited)
    }

    /// Saves a change of the registry, unless it adds an error.
    pub fn save(&self, change: &Changed) -> anyhow::Result<Verdict> {
        let (old, new, ui) = (self.text(), change.edited.text.as_str(), self.ui);
        let is_changed = new != old.text;
        if is_changed && !self.adds_no_error(change) {
            return Ok(Verdict::Found);
        }
        for remark in &change.edited.remarks {
            let is_about_file = matches!(remark.about, About::Unsorted(_) | About::FirstComment(_));
            let is_named = change.is_of_several && !is_about_file;
            let whose = if is_named { format!("{}: ", remark.key) } else { String::new() };
            ui.note(&format!("{whose}{}", sentence(remark)));
        }
        ui.notes(&change.notes);
        if !self.global.quiet {
            ui.aside(&replaced::lines(&change.edited.changed, change.is_of_several));
        }
        self.target.put(new, ui)?;
        ui.summary(&if !is_changed {
            format!("nothing to change in {}", old.name)
        } else if self.dry_run {
            format!("dry run: would have {}", change.done)
        } else {
            format!("{}; next: {}", change.done, here(&change.next, self.global))
        });
        Ok(Verdict::Done)
    }

    /// Returns `true` if a change adds no error; shows those that it would add, or its new warnings.
    fn adds_no_error(&self, change: &Changed) -> bool {
        let (old, new) = (self.text().text.as_str(), change.edited.text.as_str());
        let has = self.found.take().unwrap_or_else(|| check(&self.context, new));
        // Most registries have nothing that could be new.
        if has.is_empty() {
            return true;
        }
        // What is found in a record that was not there is new.
        let is_new = |finding: &Diagnostic| {
            let address = finding.record.as_ref().and_then(RecordRef::address);
            address.is_some_and(|address| change.added.contains(&address))
        };
        let had = if has.iter().all(is_new) { Vec::new() } else { check(&self.context, old) };
        let renamed = change.renamed.as_ref().map(|(from, to)| (from, to));
        let added = introduced((old, &had), (new, &has), renamed);
        let errors: Vec<Diagnostic> =
            added.iter().filter(|finding| finding.severity == Severity::Error).copied().cloned().collect();
        if errors.is_empty() {
            warnings::show(added.iter().filter(|finding| !finding.code.is_form()).copied(), self.ui);
            return true;
        }
        show(self.ui, &self.text().name, new, &errors);
        let number = counted(errors.len(), "error");
        let retry = change.retry.as_ref().map(|command| format!("`{}`", again(command, self.global)));
        self.ui.refused(&format!("the change would add {number}; nothing was written"), retry.as_deref());
        false
    }

    /// Shows why an edit was refused, and returns it as a problem.
    pub fn refused(&self, refusal: &Refusal) -> Problem {
        refused(refusal, self.text(), self.ui)
    }
}

/// Adds the registry to a command where it was named in this one.
pub fn here(command: &str, global: &Global) -> String {
    match (&global.file, command.strip_prefix("netreg ")) {
        // A text from standard input went to standard output.
        (Some(file), _) if store::is_stream(file) => command.to_owned(),
        (Some(file), Some(rest)) if global.file_is_typed => {
            format!("netreg -f {} {rest}", shell_word(file))
        }
        _ => command.to_owned(),
    }
}

/// Returns a command that is given again, with the registry of this one.
pub fn again(command: &str, global: &Global) -> String {
    match (&global.file, command.strip_prefix("netreg ")) {
        (Some(file), Some(rest)) if store::is_stream(file) => format!("netreg -f - {rest}"),
        _ => here(command, global),
    }
}

/// Returns the problem that records are in the registry already, with the command that gives them the values in
/// `words`; both as `set` takes them.
pub fn exist(records: &[&str], words: &[String], global: &Global) -> Problem {
    let are = if records.len() == 1 { "is" } else { "are" };
    let words = if words.is_empty() { "FIELD=VALUE".to_owned() } else { words.join(" ") };
    let command = again(&format!("netreg set {} {words}", records.join(" ")), global);
    Problem::new(format!("{} {are} in the registry already; nothing was written", all_of(records)))
        .help(format!("`{command}` changes what is there"))
}

/// Returns `true` if a text is a valid registry; shows its errors if it is not.
pub fn is_accepted(name: &str, text: &str, global: &Global, ui: &Ui) -> anyhow::Result<bool> {
    let findings = check(&Context { today: global.today()? }, text);
    let errors: Vec<Diagnostic> =
        findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    if errors.is_empty() {
        return Ok(true);
    }
    show(ui, name, text, &errors);
    ui.refused("the registry would not be valid; nothing was written", None);
    Ok(false)
}

/// Shows on stderr what was found in a text; `path` names the file that has it, or would have it.
pub fn show(ui: &Ui, path: &str, text: &str, findings: &[Diagnostic]) {
    let file = CheckedFile::new(path, text, findings);
    ui.aside(&human::brief(&file, None, true, usize::from(page_width())));
}

/// Shows why an edit of a text was refused, and returns it as a problem.
pub fn refused(refusal: &Refusal, text: &Text, ui: &Ui) -> Problem {
    let key = &refusal.key;
    match &refusal.reason {
        Reason::Absent => {
            Problem::new(format!("`{key}` is not in the registry")).help("`netreg list` shows its networks")
        }
        Reason::Exists => Problem::new(format!("`{key}` is already in the registry; nothing was written"))
            .help(format!("`netreg show {key}` shows it")),
        Reason::Duplicate(headers) => {
            let problem = Problem::new(format!("`{key}` is in the registry twice"));
            let is_total =
                matches!(Address::parse(key), Ok(Some(address)) if address.table == Table::Published);
            problem.help(if is_total {
                let lines = Lines::new(&text.text);
                let lines: Vec<_> =
                    headers.iter().map(|header| lines.line(header.start).to_string()).collect();
                format!("change `{}` by hand, at the lines {}", text.name, in_a_row(&lines, "and"))
            } else {
                "`netreg validate` shows both places; make one record of the two by hand".to_owned()
            })
        }
        Reason::Keyless => Problem::new(format!("`{key}` has no key that can be changed"))
            .help("leave out `key=`; a published total is named by its `date`"),
        Reason::Unclear(findings) if findings.iter().all(|finding| finding.code == code::SPELLING) => {
            show(ui, &text.name, &text.text, findings);
            let address = Address::parse(key).ok().flatten().unwrap_or_else(|| Address::network(key));
            let sentence = misspelt::sentence(&address, findings);
            Problem::new(format!("{sentence}; nothing was written")).help(misspelt::HELP)
        }
        Reason::Unclear(findings) => {
            show(ui, &text.name, &text.text, findings);
            Problem::new(if findings.iter().any(|finding| finding.code == code::CONFLICT) {
                format!(
                    "the file has an unresolved merge conflict, so it is not known whether `{key}` is in it; nothing was written"
                )
            } else {
                format!("`{key}` could not be read in full; nothing was written")
            })
            .help(if findings.iter().any(|finding| finding.fix.is_some()) {
                "`netreg validate --fix` fixes it"
            } else {
                "fix the file by hand; `netreg validate` shows what is wrong"
            })
        }
    }
}

/// Returns what a remark says.
fn sentence(remark: &Remark) -> String {
    match &remark.about {
        About::CommentRemoved(comment) => {
            format!("the comment `{comment}` was removed with its value")
        }
        About::CommentStays(lines, whereabouts) => {
            let place = match whereabouts {
                Whereabouts::NextField => "stays, above the next field",
                Whereabouts::Record => "stays at the end of the record",
                Whereabouts::List => "stays in the list",
            };
            format!("{} {place}", comment(lines))
        }
        About::Listed(entry) => format!("{} is already in the list", quoted(entry)),
        About::NotListed(entry) => format!("{} is not in the list", quoted(entry)),
        About::Unsorted(below) => {
            let place = below.as_ref().map_or("first".to_owned(), |below| format!("below `{below}`"));
            format!(
                "the records are not in order, so `{}` was put {place}; `netreg fmt` sorts them",
                remark.key
            )
        }
        About::FirstComment(lines) => {
            format!("{} is now the first of the file, and belongs to the file", comment(lines))
        }
    }
}

/// Returns a comment for a sentence, with all of its lines.
fn comment(lines: &[String]) -> String {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    format!("the comment {}", all_of(&lines))
}
