//! `netreg list`: records in rows, fields in columns; or the countries without a network.

use clap::Args;
use netreg::model::{Country, Record, Table, country};
use netreg::parse::Registry;
use netreg::render::networks::notes;
use netreg::render::networks::sheet::Sheet;
use netreg::select::as_of::AsOf;
use netreg::select::certainty::Certainty;
use netreg::select::countries::Covered;
use netreg::select::filter::Selection;
use netreg::select::question::{Basis, Question};
use netreg::select::{column, column::Column, count::Count, dates::Bounds, dates::Dates};
use netreg::select::{denominator::Denominator, tally::LeftOut};
use netreg::text::{all_of, did_you_mean};

use crate::cli::args::{Global, LanguageArgs, SelectionArgs};
use crate::cli::{error::Problem, store::Text, ui::Ui, verdict::Verdict};
use crate::cli::{output::OutputArgs, registry};

#[derive(Args)]
pub struct ListArgs {
    /// The table to list: `network`, `denominator`, `milestone`, `published` or `allow`
    #[arg(value_name = "TABLE", default_value = "network", value_parser = table)]
    table: Table,

    #[command(flatten)]
    select: SelectionArgs,

    /// Leave out what matches only possibly, because its dates are not exact
    #[arg(long, conflicts_with = "missing")]
    certain: bool,

    /// List the countries and areas that have no network
    #[arg(long, conflicts_with_all = ["status", "filters"])]
    missing: bool,

    /// With --missing, list only countries of this denominator
    #[arg(long, value_name = "DENOMINATOR", requires = "missing")]
    of: Option<String>,

    /// Columns to show, or `all` [default for networks: key,name,status,established,region; data formats: all]
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
    if args.table != Table::Network {
        args.only_columns(&selection)?;
    }
    let output = args.output.open(global, ui)?.with(&args.columns);
    let text = registry::open(global)?;
    let registry = registry::parse(&text)?;
    let as_of = args.select.as_of.as_deref();
    let as_of =
        as_of.map(|input| registry::as_of(input, registry.of(Table::Milestone), today)).transpose()?;
    let asked = Asked {
        args,
        is_for_people: output.is_for_people(),
        selection: &selection,
        as_of,
        bounds: Bounds { since: registry.since(), today },
    };
    let sheet = match args.table {
        Table::Network if args.missing => asked.missing(&registry)?,
        Table::Network => asked.networks(&registry, &text, ui)?,
        table => asked.records(table, &registry)?,
    };
    let notes = sheet.notes.clone();
    output.sheet(sheet)?;
    ui.notes(&notes);
    Ok(registry::verdict(ui, &text, registry.damaged(), &registry.diagnostics))
}

impl ListArgs {
    /// Makes sure that only options are given that a table without networks has, too.
    fn only_columns(&self, selection: &Selection) -> anyhow::Result<()> {
        let is_selected = !selection.is_everything() || self.select.as_of.is_some() || self.certain;
        if is_selected || self.missing || self.sort.is_some() {
            let message = format!("`list {}` lists all records, in the order of the file", self.table.key());
            let help = "leave out the options that select or sort networks";
            return Err(Problem::new(message).help(help).into());
        }
        Ok(())
    }

    /// Returns the columns of networks or countries to show.
    fn columns(&self, usual: &[&'static str], is_for_people: bool) -> anyhow::Result<Vec<Column>> {
        let usual = if is_for_people { usual } else { &["all"] };
        let given = self.columns.iter().map(|id| id.trim()).collect::<Vec<_>>();
        let all: Vec<Column> =
            if self.missing { Column::of_countries().collect() } else { Column::all().collect() };
        let mut columns = Vec::new();
        for id in if given.is_empty() { usual } else { &given } {
            let named = if *id == "all" { all.clone() } else { vec![named_column(id, all.iter().copied())?] };
            // Each column is shown once, at its first place.
            for column in named {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
        Ok(columns)
    }
}

/// A list that is asked for.
struct Asked<'a> {
    args: &'a ListArgs,
    is_for_people: bool,
    selection: &'a Selection,
    as_of: Option<AsOf>,
    bounds: Bounds,
}

impl Asked<'_> {
    /// Lists networks. Where dates decide, a column says which of them match certainly.
    fn networks(&self, registry: &Registry<'_>, text: &Text, ui: &Ui) -> anyhow::Result<Sheet> {
        let args = self.args;
        let language = args.names.language();
        let columns =
            args.columns(&["key", "name", "status", "established", "region"], self.is_for_people)?;
        let sort = args.sort.as_deref().map_or(Ok(Column::Key), |id| named_column(id, Column::all()))?;
        let mut doubts = self.selection.doubts();
        registry.networks().for_each(|network| doubts.see(network));
        registry::known(&doubts, ui, text, registry.damaged(), &registry.diagnostics)?;
        let basis = self.as_of.map_or(Basis::Records, Basis::Existing);
        let question = Question::new(basis, self.bounds, self.selection, registry.records.iter())?;
        let certainty = |network: &Record<'_>| {
            if question.asks_nothing() {
                return Certainty::Certain;
            }
            let countries: Vec<&Country> = column::countries(network).collect();
            question.certainty(&Dates::of(network), &countries)
        };
        let mut networks: Vec<&Record<'_>> =
            registry.networks().filter(|network| self.selection.takes(network)).collect();
        networks.retain(|network| certainty(network) != Certainty::No);
        let count: Count = networks.iter().map(|network| certainty(network)).collect();
        if args.certain {
            networks.retain(|network| certainty(network) == Certainty::Certain);
        }
        sort.sort(&mut networks, language, args.reverse);
        let mut sheet = Sheet::of_networks(&columns, &networks, language);
        if self.as_of.is_some() || self.selection.asks_for_date() {
            sheet.add_certainty(networks.iter().map(|network| certainty(network)));
            sheet.notes.extend(if args.certain {
                notes::only_certain_note(count)
            } else {
                notes::range_note(count, self.as_of, self.selection.asks_for_date())
            });
        }
        sheet.notes.extend(self.as_of.and_then(notes::cut_note));
        if self.as_of.is_none() && !self.selection.asks_for_status() {
            sheet.notes.extend(notes::more_than_counted(LeftOut::of(
                networks.iter().map(|network| network.status()),
            )));
        }
        if networks.is_empty() && registry.networks().next().is_some() {
            sheet.notes.push(registry::NO_MATCH.to_owned());
        }
        Ok(sheet)
    }

