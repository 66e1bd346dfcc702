//! The list of commands and the one `match`.

mod add;
mod count;
mod countries;
mod fmt;
mod generate;
mod init;
mod list;
mod remove;
mod set;
mod show;
mod validate;

use clap::{Parser, Subcommand};
use netreg::model::country;

use crate::cli::args::Global;
use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;

/// Keep the registry of United Nations country networks on migration
#[derive(Parser)]
#[command(name = "netreg", version = version(), arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 something was found, 2 could not be done, 101 crashed")]
pub struct Cli {
    /// The options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done; one file each.
#[derive(Subcommand)]
pub enum Command {
    /// Make a new registry
    Init(init::InitArgs),
    /// Add networks, each in its place
    Add(add::AddArgs),
    /// Change fields of networks
    #[command(visible_alias = "edit")]
    Set(set::SetArgs),
    /// Remove a network
    #[command(visible_aliases = ["rm", "delete"])]
    Remove(remove::RemoveArgs),
    /// Bring a registry into its canonical form
    #[command(visible_alias = "format")]
    Fmt(fmt::FmtArgs),
    /// Check a registry: every finding in one run, each at its place
    #[command(visible_aliases = ["check", "lint"])]
    Validate(validate::ValidateArgs),
    /// Count the networks that exist, now or on a day in the past
    Count(count::CountArgs),
    /// List networks, in columns of your choice
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    /// Show one network in full
    Show(show::ShowArgs),
    /// Show the countries and areas that are known, with their codes and names
    Countries(countries::CountriesArgs),
    /// Make what other programs need: the schema for an editor
    Generate(generate::GenerateArgs),
}

/// Commands that people expect and netreg does not have, each with the `set` that does the same.
const DONE_BY_SET: [(&str, &str); 2] = [
    ("rename", "`netreg set ZMB key=NEW` renames a network"),
    ("close", "`netreg set ZMB status=closed closed=2025-06` closes a network"),
];

/// Returns the help for an unknown command that `set` stands in for.
pub fn help_for_unknown(command: &str) -> Option<&'static str> {
    DONE_BY_SET.iter().find(|(name, _)| *name == command).map(|(_, help)| *help)
}

/// Runs the command.
pub fn run(cli: &Cli, ui: &Ui) -> anyhow::Result<Verdict> {
    match &cli.command {
        Command::Init(args) => init::run(args, &cli.global, ui),
        Command::Add(args) => add::run(args, &cli.global, ui),
        Command::Set(args) => set::run(args, &cli.global, ui),
        Command::Remove(args) => remove::run(args, &cli.global, ui),
        Command::Fmt(args) => fmt::run(args, &cli.global, ui),
        Command::Validate(args) => validate::run(args, &cli.global, ui),
        Command::Count(args) => count::run(args, &cli.global, ui),
        Command::List(args) => list::run(args, &cli.global, ui),
        Command::Show(args) => show::run(args, &cli.global, ui),
        Command::Countries(args) => countries::run(args, ui),
        Command::Generate(args) => generate::run(args, ui),
    }
}

fn version() -> &'static str {
    // Leaked once, for clap.
    Box::leak(format!("{} (country table of {})", env!("CARGO_PKG_VERSION"), country::DATE).into_boxed_str())
}
