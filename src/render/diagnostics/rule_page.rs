//! The page of a rule, for `netreg validate --explain` and `docs/rules.md`, with an example that is checked when
//! the page is made.

use crate::model::{Date, Diagnostic, Severity};
use crate::render::diagnostics::{CheckedFile, human};
use crate::text::visible;
use crate::validate::{Context, Rule, all, check};

/// The day on which the files of the catalogue are checked.
const DAY: &str = "2026-06-15";

/// The width of the output, in columns.
const WIDTH: usize = 100;

/// The introduction of `docs/rules.md`.
const HEAD: &str = "\
# Rules

Look up a finding of `netreg validate` by its code: what it means, why it matters, and how to fix it.
`netreg validate --explain CODE` prints the section of one rule.

If there is an error, the check ends with exit code 1. A warning does not change the exit code. For one
run, `--deny CODE` turns the warnings of a rule into errors, and `--deny warnings` all warnings.
`--allow CODE` ignores a rule for one run. If one finding of one record has to stay, suppress it in the
registry, with a reason: see [`[[allow]]`](format.md#allow-suppresses-one-finding-of-one-record).

The first digit of a code is its family: NR0xx reading, NR1xx countries, NR2xx dates, NR3xx fields,
NR4xx comparisons of records and suppressions, NR5xx layout.

This page is generated from the rules and from the files in `tests/rules/`.
";

/// Renders the page of one rule as Markdown that a terminal shows well.
pub fn render(rule: &Rule) -> String {
    let mut out = format!("## {} {}\n\n", rule.code, rule.name);
    let found = findings(rule);
    out += &format!("{}\n\n{}\n\n", rule.summary, rule.why);
    let severity = if rule.severity == Severity::Error { "An error." } else { "A warning." };
    out += &format!("{severity} {}\n", how_to_fix(rule));
    let file = CheckedFile::new("bad.toml", rule.bad, &found);
    let shown = human::render(&file, false, WIDTH);
    for (title, text) in [
        ("This registry breaks the rule:", rule.bad),
        ("netreg prints:", shown.as_str()),
        ("This registry does not break it:", rule.good),
    ] {
        out += &format!("\n{title}\n\n{}", block(text));
    }
    out
}

/// Renders the pages of all rules, below a table of them: `docs/rules.md`.
pub fn render_all() -> String {
    let mut out = format!("{HEAD}\n| code | name | | fixed by |\n| --- | --- | --- | --- |\n");
    for rule in all() {
        let (code, name) = (rule.code, rule.name);
        let anchor = format!("{code}-{name}").to_lowercase();
        let by = fixer(rule).map(|command| format!("`{command}`")).unwrap_or_default();
        out += &format!("| [{code}](#{anchor}) | {name} | {} | {by} |\n", rule.severity.word());
    }
    for rule in all() {
        out += "\n";
        out += &render(rule);
    }
    out
}

/// Returns what netreg finds in the registry that breaks the rule.
fn findings(rule: &Rule) -> Vec<Diagnostic> {
    // `DAY` is a valid date, as a test shows.
    let today = Date::parse(DAY).ok().and_then(Date::as_day).unwrap_or_default();
    check(&Context { today }, rule.bad)
}

/// Returns the command that fixes the findings of a rule.
fn fixer(rule: &Rule) -> Option<&'static str> {
    let by_edit = rule.fixes.then_some("netreg validate --fix");
    if rule.code.is_form() { Some("netreg fmt") } else { by_edit }
}

/// Returns a sentence that says how the findings of a rule are fixed.
pub(super) fn how_to_fix(rule: &Rule) -> String {
    match fixer(rule) {
        Some(command) if rule.fixes => format!("`{command}` fixes it where exactly one fix is possible."),
        Some(command) => format!("`{command}` fixes it."),
        None => "A person must fix it.".to_owned(),
    }
}

/// Returns a text as an indented block, with invisible characters escaped and no spaces at the ends of lines.
fn block(text: &str) -> String {
    let line = |line: &str| format!("{}\n", format!("    {}", visible(line)).trim_end());
    text.trim_end().split('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_of_the_examples_is_a_date() {
        assert!(Date::parse(DAY).is_ok_and(|when| when.as_day().is_some()));
    }
}
