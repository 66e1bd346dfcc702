//! `netreg show`: records in full.

use clap::{Args, ValueEnum};
use netreg::model::{Record, Table, country::footnote};
use netreg::parse::Source;
use netreg::render::networks::sheet::Sheet;
use netreg::render::networks::{card, json};
use netreg::select::column::Column;

use crate::cli::args::{Format, Global, LanguageArgs};
use crate::cli::candidates::Candidates;
use crate::cli::{destination::DestinationArgs, find, registry, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg show Zambia
  netreg show milestone.imrf-2022 denominator.gcm-states
  netreg show ZMB MWI --format json")]
pub struct ShowArgs {
    /// Countries by code or name, slugs of networks, or addresses such as `milestone.imrf-2022`
    #[arg(value_name = "COUNTRY|ADDRESS", required = true)]
    records: Vec<String>,

    /// How to show the records [default: by the ending of --output, else text]
    #[arg(long)]
    format: Option<CardFormat>,

    #[command(flatten)]
    destination: DestinationArgs,

    #[command(flatten)]
    names: LanguageArgs,
}

/// The format of records.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CardFormat {
    /// A line for each field
    Text,
    /// One JSON document
    Json,
}

pub fn run(args: &ShowArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let destination = args.destination.open(global, ui)?;
    let text = registry::open(global)?;
    let language = args.names.language();
    let source = Source::new(&text.text);
    let (mut candidates, mut findings) = (Candidates::new(&args.records), Vec::new());
    source.each(&mut findings, |record| candidates.see(record));
    registry::known_format(&text.name, &findings)?;
    let mut records: Vec<Record<'_>> = Vec::new();
    let mut repeated = 0;
    for (input, starts) in args.records.iter().zip(candidates.records()) {
        let mut found: Vec<Record<'_>> = starts.iter().filter_map(|start| source.record_at(*start)).collect();
        if found.is_empty() {
            // Finds nothing either, but says what is near.
            find::records(input, &registry::parse(&text)?, &text, find::Searched::Registry, ui)?;
        }
        // Several published totals can have one date.
        repeated += found.iter().skip(1).filter(|record| record.table != Table::Published).count();
        found.retain(|record| records.iter().all(|other| other.header != record.header));
        records.append(&mut found);
    }
    let is_json = args.destination.format() == Some(Format::Json);
    match args.format.unwrap_or(if is_json { CardFormat::Json } else { CardFormat::Text }) {
        CardFormat::Text => {
            let width = destination.width().map(usize::from);
            let cards = records.iter().map(|record| card::render(record, language, width));
            let cards = cards.collect::<Vec<_>>().join("\n");
            destination.page(&cards, footnote(&cards))?;
        }
        CardFormat::Json => {
            let of = |table| records.iter().filter(move |record| record.table == table);
            let columns: Vec<Column> = Column::all().collect();
            let sheets =
                Table::ALL.into_iter().filter(|table| of(*table).next().is_some()).map(|table| match table {
                    Table::Network => Sheet::of_networks(&columns, &of(table).collect::<Vec<_>>(), language),
                    table => Sheet::of_records(table, of(table), language),
                });
            destination.stream(|mut out| json::write(sheets, &mut out))?;
        }
    }
    let damaged = records.iter().filter(|record| !record.complete).count() + repeated;
    Ok(registry::verdict(ui, &text, damaged, &findings))
}
