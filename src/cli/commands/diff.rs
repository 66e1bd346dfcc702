//! `netreg diff`: what changed in the registry, by record and field.

use clap::Args;
use netreg::render::changes::{Comparison, headline, human, json, layout_note, markdown};

use crate::cli::args::{ChangesFormat, Global};
use crate::cli::destination::{Destination, DestinationArgs};
use crate::cli::state::{self, State};
use crate::cli::{error::Problem, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg diff
  netreg diff main
  netreg diff v1.0 HEAD --format md
  netreg diff HEAD:old-name.toml registry.toml

Exit codes: 0 success, 1 a part could not be read or, with --exit-code, a value differs, 2 failure")]
pub struct DiffArgs {
    /// The old state: a revision, a file, `REV:PATH`, or `-` for standard input [default: HEAD]
    old: Option<String>,

    /// The new state, named in the same ways [default: the registry as it is now]
    new: Option<String>,

    /// How to show the changes [default: by the ending of --output, else human]
    #[arg(long)]
    format: Option<ChangesFormat>,

    /// Exit with 1 if a value differs
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    destination: DestinationArgs,
}

pub fn run(args: &DiffArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let destination = args.destination.open_for_page(global, ui)?;
    let format = ChangesFormat::chosen(args.format, args.destination.format());
    let (old, new) = args.states(global, ui)?;
    old.note(&new, ui)?;
    let mut differs = false;
    let verdict = state::compare(&old, &new, today, ui, |comparison| {
        differs = !comparison.difference.records.is_empty();
        show(comparison, format, &destination, ui)
    })?;
    Ok(if args.exit_code && differs { Verdict::Found } else { verdict })
}

impl DiffArgs {
    /// Returns the old and the new state.
    fn states(&self, global: &Global, ui: &Ui) -> anyhow::Result<(State, State)> {
        let is_stream = |word: &Option<String>| word.as_deref() == Some("-");
        if is_stream(&self.old) && is_stream(&self.new) {
            return Err(Problem::new("standard input cannot be compared with itself").into());
        }
        // If there is no registry at all, that comes first.
        let current = if self.new.is_none() { Some(State::current(global)?) } else { None };
        let old = match &self.old {
            Some(word) => State::named(word, global, ui)?,
            None => State::committed(global, ui)?,
        };
        let new = match (current, &self.new) {
            (Some(current), _) => current,
            (None, word) => State::named(word.as_deref().unwrap_or_default(), global, ui)?,
        };
        Ok((old, new))
    }
}

/// Shows what changed, in a format.
fn show(
    comparison: &Comparison<'_>,
    format: ChangesFormat,
    destination: &Destination<'_>,
    ui: &Ui,
) -> anyhow::Result<()> {
    match format {
        ChangesFormat::Json => destination.stream(|mut out| json::write(comparison, &mut out)),
        ChangesFormat::Md => destination.put(&markdown::render(comparison)),
        ChangesFormat::Human => {
            let [old, new] =
                [comparison.old, comparison.new].map(|name| name.spelled(|word| format!("`{word}`")));
            ui.note(&format!("changes from {old} to {new}"));
            let is_empty = comparison.difference.records.is_empty();
            destination.put(&if is_empty { String::new() } else { human::render(comparison) })?;
            match layout_note(comparison.difference) {
                Some(note) => ui.note(note),
                None if is_empty => {
                    ui.reassure(&format!("no difference: {}", headline(&comparison.figures)));
                }
                None => {}
            }
            Ok(())
        }
    }
}
