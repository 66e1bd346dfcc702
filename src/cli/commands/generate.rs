//! `netreg generate`: files for other programs and for people, from the tables of netreg.

use std::env;
use std::path::PathBuf;

use clap::{Args, Command, Subcommand};
use netreg::render::schema;

use crate::cli::complete::{script, shell::Shell};
use crate::cli::manual::{markdown, pages};
use crate::cli::{args::Global, destination, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg generate schema > registry.schema.json
  netreg generate man -o ~/.local/share/man/man1
  eval \"$(netreg generate completions bash)\"")]
pub struct GenerateArgs {
    #[command(subcommand)]
    what: What,
}

// The files that can be generated.
#[derive(Subcommand)]
enum What {
    /// Generate the schema with which an editor completes and checks a registry (JSON Schema, draft 07)
    Schema,
    /// Generate a script for a shell, so that the Tab key completes commands, options and values
    Completions {
        /// The shell that runs the script
        shell: Shell,
    },
    /// Generate the man pages
    Man {
        /// Write the pages of all commands into this folder [default: the page of netreg to standard output]
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Generate the reference of all commands, in Markdown
    Docs,
}

pub fn run(args: &GenerateArgs, program: Command, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    match &args.what {
        What::Schema => ui.out(&schema::render())?,
        What::Completions { shell } => ui.out(&script::of(*shell, &started_as()))?,
        What::Man { output: None } => ui.out(&pages::main(program))?,
        What::Man { output: Some(folder) } => {
            let pages = pages::all(program);
            let files: Vec<(&str, &str)> =
                pages.iter().map(|page| (page.file.as_str(), page.text.as_str())).collect();
            destination::write_all(folder, &files, global, ui)?;
        }
        What::Docs => ui.out(&markdown::page(program))?,
    }
    Ok(Verdict::Done)
}

/// Returns how a script starts netreg: by its name if a shell has found it by that, else by its path.
fn started_as() -> PathBuf {
    let started = PathBuf::from(env::args_os().next().unwrap_or("netreg".into()));
    let is_name = started.components().count() < 2;
    if is_name { started } else { std::path::absolute(&started).unwrap_or(started) }
}
