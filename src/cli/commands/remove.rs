//! `netreg remove`: a network leaves the registry.

use clap::Args;
use netreg::edit;
use netreg::parse::Registry;
use netreg::text::visible_line;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Editor, refused};
use crate::cli::{error::Problem, registry, store::Text, ui::Ui, verdict::Verdict};

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
        // The question comes before the file is locked, so that no other writer waits for the answer.
        let text = registry::open(global)?;
        let (key, lines) = found(&args.network, &registry::parse(&text)?, &text, ui)?;
        shown(&lines, ui);
        if !ui.can_ask() {
            return Err(Problem::new("cannot ask for confirmation here; nothing was removed")
                .help(format!("`netreg remove {key} --yes`"))
                .into());
        }
        ui.note(&format!(
            "`netreg set {key} status=closed closed=DATE` keeps a network that ended in the list"
        ));
        if !ui.confirms(&format!("Remove {key}?"))? {
            ui.note("nothing was removed");
            return Ok(Verdict::Failed);
        }
        agreed = Some(lines);
    }
    let editor = Editor::open(global, &args.write, ui)?;
    let registry = editor.registry()?;
    let (key, lines) = found(&args.network, &registry, editor.text(), ui)?;
    match &agreed {
        Some(agreed) if *agreed != lines => {
            return Err(Problem::new(format!("`{key}` was changed meanwhile; nothing was removed"))
                .help("run this again")
                .into());
        }
        // Lines that were asked about were shown in any case.
        None if !global.quiet => shown(&lines, ui),
        _ => {}
    }
    let edited = edit::remove(&registry, &key).map_err(|refusal| editor.refused(&refusal))?;
    let (done, next) = (format!("removed {key}"), "git diff".to_owned());
    editor.save(&registry, &Changed { edited, done, next, renamed: None, is_of_several: false })
}

/// Returns the key of the network that matches, and its lines with its comments.
fn found(input: &str, registry: &Registry<'_>, text: &Text, ui: &Ui) -> anyhow::Result<(String, String)> {
    let networks = registry::found(input, registry, text, ui)?;
    let key = networks[0].key.clone().into_owned();
    let lines = edit::lines(registry, &key).map_err(|refusal| refused(&refusal, text, ui))?;
    Ok((key, lines.to_owned()))
}

/// Shows the lines that are removed.
fn shown(lines: &str, ui: &Ui) {
    let indented = |line: &str| format!("  {}", visible_line(line)).trim_end().to_owned() + "\n";
    ui.aside(&lines.lines().map(indented).collect::<String>());
}
