//! The answers of `count` as sheets, with notes on what each number leaves open.

use std::collections::BTreeSet;

use crate::model::{Language, Table, date::year};
use crate::render::networks::notes::{self, Scope};
use crate::render::networks::sheet::{Heading, NETWORKS, Sheet};
use crate::select::as_of::AsOf;
use crate::select::basis::Basis;
use crate::select::certainty::Certainty;
use crate::select::filter::Selection;
use crate::select::group::Grouping;
use crate::select::growth::{Period, Total, periods, published};
use crate::select::question::Question;
use crate::select::{cell::Cell, count::Count, denominator::Denominator};
use crate::select::{ratio::Ratio, tally::Tally};

/// Numbers of networks: what they are about, and how they are shown.
#[derive(Debug)]
pub struct Numbers<'a> {
    tally: &'a Tally<'a, 'a>,
    question: Question<'a>,
    /// Whether each network counts.
    answers: Vec<Certainty>,
    selection: &'a Selection,
    /// The denominator that the numbers are compared with, and its countries.
    denominator: Option<(Denominator<'a>, BTreeSet<&'a str>)>,
    language: Language,
}

impl<'a> Numbers<'a> {
    /// Returns the numbers of the networks that a selection chose; names and headings are in the language.
    pub fn new(
        tally: &'a Tally<'a, 'a>,
        question: Question<'a>,
        selection: &'a Selection,
        language: Language,
    ) -> Self {
        let answers = tally.answers(&question);
        Self { tally, question, answers, selection, denominator: None, language }
    }

    /// Compares the numbers with a denominator; the tally must be one for ratios.
    pub fn of(self, denominator: Option<Denominator<'a>>) -> Self {
        let denominator = denominator.map(|denominator| (denominator, denominator.countries()));
        Self { denominator, ..self }
    }

    /// Returns the number of all networks.
    pub fn count(&self) -> Count {
        self.answers.iter().copied().collect()
    }

    /// Returns whether each network counts, in the order of the file.
    pub fn answers(&self) -> &[Certainty] {
        &self.answers
    }

    /// Returns that number compared with any denominator; the tally must be one for ratios.
    pub fn compared_with<'b>(&'b self, denominator: Denominator<'b>) -> Ratio<'b> {
        self.compared(&(denominator, denominator.countries()), &self.answers, None)
    }

