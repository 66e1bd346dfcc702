//! The facts of a press note about one network, and what it cannot say.
//!
//! The rules are in `docs/format.md`, "A press note". Each number is one that `count` gives, or a published one.

mod ratios;
mod total;

use crate::model::{Date, Problem, Record, Status, Table};
use crate::select::announce::total::running_total;
use crate::select::as_of::AsOf;
use crate::select::basis::Basis;
use crate::select::dates::Bounds;
use crate::select::denominator::Denominator;
use crate::select::filter::Selection;
use crate::select::gaps::networks::Lacks;
use crate::select::gaps::totals::{compared, contradictions};
use crate::select::growth::{Milestone, Total};
use crate::select::question::Question;
use crate::select::tally::Tally;

pub use ratios::{Comparison, Unsupported};
pub use total::RunningTotal;

/// The facts about the establishment of a network.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Its record.
    pub network: &'a Record<'a>,
    /// When it was established.
    pub date: Date,
    /// How many networks there were, or why that cannot be said.
    pub total: Result<RunningTotal<'a>, Problem>,
    /// The number compared with denominators, or why it is not, in the order of the file.
    pub ratios: Vec<Result<Comparison<'a>, Unsupported<'a>>>,
    /// The first milestone after the date.
    pub next: Option<Milestone<'a>>,
    /// The other published total that contradicts the number, if that is a published one.
    pub contradicted: Option<Total<'a>>,
}

impl<'a> Facts<'a> {
    /// Finds the facts about a network. The tally must be one for ratios, of all networks, each of which `lacks` has seen.
    /// Only denominators with one of the IDs `of` are compared, all if none is given.
    ///
    /// # Errors
    /// If there is nothing to announce: the network is planned or closed, or its date is unknown or in the future; or if there
    /// is no such denominator.
    pub fn of(
        network: &'a Record<'a>,
        tally: &'a Tally<'a, 'a>,
        lacks: &Lacks,
        bounds: Bounds,
        of: &[String],
    ) -> Result<Self, Problem> {
        let date = announced(network, bounds)?;
        let denominators: Vec<&Record<'_>> = tally.of(Table::Denominator).collect();
        let denominators: Vec<Result<Denominator<'_>, Problem>> = if of.is_empty() {
            denominators.into_iter().map(Denominator::of).collect()
        } else {
            of.iter().map(|id| Denominator::find(id, &denominators).map(Ok)).collect::<Result<_, _>>()?
        };
        let everything = Selection::default();
        let basis = Basis::Existing(AsOf::day(bounds.today));
        let question = Question::new(basis, bounds, &everything, tally.preamble.iter())?;
        let total = running_total(network, date, tally, &question);
        let contradicted = match &total {
            Ok(RunningTotal::Published(total)) => {
                let found = contradictions(&compared(tally, &question), &lacks.ended(bounds), bounds);
                found.into_iter().find_map(|found| found.other(&total.total))
            }
            _ => None,
        };
        let ratios = match &total {
            Ok(total) => ratios::compared(denominators, total, tally, &question),
            Err(_) => Vec::new(),
        };
        Ok(Self { network, date, ratios, total, next: next_milestone(date, tally), contradicted })
    }

    /// Returns the ratios that can be said.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison<'a>> {
        self.ratios.iter().filter_map(|ratio| ratio.as_ref().ok())
    }
}

/// Returns the date of the establishment of a network that can be announced.
fn announced(network: &Record<'_>, bounds: Bounds) -> Result<Date, Problem> {
    let key = &network.key;
    let day = |field| network.when(field).map_or(String::new(), |date| format!(" ({date})"));
    if network.status() == Status::Planned {
        let problem = Problem::new(format!("the network `{key}` is planned{}", day("established")));
        return Err(
            problem.help(format!("once it is established, `netreg set {key} status= established=DATE`"))
        );
    }
    if network.status() == Status::Closed || network.when("closed").is_some() {
        let problem = Problem::new(format!("the network `{key}` was closed{}", day("closed")));
        return Err(problem.help(format!("`netreg show {key}` shows what is known of it")));
    }
    let Some(date) = network.when("established") else {
        let launched =
            network.when("launched").map_or(String::new(), |date| format!(", but one of a launch ({date})"));
        let problem = Problem::new(format!("the network `{key}` has no date of establishment{launched}"));
        let help = format!(
            "`netreg set {key} established=DATE`; `..2024-08` means a day up to the end of that month"
        );
        return Err(problem.help(help));
    };
    if date.earliest().is_some_and(|first| first > bounds.today) {
        let problem = Problem::new(format!("the date of the network `{key}` is in the future ({date})"));
        return Err(problem.help(format!("`netreg set {key} status=planned` until it is established")));
    }
    Ok(date)
}

/// Returns the first milestone that is certainly after a date.
fn next_milestone<'a>(date: Date, tally: &'a Tally<'a, 'a>) -> Option<Milestone<'a>> {
    let milestones = tally.of(Table::Milestone).filter_map(Milestone::of);
    let milestones = milestones.filter_map(|milestone| Some((milestone.date.earliest()?, milestone)));
    let later = milestones.filter(|(first, _)| *first > date.latest());
    later.min_by_key(|(first, milestone)| (*first, milestone.date.latest())).map(|(_, milestone)| milestone)
}
