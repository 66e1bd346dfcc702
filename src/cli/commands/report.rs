//! `netreg report`: a page that is quoted, and the files beside it, in a folder.

use std::path::PathBuf;

use clap::Args;
use netreg::model::Table;
use netreg::render::site::{self, Facts};
use netreg::select::as_of::AsOf;
use netreg::select::basis::Basis;
use netreg::select::group::Grouping;
use netreg::select::question::Question;
use netreg::select::{dates::Bounds, filter::Selection, tally::Tally};

use crate::cli::args::{Global, LanguageArgs, SelectionArgs};
use crate::cli::{error::Problem, past::Past, registry, store::report::Folder, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Files:
  index.html                        the page, which needs no other file
  networks.csv, v1/networks.json    the counted networks
  v1/registry.json                  the numbers, denominators, milestones, published totals
  v1/changes.json                   what changed in each commit
  feed.xml                          the dates of the networks, for feed readers
  badge.svg, badge.json             a badge with the number
  datapackage.json, CITATION.cff    a description of the data, and how to cite it

Examples:
  netreg report -o public
  netreg report -o public/fr --lang fr
  netreg report -o africa --region Africa --as-of 2021-06-24")]
pub struct ReportArgs {
    /// Write the report into this folder, which must be new or empty, or contain an earlier report
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    #[command(flatten)]
    select: SelectionArgs,

    #[command(flatten)]
    names: LanguageArgs,
}

pub fn run(args: &ReportArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let selection = args.selection(global)?;
    let folder = Folder::at(&args.output)?;
    let text = registry::open(global)?;
    let registry = registry::parse(&text)?;
    // A number that may be wrong is not published.
    if registry.damaged() > 0 {
        let what = registry::unread(&text, registry.damaged(), &registry.diagnostics);
        ui.failure(&Problem { message: format!("{what}, so there is no report"), ..what }.into());
        return Ok(Verdict::Found);
    }
    let mut tally = Tally::new(&selection, Some((Grouping::Region, today)), true);
    for record in &registry.records {
        tally.see(&mut record.clone());
    }
    if let Some(problem) = tally.hearing.problem() {
        return Err(problem.into());
    }
    let days = |input: &str| registry::as_of(input, registry.of(Table::Milestone), today);
    let as_of = args.select.as_of.as_deref().map(days).transpose()?.unwrap_or(AsOf::day(today));
    let bounds = Bounds { since: registry.since(), today };
    let question = Question::new(Basis::Existing(as_of), bounds, &selection, registry.records.iter())?;
    let past = Past::of(global, &text.text, today, ui)?;
    let facts =
        Facts::new(&registry, &tally, question, &selection, (as_of, args.names.language())).at(past.revision);
    folder.write(&site::files(&facts, past.changes.as_deref()), global.file.as_deref(), ui)?;
    ui.summary(&format!("wrote the report as of {as_of}: {}", folder.page().display()));
    ui.notes(&facts.notes());
    tell_what_is_missing(&facts, ui);
    Ok(Verdict::Done)
}

impl ReportArgs {
    /// Returns the filters. A status is no filter of a report, whose numbers are of networks that exist.
    fn selection(&self, global: &Global) -> anyhow::Result<Selection> {
        let selection = self.select.selection(global.today()?)?;
        if selection.asks_for_status() {
            let problem = Problem::new("a report counts the networks that exist, not records with a status");
            return Err(problem
                .help("leave out the status: `netreg list --status planned` lists records")
                .into());
        }
        Ok(selection)
    }
}

/// Says what the report leaves out, because the registry does not say it.
fn tell_what_is_missing(facts: &Facts<'_>, ui: &Ui) {
    for (field, what) in facts.missing() {
        ui.note(&format!("no `{field}` in `[registry]`: {what}; `netreg set registry {field}=…` adds one"));
    }
}
