//! `netreg generate`: files for other programs, from the tables of netreg.

use std::env;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use netreg::render::schema;

use crate::cli::complete::{script, shell::Shell};
use crate::cli::{ui::Ui, verdict::Verdict};

#[derive(Args)]
pub struct GenerateArgs {
    #[command(subcommand)]
    what: What,
}

// The files that can be generated.
#[derive(Subcommand)]
enum What {
    /// Generate the schema with which an editor completes and checks a registry (JSON Schema, draft 07)
    Schema,
    /// Generate the script with which a shell completes the words of a command line
    Completions {
        /// The shell that reads the script
        shell: Shell,
    },
}

pub fn run(args: &GenerateArgs, ui: &Ui) -> anyhow::Result<Verdict> {
    match args.what {
        What::Schema => ui.out(&schema::render())?,
        What::Completions { shell } => ui.out(&script::of(shell, &program()))?,
    }
    Ok(Verdict::Done)
}

/// Returns how a script starts netreg: by its name if a shell has found it by that, else by its path.
fn program() -> PathBuf {
    let started = PathBuf::from(env::args_os().next().unwrap_or_default());
    let is_name = started.components().count() < 2;
    if is_name { Path::new("netreg").to_owned() } else { std::path::absolute(&started).unwrap_or(started) }
}
