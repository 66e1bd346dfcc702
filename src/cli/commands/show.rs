//! `netreg show`: one network in full.

use clap::Args;
use netreg::model::country::footnote;
use netreg::render::networks::card;

use crate::cli::args::{Global, LanguageArgs};
use crate::cli::{destination::DestinationArgs, registry, ui::Ui, verdict::Verdict};

#[derive(Args)]
pub struct ShowArgs {
    /// Country by code or name, or the slug of a network
    #[arg(value_name = "COUNTRY")]
    network: String,

    #[command(flatten)]
    names: LanguageArgs,

    #[command(flatten)]
    destination: DestinationArgs,
}

pub fn run(args: &ShowArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let destination = args.destination.open(global, ui)?;
    let text = registry::open(global)?;
    let registry = registry::parse(&text)?;
    let networks = registry::found(&args.network, &registry, &text, ui)?;
    let width = destination.width().map(usize::from);
    let cards: Vec<String> =
        networks.iter().map(|network| card::render(network, args.names.language(), width)).collect();
    let cards = cards.join("\n");
    destination.page(&cards, footnote(&cards))?;
    let damaged = networks.iter().filter(|network| !network.complete).count() + (networks.len() - 1);
    Ok(registry::verdict(ui, &text, damaged, &registry.diagnostics))
}
