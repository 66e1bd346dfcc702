//! What the parts of a report share: which networks count, how many, and the words of the page.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::{Country, Date, Language, Record, Table};
use crate::parse::Registry;
use crate::render::networks::numbers::Numbers;
use crate::render::networks::words::{date, days, number};
use crate::render::phrases::{filled, phrase};
use crate::select::as_of::AsOf;
use crate::select::certainty::Certainty;
use crate::select::column::{Column, countries};
use crate::select::denominator::Denominator;
use crate::select::filter::Selection;
use crate::select::question::Question;
use crate::select::steps::{Step, steps};
use crate::select::{count::Count, countries::Covered, tally::Tally};

/// The state of the registry that a report is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The ID of the last commit that changed the registry.
    pub commit: String,
    /// The day of that commit.
    pub day: String,
    /// Whether the registry has changes that are not in a commit.
    pub is_changed: bool,
}

/// What a report is about.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The registry, which was read in full.
    pub(crate) registry: &'a Registry<'a>,
    /// Its networks that match the filters, in the order of the file.
    pub(crate) networks: Vec<&'a Record<'a>>,
    /// The index of each by its key.
    by_key: HashMap<&'a str, usize>,
    /// The index of one that counts, at least possibly, by its country.
    by_country: HashMap<&'static str, usize>,
    /// The numbers of these.
    pub(crate) numbers: Numbers<'a>,
    pub(crate) tally: &'a Tally<'a, 'a>,
    pub(crate) question: Question<'a>,
    pub(crate) selection: &'a Selection,
    /// The days that the report is about.
    pub(crate) as_of: AsOf,
    /// The language of names and fixed phrases.
    pub(crate) language: Language,
    /// The state of the registry; none outside of git.
    pub(crate) revision: Option<Revision>,
}

impl<'a> Facts<'a> {
    /// Returns the facts of a registry. The tally has seen its records, and keeps dates and countries; the question is
    /// about the networks that exist on the days.
    pub fn new(
        registry: &'a Registry<'a>,
        tally: &'a Tally<'a, 'a>,
        question: Question<'a>,
        selection: &'a Selection,
        (as_of, language): (AsOf, Language),
    ) -> Self {
        let numbers = Numbers::new(tally, question.clone(), selection, language);
        let networks: Vec<_> = registry.networks().filter(|network| selection.takes(network)).collect();
        let by_key = networks.iter().enumerate().map(|(at, network)| (network.key.as_ref(), at)).collect();
        let by_country = by_country(&networks, numbers.answers());
        Self {
            registry,
            networks,
            by_key,
            by_country,
            numbers,
            tally,
            question,
            selection,
            as_of,
            language,
            revision: None,
        }
    }

    /// Returns the facts with the state of the registry.
    pub fn at(self, revision: Option<Revision>) -> Self {
        Self { revision, ..self }
    }

    /// Returns the number of networks: that of `count`.
    pub fn count(&self) -> Count {
        self.numbers.count()
    }

    /// Returns what the number leaves open, as `count` says it.
    pub fn notes(&self) -> Vec<String> {
        self.numbers.in_all().notes
    }

