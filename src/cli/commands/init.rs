//! `netreg init`: a new registry.

use std::path::PathBuf;

use clap::Args;
use netreg::model::field::Table;
use netreg::model::record::Value;
use netreg::model::{input, spelling};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{is_accepted, show_patch};
use crate::cli::store::{self, replace};
use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;

/// The registry of this project, as an example that is real.
const EXAMPLE: &str = include_str!("../../../registry.toml");

/// What a new registry begins with.
const HEAD: &str =
    "# Country networks, one table each: `netreg add` adds one, `netreg validate` checks the file.\n\n";

const TITLE: &str = "Country networks on migration";

#[derive(Args)]
pub struct InitArgs {
    /// Begin with the networks that are publicly known, each with its source
    #[arg(long, conflicts_with_all = ["title", "since"])]
    from_example: bool,

    /// What the registry lists
    #[arg(long, value_name = "TEXT", default_value = TITLE)]
    title: String,

    /// Day before which no network of it can have been
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
    ui.summary(&format!("made {}; next: {next}", path.display()));
    Ok(Verdict::Done)
}

/// Returns the example without the line that leads to the schema of this project.
fn example() -> &'static str {
    match EXAMPLE.split_once('\n') {
        Some((first, rest)) if first.starts_with("#:schema ") => rest,
        _ => EXAMPLE,
    }
}

fn fresh(args: &InitArgs, global: &Global) -> anyhow::Result<String> {
    let today = global.today()?;
    let mut fields = Vec::new();
    for field in Table::Registry.fields() {
        let word = match field.key {
            "format" => Some("1"),
            "title" => Some(args.title.as_str()),
            "since" => args.since.as_deref(),
            _ => None,
        };
        if let Some(word) = word {
            let value: Value<'static> = input::value(field, &[word], today)?;
            fields.push((field, value));
        }
    }
    Ok(HEAD.to_owned() + &spelling::record(Table::Registry, "", &fields, "\n"))
}
