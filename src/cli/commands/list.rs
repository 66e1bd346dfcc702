//! `netreg list`: records in rows, fields in columns; or the countries without a network.

use clap::Args;
use netreg::model::{Country, Record, Table, country};
use netreg::parse::Registry;
use netreg::render::networks::notes;
use netreg::render::networks::sheet::Sheet;
use netreg::select::as_of::AsOf;
use netreg::select::basis::Basis;
use netreg::select::certainty::Certainty;
use netreg::select::countries::Covered;
use netreg::select::filter::{Hearing, Selection};
use netreg::select::question::Question;
use netreg::select::{column::Column, count::Count, dates::Bounds};
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
    #[arg(long)]
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
    let mut sheet = match args.table {
        Table::Network if args.missing => asked.missing(&registry)?,
        Table::Network => asked.networks(&registry, &text, ui)?,
        table => asked.records(table, &registry)?,
    };
    let notes = sheet.notes.clone();
    let damaged = registry.damaged();
    if damaged > 0 {
        // On stderr it is a warning.
        let what = registry::unread(&text, damaged, &registry.diagnostics);
        sheet.notes.push(format!("{what}, so this answer may be wrong"));
    }
    output.sheet(sheet)?;
    ui.notes(&notes);
    Ok(registry::verdict(ui, &text, damaged, &registry.diagnostics))
}

impl ListArgs {
    /// Makes sure that only options are given that a table without networks has, too.
    fn only_columns(&self, selection: &Selection) -> anyhow::Result<()> {
        let is_selected = !selection.is_everything() || self.select.as_of.is_some() || self.certain;
        if is_selected || self.missing || self.sort.is_some() || self.reverse {
            let message = format!("`list {}` lists all records, in the order of the file", self.table.key());
            let help = "leave out the options that select or sort networks";
            return Err(Problem::new(message).help(help).into());
        }
        Ok(())
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
        let (args, selection) = (self.args, self.selection);
        let all: Vec<&str> = Column::all().map(Column::id).collect();
        let columns = self.columns(&["key", "name", "status", "established", "region"], &all)?;
        let sort = args.sort.as_deref().map_or(Ok(Column::Key), |id| column(id, &all))?;
        let mut hearing = Hearing::new(selection);
        registry.networks().for_each(|network| hearing.see(network));
        registry::known(&hearing, ui, text, registry.damaged(), &registry.diagnostics)?;
        let basis = self.as_of.map_or(Basis::Records, Basis::Existing);
        let question = Question::new(basis, self.bounds, selection, registry.records.iter())?;
        let (mut count, mut networks) = (Count::default(), Vec::new());
        for network in registry.networks() {
            let answer = question.answer(network);
            count.count(answer);
            if answer == Certainty::Certain || answer == Certainty::Possible && !args.certain {
                networks.push(network);
            }
        }
        sort.sort(&mut networks, args.names.language(), args.reverse);
        let mut sheet = Sheet::of_networks(&columns, &networks, args.names.language());
        if self.as_of.is_some() || selection.asks_for_date() {
            sheet.add_certainty(networks.iter().map(|network| question.answer(network)));
            sheet.notes.extend(if args.certain {
                notes::only_certain_note(count)
            } else {
                notes::range_note(count, self.as_of, selection.asks_for_date())
            });
        }
        sheet.notes.extend(self.as_of.and_then(notes::cut_note));
        if self.as_of.is_none() && !selection.asks_for_status() {
            let today = question.on(AsOf::day(self.bounds.today));
            sheet.notes.extend(notes::more_than_counted(LeftOut::among(&networks, &today)));
        }
        sheet.notes.extend(notes::silent_notes(hearing.silent()));
        sheet.notes.extend(notes::nothing_note(count, registry.networks().next().is_some(), selection));
        sheet.caption = notes::caption(self.as_of, selection);
        Ok(sheet)
    }

