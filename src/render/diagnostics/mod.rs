//! Findings as text: one renderer a file.
//!
//! Promises: pure functions of the same findings; none of them reads a file or decides what is
//! an error. What the text of a registry holds can steer nothing that shows it.

pub mod concise;
pub mod github;
pub mod human;
pub mod json;
mod legible;
pub mod rule_page;
pub mod sarif;
pub mod summary;

use crate::model::country::footnote;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::text::{Lines, counted};
use crate::validate::baseline::Comparison;
use crate::validate::{self, Suppressed};

/// A file that was checked, with what was found.
#[derive(Debug)]
pub struct CheckedFile<'t> {
    /// The name under which it was given.
    pub path: &'t str,
    /// Its text.
    pub text: &'t str,
    /// What was found, by place; possibly cut short.
    pub findings: &'t [Diagnostic],
    /// How many errors and warnings were found, shown or not.
    pub tally: (usize, usize),
    /// How many of them `netreg validate --fix` and `netreg fmt` mend.
    pub mends: (usize, usize),
    /// What the registry excuses; with a base, what it excuses anew.
    pub suppressed: &'t [Suppressed],
    /// What became of the findings of the state that these are held against, if they are: then
    /// `findings` are those that are new.
    pub base: Option<&'t Comparison>,
    /// The file as a word of a command, where it must be named.
    pub word: Option<String>,
    /// The options with which a run finds the same again, in a command: ` --base main`; none where none does.
    pub options: Option<String>,
}

impl<'t> CheckedFile<'t> {
    /// Makes a file all of whose findings are shown.
    #[must_use]
    pub fn new(path: &'t str, text: &'t str, findings: &'t [Diagnostic]) -> Self {
        let form = findings.iter().filter(|finding| finding.code.is_form()).count();
        let (tally, mends) = (tally(findings), (validate::fixable(findings), form));
        Self {
            path,
            text,
            findings,
            tally,
            mends,
            suppressed: &[],
            base: None,
            word: None,
            options: Some(String::new()),
        }
    }

    /// Says in a line what was found, and which commands mend how much of it: "1 new error in
    /// registry.toml; 38 old findings, which `netreg validate` shows; 2 fixed, thank you".
    #[must_use]
    pub fn account(&self) -> String {
        let name = self.word.as_ref().map_or(String::new(), |word| match word {
            // In quotes it may begin so, too.
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
        // Each cure is named with the number that it mends.
        let fix = self.options.as_ref().map(|options| format!("netreg validate --fix{options}{name}"));
        for (command, number) in [(fix, self.mends.0), (Some(format!("netreg fmt{name}")), self.mends.1)] {
            if let Some(command) = command.filter(|_| number > 0) {
                line += &format!("; `{command}` mends {number}");
            }
        }
        if let Some(Comparison { old, fixed, .. }) = self.base {
            if !old.is_empty() {
                line +=
                    &format!("; {}, which `netreg validate{name}` shows", counted(old.len(), "old finding"));
            }
            if *fixed > 0 {
                line += &format!("; {fixed} fixed, thank you");
            }
        }
        line
    }

    /// Returns how many findings are not shown.
    #[must_use]
    pub fn omitted(&self) -> usize {
        (self.tally.0 + self.tally.1).saturating_sub(self.findings.len())
    }
}

/// Returns what is said of a finding with its remedy and, where it is due, the footnote, each in a line.
fn in_full(mut text: String, finding: &Diagnostic) -> String {
    if let Some(help) = &finding.help {
        text += &format!("\nhelp: {help}");
    }
    match footnote(&text) {
        Some(note) => format!("{text}\n{note}"),
        None => text,
    }
}

/// Returns the findings of a level in all files, each with its file and the `lines` of that.
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
#[must_use]
pub fn tally<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> (usize, usize) {
    findings.into_iter().fold((0, 0), |(errors, warnings), finding| match finding.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
    })
}

/// Says a number of errors and of warnings, each of a `kind`: "1 new error and 2 new warnings" for `new `;
/// none where there are none.
#[must_use]
pub fn in_words((errors, warnings): (usize, usize), kind: &str) -> Option<String> {
    let some = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(number, _)| *number > 0);
    let words: Vec<String> = some.map(|(number, noun)| counted(number, &format!("{kind}{noun}"))).collect();
    (!words.is_empty()).then(|| words.join(" and "))
}
