//! The rows below the headings: which network each is about, and what it says of its fields.

use std::collections::HashMap;

use crate::import::cell;
use crate::import::country::{self, Named};
use crate::import::finding::Finding;
use crate::import::grid::{Content, Grid, Row};
use crate::import::headings::{Headings, Spot};
use crate::import::identity::Identities;
use crate::import::known::Target;
use crate::import::value::{Said, said};
use crate::model::{Address, Field, Problem, Value, country::Country};
use crate::text::letters;

/// A network, as a row gives it.
#[derive(Debug)]
pub struct Incoming {
    /// The number of the row, from 1.
    pub row: u32,
    /// The address of the network.
    pub address: Address,
    /// The country, if it is one country's.
    pub country: Option<&'static Country>,
    /// What the row says of each field that has a column.
    pub fields: Vec<FieldCell>,
    /// The cells that netreg works out from others, each with its column.
    pub derived: Vec<(Target, usize, Content)>,
}

/// What a cell says of a field.
#[derive(Debug)]
pub struct FieldCell {
    /// The field.
    pub field: &'static Field,
    /// The column, counted from 0.
    pub column: usize,
    /// What is said.
    pub said: Said,
}

/// What the rows of a sheet are.
#[derive(Debug, Default)]
pub struct Reading {
    /// The networks, in the order of the rows. A row with something wrong is not among them.
    pub incoming: Vec<Incoming>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The numbers of rows with totals, which are left out.
    pub totals: Vec<u32>,
}

/// Words at the beginning of a row that has totals, normalized.
const TOTALS: [&str; 15] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "sub total",
    "total general",
    "totaux",
    "suma",
    "итого",
    "всего",
    "总计",
    "合计",
    "المجموع",
    "الاجمالي",
];

/// Reads the rows of a grid below its headings.
pub fn read(grid: &Grid, headings: &Headings) -> Reading {
    let mut reading = Reading::default();
    let mut rows: HashMap<Address, u32> = HashMap::new();
    let identities = Identities::of(grid, headings);
    for row in &grid.rows[headings.at + 1..] {
        let is_said = |(spot, target): (&Spot, Target)| {
            target != Target::Left && !target.is_derived() && says_something(row.cell(spot.column), grid)
        };
        if !headings.known().any(is_said) {
            continue;
        }
        if has_totals(row, grid, headings) {
            reading.totals.push(row.number);
            continue;
        }
        let mut findings = Vec::new();
        let network = network(row, &identities, &mut findings);
        if let Some(network) = &network {
            if let Some(first) = rows.get(&network.address) {
                let key = network.address.short();
                let unit = grid.unit.word();
                let problem = Problem::new(format!("`{key}` is in {unit} {first} already"))
                    .help("make one row of the two");
                findings.push(Finding::of_row(row.number, problem));
            }
            rows.entry(network.address.clone()).or_insert(row.number);
        }
        if findings.is_empty() {
            reading.incoming.extend(network);
        }
        reading.findings.append(&mut findings);
    }
    reading
}

