//! `netreg countries`: the reference table.

use clap::Args;
use netreg::country::{self, Country, Miss};
use netreg::fold::fold;
use netreg::query::Cell;
use netreg::render::sheet::Sheet;

use crate::cli::Verdict;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::ui::Ui;

#[derive(Args)]
pub struct CountriesArgs {
    /// A code, or part of a name
    query: Option<String>,

    /// How to show the rows
    #[arg(long, default_value = "table")]
    format: Format,
}

pub fn run(args: &CountriesArgs, ui: &Ui) -> anyhow::Result<Verdict> {
    let countries: Vec<&Country> = match &args.query {
        None => country::all().iter().collect(),
        Some(query) => country::search(query),
    };
    if let (Some(query), true) = (&args.query, countries.is_empty()) {
        let near = country::suggestions(&fold(query));
        return Err(Failure::of(Miss::None(near).explained(query)).into());
    }
    // Other names are long: people see them when they ask for one.
    let with_names = args.query.is_some() || !matches!(args.format, Format::Table | Format::Md);
    output::sheet(ui, &sheet(&countries, with_names), args.format)?;
    Ok(Verdict::Done)
}

fn sheet(countries: &[&Country], with_names: bool) -> Sheet {
    let mut columns = vec![
        ("alpha-3", "Alpha-3"),
        ("alpha-2", "Alpha-2"),
        ("m49", "M49"),
        ("name", "Name"),
        ("region", "Region"),
        ("sub-region", "Sub-region"),
    ];
    if with_names {
        columns.push(("other-names", "Other names"));
    }
    let text = |text: &str| if text.is_empty() { Cell::Absent } else { Cell::Text(text.to_owned()) };
    let row = |country: &&Country| {
        let names: Vec<String> = country.aliases().map(|alias| alias.name.to_owned()).collect();
        let mut row = vec![
            text(country.alpha3),
            text(country.alpha2),
            text(country.m49),
            text(country.display_name()),
            text(country.region_name().unwrap_or_default()),
            text(country.sub_region_name().unwrap_or_default()),
        ];
        if with_names {
            row.push(if names.is_empty() { Cell::Absent } else { Cell::List(names) });
        }
        row
    };
    Sheet { name: "countries", columns, rows: countries.iter().map(row).collect() }
}
