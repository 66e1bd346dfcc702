//! `netreg validate`: check files, show the findings, exit 1 for an error.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use netreg::diagnostic::{Diagnostic, Severity};
use netreg::findings::{Checked, human, json, tally};
use netreg::read::Source;
use netreg::rules::{self, Context, Rule};
use netreg::text::{counted, visible};

use crate::cli::Verdict;
use crate::cli::args::Global;
use crate::cli::failure::{Failure, is_gone};
use crate::cli::store;
use crate::cli::ui::{Ui, page_width};

/// How findings are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With an excerpt of the file.
    Human,
    /// One JSON document.
    Json,
}

#[derive(Args)]
pub struct ValidateArgs {
    /// Files to check, `-` for standard input [default: the registry]
    files: Vec<PathBuf>,

    /// How to show the findings
    #[arg(long, default_value = "human")]
    format: Format,

    /// Exit with 0 even if errors are found
    #[arg(long)]
    exit_zero: bool,

    /// Show at most this many findings
    #[arg(long, value_name = "NUMBER")]
    max_findings: Option<usize>,

    /// Explain a rule by its code, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with = "files")]
    explain: Option<String>,
}

pub fn run(args: &ValidateArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    if let Some(code) = &args.explain {
        return explain(code, ui);
    }
    if global.file_is_typed && !args.files.is_empty() {
        return Err(Failure::new("`--file` and file arguments say two things")
            .help("name the files to check as arguments")
            .into());
    }
    let context = Context { today: global.today()? };
    let paths =
        if args.files.is_empty() { vec![store::locate(global.file.as_deref())?] } else { args.files.clone() };
    let mut texts = Vec::new();
    for path in &paths {
        match store::read(path) {
            Ok(text) => texts.push(text),
            // The other files are checked all the same.
            Err(error) => ui.failure(&error),
        }
    }
    let findings: Vec<Vec<Diagnostic>> =
        texts.iter().map(|text| rules::check(&context, &Source::new(&text.text))).collect();
    let mut left = args.max_findings.unwrap_or(usize::MAX);
    let mut files = Vec::new();
    for (text, findings) in texts.iter().zip(&findings) {
        let shown = &findings[..findings.len().min(left)];
        left -= shown.len();
        files.push(Checked { path: &text.name, text: &text.text, findings: shown, tally: tally(findings) });
    }
    let rendered = match args.format {
        Format::Human => files
            .iter()
            .map(|file| human::render(file, ui.shows_colour(), usize::from(page_width())))
            .collect(),
        Format::Json => json::render(&files),
    };
    match ui.out(&rendered) {
        // The verdict stands even if nobody reads the findings.
        Err(error) if !is_gone(&error) => return Err(error),
        _ => {}
    }
    for file in &files {
        summary(ui, file);
    }
    if texts.len() < paths.len() {
        return Ok(Verdict::Failed);
    }
    let errors = findings.iter().flatten().any(|finding| finding.severity == Severity::Error);
    Ok(if errors && !args.exit_zero { Verdict::Found } else { Verdict::Done })
}

fn summary(ui: &Ui, file: &Checked<'_>) {
    let found = match file.tally {
        (0, 0) => return,
        (errors, 0) => counted(errors, "error"),
        (0, warnings) => counted(warnings, "warning"),
        (errors, warnings) => format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    let omitted = if file.omitted() == 0 { String::new() } else { format!("; {} not shown", file.omitted()) };
    ui.summary(&format!("{found} in {}{omitted}", file.path));
}

fn explain(code: &str, ui: &Ui) -> anyhow::Result<Verdict> {
    let rule = rules::find(code).ok_or_else(|| {
        Failure::new(format!("there is no rule `{code}`"))
            .help("a code is `NR` and three digits, as in `error[NR101]`")
    })?;
    ui.out(&page(rule))?;
    Ok(Verdict::Done)
}

/// Returns the page of a rule.
fn page(rule: &Rule) -> String {
    let indent = |text: &str| {
        text.lines()
            .map(|line| format!("    {}", visible(line)).trim_end().to_owned() + "\n")
            .collect::<String>()
    };
    format!(
        "{} {} ({})\n\n{}\n\nWhy: {}\n\nBad:\n\n{}\nGood:\n\n{}",
        rule.code,
        rule.name,
        rule.severity.word(),
        rule.summary,
        rule.why,
        indent(rule.bad),
        indent(rule.good)
    )
}
