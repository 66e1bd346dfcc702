//! `netreg init`: creates a registry.

use std::path::PathBuf;

use clap::Args;
use netreg::model::{Table, Value, input, spelling};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::store::{self, replace};
use crate::cli::{change::is_accepted, target::show_patch, ui::Ui, verdict::Verdict};

/// The registry of this project, for `--from-example`.
const EXAMPLE: &str = include_str!("../../../registry.toml");

/// The first lines of a new registry.
const HEAD: &str =
    "# Country networks, one table each: `netreg add` adds one, `netreg validate` checks the file.\n\n";

/// The default title of a new registry.
const TITLE: &str = "Country networks on migration";

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg init
  netreg init --from-example
  netreg -f pacific.toml init --title \"Networks in the Pacific\" --since 2018-12-19")]
pub struct InitArgs {
    /// Start with the publicly known networks, each with its source
    #[arg(long, conflicts_with_all = ["title", "since"])]
    from_example: bool,

    /// Set the title of the registry
    #[arg(long, value_name = "TEXT", default_value = TITLE)]
    title: String,

    /// Set the earliest day on which a network can have existed, such as 2018-12-19
    #[arg(long, value_name = "DAY")]
    since: Option<String>,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &InitArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let text = if args.from_example { example().to_owned() } else { fresh(args, global)? };
    let path = global.file.clone().unwrap_or(PathBuf::from(store::NAME));
    if store::is_stream(&path) {
        ui.out(&text)?;
        return Ok(Verdict::Done);
    }
    replace::look(&path)?;
    if !is_accepted(&path.display().to_string(), &text, global, ui)? {
        return Ok(Verdict::Found);
    }
    if args.write.dry_run {
        show_patch(&path, None, &text, ui)?;
        return Ok(Verdict::Done);
    }
    replace::create(&path, &text, ui)?;
    let next = if args.from_example { "netreg list" } else { "netreg add COUNTRY --date DATE --source URL" };
    ui.summary(&format!("created {}; next: {next}", path.display()));
    Ok(Verdict::Done)
}

/// Returns the example without its first line, whose path to the schema is valid in this project only.
fn example() -> &'static str {
    match EXAMPLE.split_once('\n') {
        Some((first, rest)) if first.starts_with("#:schema ") => rest,
        _ => EXAMPLE,
    }
}

/// Returns the text of a registry without networks.
fn fresh(args: &InitArgs, global: &Global) -> anyhow::Result<String> {
    let today = global.today()?;
    let mut fields = Vec::new();
    for field in Table::Registry.fields() {
        let input = match field.key {
            "format" => Some("1"),
            "title" => Some(args.title.as_str()),
            "since" => args.since.as_deref(),
            _ => None,
        };
        if let Some(input) = input {
            let value: Value<'static> = input::value(field, &[input], today)?;
            fields.push((field, value));
        }
    }
    Ok(HEAD.to_owned() + &spelling::record(Table::Registry, "", &fields, "\n"))
}
