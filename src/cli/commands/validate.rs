//! `netreg validate`: check files, show the findings, exit 1 for an error.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use netreg::diagnostic::{Diagnostic, Severity};
use netreg::findings::{Checked, human, json, page, tally};
use netreg::read::Source;
use netreg::rules::{self, Context, Levels, Rule};
use netreg::text::counted;

use crate::cli::Verdict;
use crate::cli::args::Global;
use crate::cli::change::rewrite;
use crate::cli::failure::{Failure, is_gone};
use crate::cli::registry;
use crate::cli::store::{self, STDIN, Text};
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

    /// Mend what can be mended without guessing, in one write a file, and show what is left
    #[arg(long, conflicts_with = "explain")]
    fix: bool,

    /// With --fix, write nothing: print the change as a patch that `git apply` takes
    #[arg(short = 'n', long, requires = "fix", conflicts_with = "format")]
    dry_run: bool,

    /// Make errors of the findings of a rule, or of all `warnings` (repeatable)
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    deny: Vec<String>,

    /// Leave out the findings of a rule (repeatable; stronger than --deny)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,

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
    let context = Context { today: global.today()? };
    let levels = args.levels()?;
    let paths = registry::paths(&args.files, global)?;
    if args.fix && args.dry_run {
        return Ok(shown(&paths, &context, &levels, args.exit_zero, ui));
    }
    let mut texts = Vec::new();
    for path in &paths {
        let text = if args.fix { mended(path, &context, &levels, ui) } else { store::read(path) };
        match text {
            Ok(text) => texts.push(text),
            // The other files are checked all the same.
            Err(error) => ui.failure(&error),
        }
    }
    let findings: Vec<Vec<Diagnostic>> =
        texts.iter().map(|text| found(&context, &levels, &text.text)).collect();
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
    for (file, findings) in files.iter().zip(&findings) {
        // A file that was named here must be named in the command that mends it.
        let is_named = (!args.files.is_empty() || global.file_is_typed) && file.path != STDIN;
        summary(ui, file, findings, is_named);
    }
    if texts.len() < paths.len() {
        return Ok(Verdict::Failed);
    }
    let errors = findings.iter().flatten().any(|finding| finding.severity == Severity::Error);
    Ok(if errors && !args.exit_zero { Verdict::Found } else { Verdict::Done })
}

impl ValidateArgs {
    /// Looks up the rules that are denied and allowed.
    fn levels(&self) -> anyhow::Result<Levels> {
        let mut levels = Levels::default();
        for typed in &self.deny {
            match typed.as_str() {
                "warnings" => levels.deny_warnings = true,
                code => levels.denied.push(rule(code, &["warnings"])?.code),
            }
        }
        for typed in &self.allow {
            if typed == "warnings" {
                return Err(Failure::new("`warnings` can be denied, not allowed")
                    .help("name the rule, such as `--allow NR301`; warnings do not fail a run by themselves")
                    .into());
            }
            let rule = rule(typed, &[])?;
            if !rule.is_allowable() {
                let message =
                    format!("`{}` cannot be allowed: what it finds keeps readers from the file", rule.code);
                return Err(Failure::new(message)
                    .help("`--exit-zero` shows the findings and ends with 0")
                    .into());
            }
            levels.allowed.push(rule.code);
        }
        Ok(levels)
    }
}

/// Returns what is to be reported about a text.
fn found(context: &Context, levels: &Levels, text: &str) -> Vec<Diagnostic> {
    let mut findings = rules::check(context, &Source::new(text));
    levels.apply(&mut findings);
    findings
}

/// Returns the rule that was typed, by its code or name; where there is none, `others` may be meant too.
fn rule(typed: &str, others: &[&str]) -> anyhow::Result<&'static Rule> {
    rules::find(typed).ok_or_else(|| {
        let names = rules::all().map(|rule| rule.name).chain(others.iter().copied());
        Failure::new(format!("there is no rule `{typed}`"))
            .meant(typed, names, || "a code is `NR` and three digits, as in `error[NR101]`".to_owned())
            .into()
    })
}

/// Shows what would be mended in each file; finds what would be left.
fn shown(paths: &[PathBuf], context: &Context, levels: &Levels, exit_zero: bool, ui: &Ui) -> Verdict {
    let (mut errors, mut has_failed) = (0, false);
    for path in paths {
        let shown = rewrite(path, true, ui, |text| {
            let mended = rules::mend(context, levels, &text.text).0;
            errors += tally(&found(context, levels, &mended)).0;
            Ok(Some(mended))
        });
        if let Err(error) = shown {
            ui.failure(&error);
            has_failed = true;
        }
    }
    match (has_failed, errors > 0 && !exit_zero) {
        (true, _) => Verdict::Failed,
        (_, true) => Verdict::Found,
        _ => Verdict::Done,
    }
}

/// Mends a file and returns what it holds now.
fn mended(path: &Path, context: &Context, levels: &Levels, ui: &Ui) -> anyhow::Result<Text> {
    if path == Path::new("-") {
        return Err(Failure::new("standard input cannot be mended in its place")
            .help("name the file, or see the change with `--dry-run`")
            .into());
    }
    let mut mended = None;
    rewrite(path, false, ui, |text| {
        let (new, made) = rules::mend(context, levels, &text.text);
        mended = Some((Text { name: text.name.clone(), text: new.clone() }, made));
        Ok(Some(new))
    })?;
    let (text, made) = mended.context("the file was not read")?;
    if made > 0 {
        ui.summary(&format!("mended {} in {}", counted(made, "finding"), text.name));
    }
    Ok(text)
}

fn summary(ui: &Ui, file: &Checked<'_>, findings: &[Diagnostic], is_named: bool) {
    let found = match file.tally {
        (0, 0) => return,
        (errors, 0) => counted(errors, "error"),
        (0, warnings) => counted(warnings, "warning"),
        (errors, warnings) => format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    let omitted = if file.omitted() == 0 { String::new() } else { format!("; {} not shown", file.omitted()) };
    // Each cure is named with the number that it mends.
    let fixes = rules::mendable(findings);
    let form = findings.iter().filter(|finding| finding.code.is_form()).count();
    let cures = [("netreg validate --fix", fixes), ("netreg fmt", form)].into_iter();
    let name = if is_named { format!(" {}", file.path) } else { String::new() };
    let mut line = format!("{found} in {}{omitted}", file.path);
    for (command, number) in cures.filter(|(_, number)| *number > 0) {
        line += &format!("; `{command}{name}` mends {number}");
    }
    ui.summary(&line);
}

fn explain(code: &str, ui: &Ui) -> anyhow::Result<Verdict> {
    let rule = rule(code, &[])?;
    ui.out(&page::render(rule))?;
    Ok(Verdict::Done)
}
