//! `netreg fmt`: the canonical form.

use std::path::{Path, PathBuf};

use clap::Args;
use netreg::format::format;
use netreg::parse::Registry;
use netreg::render::diagnostics::no_problems;
use netreg::text::{Lines, shell_word};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::store::{self, Text};
use crate::cli::target::Target;
use crate::cli::{error::Problem, registry, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg fmt
  netreg fmt --check
  netreg fmt --diff registry.toml

Exit codes: 0 success, 1 a file is not formatted (with --check), 2 failure")]
pub struct FmtArgs {
    /// Format these files, `-` for standard input to standard output [default: the registry]
    files: Vec<PathBuf>,

    /// Check only: write nothing, and exit with 1 if a file is not formatted
    #[arg(long)]
    check: bool,

    /// Print the changes, and write nothing
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &FmtArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let paths = registry::paths(&args.files, global)?;
    let mut verdict = Verdict::Done;
    for path in &paths {
        match one(path, args, ui) {
            Ok(true) if args.check && verdict == Verdict::Done => verdict = Verdict::Found,
            Ok(_) => {}
            // The other files are formatted all the same.
            Err(error) if paths.len() > 1 => {
                ui.failure(&error);
                verdict = Verdict::Failed;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(verdict)
}

/// Formats one file; returns whether it was not in its canonical form.
fn one(path: &Path, args: &FmtArgs, ui: &Ui) -> anyhow::Result<bool> {
    let shows = args.diff || args.write.dry_run;
    let target = Target::open(path, shows || args.check, ui)?;
    let text = target.text();
    let registry = registry::parse(text)?;
    let new = canonical(text, &registry)?;
    let is_changed = new != text.text;
    if shows || !args.check {
        target.put(&new, ui)?;
    }
    if is_changed && args.check {
        let name = if args.files.is_empty() { String::new() } else { format!(" {}", shell_word(path)) };
        ui.summary(&format!("{} is not in canonical form; `netreg fmt{name}` formats it", text.name));
    } else if args.check {
        let path = (args.files.len() > 1).then_some(text.name.as_str());
        ui.reassure(&format!("{} with the layout", no_problems(registry.networks().count(), path)));
    } else if is_changed && !shows && !store::is_stream(path) {
        ui.summary(&format!("formatted {}", path.display()));
    }
    Ok(is_changed)
}

/// Returns a text in its canonical form.
fn canonical(text: &Text, registry: &Registry<'_>) -> anyhow::Result<String> {
    format(registry).map_err(|finding| {
        let line = Lines::new(&text.text).line(finding.span.start);
        let message = format!("`{}` cannot be formatted: line {line}: {}", text.name, finding.message);
        Problem::new(message).help("`netreg validate` shows what is wrong; fix that first").into()
    })
}
