//! `netreg show`: one network in full.

use clap::Args;
use netreg::country::{self, Country, Miss, footnote};
use netreg::document::{self, Document};
use netreg::read::Source;
use netreg::record::Record;
use netreg::render::card;
use netreg::text::nearest;

use crate::cli::Verdict;
use crate::cli::args::{Global, spelt};
use crate::cli::failure::Failure;
use crate::cli::registry;
use crate::cli::ui::{Ui, table_width};

#[derive(Args)]
pub struct ShowArgs {
    /// Country by code or name, or the slug of a network
    #[arg(value_name = "COUNTRY")]
    network: String,
}

pub fn run(args: &ShowArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let text = registry::open(global)?;
    let source = Source::new(&text.text);
    let (document, findings) = document::read(&source);
    let networks = find(&args.network, &document).inspect_err(|_| {
        // It may be there, in a part that could not be read.
        registry::verdict(ui, &text, document.damaged(), &findings);
    })?;
    let width = table_width().map(usize::from);
    let cards: Vec<String> = networks.iter().map(|network| card::render(network, width)).collect();
    let cards = cards.join("\n");
    ui.page(&cards, footnote(&cards))?;
    let damaged = networks.iter().filter(|network| !network.whole).count() + (networks.len() - 1);
    Ok(registry::verdict(ui, &text, damaged, &findings))
}

/// Returns the networks with the key that was typed or that its country has; more than one where
/// the file holds it twice.
fn find<'d>(typed: &str, document: &'d Document<'_>) -> anyhow::Result<Vec<&'d Record<'d>>> {
    let with_key = |key: &str| document.networks().filter(|network| network.key == key).collect::<Vec<_>>();
    let found = with_key(typed);
    if !found.is_empty() {
        return Ok(found);
    }
    match country::find(typed) {
        Ok(country) => {
            let found = with_key(country.alpha3);
            if found.is_empty() { Err(absent(country).into()) } else { Ok(found) }
        }
        Err(Miss::Several(choices)) => {
            Err(Failure::new(format!("`{typed}` is the name of several countries"))
                .help(format!("write {}", spelt(&choices)))
                .into())
        }
        Err(Miss::None(near)) => {
            let failure = Failure::new(format!(
                "`{typed}` is not a country or area that UN M49 lists, nor a network of the registry"
            ));
            let slug = nearest(typed, document.networks().map(|network| network.key.as_ref()));
            Err(match (near.is_empty(), slug) {
                (false, _) => failure.help(format!("did you mean {}?", spelt(&near))),
                (true, Some(slug)) => failure.help(format!("did you mean `{slug}`?")),
                (true, None) => {
                    failure.help("`netreg list` shows the networks, `netreg countries` the countries")
                }
            }
            .into())
        }
    }
}

fn absent(country: &Country) -> Failure {
    Failure::new(format!("{} ({}) is not in the registry", country.display_name(), country.alpha3))
        .help("`netreg list` shows the networks that are")
}