    /// Lists the countries and areas of M49, or of a denominator, that have no network today, or as of a day.
    fn missing(&self, registry: &Registry<'_>) -> anyhow::Result<Sheet> {
        let args = self.args;
        let language = args.names.language();
        let all: Vec<&str> = Column::of_countries().map(Column::id).collect();
        let columns = self.columns(&["key", "name", "region", "sub-region"], &all)?;
        let sort = args.sort.as_deref().map_or(Ok(Column::Key), |id| column(id, &all))?;
        let as_of = self.as_of.unwrap_or(AsOf::day(self.bounds.today));
        let everything = Selection::default();
        let question =
            Question::new(Basis::Existing(as_of), self.bounds, &everything, registry.records.iter())?;
        let covered = Covered::of(registry.networks(), &question);
        let denominators: Vec<&Record<'_>> = registry.of(Table::Denominator).collect();
        let listed = args.of.as_deref().map(|id| Denominator::find_listed(id, &denominators)).transpose()?;
        let is_asked = |country: &Country| match &listed {
            Some(listed) => listed.contains(country.alpha3),
            None => country.is_in_m49(),
        };
        let areas = &self.selection.areas;
        let is_in = |country: &Country| areas.is_empty() || areas.iter().any(|area| country.is_in(area));
        let asked = country::all().iter().filter(|country| is_asked(country) && is_in(country));
        let mut countries: Vec<&'static Country> = asked.clone().collect();
        let number: Count = countries.iter().map(|country| covered.lacks(country)).collect();
        countries.retain(|country| match covered.lacks(country) {
            Certainty::Certain => true,
            Certainty::Possible => !args.certain,
            Certainty::No => false,
        });
        sort.sort_countries(&mut countries, language, args.reverse);
        let mut sheet = Sheet::of_countries(&columns, &countries, language);
        if self.as_of.is_some() {
            sheet.add_certainty(countries.iter().map(|country| covered.lacks(country)));
        }
        sheet.notes.push(notes::missing_note(number, asked.count()));
        sheet.notes.extend(notes::unknown_countries_note(covered.unknown));
        sheet.notes.extend(notes::cut_note(as_of));
        sheet.caption = notes::missing_caption(as_of, areas, args.of.as_deref());
        Ok(sheet)
    }

    /// Lists the records of another table.
    fn records(&self, table: Table, registry: &Registry<'_>) -> anyhow::Result<Sheet> {
        let mut sheet = Sheet::of_records(table, registry.of(table), self.args.names.language());
        let all: Vec<&str> = sheet.columns.iter().map(|heading| heading.id).collect();
        // What is longer than a line is for `show` and for data.
        let is_usual = |id: &&str| !["countries", "note", "source"].contains(id);
        let usual: Vec<&str> = all.iter().copied().filter(is_usual).collect();
        sheet.keep(&self.ids(&usual, &all)?);
        Ok(sheet)
    }

    /// Returns the columns of networks or countries to show.
    fn columns(&self, usual: &[&'static str], all: &[&'static str]) -> anyhow::Result<Vec<Column>> {
        Ok(self.ids(usual, all)?.into_iter().filter_map(Column::of).collect())
    }

    /// Returns the columns to show, each once, at its first place.
    fn ids<'s>(&'s self, usual: &[&'s str], all: &[&'s str]) -> anyhow::Result<Vec<&'s str>> {
        let given: Vec<&str> = self.args.columns.iter().map(|id| known_as(id.trim(), all)).collect();
        let usual = if self.is_for_people { usual } else { all };
        let mut ids = Vec::new();
        for id in if given.is_empty() { usual } else { &given } {
            let named = match id {
                &"all" => all,
                id if all.contains(id) => std::slice::from_ref(id),
                id => return Err(unknown_column(id, all).into()),
            };
            for id in named {
                if !ids.contains(id) {
                    ids.push(*id);
                }
            }
        }
        Ok(ids)
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

/// Returns the column of networks or countries with this name.
fn column(id: &str, all: &[&'static str]) -> anyhow::Result<Column> {
    let id = known_as(id, all);
    let column = Column::of(id).filter(|column| all.contains(&column.id()));
    column.ok_or_else(|| unknown_column(id, all).into())
}

/// Returns the name of a column: the key of a country is shown as `alpha-3`.
fn known_as<'s>(id: &'s str, all: &[&str]) -> &'s str {
    if id == "alpha-3" && all.contains(&"key") { "key" } else { id }
}

fn unknown_column(id: &str, all: &[&str]) -> Problem {
    Problem::new(format!("unknown column `{id}`"))
        .suggest(id, all.iter().copied(), || format!("the columns are {}", all_of(all)))
}
