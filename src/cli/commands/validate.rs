//! `netreg validate`: check files, show the findings, exit 1 for an error.

use std::env;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use netreg::model::{Severity, country::footnote};
use netreg::render::diagnostics::{
    CheckedFile, concise, github, human, in_words, json, no_problems, rule_page, sarif, summary, tally,
};
use netreg::text::shell_word;
use netreg::validate::{self, Context, Levels, Rule};

use crate::cli::check::{Check, Report};
use crate::cli::error::{self, Problem, is_gone};
use crate::cli::ui::{Ui, page_width};
use crate::cli::{args::Global, registry, store, verdict::Verdict};

/// The most bytes that GitHub takes for the summary of a step.
const SUMMARY: u64 = 1024 * 1024;

/// How findings that are shown as places only are shown in full.
const IN_FULL: &str = "`--max-findings 0` shows all findings in full";

/// The format of findings.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each finding with an excerpt of the file
    Human,
    /// One line for each finding: `path:line:column: level[code] message`
    Concise,
    /// One JSON document
    Json,
    /// Annotations for a GitHub workflow, and a table for the summary of its step
    Github,
    /// One SARIF log, for code scanning
    Sarif,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg validate
  netreg validate --base main
  netreg validate --fix --dry-run
  netreg validate --explain NR301

Exit codes: 0 no error, 1 an error or a denied warning, 2 failure")]
pub struct ValidateArgs {
    /// Check these files, `-` for standard input [default: the registry]
    files: Vec<PathBuf>,

    /// Choose the format of the findings
    #[arg(long, default_value = "human")]
    format: Format,

    /// Fix everything that has exactly one possible fix, and report the rest
    ///
    /// With --base, only new findings are fixed.
    #[arg(long, conflicts_with = "explain")]
    fix: bool,

    /// With --fix, print the change as a patch for `git apply`, and write nothing
    #[arg(short = 'n', long, requires = "fix", conflicts_with = "format")]
    dry_run: bool,

    /// Report only what is new since a revision or another file, such as `--base main`
    ///
    /// For a revision, the findings are compared with the commit at which this branch left it. `auto` finds the
    /// commit at which a pull request, a push or the changes in this work tree began.
    #[arg(long, value_name = "REV|FILE|auto")]
    base: Option<String>,

    /// Report findings of this rule as errors, such as NR301, or all `warnings` (repeatable)
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    deny: Vec<String>,

    /// Do not report findings of this rule, such as NR301 (repeatable; overrides --deny)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,

    /// Exit with 0 even if there are errors
    #[arg(long)]
    exit_zero: bool,

    /// Show at most this many findings, or with 0 all of them in full; a SARIF log always contains all
    ///
    /// Without 0, three findings of a rule in a file are shown in full, and the others as one line with their
    /// places. Other formats than `human` contain each finding.
    #[arg(long, value_name = "NUMBER")]
    max_findings: Option<usize>,

    /// Explain the rule with this code, such as NR301, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "base", "deny", "allow"])]
    explain: Option<String>,
}

pub fn run(args: &ValidateArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    if let Some(code) = &args.explain {
        return explain(code, ui);
    }
    let context = Context { today: global.today()? };
    let paths = registry::paths(&args.files, global)?;
    let (levels, base, is_alone) = (args.levels()?, args.base.as_deref(), paths.len() == 1);
    let check = Check { context, levels, base, is_alone };
    let (mut reports, mut failures) = (Vec::new(), Vec::new());
    for path in &paths {
        match args.one(path, &check, ui) {
            Ok(report) => reports.push(report),
            // The other files are validated all the same.
            Err(error) => {
                ui.failure(&error);
                failures.push(error::in_words(&error));
            }
        }
    }
    if !(args.fix && args.dry_run) {
        args.report(&reports, &failures, &check.levels, global, ui)?;
    }
    if !failures.is_empty() {
        return Ok(Verdict::Failed);
    }
    let mut findings = reports.iter().flat_map(Report::findings);
    let errors = findings.any(|finding| finding.severity == Severity::Error);
    Ok(if errors && !args.exit_zero { Verdict::Found } else { Verdict::Done })
}

impl ValidateArgs {
    /// Validates one file; with `--fix`, fixes it first and says what was fixed.
    fn one(&self, path: &Path, check: &Check<'_>, ui: &Ui) -> anyhow::Result<Report> {
        if !self.fix {
            return check.file(path, ui);
        }
        let (report, fixed) = check.fix(path, self.dry_run, ui)?;
        let account = fixed.account(&report.text.name);
        if self.dry_run {
            ui.summary(&would_be(&report, account.as_deref()));
        } else if let Some(account) = account {
            ui.summary(&format!("fixed {account}"));
        }
        Ok(report)
    }

    /// Shows what was found in each file.
    fn report(
        &self,
        reports: &[Report],
        failures: &[String],
        levels: &Levels,
        global: &Global,
        ui: &Ui,
    ) -> anyhow::Result<()> {
        // A file that was named here must be named in the command that fixes it.
        let is_named = !self.files.is_empty() || global.file_is_typed;
        let files = self.limited(reports, levels, is_named);
        self.show(&files, failures, ui)?;
        for (report, file) in reports.iter().zip(&files) {
            match self.format {
                // Annotations end with a summary of their own.
                Format::Github => {}
                _ if file.tally == (0, 0) && file.base.is_none() => {
                    ui.reassure(&self.no_problems(report.networks(), file));
                }
                _ => ui.summary(&file.account()),
            }
        }
        Ok(())
    }