/// Returns the network of a row, if it is certain which it is. What is wrong goes to `findings`.
fn network(row: &Row, identities: &Identities<'_>, findings: &mut Vec<Finding>) -> Option<Incoming> {
    let Identities { grid, headings, .. } = *identities;
    let identity = identities.of_row(row, findings);
    let mut fields = Vec::new();
    let mut derived = Vec::new();
    for (spot, target) in headings.known() {
        let content = row.cell(spot.column);
        match target {
            Target::Field(field) => match said(field, content, grid.dialect) {
                Ok(said) => fields.push(FieldCell { field, column: spot.column, said }),
                Err(problem) => {
                    // A cell that cannot be used is said once, also if it is a name.
                    let finding = Finding::of_cell(row.number, spot.column, problem);
                    if !findings.contains(&finding) {
                        findings.push(finding);
                    }
                }
            },
            target if target.is_derived() => derived.push((target, spot.column, content.clone())),
            _ => {}
        }
    }
    let identity = identity?;
    let country = match identity {
        Named::Country(country) => Some(country),
        _ => None,
    };
    let key = match &identity {
        Named::Country(country) => country.alpha3.to_owned(),
        Named::Slug(key) | Named::Name(key) => key.clone(),
    };
    for cell in fields.iter_mut().filter(|cell| cell.field.key == "name") {
        let Some(Value::Text(name)) = &cell.said.value else { continue };
        let name = country::unmarked(name);
        // The name of a country follows from its code, in whatever language the row has it.
        let usual = country.map_or_else(|| name.clone(), |country| country.name.to_owned());
        cell.said = Said { value: Some(Value::Text(usual.into())), spelt: Some(Value::Text(name.into())) };
    }
    Some(Incoming { row: row.number, address: Address::network(&key), country, fields, derived })
}

/// Returns `true` if there is something in a cell.
fn says_something(content: &Content, grid: &Grid) -> bool {
    !matches!(cell::text(content, grid.dialect), Ok(None))
}

/// Returns `true` if a row has totals instead of a network: a cell says so, and none says which network it is about.
fn has_totals(row: &Row, grid: &Grid, headings: &Headings) -> bool {
    let is_total = |content: &Content| {
        let text = cell::text(content, grid.dialect).ok().flatten().unwrap_or_default();
        TOTALS.contains(&letters(&text).as_str())
    };
    let columns: Vec<(&Spot, Target)> =
        headings.known().filter(|(_, target)| target.names_country()).collect();
    let mut cells = columns.iter().map(|(spot, _)| row.cell(spot.column)).chain(row.cells.first());
    // Beside the word, a number says how many there are, also where it is the M49 number of a country.
    let is_word = |column: usize| {
        let text = cell::text(row.cell(column), grid.dialect).ok().flatten();
        text.is_some_and(|text| text.contains(char::is_alphabetic))
    };
    // A key in small letters, such as `total`, is a key if there is a name beside it.
    let names = |(spot, target): &(&Spot, Target)| {
        let named = country::named(*target, row.cell(spot.column), grid.dialect);
        let mut others =
            columns.iter().map(|(other, _)| other.column).filter(|column| *column != spot.column);
        match named {
            Ok(Some(Named::Country(_))) => is_word(spot.column),
            Ok(Some(Named::Slug(key))) => !TOTALS.contains(&key.as_str()) || others.any(is_word),
            _ => false,
        }
    };
    cells.any(is_total) && !columns.iter().any(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::choice::choose;
    use crate::import::document::Document;
    use crate::import::mapping::Mapping;
    use crate::import::sample::reading;

    #[test]
    fn cell_that_cannot_be_used_is_said_once() {
        let text = |text: &str| Content::Text(text.to_owned());
        let error = Content::Unusable("the cell has an error".to_owned(), String::new());
        let rows = [(1, vec![text("Name"), text("Note")]), (2, vec![error, text("x")])];
        let rows = rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
        let document = Document { grids: vec![Ok(Grid { rows, ..Grid::default() })], ..Document::default() };
        let sheet = choose(document, None, &Mapping::default()).expect("headings");
        assert_eq!(read(&sheet.grid, &sheet.headings).findings.len(), 1);
    }

    #[test]
    fn row_of_totals_says_no_network() {
        for (sheet, totals, networks) in [
            ("key,name,note\nKEN,,\nTotal,,1\n", 1, 1),
            ("note,country\nTotal,\nTotal,Kenya\n", 1, 1),
            ("key,name\ntotal,Total\ntotal,\n", 1, 1),
            ("key,name\nice,Sum\n", 0, 1),
        ] {
            let reading = reading(sheet);
            let found = (reading.totals.len(), reading.incoming.len(), reading.findings.len());
            assert_eq!(found, (totals, networks, 0), "{sheet}");
        }
    }
}