    /// Returns the fields of `[registry]` that are not given, each with what a report is without it.
    pub fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let wanted = [
            ("publisher", "`CITATION.cff` is left out, and the page names no publisher"),
            ("license", "the page says that no license is given"),
        ];
        wanted.into_iter().filter(|(field, _)| self.head(field).is_none()).collect()
    }

    /// Returns a text of the table `[registry]`.
    pub(crate) fn head(&self, field: &str) -> Option<&'a str> {
        self.registry
            .of(Table::Registry)
            .find_map(|record| record.text(field))
            .filter(|text| !text.is_empty())
    }

    /// Returns the title of the registry.
    pub(crate) fn title(&self) -> &'a str {
        self.head("title").unwrap_or_else(|| self.phrase("Networks"))
    }

    /// Returns the records of a table.
    pub(crate) fn of(&self, table: Table) -> impl Iterator<Item = &'a Record<'a>> {
        self.registry.of(table)
    }

    /// Returns the network with this key, if it matches the filters.
    pub(crate) fn network(&self, key: &str) -> Option<&'a Record<'a>> {
        self.by_key.get(key).map(|at| self.networks[*at])
    }

    /// Returns a network that counts, at least possibly, and has a country: that of the country alone, else the first of
    /// several countries.
    pub(crate) fn network_of(&self, country: &Country) -> Option<&'a Record<'a>> {
        self.by_country.get(country.alpha3).map(|at| self.networks[*at])
    }

    /// Returns whether the network with this key counts.
    pub(crate) fn certainty(&self, key: &str) -> Certainty {
        self.by_key.get(key).map_or(Certainty::No, |at| self.numbers.answers()[*at])
    }

    /// Returns the networks that count at least possibly, each with whether it counts certainly.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (&'a Record<'a>, Certainty)> {
        let all = self.networks.iter().copied().zip(self.numbers.answers().iter().copied());
        all.filter(|(_, answer)| *answer != Certainty::No)
    }

    /// Returns those of some networks, by their indexes, that count at least possibly, in the order of their names.
    pub(crate) fn counted_of(&self, indexes: &[u32]) -> Vec<&'a Record<'a>> {
        let answers = self.numbers.answers();
        let counted = indexes.iter().map(|at| *at as usize).filter(|at| answers[*at] != Certainty::No);
        self.in_order(counted.map(|at| self.networks[at]))
    }

    /// Returns networks in the order of their names.
    pub(crate) fn in_order(&self, networks: impl Iterator<Item = &'a Record<'a>>) -> Vec<&'a Record<'a>> {
        let read = |network: &&'a Record<'a>| Some((*network).clone());
        let name = Column::of("name").map(|name| name.sort(networks, read, self.language, false));
        name.unwrap_or_default()
    }

    /// Returns which countries have a network.
    pub(crate) fn covered(&self) -> Covered {
        Covered::of(self.tally.with_countries(self.numbers.answers(), None))
    }

    /// Returns the steps in which the number grew.
    pub(crate) fn steps(&self) -> Vec<Step> {
        steps(self.tally, &self.question, self.as_of.last)
    }

    /// Returns the denominators with which a number can be compared.
    pub(crate) fn denominators(&self) -> impl Iterator<Item = Denominator<'a>> {
        Denominator::all(self.registry.records.iter())
    }

    /// Returns the name of a network in the language, with its mark.
    pub(crate) fn name(&self, network: &Record<'a>) -> Cow<'a, str> {
        network.display_name(self.language)
    }

    /// Returns the name of a country in the language, with its mark.
    pub(crate) fn country(&self, country: &Country) -> &'static str {
        country.display_name_in(self.language)
    }

    /// Returns `true` if the language is written from the right to the left.
    pub(crate) fn is_from_the_right(&self) -> bool {
        self.language == Language::Arabic
    }

    /// Returns a fixed phrase in the language.
    pub(crate) fn phrase(&self, english: &'static str) -> &'static str {
        phrase(english, self.language)
    }

    /// Returns a fixed phrase in the language, with its places filled.
    pub(crate) fn filled(&self, english: &'static str, words: &[&str]) -> String {
        filled(english, words, self.language)
    }

    /// Returns a value with what it is, both texts or both HTML.
    pub(crate) fn labelled(&self, label: &str, value: &str) -> String {
        self.filled("{}: {}", &[label, value])
    }

    /// Returns the entries of a list in a sentence, all texts or all HTML.
    pub(crate) fn list(&self, entries: &[String]) -> String {
        entries.join(match self.language {
            Language::Arabic => "، ",
            Language::Chinese => "、",
            _ => ", ",
        })
    }

    /// Returns a date as people read it.
    pub(crate) fn date(&self, known: Date) -> String {
        date(known, self.language)
    }

    /// Returns the date of a field as people read it.
    pub(crate) fn date_of(&self, record: &Record<'_>, field: &str) -> Option<String> {
        record.when(field).map(|known| self.date(known))
    }

    /// Returns a number as people read it: `14`, or `14 to 56` for a range.
    pub(crate) fn number(&self, count: Count) -> String {
        number(count, self.language)
    }

    /// Returns the days as people read them.
    pub(crate) fn days(&self) -> String {
        days(self.as_of, self.language)
    }

    /// Returns what the filters ask for; nothing without filters.
    pub(crate) fn filters(&self) -> Option<String> {
        let areas = self.selection.areas.iter().map(|area| area.name_in(self.language));
        let conditions = self.selection.conditions.iter().map(String::as_str);
        let all: Vec<&str> = areas.chain(conditions).collect();
        (!all.is_empty()).then(|| self.filled("Only networks that match: {}", &[&all.join("; ")]))
    }

    /// Returns the revision as people read it.
    pub(crate) fn revision(&self) -> Option<String> {
        let Revision { commit, day, is_changed } = self.revision.as_ref()?;
        let short = commit.get(..10).unwrap_or(commit);
        Some(if *is_changed {
            self.filled("Revision {} of {}, with later changes", &[short, day])
        } else {
            self.filled("Revision {} of {}", &[short, day])
        })
    }

    /// Returns the state of the registry, if it is that of a commit.
    pub(crate) fn committed(&self) -> Option<&Revision> {
        self.revision.as_ref().filter(|revision| !revision.is_changed)
    }

    /// Returns the lines that every picture has below: what it is about, its source, date and revision.
    pub(crate) fn source(&self) -> Vec<String> {
        let publisher = self.head("publisher").map_or(String::new(), |publisher| format!("{publisher}. "));
        let mut lines = vec![self.filled("Source: {}", &[&(publisher + self.title())])];
        let dated = self.filled("As of {}", &[&self.days()]);
        lines.push(std::iter::once(dated).chain(self.revision()).collect::<Vec<_>>().join(". "));
        lines.extend(self.filters());
        lines
    }
}

/// Returns the index of a network that counts, at least possibly, for each country: that of the country alone, else the
/// first of several countries.
fn by_country(networks: &[&Record<'_>], answers: &[Certainty]) -> HashMap<&'static str, usize> {
    let mut found = HashMap::new();
    for (at, (network, _)) in
        networks.iter().zip(answers).enumerate().filter(|(_, (_, answer))| **answer != Certainty::No)
    {
        for country in countries(network) {
            let first = found.entry(country.alpha3).or_insert(at);
            if network.key == country.alpha3 {
                *first = at;
            }
        }
    }
    found
}
