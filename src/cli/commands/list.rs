//! `netreg list`: records in rows, fields in columns; or the countries without a network.

use clap::Args;
use netreg::model::{Country, Record, Table, country};
use netreg::parse::{Source, since};
use netreg::render::networks::notes;
use netreg::render::networks::rows::Rows;
use netreg::render::networks::sheet::Sheet;
use netreg::select::as_of::AsOf;
use netreg::select::basis::Basis;
use netreg::select::certainty::Certainty;
use netreg::select::countries::Covered;
use netreg::select::filter::Selection;
use netreg::select::question::Question;
use netreg::select::{column::Column, count::Count, dates::Bounds};
use netreg::select::{denominator::Denominator, tally::Tally};
use netreg::text::{all_of, did_you_mean};

use crate::cli::args::{Global, LanguageArgs, SelectionArgs};
use crate::cli::listed::{FEW, Networks, Order};
use crate::cli::registry::{self, Tallied};
use crate::cli::{columns, error::Problem, output::OutputArgs, ui::Ui, verdict::Verdict};

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
    let source = Source::new(&text.text);
    let everything = Selection::default();
    let matching = if args.missing { &everything } else { &selection };
    let tally = Tally::new(matching, None, args.missing).with_dates(args.needs_dates(&selection));
    let columns = args.columns_of_networks(output.is_for_people());
    let kept = if args.table == Table::Network && !args.missing { FEW } else { 0 };
    let mut networks = Networks::new(columns.as_deref().unwrap_or_default(), args.names.language(), kept);
    let read = Tallied::read(&text, &source, tally, |network| networks.see(network))?;
    let as_of = read.as_of(&args.select, today)?;
    let asked = Asked {
        args,
        is_for_people: output.is_for_people(),
        selection: &selection,
        as_of,
        bounds: Bounds { since: since(&read.tally.preamble), today },
    };
    let (mut sheet, order) = match args.table {
        Table::Network if args.missing => (asked.missing(&read.tally)?, Order::default()),
        Table::Network => asked.networks(&read, &columns?, &networks.starts, &source, ui)?,
        table => (asked.records(table, &read.tally)?, Order::default()),
    };
    let notes = sheet.notes.clone();
    if let Some(what) = read.unread() {
        // On stderr it is a warning.
        sheet.notes.push(format!("{what}, so this answer may be wrong"));
    }
    let output = output.of(&text.text, &read.tally.preamble, global, ui)?;
    let (sheet, rows) = sheet.apart();
    // The rows that are in memory already are not made again.
    let kept = if rows.is_empty() { networks.as_kept(&order) } else { Some(rows) };
    match kept {
        Some(rows) => output.sheet(sheet.with(rows))?,
        None => output.stream(sheet.with(networks.rows(order, &source)))?,
    }
    ui.notes(&notes);
    Ok(read.verdict(ui))
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

    /// Returns `true` if the dates of networks decide which are listed, or how many of them `count` leaves out. They are
    /// much of what is kept.
    fn needs_dates(&self, selection: &Selection) -> bool {
        let is_dated = self.missing || self.select.as_of.is_some() || selection.asks_for_date();
        is_dated || selection.asks_for_countries() || !selection.asks_for_status()
    }

    /// Returns the columns of networks to show.
    fn columns_of_networks(&self, is_for_people: bool) -> anyhow::Result<Vec<Column>> {
        let usual = ["key", "name", "status", "established", "region"];
        self.columns(is_for_people, &usual, &ids_of_networks())
    }

    /// Returns the columns of networks or countries to show.
    fn columns(
        &self,
        is_for_people: bool,
        usual: &[&'static str],
        all: &[&'static str],
    ) -> anyhow::Result<Vec<Column>> {
        Ok(self.ids(is_for_people, usual, all)?.into_iter().filter_map(Column::of).collect())
    }

    /// Returns the names of the columns to show: for people the usual ones, for programs all, unless some were named.
    fn ids<'s>(
        &'s self,
        is_for_people: bool,
        usual: &[&'s str],
        all: &[&'s str],
    ) -> anyhow::Result<Vec<&'s str>> {
        columns::ids(&self.columns, if is_for_people { usual } else { all }, all)
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
    /// Lists networks, which begin at these bytes: returns the sheet and what its rows are of. Where dates decide, a column
    /// says which of them match certainly.
    fn networks(
        &self,
        read: &Tallied<'_, '_>,
        columns: &[Column],
        starts: &[u32],
        source: &Source<'_>,
        ui: &Ui,
    ) -> anyhow::Result<(Sheet, Order)> {
        let (args, selection, tally) = (self.args, self.selection, &read.tally);
        let language = args.names.language();
        let sort = args.sort.as_deref().map_or(Ok(Column::Key), |id| columns::one(id, &ids_of_networks()))?;
        if let Some(problem) = tally.hearing.problem() {
            // What is missing may be in a part that could not be read.
            read.verdict(ui);
            return Err(problem.into());
        }
        let basis = self.as_of.map_or(Basis::Records, Basis::Existing);
        let question = Question::new(basis, self.bounds, selection, tally.preamble.iter())?;
        let answers = tally.answers(&question);
        let count: Count = answers.iter().copied().collect();
        let is_listed =
            |answer| answer == Certainty::Certain || answer == Certainty::Possible && !args.certain;
        let listed = (0..).zip(answers.iter().copied());
        let listed = listed.filter(|(_, answer)| is_listed(*answer));
        let networks = if sort == Column::Key && read.is_in_order {
            let mut listed: Vec<_> = listed.collect();
            if args.reverse {
                listed.reverse();
            }
            listed
        } else {
            sort.sort(listed, |(at, _)| source.record_at(starts[*at as usize]), language, args.reverse)
        };
        let mut sheet = Sheet::for_networks(columns, language);
        let has_certainty = self.as_of.is_some() || selection.asks_for_date();
        if has_certainty {
            sheet.add_certainty(std::iter::empty());
            sheet.notes.extend(if args.certain {
                notes::only_certain_note(count)
            } else {
                notes::range_note(count, self.as_of, selection.asks_for_date())
            });
        }
        sheet.notes.extend(self.as_of.and_then(notes::cut_note));
        if self.as_of.is_none() && !selection.asks_for_status() {
            let today = question.on(AsOf::day(self.bounds.today));
            let left_out = tally.left_out(&today, |at| is_listed(answers[at]));
            sheet.notes.extend(notes::more_than_counted(left_out));
        }
        sheet.notes.extend(notes::silent_notes(tally.hearing.silent()));
        sheet.notes.extend(notes::nothing_note(count, tally.has_networks, selection));
        sheet.caption = notes::caption(self.as_of, selection);
        Ok((sheet, Order { has_certainty, networks }))
    }

    /// Lists the countries and areas of M49, or of a denominator, that have no network today, or as of a day.
    fn missing(&self, tally: &Tally<'_, '_>) -> anyhow::Result<Sheet> {
        let args = self.args;
        let language = args.names.language();
        let all: Vec<&str> = Column::of_countries().map(Column::id).collect();
        let columns = args.columns(self.is_for_people, &["key", "name", "region", "sub-region"], &all)?;
        let sort = args.sort.as_deref().map_or(Ok(Column::Key), |id| columns::one(id, &all))?;
        let as_of = self.as_of.unwrap_or(AsOf::day(self.bounds.today));
        let everything = Selection::default();
        let question =
            Question::new(Basis::Existing(as_of), self.bounds, &everything, tally.preamble.iter())?;
        let covered = Covered::of(tally.with_countries(&tally.answers(&question), None));
        let denominators: Vec<&Record<'_>> = tally.of(Table::Denominator).collect();
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
    fn records<'t>(&self, table: Table, tally: &Tally<'_, 't>) -> anyhow::Result<Sheet<Rows<'t>>> {
        let mut sheet = Sheet::of_records(table, tally.of(table), self.args.names.language());
        let all: Vec<&str> = sheet.columns.iter().map(|heading| heading.id).collect();
        // What is longer than a line is for `show` and for data.
        let is_usual = |id: &&str| !["countries", "note", "source"].contains(id);
        let usual: Vec<&str> = all.iter().copied().filter(is_usual).collect();
        sheet.keep(&self.args.ids(self.is_for_people, &usual, &all)?);
        Ok(sheet)
    }
}

/// Returns the names of all columns of networks.
fn ids_of_networks() -> Vec<&'static str> {
    Column::all().map(Column::id).collect()
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
