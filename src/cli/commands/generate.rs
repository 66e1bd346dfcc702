//! `netreg generate`: what is made from netreg's own tables, for other programs.

use clap::{Args, Subcommand};
use netreg::render::schema;

use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;

#[derive(Args)]
pub struct GenerateArgs {
    #[command(subcommand)]
    what: What,
}

/// What can be made.
#[derive(Subcommand)]
enum What {
    /// The schema by which an editor completes and checks a registry (JSON Schema, draft 07)
    Schema,
}

pub fn run(args: &GenerateArgs, ui: &Ui) -> anyhow::Result<Verdict> {
    match args.what {
        What::Schema => ui.out(&schema::render())?,
    }
    Ok(Verdict::Done)
}
