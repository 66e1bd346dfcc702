//! `netreg remove`: a record leaves the registry.

use clap::Args;
use netreg::edit;
use netreg::model::{Address, Table};
use netreg::parse::Registry;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Editor, refused};
use crate::cli::{error::Problem, find, registry, store::Text, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
A network that has ended still counts for past days. To keep it, close it instead:
  netreg set ZMB status=closed closed=2025-06

Examples:
  netreg remove ZMB
  netreg remove milestone.imrf-2022")]
pub struct RemoveArgs {
    /// Remove the network of this country, by code or name, or with this slug; or the record with this address
    #[arg(value_name = "COUNTRY|ADDRESS")]
    record: String,

    /// Do not ask for confirmation
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &RemoveArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let mut agreed = None;
    if !args.yes && !args.write.dry_run {
        // The question comes before the file is locked, so that no other writer waits for the answer.
        let text = registry::open(global)?;
        let (address, lines) = found(&args.record, &registry::parse(&text)?, &text, ui)?;
        let key = address.short();
        ui.lines(&lines);
        if !ui.can_ask() {
            return Err(Problem::new("cannot ask for confirmation here; nothing was removed")
                .help(format!("`netreg remove {key} --yes`"))
                .into());
        }
        if address.table == Table::Network {
            ui.note(&format!(
                "`netreg set {key} status=closed closed=DATE` keeps a network that ended in the list"
            ));
        }
        if !ui.confirms(&format!("Remove {key}?"))? {
            ui.note("nothing was removed");
            return Ok(Verdict::Failed);
        }
        agreed = Some(lines);
    }
    let editor = Editor::open(global, &args.write, ui)?;
    let near = find::certain(&args.record).and_then(|address| {
        let (lines, edited) = editor.near(&[&address], |part| {
            let lines = edit::lines(part, &address).ok()?.to_owned();
            Some((lines, edit::remove(part, &address).ok()?))
        })?;
        Some((address, lines, Ok(edited)))
    });
    let (address, lines, edited) = if let Some(near) = near {
        near
    } else {
        let registry = editor.registry()?;
        let (address, lines) = found(&args.record, &registry, editor.text(), ui)?;
        let edited = edit::remove(&registry, &address);
        (address, lines, edited)
    };
    let key = address.short();
    match &agreed {
        Some(agreed) if *agreed != lines => {
            return Err(Problem::new(format!("`{key}` was changed meanwhile; nothing was removed"))
                .help("run this again")
                .into());
        }
        // Lines that were asked about were shown in any case.
        None if !global.quiet => ui.lines(&lines),
        _ => {}
    }
    let edited = edited.map_err(|refusal| editor.refused(&refusal))?;
    let (done, next) = (format!("removed {key}"), "git diff".to_owned());
    editor.save(&Changed { edited, done, next, ..Changed::default() })
}

/// Returns the address of the record that matches, and its lines with its comments.
fn found(input: &str, registry: &Registry<'_>, text: &Text, ui: &Ui) -> anyhow::Result<(Address, String)> {
    let address = find::address(input, registry, text, ui)?;
    if address.table == Table::Registry {
        return Err(Problem::new("the table `[registry]` cannot be removed: a registry needs it")
            .help("`netreg set registry FIELD=` removes one of its fields")
            .into());
    }
    let lines = edit::lines(registry, &address).map_err(|refusal| refused(&refusal, text, ui))?;
    Ok((address, lines.to_owned()))
}
