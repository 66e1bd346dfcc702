//! What a count or a list keeps of each network while the registry is read.
//!
//! The registry may be large, so no record of a network is kept. The days that are asked about, milestones and
//! denominators may be anywhere in the file, so the numbers are made after the last record.

use crate::model::{Country, Day, Record, Status, Table};
use crate::parse::Damage;
use crate::select::certainty::Certainty;
use crate::select::filter::{Hearing, Selection};
use crate::select::group::{GroupRow, Grouping, Groups};
use crate::select::question::Question;
use crate::select::{countries::NetworkCountries, dates::Dates, label::Label};

/// The records of the preamble, and the dates, groups and countries of the networks seen so far.
#[derive(Debug)]
pub struct Tally<'q, 't> {
    selection: &'q Selection,
    /// What networks are grouped by; years end on the day.
    grouping: Option<(Grouping, Day)>,
    /// The records that are not of networks, in the order of the file.
    pub preamble: Vec<Record<'t>>,
    /// What could not be read.
    pub damage: Damage<'t>,
    /// What the networks say about the conditions.
    pub hearing: Hearing<'q>,
    /// Whether the registry has a network, matching or not.
    pub has_networks: bool,
    /// How many networks match.
    len: usize,
    /// Kept only where days may decide.
    dates: Option<Vec<Dates>>,
    groups: Groups,
    /// Kept only where a denominator asks for them.
    countries: Option<Vec<NetworkCountries>>,
}

impl<'q, 't> Tally<'q, 't> {
    /// Returns an empty tally of the networks that match. With `for_ratio`, it can be compared with a denominator.
    pub fn new(selection: &'q Selection, grouping: Option<(Grouping, Day)>, for_ratio: bool) -> Self {
        Self {
            selection,
            grouping,
            preamble: Vec::new(),
            damage: Damage::default(),
            hearing: Hearing::new(selection),
            has_networks: false,
            len: 0,
            dates: Some(Vec::new()),
            groups: Groups::default(),
            countries: (for_ratio || selection.asks_for_countries()).then(Vec::new),
        }
    }

    /// Returns the tally with the dates of networks, or without them, for a question that asks nothing but the selection.
    pub fn with_dates(self, are_needed: bool) -> Self {
        Self { dates: are_needed.then(Vec::new), ..self }
    }

    /// Adds a record. Returns `true` if it is a network that matches, so that it has a number from now on.
    pub fn see(&mut self, record: &mut Record<'t>) -> bool {
        self.damage.add(record);
        if record.table != Table::Network {
            self.preamble.push(record.take());
            return false;
        }
        self.has_networks = true;
        self.hearing.see(record);
        if !self.selection.takes(record) {
            return false;
        }
        if let Some((grouping, today)) = self.grouping {
            let at = u32::try_from(self.len).unwrap_or(u32::MAX);
            for label in grouping.groups(record, today) {
                self.groups.add(label, at);
            }
        }
        self.len += 1;
        if let Some(dates) = &mut self.dates {
            dates.push(Dates::of(record));
        }
        if let Some(countries) = &mut self.countries {
            countries.push(NetworkCountries::of(record));
        }
        true
    }

    /// Returns how many networks match.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns `true` if no network matches.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the records of a table that is not that of networks.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Record<'t>> {
        self.preamble.iter().filter(move |record| record.table == table)
    }

    /// Returns whether each network counts, in the order of the file.
    pub fn answers(&self, question: &Question<'_>) -> Vec<Certainty> {
        if question.asks_nothing() {
            return vec![Certainty::Certain; self.len];
        }
        self.networks().map(|(dates, countries)| question.certainty(dates, countries)).collect()
    }

    /// Returns how many of the networks for which `is_asked` returns `true`, by their indexes, match a question but do not
    /// count, because they are planned or closed.
    pub fn left_out(&self, question: &Question<'_>, is_asked: impl Fn(usize) -> bool) -> LeftOut {
        let asked = self.networks().enumerate().filter(|(at, _)| is_asked(*at));
        LeftOut::of(asked.filter_map(|(_, (dates, countries))| {
            // Few are planned or have an end, so only they are asked whether they count.
            let status = question.left_out(dates, countries)?;
            (question.certainty(dates, countries) == Certainty::No).then_some(status)
        }))
    }

    /// Returns how many networks count though their date is after today.
    pub fn dated_ahead(&self, question: &Question<'_>, answers: &[Certainty]) -> usize {
        let counted = self.dates().iter().zip(answers).filter(|(_, answer)| **answer != Certainty::No);
        counted.filter(|(dates, _)| question.is_dated_ahead(dates)).count()
    }

    /// Returns each group that has a network with its number and its networks, by their indexes, in the order of
    /// [`Groups::rows`].
    pub fn groups(&self, answers: &[Certainty], name: impl Fn(&Label) -> String) -> Vec<GroupRow> {
        self.groups.rows(|at| answers[at as usize], name)
    }

    /// Returns how many networks are in several rows.
    pub fn repeated(&self, answers: &[Certainty], rows: &[GroupRow]) -> usize {
        let networks = rows.iter().flat_map(|row| row.networks.iter().copied());
        let mut all: Vec<u32> = networks.filter(|at| answers[*at as usize] != Certainty::No).collect();
        all.sort_unstable();
        all.chunk_by(|a, b| a == b).filter(|chunk| chunk.len() > 1).count()
    }

    /// Returns networks with their countries and answers: all, or those of these indexes; none where countries were not
    /// kept.
    pub fn with_countries<'n>(
        &'n self,
        answers: &[Certainty],
        networks: Option<&[u32]>,
    ) -> impl Iterator<Item = (Certainty, &'n NetworkCountries)> {
        let kept = self.countries.as_deref().unwrap_or_default();
        let all = networks.is_none().then_some(0..kept.len()).into_iter().flatten();
        let some = networks.unwrap_or_default().iter().map(|at| *at as usize);
        all.chain(some).filter_map(|at| Some((answers[at], kept.get(at)?)))
    }

    /// Returns the first year in which a network that matches was possibly established; an open beginning counts from its
    /// latest day.
    pub fn first_year(&self, question: &Question<'_>) -> Option<i32> {
        self.networks().filter_map(|(dates, countries)| question.first_year(dates, countries)).min()
    }

    fn dates(&self) -> &[Dates] {
        debug_assert!(self.dates.is_some(), "a question about days, for which no dates were kept");
        self.dates.as_deref().unwrap_or_default()
    }

    /// Returns the dates and countries of the networks that match, in the order of the file; no countries where they were
    /// not kept.
    pub(super) fn networks(&self) -> impl Iterator<Item = (&Dates, &[&'static Country])> {
        let countries = |at: usize| self.countries.as_ref().map(|kept| kept[at].countries.as_slice());
        self.dates().iter().enumerate().map(move |(at, dates)| (dates, countries(at).unwrap_or_default()))
    }
}

/// How many networks match but do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Because they are planned.
    pub planned: usize,
    /// Because they were closed.
    pub closed: usize,
}

impl LeftOut {
    /// Counts networks with these statuses.
    fn of(statuses: impl Iterator<Item = Status>) -> Self {
        let mut left_out = Self::default();
        for status in statuses {
            match status {
                Status::Planned => left_out.planned += 1,
                Status::Closed => left_out.closed += 1,
                Status::Established => {}
            }
        }
        left_out
    }
}
