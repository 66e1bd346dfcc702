//! The data of a report for programs: JSON and CSV, in the shapes of `list` and `show`.

use crate::model::{Language, Record, Table};
use crate::render::json;
use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::{Heading, NETWORKS, Sheet};
use crate::render::networks::{self, json::write, notes};
use crate::render::site::facts::Facts;
use crate::select::cell::Cell;
use crate::select::certainty::Certainty;
use crate::select::column::Column;
use crate::select::ratio::Ratio;

/// Data is in English: programs read it.
const LANGUAGE: Language = Language::English;

/// Returns the networks that count, as `list --as-of DAY --columns all` does.
pub(crate) fn networks<'a>(facts: &Facts<'a>) -> Sheet<Rows<'a>> {
    let columns: Vec<Column> = Column::all().collect();
    let (records, answers): (Vec<&Record<'_>>, Vec<Certainty>) = facts.counted().unzip();
    let mut sheet = Sheet::of_networks(&columns, &records, LANGUAGE);
    sheet.add_certainty(answers.into_iter());
    sheet.notes = notes::listed_notes(facts.count(), facts.as_of, facts.tally, facts.selection);
    sheet
}

/// Returns a sheet as CSV.
pub(crate) fn csv(sheet: &Sheet<()>, rows: &Rows<'_>) -> String {
    json::text(|out| networks::csv::csv(sheet.clone().with(rows.iter()), out).map(drop))
}

/// Returns a sheet as JSON.
pub(crate) fn json(sheet: &Sheet<()>, rows: &Rows<'_>) -> String {
    json::text(|out| write([sheet.clone().with(rows.iter())], out))
}

/// Returns sheets as one JSON document.
fn document<'a>(sheets: Vec<Sheet<Rows<'a>>>) -> String {
    let owned = |sheet: Sheet<Rows<'a>>| {
        let (sheet, rows) = sheet.apart();
        sheet.with(rows.into_iter())
    };
    json::text(|out| write(sheets.into_iter().map(owned), out))
}

/// Returns everything else: the registry, its numbers, and the tables that numbers are compared with.
pub(crate) fn registry_json(facts: &Facts<'_>) -> String {
    let of = |table: Table| Sheet::of_records(table, facts.of(table), LANGUAGE);
    let tables = [Table::Denominator, Table::Milestone, Table::Published];
    let mut sheets = vec![report(facts), of(Table::Registry), counts(facts), ratios(facts), growth(facts)];
    sheets.extend(tables.map(of));
    document(sheets)
}

/// Returns what the report is about.
fn report<'a>(facts: &Facts<'a>) -> Sheet<Rows<'a>> {
    let mut cells = vec![(Heading::new("as-of", "As of"), Cell::of_text(facts.as_of.to_string()))];
    if let Some(revision) = &facts.revision {
        cells.push((Heading::new("commit", "Commit"), Cell::of_text(revision.commit.clone())));
        cells.push((Heading::new("commit-date", "Date of the commit"), Cell::of_text(revision.day.clone())));
        let changed = if revision.is_changed { "yes" } else { "no" };
        cells.push((Heading::new("changed-since", "Changed since"), Cell::of_text(changed)));
    }
    let filters = notes::caption(Some(facts.as_of), facts.selection);
    cells.push((Heading::new("about", "About"), Cell::of_text(filters)));
    one("reports", cells)
}

fn counts<'a>(facts: &Facts<'a>) -> Sheet<Rows<'a>> {
    let sheet = one("counts", vec![(NETWORKS, Cell::Count(facts.count()))]);
    Sheet { notes: facts.numbers.in_all().notes, ..sheet }
}

/// Returns the number against each denominator.
fn ratios<'a>(facts: &Facts<'a>) -> Sheet<Rows<'a>> {
    let ratios: Vec<Ratio<'_>> =
        facts.denominators().map(|denominator| facts.numbers.compared_with(denominator)).collect();
    Sheet::of_ratios(&ratios, LANGUAGE)
}

/// Returns the number from each day on which it changed.
fn growth<'a>(facts: &Facts<'a>) -> Sheet<Rows<'a>> {
    let columns = vec![Heading::new("from", "From"), NETWORKS];
    let mut sheet = Sheet::new("growth", columns, LANGUAGE);
    for step in facts.steps() {
        let from = step.from.map_or(Cell::Absent, |day| Cell::of_text(day.to_string()));
        sheet.rows.push([from, Cell::Count(step.count)]);
    }
    sheet
}

fn one<'a>(name: &'static str, cells: Vec<(Heading, Cell<'a>)>) -> Sheet<Rows<'a>> {
    let (columns, row): (_, Vec<_>) = cells.into_iter().unzip();
    let mut sheet = Sheet::new(name, columns, LANGUAGE);
    sheet.rows.push(row);
    sheet
}
