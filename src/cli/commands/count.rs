//! `netreg count`: how many networks exist, now or then, in all, by group, or year by year.

use clap::Args;
use netreg::model::{Day, Record, Table, country::footnote};
use netreg::parse::{Source, since};
use netreg::render::networks::{notes, numbers::Numbers};
use netreg::select::as_of::AsOf;
use netreg::select::basis::Basis;
use netreg::select::filter::Selection;
use netreg::select::question::Question;
use netreg::select::{dates::Bounds, denominator::Denominator, group::Grouping, tally::Tally};
use netreg::text::any_of;

use crate::cli::args::{Global, LanguageArgs, SelectionArgs};
use crate::cli::registry::{self, Tallied};
use crate::cli::{error::Problem, output::OutputArgs, ui::Ui, verdict::Verdict};

#[derive(Args)]
pub struct CountArgs {
    #[command(flatten)]
    select: SelectionArgs,

    /// Count by `region`, `sub-region`, `year` or a field
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,

    /// Count at the end of each year and today
    #[arg(long, conflicts_with_all = ["by", "as_of"])]
    cumulative: bool,

    /// Compare the numbers with a denominator of the registry, by its ID
    #[arg(long, value_name = "DENOMINATOR")]
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
    let tally = Tally::new(&selection, by.map(|by| (by, today)), args.of.is_some());
    let read = Tallied::read(&text, &source, tally, |_| ())?;
    // A number that may be wrong is not printed.
    if let Some(what) = read.unread() {
        ui.failure(&Problem { message: format!("{what}, so there is no number"), ..what }.into());
        return Ok(Verdict::Found);
    }
    if let Some(problem) = read.tally.hearing.problem() {
        return Err(problem.into());
    }
    let as_of = read.as_of(&args.select, today)?;
    let tally = read.tally;
    let denominators: Vec<&Record<'_>> = tally.of(Table::Denominator).collect();
    let question = args.question(&tally, &selection, as_of, by, today)?;
    let denominator = args.of.as_deref().map(|id| Denominator::find(id, &denominators)).transpose()?;
    let numbers = Numbers::new(&tally, question, &selection, args.names.language()).of(denominator);
    let sheet = match by {
        Some(by) => numbers.by_group(by),
        None if args.cumulative => numbers.by_year(),
        None => numbers.in_all(),
    };
    let is_table = by.is_some() || args.cumulative;
    let notes = sheet.notes.clone();
    if is_table || output.format.is_some() {
        output.of(&text.text, &tally.preamble, global, ui)?.sheet(sheet)?;
    } else if let Some(ratio) = numbers.ratio() {
        let lines = notes::ratio_lines(&ratio);
        output.destination.page(&lines, footnote(&lines))?;
    } else {
        output.destination.put(&format!("{}\n", numbers.count()))?;
    }
    ui.notes(&notes);
    Ok(Verdict::Done)
}

impl CountArgs {
    /// Returns the question that the options ask. One about a status today is about records, not about networks that
    /// exist.
    fn question<'q>(
        &self,
        tally: &Tally<'_, '_>,
        selection: &'q Selection,
        as_of: Option<AsOf>,
        by: Option<Grouping>,
        today: Day,
    ) -> anyhow::Result<Question<'q>> {
        let asks_for_status = selection.asks_for_status() || by.is_some_and(Grouping::is_status);
        let basis = match as_of {
            None if asks_for_status && !self.cumulative => Basis::Records,
            as_of => Basis::Existing(as_of.unwrap_or(AsOf::day(today))),
        };
        let bounds = Bounds { since: since(&tally.preamble), today };
        Question::new(basis, bounds, selection, tally.preamble.iter()).map_err(Into::into)
    }
}

fn grouping(input: &str) -> anyhow::Result<Grouping> {
    Grouping::of(input).ok_or_else(|| {
        let ids: Vec<&str> = Grouping::ids().collect();
        Problem::new(format!("cannot count by `{input}`"))
            .suggest(input, ids.iter().copied(), || format!("use {}", any_of(&ids)))
            .into()
    })
}