    /// Returns that number compared with the denominator.
    pub fn ratio(&self) -> Option<Ratio<'_>> {
        self.denominator.as_ref().map(|of| self.compared(of, &self.answers, None))
    }

    fn compared<'b>(
        &'b self,
        (denominator, listed): &(Denominator<'b>, BTreeSet<&'b str>),
        answers: &'b [Certainty],
        networks: Option<&'b [u32]>,
    ) -> Ratio<'b> {
        Ratio::new(*denominator, listed, self.tally.with_countries(answers, networks))
    }

    /// Returns one row: the number of all networks.
    pub fn in_all(&self) -> Sheet {
        let mut sheet = if let Some(ratio) = self.ratio() {
            Sheet::of_ratio(&ratio, self.language)
        } else {
            let mut sheet = Sheet::new("counts", vec![NETWORKS], self.language);
            sheet.rows.push([Cell::Count(self.count())]);
            sheet
        };
        sheet.notes = [self.own_notes(), self.ratio_notes()].concat();
        self.captioned(sheet)
    }

    /// Returns a row for each group.
    pub fn by_group(&self, by: Grouping) -> Sheet {
        let rows = self.tally.groups(&self.answers, |label| label.to_text(self.language));
        let columns = vec![Heading::new(by.id(), by.title()), NETWORKS];
        let mut sheet = Sheet::new("groups", columns, self.language);
        sheet.has_bars = self.denominator.is_none();
        let cells = rows.iter().map(|row| vec![Cell::of_text(row.name.clone()), Cell::Count(row.count)]);
        sheet.rows = cells.collect();
        if let Some(of) = &self.denominator {
            let ratio = |networks| self.compared(of, &self.answers, Some(networks));
            sheet.add_ratios(!of.1.is_empty(), rows.iter().map(|row| ratio(&row.networks)));
        }
        let repeated = self.tally.repeated(&self.answers, &rows);
        let sum = rows.iter().fold(Count::default(), |sum, row| sum + row.count);
        sheet.notes = [self.own_notes(), self.denominator_notes(), self.ratio_notes()].concat();
        sheet.notes.extend(notes::rows_note(repeated, sum, self.count()));
        self.captioned(sheet)
    }

    /// Returns a row for the end of each year, and one for today.
    pub fn by_year(&self) -> Sheet {
        let bounds = self.question.bounds;
        let first = bounds.since.map(year).or_else(|| self.tally.first_year(&self.question));
        let periods = periods(first.unwrap_or(year(bounds.today)), bounds.today);
        let answers: Vec<Vec<Certainty>> =
            periods.iter().map(|period| self.tally.answers(&self.question.on(period.as_of()))).collect();
        let columns = vec![Heading::new("as-of", "As of"), NETWORKS];
        let mut sheet = Sheet::new("growth", columns, self.language);
        let row = |(period, answers): (&Period, &Vec<Certainty>)| {
            vec![Cell::Text(period.last.to_string().into()), Cell::Count(answers.iter().copied().collect())]
        };
        sheet.rows = periods.iter().zip(&answers).map(row).collect();
        if let Some(of) = &self.denominator {
            let ratios = answers.iter().map(|answers| self.compared(of, answers, None));
            sheet.add_ratios(!of.1.is_empty(), ratios);
        }
        let totals = periods.iter().map(|period| {
            let totals: Vec<_> =
                self.published(period.days()).map(|total| (total.networks, total.date)).collect();
            if totals.is_empty() { Cell::Absent } else { Cell::Totals(totals) }
        });
        sheet.add(Heading::new("published", "Published"), totals);
        // The other notes are about single days, and each row has its own.
        let today = notes::limit_notes(self.limits(AsOf::day(bounds.today)));
        sheet.notes = today.into_iter().map(|note| format!("today, {}, {note}", bounds.today)).collect();
        sheet.notes.extend(notes::silent_notes(self.tally.hearing.silent()));
        sheet.notes.extend(self.denominator_notes());
        sheet.notes.extend(self.ratio_notes());
        self.captioned(sheet)
    }

    fn captioned(&self, sheet: Sheet) -> Sheet {
        let is_growth = sheet.name == "growth";
        let as_of = self.as_of().filter(|_| !is_growth);
        Sheet { caption: notes::caption(as_of, self.selection), ..sheet }
    }

    fn as_of(&self) -> Option<AsOf> {
        match self.question.basis {
            Basis::Existing(as_of) => Some(as_of),
            Basis::Records => None,
        }
    }

    /// Returns the totals that others have published for these days; they are of all networks.
    fn published(&self, as_of: AsOf) -> impl Iterator<Item = Total<'a>> {
        let totals = self.tally.of(Table::Published).filter(|_| self.selection.is_everything());
        published(totals, as_of, self.question.bounds)
    }

    /// Returns what limits the number on these days.
    pub(crate) fn limits(&self, as_of: AsOf) -> notes::Limits {
        notes::Limits {
            as_of,
            today: self.question.bounds.today,
            left_out: self.tally.left_out(&self.question, |_| true),
            dated_ahead: self.tally.dated_ahead(&self.question, &self.answers),
        }
    }

    /// Returns what makes the number of all networks less than the whole truth.
    fn own_notes(&self) -> Vec<String> {
        let as_of = self.as_of();
        let is_past = as_of.filter(|as_of| *as_of != AsOf::day(self.question.bounds.today));
        let range = notes::range_note(self.count(), is_past, self.selection.asks_for_date());
        let mut notes: Vec<String> = range.into_iter().collect();
        if let Some(as_of) = as_of {
            notes.extend(notes::limit_notes(self.limits(as_of)));
        }
        notes.extend(notes::silent_notes(self.tally.hearing.silent()));
        notes.extend(as_of.into_iter().flat_map(|as_of| notes::published_notes(self.published(as_of))));
        notes.extend(notes::nothing_note(self.count(), self.tally.has_networks, self.selection));
        notes
    }

    /// Returns with what each row is compared.
    fn denominator_notes(&self) -> Vec<String> {
        self.denominator.iter().map(|(denominator, _)| notes::denominator_note(denominator)).collect()
    }

    fn ratio_notes(&self) -> Vec<String> {
        let as_of = self.as_of();
        let scope = match (as_of, self.selection.is_everything()) {
            (None, _) => Scope::Records,
            (_, true) => Scope::All,
            _ => Scope::Filtered,
        };
        self.ratio().map(|ratio| notes::ratio_notes(&ratio, as_of, scope)).unwrap_or_default()
    }
}
