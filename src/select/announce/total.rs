//! How many networks there were when a network was established.

use crate::model::{Date, Problem, Record};
use crate::select::as_of::AsOf;
use crate::select::count::Count;
use crate::select::dates::Bounds;
use crate::select::gaps::totals::{ComparedTotal, compared};
use crate::select::question::Question;
use crate::select::tally::Tally;

/// The number of networks when a network was established.
#[derive(Clone, Debug)]
pub enum RunningTotal<'a> {
    /// The number of the registry on the days of the date.
    Counted(AsOf, Count),
    /// The number that a source of the record states, where that of the registry is a range.
    Published(ComparedTotal<'a>),
}

impl RunningTotal<'_> {
    /// Returns the days of the number.
    ///
    /// # Errors
    /// As [`AsOf::of`], for a published total.
    pub fn days(&self, bounds: Bounds) -> Result<AsOf, Problem> {
        match self {
            Self::Counted(as_of, _) => Ok(*as_of),
            Self::Published(total) => AsOf::of(total.total.date, bounds),
        }
    }
}

/// Returns the number of networks on the days of a date: that of the registry if it is one number, else that of a source
/// of the record, else the range.
///
/// # Errors
/// As [`AsOf::when`]: of a date without a first day, `count` gives no number either.
pub fn running_total<'a>(
    network: &Record<'_>,
    date: Date,
    tally: &'a Tally<'a, 'a>,
    question: &Question<'_>,
) -> Result<RunningTotal<'a>, Problem> {
    let counted = AsOf::when(date, question.bounds.today)
        .map(|as_of| (as_of, tally.answers(&question.on(as_of)).into_iter().collect::<Count>()));
    match counted {
        Ok((as_of, count)) if count.certain == count.possible => Ok(RunningTotal::Counted(as_of, count)),
        counted => match published(network, date, tally, question) {
            Some(total) => Ok(RunningTotal::Published(total)),
            None => counted.map(|(as_of, count)| RunningTotal::Counted(as_of, count)),
        },
    }
}

/// Returns the published total whose source is one of the record's: the first one that is not of a day before the network,
/// and not less than what is certain.
fn published<'a>(
    network: &Record<'_>,
    date: Date,
    tally: &'a Tally<'a, 'a>,
    question: &Question<'_>,
) -> Option<ComparedTotal<'a>> {
    let is_own = |total: &ComparedTotal<'_>| {
        let mut sources = network.list("sources").iter();
        total.total.source.is_some_and(|source| sources.any(|own| own.text.trim() == source.trim()))
    };
    let begins = date.earliest().unwrap_or(date.latest());
    let is_later = |total: &ComparedTotal<'_>| total.total.date.latest() >= begins;
    let first = |total: &ComparedTotal<'_>| (total.total.date.earliest(), total.total.date.latest());
    let totals =
        compared(tally, question).into_iter().filter(|total| total.networks.is_ok() && total.beyond() == 0);
    totals.filter(|total| is_own(total) && is_later(total)).min_by_key(first)
}
