//! `netreg announce`: the facts of a press note about a network.

use clap::Args;
use netreg::model::{Record, Table};
use netreg::parse::{Source, since};
use netreg::render::announce::{notes, render};
use netreg::select::announce::Facts;
use netreg::select::dates::Bounds;
use netreg::select::filter::Selection;
use netreg::select::gaps::networks::Lacks;
use netreg::select::tally::Tally;

use crate::cli::args::{Global, LanguageArgs};
use crate::cli::candidates::Candidates;
use crate::cli::destination::DestinationArgs;
use crate::cli::find::{self, Searched};
use crate::cli::registry::{self, Tallied};
use crate::cli::store::Text;
use crate::cli::{error::Problem, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg announce Zambia
  netreg announce ZMB --of gcm-states --lang fr
  netreg announce ZMB -o zambia.md

The note contains only what the registry supports. Messages say what is left out, and why")]
pub struct AnnounceArgs {
    /// Country by code or name, or the slug of a network
    #[arg(value_name = "COUNTRY")]
    network: String,

    /// Compare the number only with this denominator of the registry, by its ID (repeatable) [default: all]
    #[arg(long, value_name = "DENOMINATOR")]
    of: Vec<String>,

    #[command(flatten)]
    destination: DestinationArgs,

    #[command(flatten)]
    names: LanguageArgs,
}

pub fn run(args: &AnnounceArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let destination = args.destination.open_for_note(global, ui)?;
    let text = registry::open(global)?;
    let source = Source::new(&text.text);
    let everything = Selection::default();
    let (mut candidates, mut lacks) =
        (Candidates::new(std::slice::from_ref(&args.network)), Lacks::default());
    let tally = Tally::new(&everything, None, true);
    let read = Tallied::read(&text, &source, tally, |network| {
        candidates.see(network);
        lacks.see(network);
    })?;
    // A number that may be wrong is not printed.
    if let Some(what) = read.unread() {
        ui.failure(&Problem { message: format!("{what}, so there is no note"), ..what }.into());
        return Ok(Verdict::Found);
    }
    let starts: Vec<u32> = candidates.records().flatten().collect();
    let networks: Vec<Record<'_>> = starts.iter().filter_map(|start| source.record_at(*start)).collect();
    let Some(network) = networks.first() else { return Err(nothing(args, &text, ui)) };
    let bounds = Bounds { since: since(&read.tally.preamble), today };
    let facts = Facts::of(network, &read.tally, &lacks, bounds, &args.of)?;
    destination.put(&render(&facts, args.names.language()))?;
    ui.notes(&notes(&facts));
    Ok(Verdict::Done)
}

/// Returns why an argument names no network.
fn nothing(args: &AnnounceArgs, text: &Text, ui: &Ui) -> anyhow::Error {
    let other = || {
        let registry = registry::parse(text)?;
        let found = find::records(&args.network, &registry, text, Searched::Registry, ui)?;
        Ok(found.first().map_or(Table::Network, |record| record.table).noun())
    };
    match other() {
        Ok(noun) => Problem::new(format!("`{}` is {noun}, not a network", args.network))
            .help("name a country or the slug of a network")
            .into(),
        Err(error) => error,
    }
}
