//! The numbers that are published of a registry: how many networks exist today, and how many of each denominator.

use std::collections::HashMap;

use crate::model::{Country, Day, Record, Table, country};
use crate::parse::{Damage, Registry, since};
use crate::select::as_of::AsOf;
use crate::select::basis::Basis;
use crate::select::certainty::Certainty;
use crate::select::column::countries;
use crate::select::countries::Covered;
use crate::select::dates::{Bounds, Dates};
use crate::select::filter::Selection;
use crate::select::question::Question;
use crate::select::{count::Count, denominator::Denominator};

/// The published numbers of a registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many networks exist today.
    pub networks: Count,
    /// The denominators with which a number can be compared, in the order of the file.
    pub denominators: Vec<Figure>,
}

/// A number compared with a denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The ID of the denominator.
    pub id: String,
    /// What it counts, ready to follow a number.
    pub title: String,
    /// How many of its countries have a network; how many networks exist, where it does not list its countries.
    pub number: Count,
    /// The total.
    pub value: u64,
}

/// What the numbers of a registry are made of, noted while it is read.
#[derive(Debug, Default)]
pub struct FiguresBuilder<'t> {
    preamble: Vec<Record<'t>>,
    dates: Vec<Dates>,
    /// The countries of the networks, each with the index of its network.
    countries: Vec<(u32, &'static Country)>,
    damage: Damage<'t>,
}

impl<'t> FiguresBuilder<'t> {
    /// Takes note of a record.
    pub fn see(&mut self, record: &Record<'t>) {
        self.damage.add(record);
        if record.table != Table::Network {
            self.preamble.push(record.clone());
            return;
        }
        let at = u32::try_from(self.dates.len()).unwrap_or(u32::MAX);
        self.countries.extend(countries(record).map(|country| (at, country)));
        self.dates.push(Dates::of(record));
    }

    /// Returns how many parts of the registry could not be read in full; `unread` of them gave no record.
    pub fn damaged(&mut self, unread: usize) -> usize {
        std::mem::take(&mut self.damage).with(unread)
    }

    /// Returns the numbers on a day.
    pub fn figures(&self, today: Day) -> Option<Figures> {
        let selection = Selection::default();
        let bounds = Bounds { since: since(&self.preamble), today };
        let basis = Basis::Existing(AsOf::day(today));
        let question = Question::new(basis, bounds, &selection, self.preamble.iter()).ok()?;
        let answers: Vec<Certainty> = self.dates.iter().map(|dates| question.certainty(dates, &[])).collect();
        let (networks, mut covered): (Count, _) = (answers.iter().copied().collect(), Covered::default());
        for (at, country) in &self.countries {
            let answer = answers.get(*at as usize).copied().unwrap_or(Certainty::No);
            if answer != Certainty::No {
                covered.add(answer, country);
            }
        }
        let has_network =
            |code: &&str| country::by_code(code).map(|country| covered.lacks(country).negated());
        let figure = |denominator: Denominator<'_>| {
            let listed = denominator.countries();
            let number =
                if listed.is_empty() { networks } else { listed.iter().filter_map(has_network).collect() };
            let (id, title) = (denominator.id().to_owned(), denominator.title.to_owned());
            Figure { id, title, number, value: denominator.value }
        };
        Some(Figures { networks, denominators: Denominator::all(self.preamble.iter()).map(figure).collect() })
    }
}

impl Figures {
    /// Returns the numbers of a registry on a day; none if a part of it could not be read, because they may be wrong.
    pub fn of(registry: &Registry<'_>, today: Day) -> Option<Self> {
        let mut builder = FiguresBuilder::default();
        registry.records.iter().for_each(|record| builder.see(record));
        if builder.damaged(registry.unread) > 0 { None } else { builder.figures(today) }
    }

    /// Returns the numbers that are compared with denominators which differ from those of a later state, or are in one
    /// of the two only: first those of the later state in their order, then those that went.
    pub fn changed<'f>(&'f self, new: &'f Self) -> Vec<(Option<&'f Figure>, Option<&'f Figure>)> {
        let (had, has) = (self.by_id(), new.by_id());
        let kept = new.denominators.iter().map(|figure| (had.get(figure.id.as_str()).copied(), Some(figure)));
        let gone = self.denominators.iter().filter(|figure| !has.contains_key(figure.id.as_str()));
        let ratio = |figure: Option<&Figure>| figure.map(|figure| (figure.number, figure.value));
        kept.filter(|(old, new)| ratio(*old) != ratio(*new))
            .chain(gone.map(|figure| (Some(figure), None)))
            .collect()
    }

    fn by_id(&self) -> HashMap<&str, &Figure> {
        self.denominators.iter().map(|figure| (figure.id.as_str(), figure)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[registry]\nformat = 1\n\n[denominator.all]\ntitle = \"T\"\nvalue = 9\n\n\
        [denominator.pair]\ntitle = \"P\"\nvalue = 2\ncountries = [\"ATA\", \"BVT\"]\n\n\
        [network.ATA]\nname = \"Antarctica\"\n\n[network.ice]\nname = \"Ice\"\nstatus = \"planned\"\n\n\
        [network.snow]\nname = \"Snow\"\n";

    fn figures(text: &str) -> Option<Figures> {
        Figures::of(&Registry::parse(text), "2026-06-15".parse().expect("a day"))
    }

    #[test]
    fn numbers_are_those_that_count_prints() {
        let found = figures(TEXT).expect("numbers");
        assert_eq!(found.networks.to_string(), "2");
        let shown = |figure: &Figure| format!("{} {} of {}", figure.id, figure.number, figure.value);
        let shown: Vec<String> = found.denominators.iter().map(shown).collect();
        assert_eq!(shown, ["all 2 of 9", "pair 1 of 2"]);
        assert_eq!(figures(&format!("{TEXT}noet = 1\n")), None);
    }

    #[test]
    fn only_denominators_that_differ_are_changed() {
        let found = |text: &str| figures(text).expect("numbers");
        let old = found(TEXT);
        assert_eq!(old.changed(&old), []);
        let new = found(&TEXT.replace("denominator.all", "denominator.some").replace("k.ice", "k.BVT"));
        assert_eq!(old.changed(&found(&TEXT.replace("\"T\"", "\"Title\""))), [], "a title is no number");
        let ids: Vec<_> = old.changed(&new).iter().map(|(a, b)| (a.is_some(), b.is_some())).collect();
        assert_eq!(ids, [(false, true), (true, false)], "a planned network is not counted");
    }
}
