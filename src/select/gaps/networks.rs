//! What the records of networks lack, noted while the registry is read.

use crate::model::{Day, Record, date};
use crate::select::certainty::Certainty;
use crate::select::countries::NetworkCountries;
use crate::select::dates::{Bounds, DateField, Dates};
use crate::select::days::Range;

/// What a record can lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It has no date.
    Date,
    /// Its date has no first day.
    FirstDay,
    /// It has no source.
    Source,
    /// It has one source.
    SecondSource,
    /// It has no coordinator.
    Coordinator,
    /// It was never verified.
    Verification,
}

/// What the networks of a registry lack, in the order of the file.
#[derive(Debug, Default)]
pub struct Lacks {
    /// The lacks of each network, as bits, and the day on which it was verified, as a number.
    networks: Vec<(u8, i32)>,
    /// The dates of the networks that have ended.
    ended: Vec<Dates>,
}

impl Lacks {
    /// Takes note of a network.
    pub fn see(&mut self, network: &Record<'_>) {
        let (established, verified) = (network.when("established"), network.when("verified"));
        let mut sources = network.list("sources").iter().map(|source| source.text.trim());
        let first = sources.next();
        let lacks = [
            (Lack::Date, established.is_none()),
            (Lack::FirstDay, established.is_some_and(|date| date.earliest().is_none())),
            (Lack::Source, first.is_none()),
            (Lack::SecondSource, first.is_some() && sources.all(|source| Some(source) == first)),
            (Lack::Coordinator, network.text("coordinator").is_none_or(str::is_empty)),
            (Lack::Verification, verified.is_none()),
        ];
        let bits = lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(lack, _)| bit(lack)).sum();
        self.networks.push((bits, verified.map_or(i32::MAX, |date| date::number(date.latest()))));
        let dates = Dates::of(network);
        if dates.has_end() && !dates.is_planned() {
            self.ended.push(dates);
        }
    }

    /// Returns those of the networks, which come in the order of the file, that lack something.
    pub fn with<'a>(
        &self,
        lack: Lack,
        networks: impl Iterator<Item = (Certainty, &'a NetworkCountries)>,
    ) -> impl Iterator<Item = (Certainty, &'a NetworkCountries)> {
        let lacks = self.networks.iter().map(move |(bits, _)| bits & bit(lack) != 0);
        lacks.zip(networks).filter(|(lacks, _)| *lacks).map(|(_, network)| network)
    }

    /// Returns those of the networks, which come in the order of the file, that were last verified before a day.
    pub fn verified_before<'a>(
        &self,
        day: Day,
        networks: impl Iterator<Item = (Certainty, &'a NetworkCountries)>,
    ) -> impl Iterator<Item = (Certainty, &'a NetworkCountries, Day)> {
        let verified = self.networks.iter().map(|(_, verified)| *verified);
        let before = verified.zip(networks).filter(move |(verified, _)| *verified < date::number(day));
        before.map(|(verified, (certainty, network))| (certainty, network, date::day(verified)))
    }

    /// Returns the possible days on which networks ended.
    pub fn ended(&self, bounds: Bounds) -> Vec<Range> {
        self.ended.iter().map(|dates| dates.days(DateField::Closed, bounds.days())).collect()
    }
}

fn bit(lack: Lack) -> u8 {
    1 << lack as u8
}
