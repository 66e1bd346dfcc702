//! A sheet that is too wide for the terminal: a card for each row instead of columns.

use crate::model::Language;
use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::{Heading, Sheet};
use crate::render::networks::wrap::{columns, entry};
use crate::select::cell::Cell;

/// A terminal with fewer columns has room for a table only if no cell must be wrapped.
const NARROW: usize = 60;

/// How narrow a column with longer cells may become.
const NARROWEST: usize = 10;

/// The gap between a title and its value.
const GAP: usize = 2;

/// Returns `true` if columns with these widths, and with gaps between them, fit a terminal of this width.
pub fn fits(widths: impl ExactSizeIterator<Item = usize>, gap: usize, width: usize) -> bool {
    let gaps = gap * widths.len().saturating_sub(1);
    widths.sum::<usize>() + gaps <= width
}

/// Returns `true` if columns that do not fit a terminal of this width should be cards on it.
pub fn needs_cards(widths: &[usize], gap: usize, width: usize) -> bool {
    let narrowest = widths.iter().map(|width| NARROWEST.min(*width));
    width < NARROW || !fits(narrowest, gap, width)
}

/// Returns a card for each row: a line for each cell that is not empty, and more lines where a value is longer than
/// the width. A word that is longer is not broken, because addresses are copied.
pub fn cards(sheet: &Sheet<Rows<'_>>, width: usize) -> String {
    let language = sheet.language;
    let title = |heading: &Heading| heading.title_in(language).to_uppercase();
    let titles: Vec<String> = sheet.columns.iter().map(title).collect();
    let indent = titles.iter().map(|title| columns(title)).max().unwrap_or_default() + GAP;
    let card = |row: &[Cell<'_>]| -> String {
        let room = Some(width.saturating_sub(indent));
        let mut buffer = String::new();
        let lines = titles
            .iter()
            .zip(row)
            .flat_map(|(title, cell)| entry(title, indent, text(cell, language, &mut buffer), room));
        lines.map(|line| line + "\n").collect()
    };
    sheet.rows.iter().map(card).collect::<Vec<_>>().join("\n")
}

/// Returns the text of a value. Addresses in a list are copied, so each has its line.
fn text<'b>(cell: &'b Cell<'_>, language: Language, buffer: &'b mut String) -> &'b str {
    match cell {
        Cell::List(items) if items.iter().any(|item| item.contains("://")) => {
            *buffer = items.join("\n");
            buffer
        }
        cell => cell.text(language, buffer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_cards_where_they_would_be_too_narrow() {
        for (widths, width, is_card) in [
            (&[3, 30, 23][..], 60, false),
            (&[3, 30, 23], 59, true),
            (&[3, 30, 22], 59, false),
            (&[3, 300, 300], 60, false),
            (&[3, 300, 300, 300, 300, 300], 63, false),
            (&[3, 300, 300, 300, 300, 300], 62, true),
            (&[10, 10, 9, 10, 10], 57, false),
            (&[], 20, false),
        ] {
            let needs_cards = !fits(widths.iter().copied(), 2, width) && needs_cards(widths, 2, width);
            assert_eq!(needs_cards, is_card, "{widths:?} {width}");
        }
    }

    #[test]
    fn card_has_a_line_for_each_value_and_wraps_it() {
        let list = |items: &[&str]| Cell::List(items.iter().map(|item| (*item).to_owned().into()).collect());
        let columns = [("key", "Key"), ("name", "Name"), ("chairs", "Chairs"), ("sources", "Sources")];
        let columns = columns.map(|(id, title)| Heading::new(id, title)).to_vec();
        let mut sheet = Sheet::new("rows", columns, Language::English);
        sheet.rows = [
            vec![
                Cell::of_text("ATA"),
                Cell::of_text("a longer name\nof\u{1b} two lines"),
                list(&["IOM", "UN RC"]),
                list(&["https://example.org/one", "https://example.org/two"]),
            ],
            vec![Cell::of_text("BVT"), Cell::of_text("جزيرة بوفيه"), Cell::Absent, list(&[""])],
        ]
        .into_iter()
        .collect();
        assert_eq!(
            cards(&sheet, 20),
            "KEY      ATA\nNAME     a longer\n         name\n         of\\u{1b}\n         two lines\n\
             CHAIRS   IOM, UN RC\nSOURCES  https://example.org/one\n         https://example.org/two\n\n\
             KEY      BVT\nNAME     \u{2068}جزيرة بوفيه\u{2069}\n"
        );
    }
}
