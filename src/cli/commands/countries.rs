//! `netreg countries`: lists countries and areas with their codes and names.

use std::borrow::Cow;

use clap::Args;
use netreg::model::country;
use netreg::model::{Country, Language};
use netreg::render::networks::sheet::{Heading, Sheet};
use netreg::select::{cell::Cell, column::Column};

use crate::cli::args::{Global, LanguageArgs};
use crate::cli::{output::OutputArgs, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg countries Zambia
  netreg countries guinea --lang fr
  netreg countries --by-name --format csv -o countries.csv")]
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
    let mut countries: Vec<&'static Country> = match &args.query {
        None => country::all().iter().collect(),
        Some(query) => country::search(query),
    };
    // A name in the form of a list is no part of a name.
    if let (Some(query), true) = (&args.query, countries.is_empty()) {
        countries = vec![country::find(query).map_err(|miss| miss.explained(query))?];
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
    output.sheet(sheet(&countries, language, names))?;
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

fn sheet(countries: &[&'static Country], language: Language, names: Names) -> Sheet {
    let columns: Vec<Column> = ["key", "alpha-2", "m49", "name", "region", "sub-region"]
        .into_iter()
        .filter_map(Column::of)
        .collect();
    let mut sheet = Sheet::of_countries(&columns, countries, language);
    if names != Names::None {
        let others = countries.iter().map(|country| {
            let others = country.aliases().map(|alias| alias.name);
            let others = others.filter(|name| names == Names::All || language.writes(name));
            let others: Vec<_> = others.map(Cow::Borrowed).collect();
            if others.is_empty() { Cell::Absent } else { Cell::List(others) }
        });
        sheet.add(Heading::new("other-names", "Other names"), others);
    }
    sheet
}
