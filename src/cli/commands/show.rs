//! `netreg show`: one network in full.

use clap::Args;
use netreg::model::country::footnote;
use netreg::render::networks::card;

use crate::cli::args::{Global, LanguageArgs};
use crate::cli::ui::{Ui, table_width};
use crate::cli::{registry, verdict::Verdict};

#[derive(Args)]
pub struct ShowArgs {
    /// Country by code or name, or the slug of a network
    #[arg(value_name = "COUNTRY")]
    network: String,

    #[command(flatten)]
    names: LanguageArgs,
}

pub fn run(args: &ShowArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let text = registry::open(global)?;
    let registry = registry::parse(&text)?;
    let networks = registry::found(&args.network, &registry, &text, ui)?;
    let width = table_width().map(usize::from);
    let cards: Vec<String> =
        networks.iter().map(|network| card::render(network, args.names.language(), width)).collect();
    let cards = cards.join("\n");
    ui.page(&cards, footnote(&cards))?;
    let damaged = networks.iter().filter(|network| !network.complete).count() + (networks.len() - 1);
    Ok(registry::verdict(ui, &text, damaged, &registry.diagnostics))
}