    /// Lists the countries and areas of M49, or of a denominator, that have no network today, or as of a day.
    fn missing(&self, registry: &Registry<'_>) -> anyhow::Result<Sheet> {
        let args = self.args;
        let language = args.names.language();
        let columns = args.columns(&["key", "name", "region", "sub-region"], self.is_for_people)?;
        let as_of = self.as_of.unwrap_or(AsOf::day(self.bounds.today));
        let everything = Selection::default();
        let question =
            Question::new(Basis::Existing(as_of), self.bounds, &everything, registry.records.iter())?;
        let mut covered = Covered::default();
        for network in registry.networks() {
            let countries: Vec<&'static Country> = column::countries(network).collect();
            match question.certainty(&Dates::of(network), &countries) {
                Certainty::No => {}
                certainty => covered.add(certainty, &countries),
            }
        }
        let denominators: Vec<&Record<'_>> = registry.of(Table::Denominator).collect();
        let listed = args.of.as_deref().map(|id| Denominator::find_listed(id, &denominators)).transpose()?;
        let is_asked = |country: &Country| match &listed {
            Some(listed) => listed.contains(country.alpha3),
            None => country.is_in_m49(),
        };
        let areas = &self.selection.areas;
        let is_in = |country: &Country| areas.is_empty() || areas.iter().any(|area| country.is_in(area));
        let mut countries: Vec<&'static Country> =
            country::all().iter().filter(|country| is_asked(country) && is_in(country)).collect();
        let asked = countries.len();
        countries.retain(|country| match covered.certainty(country) {
            Certainty::No => true,
            Certainty::Possible => !args.certain,
            Certainty::Certain => false,
        });
        let sort =
            args.sort.as_deref().map_or(Ok(Column::Key), |id| named_column(id, Column::of_countries()))?;
        sort.sort_countries(&mut countries, language, args.reverse);
        let mut sheet = Sheet::of_countries(&columns, &countries, language);
        if self.as_of.is_some() {
            // A country that possibly has a network possibly lacks one.
            sheet.add_certainty(countries.iter().map(|country| match covered.certainty(country) {
                Certainty::No => Certainty::Certain,
                _ => Certainty::Possible,
            }));
        }
        sheet.notes.push(notes::missing_note(countries.len(), asked));
        sheet.notes.extend(notes::cut_note(as_of));
        Ok(sheet)
    }

    /// Lists the records of another table.
    fn records(&self, table: Table, registry: &Registry<'_>) -> anyhow::Result<Sheet> {
        let mut sheet = Sheet::of_records(table, registry.of(table), self.args.names.language());
        let ids: Vec<&str> = sheet.columns.iter().map(|heading| heading.id).collect();
        let given: Vec<&str> = self.args.columns.iter().map(|id| id.trim()).collect();
        let usual = || match table {
            // What is longer than a line is for `show` and for data.
            _ if self.is_for_people => {
                ids.iter().copied().filter(|id| !["countries", "note", "source"].contains(id)).collect()
            }
            _ => ids.clone(),
        };
        let mut chosen: Vec<&str> = if given.is_empty() { usual() } else { Vec::new() };
        for id in given {
            match ids.iter().find(|other| **other == id) {
                Some(id) => chosen.push(id),
                None if id == "all" => chosen.extend(&ids),
                None => return Err(unknown_column(id, &ids).into()),
            }
        }
        sheet.keep(&chosen);
        Ok(sheet)
    }
}

/// Parses the name of a table that has several records.
fn table(input: &str) -> Result<Table, String> {
    let tables = Table::ALL.into_iter().filter(|table| *table != Table::Registry);
    let keys: Vec<&str> = tables.map(Table::key).collect();
    // People write the plural, too.
    let word = input.strip_suffix('s').unwrap_or(input);
    Table::of(word).filter(|table| *table != Table::Registry).ok_or_else(|| {
        let help = did_you_mean(word, keys.iter().copied());
        help.unwrap_or_else(|| format!("the tables are {}", all_of(&keys)))
    })
}

fn named_column(id: &str, columns: impl Iterator<Item = Column>) -> anyhow::Result<Column> {
    let columns: Vec<Column> = columns.collect();
    columns.iter().copied().find(|column| column.id() == id).ok_or_else(|| {
        let ids: Vec<&str> = columns.iter().map(|column| column.id()).collect();
        unknown_column(id, &ids).into()
    })
}

fn unknown_column(id: &str, ids: &[&str]) -> Problem {
    Problem::new(format!("unknown column `{id}`"))
        .suggest(id, ids.iter().copied(), || format!("the columns are {}", all_of(ids)))
}