    /// Returns the line about a file in which nothing was found.
    fn no_problems(&self, networks: usize, file: &CheckedFile<'_>) -> String {
        let line = no_problems(networks, (self.files.len() > 1).then_some(file.path));
        match file.suppressed.len() {
            0 => line,
            suppressed => format!("{line}; {suppressed} suppressed"),
        }
    }

    /// Returns what is shown of each file.
    fn limited<'r>(&self, reports: &'r [Report], levels: &Levels, is_named: bool) -> Vec<CheckedFile<'r>> {
        // Readers of these formats know only the repository.
        let by_place = matches!(self.format, Format::Github | Format::Sarif);
        // Code scanning takes for fixed what is not in a log.
        let most = self.max_findings.filter(|most| *most > 0 && self.format != Format::Sarif);
        let mut left = most.unwrap_or(usize::MAX);
        let one = |report: &'r Report| {
            let mut file = report.checked(left, levels);
            left -= file.findings.len();
            let is_word = is_named && !store::is_stream(&report.path);
            file.word = is_word.then(|| shell_word(&report.path));
            if by_place {
                file.path = report.place();
            }
            file
        };
        reports.iter().map(one).collect()
    }

    /// Prints the findings in their format: one document, also where there are none.
    fn show(&self, files: &[CheckedFile<'_>], failures: &[String], ui: &Ui) -> anyhow::Result<()> {
        let width = usize::from(page_width());
        let human = |file| match self.max_findings {
            Some(0) => human::render(file, ui.shows_colour(), width),
            _ => human::brief(file, Some(IN_FULL), ui.shows_colour(), width),
        };
        let printed = match self.format {
            Format::Human => ui.out(&files.iter().map(human).collect::<String>()),
            Format::Concise => {
                let lines: String = files.iter().map(concise::render).collect();
                let printed = ui.out(&lines);
                footnote(&lines).inspect(|note| ui.footnote(note));
                printed
            }
            // Of many findings these are so long that they are never held in memory as a whole.
            Format::Json => ui.stream(|out| json::write(files, out)),
            Format::Sarif => ui.stream(|out| sarif::write(files, failures.is_empty(), out)),
            Format::Github => {
                let printed = ui.out(&github::render(files, failures));
                append_summary(files, failures, ui);
                printed
            }
        };
        match printed {
            // The verdict does not depend on a reader of the findings.
            Err(error) if !is_gone(&error) => Err(error),
            _ => Ok(()),
        }
    }

    /// Looks up the rules that are denied and allowed.
    fn levels(&self) -> anyhow::Result<Levels> {
        let mut levels = Levels::default();
        for input in &self.deny {
            match input.trim() {
                "warnings" => levels.deny_warnings = true,
                code => levels.denied.push(rule(code, &["warnings"])?.code),
            }
        }
        for input in self.allow.iter().map(|input| input.trim()) {
            if input == "warnings" {
                return Err(Problem::new("`warnings` can be denied, not allowed")
                    .help("name the rule, such as `--allow NR301`; warnings do not fail a run by themselves")
                    .into());
            }
            let rule = rule(input, &[])?;
            if !rule.is_allowable() {
                let message = format!("`{}` cannot be allowed: parts of the file cannot be read", rule.code);
                return Err(Problem::new(message)
                    .help("`--exit-zero` shows the findings and ends with 0")
                    .into());
            }
            levels.allowed.push(rule.code);
        }
        Ok(levels)
    }
}

/// Returns the rule with this code or name; if there is none, suggests the nearest of them and of `others`.
fn rule(input: &str, others: &[&str]) -> anyhow::Result<&'static Rule> {
    validate::find(input).ok_or_else(|| {
        let names = validate::all().map(|rule| rule.name).chain(others.iter().copied());
        Problem::new(format!("unknown rule `{input}`"))
            .suggest(input, names, || "a code is `NR` and three digits, as in `error[NR101]`".to_owned())
            .into()
    })
}

/// Says what fixing a file would do, and what it would leave.
fn would_be(report: &Report, account: Option<&str>) -> String {
    let left = in_words(tally(report.findings()), "").unwrap_or("nothing".to_owned());
    match account {
        Some(account) => format!("dry run: would have fixed {account}; {left} would be left"),
        None => format!("nothing can be fixed in {}; {left} would be left", report.text.name),
    }
}

/// Appends the findings to the summary of the step of a GitHub workflow, where this is one.
fn append_summary(files: &[CheckedFile<'_>], failures: &[String], ui: &Ui) {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return };
    // The verdict does not hang on it.
    if let Err(error) =
        store::append(Path::new(&path), SUMMARY, |room| summary::render(files, failures, room))
    {
        ui.warning(&format!("the summary of the step was not written: {error:#}"), None);
    }
}

fn explain(code: &str, ui: &Ui) -> anyhow::Result<Verdict> {
    let rule = rule(code, &[])?;
    ui.out(&rule_page::render(rule))?;
    Ok(Verdict::Done)
}
