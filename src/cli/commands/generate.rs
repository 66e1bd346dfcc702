//! `netreg generate`: files for other programs, from the tables of netreg.

use clap::{Args, Subcommand};
use netreg::render::schema;

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
}

pub fn run(args: &GenerateArgs, ui: &Ui) -> anyhow::Result<Verdict> {
    match args.what {
        What::Schema => ui.out(&schema::render())?,
    }
    Ok(Verdict::Done)
}
