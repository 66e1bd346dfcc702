//! What a count keeps of each network while the registry is read.
//!
//! The registry may be large, so no record of a network is kept. The days that are asked about and the members of a
//! denominator may be anywhere in the file, so the numbers are made after the last record.

use crate::model::{Day, Language, Record, Table};
use crate::parse::Damage;
use crate::select::denominator::{Denominator, Ratio};
use crate::select::filter::{Selection, UnresolvedNames};
use crate::select::group::{Grouping, Groups};
use crate::select::lifespan::{AsOf, Bounds, Existence, Lifespan};
use crate::select::{count::Count, members::NetworkCountries};

/// Which networks count.
#[derive(Clone, Copy, Debug)]
pub enum Basis {
    /// Those that exist on the days asked about.
    Existing(AsOf, Bounds),
    /// All records, whether their network exists or not.
    Records,
}

impl Basis {
    /// Returns whether a network counts: certainly, possibly, or not.
    pub fn existence(self, lifespan: &Lifespan) -> Existence {
        match self {
            Self::Existing(as_of, bounds) => lifespan.existence(as_of, bounds),
            Self::Records => Existence::Certain,
        }
    }
}

/// The records of the preamble, and the dates, groups and countries of the networks seen so far.
#[derive(Debug)]
pub struct Tally<'q, 't> {
    selection: &'q Selection,
    grouping: Option<(Grouping, Language, Day)>,
    /// The records that are not of networks, in the order of the file.
    pub preamble: Vec<Record<'t>>,
    /// What could not be read.
    pub damage: Damage,
    /// The names in the conditions that are no country's and that no network has had so far.
    pub unresolved: UnresolvedNames<'q>,
    lifespans: Vec<Lifespan>,
    groups: Groups,
    /// Kept only for a denominator.
    countries: Option<NetworkCountries>,
}

impl<'q, 't> Tally<'q, 't> {
    /// Returns an empty tally of the networks that match. Labels of groups are in the language, and years end today.
    /// With `for_ratio`, it can be compared with a denominator.
    pub fn new(
        selection: &'q Selection,
        grouping: Option<(Grouping, Language, Day)>,
        for_ratio: bool,
    ) -> Self {
        Self {
            selection,
            grouping,
            preamble: Vec::new(),
            damage: Damage::default(),
            unresolved: selection.unresolved(),
            lifespans: Vec::new(),
            groups: Groups::default(),
            countries: for_ratio.then(NetworkCountries::default),
        }
    }

    /// Adds a record.
    pub fn see(&mut self, record: Record<'t>) {
        self.damage.add(&record);
        if record.table != Table::Network {
            self.preamble.push(record);
            return;
        }
        self.unresolved.see(&record);
        if !self.selection.takes(&record) {
            return;
        }
        let lifespan = Lifespan::of(&record);
        self.lifespans.push(lifespan);
        if let Some(countries) = &mut self.countries {
            countries.add(&record, lifespan);
        }
        if let Some((grouping, language, today)) = self.grouping {
            for group in grouping.groups(&record, language, today) {
                self.groups.add(group, lifespan);
            }
        }
    }

    /// Returns `true` if no network matches.
    pub fn is_empty(&self) -> bool {
        self.lifespans.is_empty()
    }

    /// Returns how many networks count.
    pub fn count(&self, basis: Basis) -> Count {
        self.lifespans.iter().map(|lifespan| basis.existence(lifespan)).collect()
    }

    /// Returns a label and a count for each group that has a network.
    pub fn groups(&self, basis: Basis) -> Vec<(String, Count)> {
        self.groups.rows(|lifespan| basis.existence(lifespan))
    }

    /// Returns the count compared with a denominator.
    pub fn ratio<'r>(&self, denominator: Denominator<'r>, basis: Basis) -> Ratio<'r> {
        let members = denominator.members();
        let existence = |lifespan: &Lifespan| basis.existence(lifespan);
        let countries = self.countries.as_ref().filter(|_| !members.is_empty());
        let members = countries.map(|countries| countries.among(&members, existence));
        Ratio { denominator, networks: self.count(basis), members }
    }
}
