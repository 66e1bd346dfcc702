//! The list of commands, and the `match` that runs one.

mod add;
mod announce;
mod count;
mod countries;
mod diff;
mod fmt;
mod gaps;
mod generate;
mod import;
mod init;
mod list;
mod log;
mod merge;
mod remove;
mod report;
mod set;
mod show;
mod validate;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};
use netreg::model::country;

use crate::cli::{args::Global, ui::Ui, verdict::Verdict};

/// Maintain a registry of United Nations country networks on migration
#[derive(Parser)]
#[command(name = "netreg", version = version())]
#[command(after_help = "Exit codes: 0 success, 1 problems found, 2 failure, 101 crash, 130 Ctrl-C")]
pub struct Cli {
    /// The options that all commands share.
    #[command(flatten)]
    pub global: Global,
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands. Each has a file of its own, and a first line of help that fits a terminal of 80 columns. The options of
/// a command are made only if it is run.
// They are made late, so a doc comment on options that commands share would become the first line of their help.
#[derive(Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Create a new registry
    Init(init::InitArgs),
    /// Add networks and other records
    Add(add::AddArgs),
    /// Change fields of networks and other records
    #[command(visible_alias = "edit")]
    Set(set::SetArgs),
    /// Remove a network or another record
    #[command(visible_aliases = ["rm", "delete"])]
    Remove(remove::RemoveArgs),
    /// Import networks from Excel, CSV or JSON
    Import(import::ImportArgs),
    /// Format a registry in its canonical form
    #[command(visible_alias = "format")]
    Fmt(fmt::FmtArgs),
    /// Check a registry, and report each finding
    #[command(visible_aliases = ["check", "lint"])]
    Validate(validate::ValidateArgs),
    /// Compare two states of a registry by record and field
    Diff(diff::DiffArgs),
    /// Show what changed in each commit, or the history of one record
    Log(log::LogArgs),
    /// Count networks, today or on another day, by group or by year
    Count(count::CountArgs),
    /// List records in rows, or countries without a network
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    /// Show all fields of networks and other records
    Show(show::ShowArgs),
    /// Show what a registry lacks, and totals that do not fit
    Gaps(gaps::GapsArgs),
    /// List countries and areas with their codes and names
    Countries(countries::CountriesArgs),
    /// Merge changes by record and field, or resolve a conflict
    Merge(merge::MergeArgs),
    /// Write a web page with numbers, a map and a table, and its data
    Report(report::ReportArgs),
    /// Write the facts for a press note about a network
    Announce(announce::AnnounceArgs),
    /// Generate files for other programs, such as a schema for editors
    Generate(generate::GenerateArgs),
}

/// Commands that do not exist but that users try, each with the `set` that does the same.
const DONE_BY_SET: [(&str, &str); 2] = [
    ("rename", "`netreg set ZMB key=NEW` renames a network"),
    ("close", "`netreg set ZMB status=closed closed=2025-06` closes a network"),
];

/// Returns the help for an unknown command if `set` does the same.
pub fn help_for_unknown(command: &str) -> Option<&'static str> {
    DONE_BY_SET.iter().find(|(name, _)| *name == command).map(|(_, help)| *help)
}

/// Returns `true` if a command with these arguments is git's merge driver.
pub fn is_merge_driver(command: &str, args: &[OsString]) -> bool {
    command == "merge" && merge::is_driver(args)
}

/// Runs the command.
///
/// # Errors
///
/// Fails if the command cannot do its work.
pub fn run(cli: &Cli, ui: &Ui) -> anyhow::Result<Verdict> {
    match &cli.command {
        Command::Init(args) => init::run(args, &cli.global, ui),
        Command::Add(args) => add::run(args, &cli.global, ui),
        Command::Set(args) => set::run(args, &cli.global, ui),
        Command::Remove(args) => remove::run(args, &cli.global, ui),
        Command::Import(args) => import::run(args, &cli.global, ui),
        Command::Fmt(args) => fmt::run(args, &cli.global, ui),
        Command::Validate(args) => validate::run(args, &cli.global, ui),
        Command::Diff(args) => diff::run(args, &cli.global, ui),
        Command::Log(args) => log::run(args, &cli.global, ui),
        Command::Count(args) => count::run(args, &cli.global, ui),
        Command::List(args) => list::run(args, &cli.global, ui),
        Command::Show(args) => show::run(args, &cli.global, ui),
        Command::Gaps(args) => gaps::run(args, &cli.global, ui),
        Command::Countries(args) => countries::run(args, &cli.global, ui),
        Command::Merge(args) => merge::run(args, &cli.global, ui),
        Command::Report(args) => report::run(args, &cli.global, ui),
        Command::Announce(args) => announce::run(args, &cli.global, ui),
        Command::Generate(args) => generate::run(args, Cli::command(), &cli.global, ui),
    }
}

/// Returns the version of netreg with that of the country table.
fn version() -> &'static str {
    // Leaked once, because clap takes a static text.
    Box::leak(format!("{} (country table of {})", env!("CARGO_PKG_VERSION"), country::DATE).into_boxed_str())
}
