//! Rows and columns, before it is known how they will be shown.
//!
//! The other files of this folder show a sheet to people and to programs.

use crate::model::{Country, Field, Kind, Language, Record, Table, country::footnote};
use crate::render::networks::rows::Rows;
use crate::render::phrases::phrase;
use crate::select::certainty::Certainty;
use crate::select::{cell::Cell, column::Column, ratio::Ratio};

/// Rows under headings. The rows can be made one at a time, while they are written.
#[derive(Clone, Debug)]
pub struct Sheet<R = Rows<'static>> {
    /// What the rows are, for the name of the list in JSON.
    pub name: &'static str,
    /// The columns.
    pub columns: Vec<Heading>,
    /// The rows, each as long as `columns`.
    pub rows: R,
    /// The language of headings and fixed words.
    pub language: Language,
    /// What makes a number less than the whole truth.
    pub notes: Vec<String>,
    /// What the rows are about, for a page that stands alone; empty if there is none.
    pub caption: String,
    /// Whether a terminal shows a bar beside the number of each row.
    pub has_bars: bool,
}

/// The heading of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name in data.
    pub id: &'static str,
    /// The title for people, in English.
    pub title: &'static str,
    /// The kind of its values.
    pub kind: Values,
}

/// What a column consists of in data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One value.
    One,
    /// A date with its earliest and latest day.
    Dates,
    /// A certain and a possible number.
    Counts,
    /// A certain and a possible percentage.
    Percentages,
}

impl Heading {
    /// Returns the heading of a column with one value.
    pub const fn new(id: &'static str, title: &'static str) -> Self {
        Self { id, title, kind: Values::One }
    }

    /// Returns the heading of a field.
    pub fn of_field(field: &'static Field) -> Self {
        let kind = if field.kind == Kind::Date { Values::Dates } else { Values::One };
        Self { kind, ..Self::new(field.key, field.title) }
    }

    /// Returns the title in a language.
    pub fn title_in(self, language: Language) -> &'static str {
        phrase(self.title, language)
    }
}

/// The column of the numbers of networks.
pub const NETWORKS: Heading = Heading { kind: Values::Counts, ..Heading::new("networks", "Networks") };

/// The column of the numbers of countries.
const COUNTRIES: Heading = Heading { kind: Values::Counts, ..Heading::new("countries", "Countries") };

/// The column of the networks that are outside of a denominator.
const OUTSIDE: Heading = Heading::new("outside", "Outside");

/// The column of percentages.
const SHARE: Heading = Heading { kind: Values::Percentages, ..Heading::new("share", "Percentage") };

/// The column that says whether a row counts.
const CERTAINTY: Heading = Heading::new("certainty", "Certainty");

impl<'t> Sheet<Rows<'t>> {
    /// Returns a sheet without rows.
    pub fn new(name: &'static str, columns: Vec<Heading>, language: Language) -> Self {
        let (rows, notes, caption) = (Rows::default(), Vec::new(), String::new());
        Self { name, columns, rows, language, notes, caption, has_bars: false }
    }

    /// Returns a sheet for networks, without rows.
    pub fn for_networks(columns: &[Column], language: Language) -> Self {
        Self::new("networks", headings(columns), language)
    }

    /// Returns a sheet of networks.
    pub fn of_networks(columns: &[Column], networks: &[&Record<'t>], language: Language) -> Self {
        let mut sheet = Self::for_networks(columns, language);
        for network in networks {
            sheet.rows.push(row(columns, network, language));
        }
        sheet
    }

    /// Returns a sheet of countries; the columns must be such as a country has.
    pub fn of_countries(columns: &[Column], countries: &[&'static Country], language: Language) -> Self {
        let mut sheet = Self::new("countries", headings(columns), language);
        for heading in sheet.columns.iter_mut().filter(|heading| heading.id == Column::Key.id()) {
            *heading = Heading::new("alpha-3", "Alpha-3");
        }
        let cells = |country: &&'static Country| {
            columns.iter().map(|column| column.cell_of(country, language)).collect()
        };
        sheet.rows = countries.iter().map(cells).collect();
        sheet
    }

    /// Returns a sheet of the records of a table, with its fields.
    pub fn of_records<'r>(
        table: Table,
        records: impl Iterator<Item = &'r Record<'t>>,
        language: Language,
    ) -> Self
    where
        't: 'r,
    {
        let own = table.is_keyed().then_some(Heading::new("id", "ID"));
        let columns = own.into_iter().chain(table.fields().iter().map(Heading::of_field)).collect();
        let mut sheet = Self::new(table.plural(), columns, language);
        sheet.rows = records
            .map(|record| {
                let key = table.is_keyed().then(|| Cell::of_text(record.key.clone()));
                let fields = table.fields().iter().map(|field| Column::Field(field).cell(record, language));
                key.into_iter().chain(fields).collect()
            })
            .collect();
        sheet
    }

    /// Keeps only these columns, in this order.
    pub fn keep(&mut self, ids: &[&str]) {
        let at = |id: &&str| self.columns.iter().position(|heading| heading.id == *id);
        let places: Vec<usize> = ids.iter().filter_map(at).collect();
        self.columns = places.iter().map(|at| self.columns[*at]).collect();
        self.rows.change(|row| *row = places.iter().map(|at| row[*at].clone()).collect());
    }

    /// Adds a column.
    pub fn add(&mut self, heading: Heading, mut cells: impl Iterator<Item = Cell<'t>>) {
        self.columns.push(heading);
        self.rows.change(|row| row.extend(cells.next()));
    }

