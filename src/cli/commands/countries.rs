//! `netreg countries`: lists countries and areas with their codes and names.

use clap::Args;
use netreg::model::country::{self, Miss};
use netreg::model::{Country, Language};
use netreg::render::networks::sheet::Sheet;
use netreg::select::cell::Cell;
use netreg::text::normalize;

use crate::cli::args::{Global, LanguageArgs};
use crate::cli::{output::OutputArgs, ui::Ui, verdict::Verdict};

#[derive(Args)]
pub struct CountriesArgs {
    /// Code or part of a name [default: all]
    query: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    /// Sort by name, in the order of the language [default: by code]
    #[arg(long)]
    by_name: bool,

    #[command(flatten)]
    names: LanguageArgs,
}

pub fn run(args: &CountriesArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let output = args.output.open(global, ui)?;
    let language = args.names.language();
    let mut countries: Vec<&Country> = match &args.query {
        None => country::all().iter().collect(),
        Some(query) => country::search(query),
    };
    if let (Some(query), true) = (&args.query, countries.is_empty()) {
        let near = country::suggestions(&normalize(query));
        return Err(Miss::None(near).explained(query).into());
    }
    if args.by_name {
        countries.sort_by_key(|country| country.rank(language));
    }
    // Other names are long. People see them if they ask for a name, in the script that they read.
    let names = match (output.is_for_people(), args.query.is_some()) {
        (true, false) => Names::None,
        (true, true) => Names::InScript,
        (false, _) => Names::All,
    };
    output.sheet(sheet(&countries, language, names), language)?;
    Ok(Verdict::Done)
}

/// The other names that are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    None,
    /// Those in the script of the language.
    InScript,
    All,
}

fn sheet(countries: &[&Country], language: Language, names: Names) -> Sheet {
    let mut columns = vec![
        ("alpha-3", "Alpha-3"),
        ("alpha-2", "Alpha-2"),
        ("m49", "M49"),
        ("name", "Name"),
        ("region", "Region"),
        ("sub-region", "Sub-region"),
    ];
    if names != Names::None {
        columns.push(("other-names", "Other names"));
    }
    let row = |country: &&Country| {
        let others = country.aliases().map(|alias| alias.name);
        let others = others.filter(|name| names == Names::All || language.writes(name));
        let others: Vec<String> = others.map(str::to_owned).collect();
        let mut row = vec![
            Cell::of_text(country.alpha3),
            Cell::of_text(country.alpha2),
            Cell::of_text(country.m49),
            Cell::of_text(country.display_name_in(language)),
            Cell::of_text(country.region_name(language).unwrap_or_default()),
            Cell::of_text(country.sub_region_name(language).unwrap_or_default()),
        ];
        if names != Names::None {
            row.push(if others.is_empty() { Cell::Absent } else { Cell::List(others) });
        }
        row
    };
    Sheet { name: "countries", columns, rows: countries.iter().map(row).collect() }
}
