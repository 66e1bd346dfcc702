//! `netreg count`: how many networks exist, now or then, in all or by group.

use clap::Args;
use netreg::model::{Language, Record, Table, country::footnote};
use netreg::parse::{Source, since};
use netreg::render::networks::notes::{self, Scope};
use netreg::render::networks::sheet::Sheet;
use netreg::select::lifespan::{AsOf, Bounds};
use netreg::select::tally::{Basis, Tally};
use netreg::select::{cell::Cell, count::Count, denominator::Ratio, group::Grouping};
use netreg::text::any_of;

use crate::cli::args::{Global, LanguageArgs, SelectionArgs};
use crate::cli::output::{Output, OutputArgs};
use crate::cli::{error::Problem, registry, ui::Ui, verdict::Verdict};

#[derive(Args)]
pub struct CountArgs {
    #[command(flatten)]
    select: SelectionArgs,

    /// Count by `region`, `sub-region`, `year` or a field
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,

    /// Compare the number with a denominator of the registry, by its ID
    #[arg(long, value_name = "DENOMINATOR", conflicts_with = "by")]
    of: Option<String>,

    #[command(flatten)]
    names: LanguageArgs,

    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &CountArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let selection = args.select.selection(today)?;
    let by = args.by.as_deref().map(grouping).transpose()?;
    let output = args.output.open(global, ui)?;
    let text = registry::open(global)?;
    let source = Source::new(&text.text);
    let language = args.names.language();
    let by_group = by.map(|by| (by, language, today));
    let mut tally = Tally::new(&selection, by_group, args.of.is_some());
    let mut diagnostics = Vec::new();
    let unread = source.each(&mut diagnostics, |record| tally.see(record));
    registry::known_format(&text.name, &diagnostics)?;
    let damaged = std::mem::take(&mut tally.damage).with(unread);
    let warn = || registry::verdict(ui, &text, damaged, &diagnostics);

    let as_of = args.select.as_of.as_deref();
    let as_of = as_of.map(|input| registry::as_of(input, of(&tally, Table::Milestone), today)).transpose()?;
    registry::known(&tally.unresolved, ui, &text, damaged, &diagnostics)?;
    // A question about a status today is about records, not about networks that exist.
    let by_status = by.is_some_and(Grouping::is_status);
    let counts_records = as_of.is_none() && (selection.asks_for_status() || by_status);
    let days = as_of.unwrap_or(AsOf::day(today));
    let bounds = Bounds { since: since(&tally.preamble), today };
    let basis = if counts_records { Basis::Records } else { Basis::Existing(days, bounds) };
    let denominator = args.of.as_deref().map(|id| registry::denominator(id, of(&tally, Table::Denominator)));
    // The denominator may be in a part that could not be read.
    let denominator = denominator.transpose().inspect_err(|_| {
        warn();
    })?;
    let ratio = denominator.map(|denominator| tally.ratio(denominator, basis));
    let count = tally.count(basis);
    match (by, &ratio) {
        (Some(by), _) => output.sheet(grouped(by, tally.groups(basis)), language)?,
        (None, Some(ratio)) => print_ratio(ratio, language, &output)?,
        (None, None) => print_count(count, language, &output)?,
    }

    if as_of.is_some() {
        let published = of(&tally, Table::Published).filter(|_| selection.is_everything());
        for note in notes::count_notes(count, days, published) {
            ui.note(&note);
        }
    }
    let scope = match (counts_records, selection.is_everything()) {
        (true, _) => Scope::Records,
        (_, true) => Scope::All,
        _ => Scope::Filtered,
    };
    let notes = ratio.iter().flat_map(|ratio| notes::ratio_notes(ratio, days, scope));
    notes.for_each(|note| ui.note(&note));
    if tally.is_empty() && !selection.is_everything() {
        ui.note(registry::NO_MATCH);
    }
    Ok(warn())
}

/// Returns the records of a table that is not that of networks.
fn of<'r>(tally: &'r Tally<'_, '_>, table: Table) -> impl Iterator<Item = &'r Record<'r>> {
    tally.preamble.iter().filter(move |record| record.table == table)
}

/// Returns counts by group as rows.
fn grouped(by: Grouping, groups: Vec<(String, Count)>) -> Sheet {
    Sheet {
        name: "groups",
        columns: vec![(by.id(), by.title()), ("networks", "Networks")],
        rows: groups.into_iter().map(|(label, count)| vec![Cell::Text(label), Cell::Count(count)]).collect(),
    }
}

/// Prints a bare number, or a row.
fn print_count(count: Count, language: Language, output: &Output<'_>) -> anyhow::Result<()> {
    if output.format.is_none() {
        return output.destination.put(&format!("{count}\n"));
    }
    let columns = vec![("networks", "Networks")];
    output.sheet(Sheet { name: "counts", columns, rows: vec![vec![Cell::Count(count)]] }, language)
}

/// Prints a ratio as two lines, or as a row.
fn print_ratio(ratio: &Ratio<'_>, language: Language, output: &Output<'_>) -> anyhow::Result<()> {
    if output.format.is_none() {
        let lines = notes::ratio_lines(ratio);
        return output.destination.page(&lines, footnote(&lines));
    }
    output.sheet(Sheet::of_ratio(ratio), language)
}

fn grouping(input: &str) -> anyhow::Result<Grouping> {
    Grouping::of(input).ok_or_else(|| {
        let ids: Vec<&str> = Grouping::ids().collect();
        Problem::new(format!("cannot count by `{input}`"))
            .suggest(input, ids.iter().copied(), || format!("use {}", any_of(&ids)))
            .into()
    })
}
