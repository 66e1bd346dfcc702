//! The page of a rule: what it finds, why, a registry that breaks it, and what netreg says of that.
//!
//! Promises: the output shown is made from the same file by the same renderer, so it cannot be out of
//! date. `netreg validate --explain` prints a page, `docs/rules.md` holds all of them.

use crate::model::date::Date;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::render::diagnostics::{CheckedFile, human};
use crate::text::visible;
use crate::validate::{Context, Rule, all, check};

/// The day on which the files of the catalogue are checked.
const DAY: &str = "2026-06-15";

/// How wide the output is, in columns.
const WIDTH: usize = 100;

/// What stands above the pages in `docs/rules.md`.
const HEAD: &str = "\
# Rules

What `netreg validate` finds, by code. This page is made from the rules and from the files in
`tests/rules/` that break them; `netreg validate --explain CODE` prints a section of it.

An error ends the check with exit code 1, a warning does not. For one run, `--deny CODE` makes an error
of a warning, `--deny warnings` of all of them, and `--allow CODE` leaves a rule out. What is wrong in
one record and has to stay is suppressed in the registry, with a reason: see
[`[[allow]]`](format.md#allow-excuses-one-finding-of-one-record).

The first digit of a code is its family: NR0xx reading, NR1xx countries, NR2xx dates, NR3xx fields,
NR4xx across records, NR5xx layout.
";

/// Renders the page of one rule as Markdown that a terminal shows well.
#[must_use]
pub fn render(rule: &Rule) -> String {
    let mut out = format!("## {} {}\n\n", rule.code, rule.name);
    let found = findings(rule);
    out += &format!("{}\n\n{}\n\n", rule.summary, rule.why);
    let severity = if rule.severity == Severity::Error { "An error." } else { "A warning." };
    out += &format!("{severity} {}\n", cure(rule));
    let file = CheckedFile::new("bad.toml", rule.bad, &found);
    let shown = human::render(&file, false, WIDTH);
    for (title, text) in [
        ("This registry breaks it:", rule.bad),
        ("netreg says:", shown.as_str()),
        ("This one does not:", rule.good),
    ] {
        out += &format!("\n{title}\n\n{}", block(text));
    }
    out
}

/// Renders the pages of all rules, below a table of them: `docs/rules.md`.
#[must_use]
pub fn render_all() -> String {
    let mut out = format!("{HEAD}\n| code | name | | mended by |\n| --- | --- | --- | --- |\n");
    for rule in all() {
        let (code, name) = (rule.code, rule.name);
        let anchor = format!("{code}-{name}").to_lowercase();
        let by = match (rule.code.is_form(), rule.fixes) {
            (true, _) => "`netreg fmt`",
            (_, true) => "`netreg validate --fix`",
            _ => "",
        };
        out += &format!("| [{code}](#{anchor}) | {name} | {} | {by} |\n", rule.severity.word());
    }
    for rule in all() {
        out += "\n";
        out += &render(rule);
    }
    out
}

fn findings(rule: &Rule) -> Vec<Diagnostic> {
    // The day is one: a test reads it.
    let today = Date::parse(DAY).ok().and_then(Date::as_day).unwrap_or_default();
    check(&Context { today }, rule.bad)
}

/// Says who mends what a rule finds.
pub(super) fn cure(rule: &Rule) -> &'static str {
    match (rule.code.is_form(), rule.fixes) {
        (true, _) => "`netreg fmt` mends it.",
        (_, true) => "`netreg validate --fix` mends it where there is one right answer.",
        _ => "Only a person can mend it.",
    }
}

/// Returns a text as an indented block, harmless and without blanks at the ends of lines.
fn block(text: &str) -> String {
    let line = |line: &str| format!("{}\n", format!("    {}", visible(line)).trim_end());
    text.trim_end().split('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_one() {
        assert!(Date::parse(DAY).is_ok_and(|when| when.as_day().is_some()));
    }
}
