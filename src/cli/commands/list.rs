//! `netreg list`: networks in rows, fields in columns.

use clap::Args;
use netreg::model::{Record, Table};
use netreg::render::networks::sheet::Sheet;
use netreg::select::lifespan::{Bounds, Existence, Lifespan};
use netreg::select::{cell::Cell, column::Column};
use netreg::text::all_of;

use crate::cli::args::{Global, LanguageArgs, SelectionArgs};
use crate::cli::{error::Problem, ui::Ui, verdict::Verdict};
use crate::cli::{output::OutputArgs, registry};

/// The columns for people.
const USUAL: [&str; 5] = ["key", "name", "status", "established", "region"];

#[derive(Args)]
pub struct ListArgs {
    #[command(flatten)]
    select: SelectionArgs,

    /// Columns to show, or `all` [default: key,name,status,established,region; data formats: all]
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    columns: Vec<String>,

    /// Column to sort by [default: key]
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,

    /// Sort in reverse order
    #[arg(long)]
    reverse: bool,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    names: LanguageArgs,
}

pub fn run(args: &ListArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let selection = args.select.selection(today)?;
    let language = args.names.language();
    let output = args.output.open(global, ui)?.with(&args.columns);
    let columns = columns(args, output.is_for_people())?;
    let sort = args.sort.as_deref().map_or(Ok(Column::Key), column)?;
    let text = registry::open(global)?;
    let registry = registry::parse(&text)?;
    let diagnostics = &registry.diagnostics;

    let mut unresolved = selection.unresolved();
    registry.networks().for_each(|network| unresolved.see(network));
    registry::known(&unresolved, ui, &text, registry.damaged(), diagnostics)?;
    let mut networks: Vec<&Record<'_>> =
        registry.networks().filter(|network| selection.takes(network)).collect();
    let as_of = args.select.as_of.as_deref();
    let as_of =
        as_of.map(|input| registry::as_of(input, registry.of(Table::Milestone), today)).transpose()?;
    let bounds = Bounds { since: registry.since(), today };
    let existence = |network: &Record<'_>| {
        as_of.map_or(Existence::Certain, |day| Lifespan::of(network).existence(day, bounds))
    };
    networks.retain(|network| existence(network) != Existence::No);
    sort.sort(&mut networks, language, args.reverse);

    let mut sheet = Sheet::of_networks(&columns, &networks, language);
    if as_of.is_some() {
        sheet.columns.push(("existed", "Existed"));
        let existed = networks.iter().map(|network| Cell::Text(existence(network).name().to_owned()));
        sheet.rows.iter_mut().zip(existed).for_each(|(row, cell)| row.push(cell));
    }
    output.sheet(sheet, language)?;
    if networks.is_empty() && registry.networks().next().is_some() {
        ui.note(registry::NO_MATCH);
    }
    Ok(registry::verdict(ui, &text, registry.damaged(), diagnostics))
}

fn columns(args: &ListArgs, for_people: bool) -> anyhow::Result<Vec<Column>> {
    let usual = if for_people { &USUAL[..] } else { &["all"] };
    let given = args.columns.iter().map(|id| id.trim()).collect::<Vec<_>>();
    let mut columns = Vec::new();
    for id in if given.is_empty() { usual } else { &given } {
        let named = if *id == "all" { Column::all().collect() } else { vec![column(id)?] };
        // Each column is shown once, at its first place.
        for column in named {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    Ok(columns)
}

fn column(id: &str) -> anyhow::Result<Column> {
    Column::of(id).ok_or_else(|| {
        let ids: Vec<&str> = Column::all().map(Column::id).collect();
        Problem::new(format!("unknown column `{id}`"))
            .suggest(id, ids.iter().copied(), || format!("the columns are {}", all_of(&ids)))
            .into()
    })
}