    /// Adds a column that says whether each row counts certainly.
    pub fn add_certainty(&mut self, rows: impl Iterator<Item = Certainty>) {
        self.add(CERTAINTY, rows.map(Cell::Certainty));
    }

    /// Adds columns that compare each row with a denominator, which lists its countries or not.
    pub fn add_ratios<'r>(&mut self, lists_countries: bool, ratios: impl Iterator<Item = Ratio<'r>>) {
        self.columns.extend(lists_countries.then_some(COUNTRIES));
        self.columns.push(SHARE);
        let mut cells = ratios.map(|ratio| numbers(&ratio));
        self.rows.change(|row| {
            let (countries, share) = cells.next().unzip();
            row.extend(countries.flatten().into_iter().chain(share));
        });
    }

    /// Returns a sheet of one row: a count compared with a denominator.
    pub fn of_ratio(ratio: &Ratio<'_>, language: Language) -> Self {
        let mut sheet = Self::of_ratios(std::slice::from_ref(ratio), language);
        if ratio.part.is_none() {
            let ids = sheet.columns.iter().map(|heading| heading.id);
            let ids: Vec<&str> = ids.filter(|id| *id != COUNTRIES.id && *id != OUTSIDE.id).collect();
            sheet.keep(&ids);
        }
        sheet
    }

    /// Returns a sheet with a row for each ratio: a count compared with a denominator, whether it lists its countries or
    /// not.
    pub fn of_ratios(ratios: &[Ratio<'_>], language: Language) -> Self {
        let heading = Heading::new;
        let date = Heading { kind: Values::Dates, ..heading("date", "Date") };
        let columns = vec![
            NETWORKS,
            COUNTRIES,
            OUTSIDE,
            heading("denominator", "Denominator"),
            heading("title", "Title"),
            heading("value", "Value"),
            date,
            heading("source", "Source"),
            SHARE,
        ];
        let mut sheet = Self::new("shares", columns, language);
        for ratio in ratios {
            sheet.rows.push(cells_of(ratio));
        }
        sheet
    }

    /// Returns the footnote if a cell or a note shows the marked name.
    pub fn footnote(&self) -> Option<&'static str> {
        self.row_footnote().or_else(|| footnote_of_notes(&self.notes))
    }

    /// Returns the footnote if a cell shows the marked name.
    pub fn row_footnote(&self) -> Option<&'static str> {
        self.rows.iter().find_map(|row| footnote_of(row))
    }
}

impl<R> Sheet<R> {
    /// Returns the sheet without its rows, and its rows.
    pub fn apart(self) -> (Sheet<()>, R) {
        let Self { name, columns, rows, language, notes, caption, has_bars } = self;
        (Sheet { name, columns, rows: (), language, notes, caption, has_bars }, rows)
    }
}

impl Sheet<()> {
    /// Returns the sheet with rows.
    pub fn with<R>(self, rows: R) -> Sheet<R> {
        let Self { name, columns, rows: (), language, notes, caption, has_bars } = self;
        Sheet { name, columns, rows, language, notes, caption, has_bars }
    }
}

/// Returns the cells of the row of a network.
pub fn row<'t>(
    columns: &[Column],
    network: &Record<'t>,
    language: Language,
) -> impl Iterator<Item = Cell<'t>> {
    columns.iter().map(move |column| column.cell(network, language))
}

/// Returns the footnote if a note shows the marked name.
pub fn footnote_of_notes<'n>(notes: impl IntoIterator<Item = &'n String>) -> Option<&'static str> {
    notes.into_iter().find_map(|note| footnote(note))
}

/// Returns the footnote if a cell of a row shows the marked name. Only texts can.
pub fn footnote_of(row: &[Cell<'_>]) -> Option<&'static str> {
    row.iter().find_map(|cell| match cell {
        Cell::Text(text) => footnote(text),
        Cell::List(items) => items.iter().find_map(|item| footnote(item)),
        _ => None,
    })
}

/// Returns the headings of columns of networks.
pub fn headings(columns: &[Column]) -> Vec<Heading> {
    let heading = |column: &Column| match column {
        Column::Field(field) => Heading::of_field(field),
        column => Heading::new(column.id(), column.title()),
    };
    columns.iter().map(heading).collect()
}

/// Returns the cells of a ratio, in the order of [`Sheet::of_ratios`].
fn cells_of(ratio: &Ratio<'_>) -> [Cell<'static>; 9] {
    let denominator = &ratio.denominator;
    let text = |text: Option<&str>| Cell::of_text(text.unwrap_or_default().to_owned());
    let outside =
        ratio.part.as_ref().map(|part| part.outside.iter().map(|network| network.key.clone().into()));
    let (countries, share) = numbers(ratio);
    [
        Cell::Count(ratio.networks),
        countries.unwrap_or_default(),
        outside.map_or(Cell::Absent, |keys| Cell::List(keys.collect())),
        text(Some(denominator.id())),
        text(Some(denominator.title)),
        Cell::Number(denominator.value),
        denominator.date().map_or(Cell::Absent, Cell::Date),
        text(denominator.source()),
        share,
    ]
}

/// Returns how many countries have a network, where they are listed, and the percentages.
fn numbers(ratio: &Ratio<'_>) -> (Option<Cell<'static>>, Cell<'static>) {
    let (certain, possible) = ratio.percentages();
    (ratio.part.as_ref().map(|part| Cell::Count(part.with)), Cell::Percentages(certain, possible))
}
