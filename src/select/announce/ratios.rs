//! A number of a press note compared with a denominator, where that can be defended.

use crate::model::{Date, Problem};
use crate::select::announce::total::RunningTotal;
use crate::select::denominator::Denominator;
use crate::select::percent::Percentage;
use crate::select::question::Question;
use crate::select::ratio::Ratio;
use crate::select::tally::Tally;

/// A number compared with a denominator.
#[derive(Debug)]
pub enum Comparison<'a> {
    /// The number of the registry, as `count --of` compares it.
    Counted(Ratio<'a>),
    /// A published total: a ratio of two totals, also if the denominator lists its countries.
    Totals(Denominator<'a>, u64),
}

impl<'a> Comparison<'a> {
    /// Returns the denominator.
    pub fn denominator(&self) -> &Denominator<'a> {
        match self {
            Self::Counted(ratio) => &ratio.denominator,
            Self::Totals(denominator, _) => denominator,
        }
    }

    /// Returns the percentages of what is certain and of what is possible.
    pub fn percentages(&self) -> (Percentage, Percentage) {
        match self {
            Self::Counted(ratio) => ratio.percentages(),
            Self::Totals(denominator, number) => {
                let percentage = Percentage { number: *number, total: denominator.value };
                (percentage, percentage)
            }
        }
    }
}

/// Why a number is not compared with a denominator.
#[derive(Debug)]
pub enum Unsupported<'a> {
    /// The denominator cannot be used.
    Unusable(Problem),
    /// It has no date, so it is not known whether it was true on the days of the number.
    Undated(Denominator<'a>),
    /// It is of a later day than the number, when it was not known.
    Later(Denominator<'a>, Date),
    /// It is less than the published total.
    Exceeded(Denominator<'a>, u64),
    /// Most of the networks are outside its countries, so a total of all networks says nothing about these.
    Elsewhere(Denominator<'a>),
}

/// Compares a number with denominators, or says why it cannot be; nothing if it has no days.
pub fn compared<'a>(
    denominators: Vec<Result<Denominator<'a>, Problem>>,
    total: &RunningTotal<'a>,
    tally: &'a Tally<'a, 'a>,
    question: &Question<'_>,
) -> Vec<Result<Comparison<'a>, Unsupported<'a>>> {
    let Ok(as_of) = total.days(question.bounds) else { return Vec::new() };
    let answers = tally.answers(&question.on(as_of));
    let compare = |denominator: Denominator<'a>| {
        let Some(date) = denominator.date() else { return Err(Unsupported::Undated(denominator)) };
        if date.latest() > as_of.first {
            return Err(Unsupported::Later(denominator, date));
        }
        let ratio = Ratio::new(denominator, &denominator.countries(), tally.with_countries(&answers, None));
        match total {
            RunningTotal::Counted(..) => Ok(Comparison::Counted(ratio)),
            RunningTotal::Published(total) => of_totals(&ratio, total.total.networks),
        }
    };
    let all = denominators.into_iter();
    all.map(|denominator| denominator.map_err(Unsupported::Unusable).and_then(compare)).collect()
}

/// Compares a published total with a denominator, with which the networks of the registry are compared here.
fn of_totals<'a>(ratio: &Ratio<'a>, number: u64) -> Result<Comparison<'a>, Unsupported<'a>> {
    let denominator = ratio.denominator;
    if number > denominator.value {
        return Err(Unsupported::Exceeded(denominator, number));
    }
    let outside = ratio.part.as_ref().map_or(0, |part| part.outside.len());
    if outside * 2 > ratio.networks.possible {
        return Err(Unsupported::Elsewhere(denominator));
    }
    Ok(Comparison::Totals(denominator, number))
}
