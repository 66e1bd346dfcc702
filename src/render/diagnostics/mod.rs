//! Renders findings, one file per format.
//!
//! The renderers only return text: levels are decided in `validate/`, and files are read in `cli/`. Text of a
//! registry is escaped, so that it cannot control what displays it.

pub mod concise;
pub mod github;
pub mod human;
pub mod json;
mod legible;
mod repeats;
pub mod rule_page;
pub mod sarif;
pub mod summary;

use crate::model::{Diagnostic, Severity, country::footnote};
use crate::text::{Lines, counted};
use crate::validate::baseline::Comparison;
use crate::validate::{self, Suppressed};

/// A file that was checked, with its findings.
#[derive(Debug)]
pub struct CheckedFile<'t> {
    /// Its name, as given by the user.
    pub path: &'t str,
    /// Its text.
    pub text: &'t str,
    /// The findings, by place; possibly not all.
    pub findings: &'t [Diagnostic],
    /// The number of errors and of warnings, shown or not.
    pub tally: (usize, usize),
    /// The number of findings that `netreg validate --fix` fixes, and that `netreg fmt` fixes.
    pub fixable: (usize, usize),
    /// The suppressed findings; with a base, the new ones.
    pub suppressed: &'t [Suppressed],
    /// The comparison with a base, if there is one: then `findings` are only the new ones.
    pub base: Option<&'t Comparison>,
    /// The file as an argument of a command, if the command needs it.
    pub word: Option<String>,
    /// The options of a command that finds the same, such as ` --base main`; `None` if no command does.
    pub options: Option<String>,
}

impl<'t> CheckedFile<'t> {
    /// Returns a checked file that shows all its findings.
    pub fn new(path: &'t str, text: &'t str, findings: &'t [Diagnostic]) -> Self {
        let form = findings.iter().filter(|finding| finding.code.is_form()).count();
        let (tally, fixable) = (tally(findings), (validate::fixable(findings), form));
        Self {
            path,
            text,
            findings,
            tally,
            fixable,
            suppressed: &[],
            base: None,
            word: None,
            options: Some(String::new()),
        }
    }

    /// Returns the summary line, with the commands that fix findings: "1 new error in registry.toml; 38 old
    /// findings (`netreg validate` lists them); 2 fixed".
    pub fn account(&self) -> String {
        let name = self.word.as_ref().map_or(String::new(), |word| match word {
            // A quoted word can begin with a hyphen, too.
            word if word.trim_start_matches(['$', '\'']).starts_with('-') => format!(" -- {word}"),
            word => format!(" {word}"),
        });
        let (kind, nothing) =
            if self.base.is_some() { ("new ", "nothing new") } else { ("", "nothing found") };
        let found = in_words(self.tally, kind).unwrap_or(nothing.to_owned());
        let mut line = format!("{found} in {}", self.path);
        if self.omitted() > 0 {
            line += &format!("; {} not shown", self.omitted());
        }
        // Each command is named with the number of findings that it fixes.
        let fix = self.options.as_ref().map(|options| format!("netreg validate --fix{options}{name}"));
        for (command, number) in [(fix, self.fixable.0), (Some(format!("netreg fmt{name}")), self.fixable.1)]
        {
            if let Some(command) = command.filter(|_| number > 0) {
                line += &format!("; `{command}` fixes {number}");
            }
        }
        if let Some(Comparison { old, fixed, .. }) = self.base {
            if !old.is_empty() {
                let them = if old.len() == 1 { "it" } else { "them" };
                let number = counted(old.len(), "old finding");
                line += &format!("; {number} (`netreg validate{name}` lists {them})");
            }
            if *fixed > 0 {
                line += &format!("; {fixed} fixed");
            }
        }
        line
    }

    /// Returns the number of findings that are not shown.
    pub fn omitted(&self) -> usize {
        (self.tally.0 + self.tally.1).saturating_sub(self.findings.len())
    }
}

/// Returns the line for people about a file in which nothing was found: "62 networks, no problems". `path` is
/// given if it is one of several files.
pub fn no_problems(networks: usize, path: Option<&str>) -> String {
    let place = path.map_or(String::new(), |path| format!(" in {path}"));
    format!("{}{place}, no problems", counted(networks, "network"))
}

/// Returns a text about a finding with the help and, if it is needed, the footnote, each on its own line.
fn in_full(mut text: String, finding: &Diagnostic) -> String {
    if let Some(help) = &finding.help {
        text += &format!("\nhelp: {help}");
    }
    match footnote(&text) {
        Some(note) => format!("{text}\n{note}"),
        None => text,
    }
}

/// Returns the findings of one level in all files, each with its file and the `lines` of the file.
fn of_level<'f, 't>(
    files: &'f [CheckedFile<'t>],
    lines: &'f [Lines<'t>],
    severity: Severity,
) -> impl Iterator<Item = (&'f CheckedFile<'t>, &'f Lines<'t>, &'t Diagnostic)> {
    let all = files
        .iter()
        .zip(lines)
        .flat_map(|(file, lines)| file.findings.iter().map(move |finding| (file, lines, finding)));
    all.filter(move |(.., finding)| finding.severity == severity)
}

/// Counts errors and warnings.
pub fn tally<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> (usize, usize) {
    findings.into_iter().fold((0, 0), |(errors, warnings), finding| match finding.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
    })
}

/// Returns the numbers of errors and warnings in words, or `None` if there are none: "1 new error and 2 new
/// warnings" if `kind` is `new `.
pub fn in_words((errors, warnings): (usize, usize), kind: &str) -> Option<String> {
    let some = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(number, _)| *number > 0);
    let words: Vec<String> = some.map(|(number, noun)| counted(number, &format!("{kind}{noun}"))).collect();
    (!words.is_empty()).then(|| words.join(" and "))
}
