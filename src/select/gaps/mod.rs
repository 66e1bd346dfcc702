//! What a registry lacks: the worklist of its keeper, and the gaps that a page admits.
//!
//! The networks are those that `count` counts today, and each number is one that `count` or `list` gives, too.

pub mod countries;
pub mod networks;
pub mod totals;

use crate::model::{Day, Problem};
use crate::select::as_of::AsOf;
use crate::select::basis::Basis;
use crate::select::certainty::Certainty;
use crate::select::countries::{Covered, NetworkCountries};
use crate::select::dates::Bounds;
use crate::select::filter::Selection;
use crate::select::gaps::countries::{Region, Regional, by_region, only_regional};
use crate::select::gaps::networks::{Lack, Lacks};
use crate::select::gaps::totals::{ComparedTotal, Contradiction, compared, contradictions};
use crate::select::question::Question;
use crate::select::tally::{LeftOut, Tally};

/// How long ago a record may have been verified, if nothing else is asked for.
pub const VERIFIED_WITHIN: &str = "1y";

/// A part of the worklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Countries and areas without a network.
    Missing,
    /// Countries and areas with a network of several countries only.
    Regional,
    /// Published totals that the registry cannot account for.
    Published,
    /// Published totals that contradict an earlier one.
    Contradictory,
    /// Networks without a date.
    Undated,
    /// Networks of which only the latest possible day is known.
    KnownBy,
    /// Networks without a source.
    Unsourced,
    /// Networks with one source.
    SingleSourced,
    /// Networks without a coordinator.
    NoCoordinator,
    /// Networks that were not verified, or not lately.
    Unverified,
}

impl Section {
    /// All sections, in their order.
    pub const ALL: [Self; 10] = [
        Self::Missing,
        Self::Regional,
        Self::Published,
        Self::Contradictory,
        Self::Undated,
        Self::KnownBy,
        Self::Unsourced,
        Self::SingleSourced,
        Self::NoCoordinator,
        Self::Unverified,
    ];

    /// Returns its name on the command line and in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Regional => "regional",
            Self::Published => "published",
            Self::Contradictory => "contradictory",
            Self::Undated => "undated",
            Self::KnownBy => "known-by",
            Self::Unsourced => "unsourced",
            Self::SingleSourced => "single-sourced",
            Self::NoCoordinator => "no-coordinator",
            Self::Unverified => "unverified",
        }
    }

    /// Returns the section with this name.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }
}

/// What a registry lacks on a day.
#[derive(Debug)]
pub struct Gaps<'a> {
    /// The day.
    pub today: Day,
    /// A network that was verified before this day is to be verified again.
    pub verified_since: Day,
    /// The countries and areas without a network, by region.
    pub missing: Vec<Region>,
    /// How many networks there are whose countries are not known; they may be those of countries without one.
    pub unknown_countries: usize,
    /// The countries and areas with a network of several countries only.
    pub regional: Vec<Regional<'a>>,
    /// Every published total, with the number of networks on its date, in the order of the file.
    pub totals: Vec<ComparedTotal<'a>>,
    /// The published totals that are lower than an earlier one.
    pub contradictions: Vec<Contradiction<'a>>,
    /// The networks without a date.
    pub undated: Vec<&'a NetworkCountries>,
    /// The networks of which only the latest possible day is known.
    pub known_by: Vec<&'a NetworkCountries>,
    /// The networks without a source.
    pub unsourced: Vec<&'a NetworkCountries>,
    /// The networks with one source.
    pub single_sourced: Vec<&'a NetworkCountries>,
    /// The networks without a coordinator.
    pub no_coordinator: Vec<&'a NetworkCountries>,
    /// The networks that were never verified.
    pub never_verified: Vec<&'a NetworkCountries>,
    /// The networks that were last verified before the day, each with the day of that.
    pub verified_before: Vec<(&'a NetworkCountries, Day)>,
    /// The networks that do not exist today, in which nothing is looked for.
    pub left_out: LeftOut,
    /// How many networks count though their date is after today.
    pub dated_ahead: usize,
}

impl<'a> Gaps<'a> {
    /// Finds the gaps. The tally must be one for ratios, of all networks; `lacks` has seen each of them.
    ///
    /// # Errors
    /// As [`Question::new`].
    pub fn of(
        tally: &'a Tally<'a, 'a>,
        lacks: &Lacks,
        bounds: Bounds,
        verified_since: Day,
    ) -> Result<Self, Problem> {
        let everything = Selection::default();
        let basis = Basis::Existing(AsOf::day(bounds.today));
        let question = Question::new(basis, bounds, &everything, tally.preamble.iter())?;
        let answers = tally.answers(&question);
        let networks = || tally.with_countries(&answers, None);
        let covered = Covered::of(networks());
        let existing: Vec<&NetworkCountries> = of_those_that_exist(networks()).collect();
        let totals = compared(tally, &question);
        let lacking = |lack| of_those_that_exist(lacks.with(lack, networks())).collect();
        Ok(Self {
            today: bounds.today,
            verified_since,
            missing: by_region(&covered),
            unknown_countries: covered.unknown,
            regional: only_regional(&existing),
            contradictions: contradictions(&totals, &lacks.ended(bounds), bounds),
            totals,
            undated: lacking(Lack::Date),
            known_by: lacking(Lack::FirstDay),
            unsourced: lacking(Lack::Source),
            single_sourced: lacking(Lack::SecondSource),
            no_coordinator: lacking(Lack::Coordinator),
            never_verified: lacking(Lack::Verification),
            verified_before: lacks
                .verified_before(verified_since, networks())
                .filter(|(certainty, ..)| *certainty != Certainty::No)
                .map(|(_, network, day)| (network, day))
                .collect(),
            left_out: tally.left_out(&question, |_| true),
            dated_ahead: tally.dated_ahead(&question, &answers),
        })
    }

    /// Returns how many entries a section has.
    pub fn number(&self, section: Section) -> usize {
        match section {
            Section::Missing => self.missing.iter().map(|region| region.without.len()).sum(),
            Section::Regional => self.regional.len(),
            Section::Published => self.unaccounted().count(),
            Section::Contradictory => self.contradictions.len(),
            Section::Undated => self.undated.len(),
            Section::KnownBy => self.known_by.len(),
            Section::Unsourced => self.unsourced.len(),
            Section::SingleSourced => self.single_sourced.len(),
            Section::NoCoordinator => self.no_coordinator.len(),
            Section::Unverified => self.never_verified.len() + self.verified_before.len(),
        }
    }

    /// Returns the published totals that the registry cannot account for.
    pub fn unaccounted(&self) -> impl Iterator<Item = &ComparedTotal<'a>> {
        self.totals.iter().filter(|total| total.missing() > 0 || total.beyond() > 0)
    }
}

/// Returns the networks that exist, of networks with whether they do.
fn of_those_that_exist<'a>(
    networks: impl Iterator<Item = (Certainty, &'a NetworkCountries)>,
) -> impl Iterator<Item = &'a NetworkCountries> {
    networks.filter(|(certainty, _)| *certainty != Certainty::No).map(|(_, network)| network)
}
