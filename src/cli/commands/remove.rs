//! `netreg remove`: a network leaves the registry.

use clap::Args;
use netreg::edit;
use netreg::parse::Registry;
use netreg::parse::Source;
use netreg::text::visible_line;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Outcome, change, made, refused};
use crate::cli::error::Problem;
use crate::cli::registry;
use crate::cli::store::Text;
use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;

#[derive(Args)]
#[command(after_help = "\
A network that has ended still counts for past days. To keep it, close it instead:
  netreg set ZMB status=closed closed=2025-06")]
pub struct RemoveArgs {
    /// Remove the network of this country, by code or name, or with this slug
    #[arg(value_name = "COUNTRY")]
    network: String,

    /// Do not ask for confirmation
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &RemoveArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let mut agreed = None;
    if !args.yes && !args.write.dry_run {
        // Asked before the registry is locked: nobody else must wait for the answer.
        let text = registry::open(global)?;
        let (key, lines) = found(&args.network, &text, ui)?;
        shown(&lines, ui);
        let closed = format!("`netreg set {key} status=closed closed=DATE` is for a network that ended");
        if !ui.can_ask() {
            return Err(Problem::new(format!(
                "nobody can be asked whether `{key}` goes; nothing was written"
            ))
            .help(format!("`--yes` removes it without asking; {closed}"))
            .into());
        }
        ui.note(&closed);
        if !ui.confirms(&format!("Remove {key}?"))? {
            ui.note("nothing was removed");
            return Ok(Verdict::Failed);
        }
        agreed = Some(lines);
    }
    change(global, &args.write, ui, |text| {
        let (key, lines) = found(&args.network, text, ui)?;
        match &agreed {
            Some(agreed) if *agreed != lines => {
                return Err(Problem::new(format!("`{key}` was changed meanwhile; nothing was removed"))
                    .help("run this again")
                    .into());
            }
            Some(_) => {}
            // What is asked about is shown whatever `--quiet` says; what is told is not.
            None if global.quiet => {}
            None => shown(&lines, ui),
        }
        let edited = made(edit::remove(&text.text, &key), &key, text, ui)?;
        Ok(Outcome::Edited(Changed {
            text: edited.text,
            remarks: edited.remarks,
            done: format!("removed {key}"),
            next: "git diff".to_owned(),
            renamed: None,
        }))
    })
}

/// Returns the key of the network that is meant, and its lines with the comments that go too.
fn found(typed: &str, text: &Text, ui: &Ui) -> anyhow::Result<(String, String)> {
    let source = Source::new(&text.text);
    let (document, findings) = Registry::read(&source);
    let networks = registry::found(typed, &document, &findings, text, ui)?;
    let key = networks[0].key.clone().into_owned();
    match edit::lines(&text.text, &key) {
        Ok(lines) => Ok((key, lines.to_owned())),
        Err(refusal) => Err(refused(&refusal, &key, text, ui).into()),
    }
}

/// Shows what goes.
fn shown(lines: &str, ui: &Ui) {
    let indented = |line: &str| format!("  {}", visible_line(line)).trim_end().to_owned() + "\n";
    ui.aside(&lines.lines().map(indented).collect::<String>());
}
