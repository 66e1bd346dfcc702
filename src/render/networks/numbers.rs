//! The answers of `count` as sheets, with notes on what each number leaves open.

use crate::model::{Language, Record, Table, date::year};
use crate::render::networks::notes::{self, Scope};
use crate::render::networks::sheet::{Heading, NETWORKS, Sheet};
use crate::select::as_of::AsOf;
use crate::select::certainty::Certainty;
use crate::select::filter::Selection;
use crate::select::group::{GroupRow, Grouping};
use crate::select::growth::{Period, periods, published};
use crate::select::question::{Basis, Question};
use crate::select::{cell::Cell, count::Count, denominator::Denominator};
use crate::select::{ratio::Ratio, tally::Tally};

/// Numbers of networks: what they are about, and how they are shown.
#[derive(Debug)]
pub struct Numbers<'a> {
    tally: &'a Tally<'a, 'a>,
    question: Question,
    /// Whether each network counts.
    answers: Vec<Certainty>,
    selection: &'a Selection,
    denominator: Option<Denominator<'a>>,
    language: Language,
}

impl<'a> Numbers<'a> {
    /// Returns the numbers of the networks that a selection chose; names and headings are in the language.
    pub fn new(
        tally: &'a Tally<'a, 'a>,
        question: Question,
        selection: &'a Selection,
        language: Language,
    ) -> Self {
        let answers = tally.answers(&question);
        Self { tally, question, answers, selection, denominator: None, language }
    }

    /// Compares the numbers with a denominator; the tally must be one for ratios.
    pub fn of(self, denominator: Option<Denominator<'a>>) -> Self {
        Self { denominator, ..self }
    }

    /// Returns the number of all networks.
    pub fn count(&self) -> Count {
        self.answers.iter().copied().collect()
    }

    /// Returns that number compared with the denominator.
    pub fn ratio(&self) -> Option<Ratio<'_>> {
        let networks = self.tally.with_countries(&self.answers, None);
        self.denominator.map(|denominator| Ratio::new(denominator, networks))
    }

    /// Returns one row: the number of all networks.
    pub fn in_all(&self) -> Sheet {
        let mut sheet = if let Some(ratio) = self.ratio() {
            Sheet::of_ratio(&ratio, self.language)
        } else {
            let rows = vec![vec![Cell::Count(self.count())]];
            Sheet { rows, ..Sheet::new("counts", vec![NETWORKS], self.language) }
        };
        sheet.notes = self.notes();
        sheet
    }

    /// Returns a row for each group.
    pub fn by_group(&self, by: Grouping) -> Sheet {
        let rows = self.tally.groups(&self.answers, |label| label.to_text(self.language));
        let columns = vec![Heading::new(by.id(), by.title()), NETWORKS];
        let mut sheet = Sheet { has_bars: true, ..Sheet::new("groups", columns, self.language) };
        sheet.rows = rows
            .iter()
            .map(|(label, count, _)| vec![Cell::Label((*label).clone()), Cell::Count(*count)])
            .collect();
        if let Some(denominator) = self.denominator {
            let networks = |row: &GroupRow<'a>| self.tally.with_countries(&self.answers, Some(row.2));
            sheet.add_ratios(rows.iter().map(|row| Ratio::new(denominator, networks(row))));
        }
        sheet.notes = self.notes();
        let repeated = self.tally.repeated(&self.answers, &rows);
        let sum = rows.iter().fold(Count::default(), |sum, (_, count, _)| sum + *count);
        sheet.notes.extend(notes::rows_note(repeated, sum, self.count()));
        sheet
    }

    /// Returns a row for the end of each year, and one for today.
    pub fn by_year(&self) -> Sheet {
        let bounds = self.question.bounds;
        let first = bounds.since.map(year).or_else(|| self.tally.first_year(&self.question));
        let first = first.unwrap_or(year(bounds.today));
        let periods = periods(first, bounds.today);
        let answers: Vec<Vec<Certainty>> =
            periods.iter().map(|period| self.tally.answers(&self.question.on(period.as_of()))).collect();
        let columns = vec![Heading::new("as-of", "As of"), NETWORKS];
        let mut sheet = Sheet { has_bars: true, ..Sheet::new("growth", columns, self.language) };
        let row = |(period, answers): (&Period, &Vec<Certainty>)| {
            vec![Cell::Text(period.last.to_string()), Cell::Count(answers.iter().copied().collect())]
        };
        sheet.rows = periods.iter().zip(&answers).map(row).collect();
        if let Some(denominator) = self.denominator {
            let networks = |answers| self.tally.with_countries(answers, None);
            sheet.add_ratios(answers.iter().map(|answers| Ratio::new(denominator, networks(answers))));
        }
        sheet.add(
            Heading::new("published", "Published"),
            periods.iter().map(|period| {
                let totals = self.published(AsOf { first: period.first, ..period.as_of() });
                match notes::published_list(totals, self.language) {
                    none if none.is_empty() => Cell::Absent,
                    totals => Cell::List(totals),
                }
            }),
        );
        sheet.notes = self.notes();
        sheet
    }

    /// Returns the totals that others have published for these days; they are of all networks.
    fn published(&self, as_of: AsOf) -> impl Iterator<Item = &'a Record<'a>> {
        let totals = self.tally.of(Table::Published).filter(|_| self.selection.is_everything());
        published(totals, as_of.first, as_of.last, self.question.bounds.since)
    }

    /// Returns what makes the number of all networks less than the whole truth.
    fn notes(&self) -> Vec<String> {
        let has_condition = self.selection.asks_for_date();
        let as_of = match self.question.basis {
            Basis::Existing(as_of) => Some(as_of),
            Basis::Records => None,
        };
        let is_past = as_of.filter(|as_of| *as_of != AsOf::day(self.question.bounds.today));
        let mut notes: Vec<String> =
            notes::range_note(self.count(), is_past, has_condition).into_iter().collect();
        if let Some(as_of) = as_of {
            notes.extend(notes::limit_notes(as_of, self.tally.left_out(&self.question, &self.answers)));
            notes.extend(notes::published_notes(self.published(as_of)));
        }
        let scope = match (as_of, self.selection.is_everything()) {
            (None, _) => Scope::Records,
            (_, true) => Scope::All,
            _ => Scope::Filtered,
        };
        notes.extend(self.ratio().iter().flat_map(|ratio| notes::ratio_notes(ratio, as_of, scope)));
        notes
    }
}
