//! One record in full: every field that is given, and for a network what follows from the code of its country.

use crate::model::{Language, Level, Record, Table};
use crate::render::networks::sheet::Heading;
use crate::render::networks::wrap::{columns, entry};
use crate::render::phrases::phrase;
use crate::select::cell::Cell;
use crate::select::column::{Column, common_area};
use crate::text::{isolated, visible};

/// The columns that titles have, and more only if one is longer.
const TITLES: usize = 13;

/// Returns a record as a card, at most `width` columns wide if a width is given, without the footnote.
pub fn render(record: &Record<'_>, language: Language, width: Option<usize>) -> String {
    let rows = rows(record, language);
    let titles = rows.iter().map(|(title, _)| columns(title)).fold(TITLES, usize::max);
    let room = width.map(|width| width.saturating_sub(titles + "   ".len()).max(20));
    let mut out = format!("{}\n", head(record, language));
    for line in rows.iter().flat_map(|(title, text)| entry(title, titles + " ".len(), text, room)) {
        out += format!("  {line}").trim_end();
        out.push('\n');
    }
    out
}

/// Returns the titles and texts of a card.
fn rows(record: &Record<'_>, language: Language) -> Vec<(&'static str, String)> {
    let is_network = record.table == Table::Network;
    let region = is_network.then(|| region(record, language)).flatten();
    let mut rows: Vec<(&str, String)> =
        region.into_iter().map(|region| (phrase("Region", language), region)).collect();
    for field in record.table.fields().iter().filter(|field| !(is_network && field.key == "name")) {
        let text = match Column::Field(field).cell(record, language) {
            Cell::Absent => continue,
            // Addresses are copied, so each has its line.
            Cell::List(items) if field.kind.is_address() => items.join("\n"),
            cell => cell.text(language, &mut String::new()).to_owned(),
        };
        rows.push((Heading::of_field(field).title_in(language), text));
    }
    rows
}

/// Returns the first line: the name and key of a network, else the address.
fn head(record: &Record<'_>, language: Language) -> String {
    if record.table == Table::Network {
        let name = record.display_name(language);
        return format!("{} ({})", isolated(&visible(&name)), visible(&record.key));
    }
    let address = record.address().map_or(record.table.key().to_owned(), |address| address.to_string());
    visible(&address).into_owned()
}

/// Returns the region and sub-region of a network.
fn region(network: &Record<'_>, language: Language) -> Option<String> {
    let area = |level| common_area(network, level).map(|area| area.name_in(language));
    match (area(Level::Region), area(Level::SubRegion)) {
        (Some(region), Some(sub_region)) => Some(format!("{region}, {sub_region}")),
        (Some(region), None) => Some(region.to_owned()),
        (None, _) => network.country().map(|_| phrase("not in M49", language).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Source;

    fn card(note: &str, width: Option<usize>) -> String {
        let text = format!("[network.ATA]\nname = \"Antarctica\"\nnote = \"\"\"{note}\"\"\"\n");
        let source = Source::new(&text);
        let record = source.record_at(0).expect("a record");
        let card = render(&record, Language::English, width);
        card.split_once("  Note").expect("a note").1.to_owned()
    }

    #[test]
    fn note_with_escapes_is_not_wider_than_the_terminal() {
        let (note, line) = ("\u{202e}x ".repeat(4), "\\u{202e}x \\u{202e}x\n");
        assert_eq!(card(&note, Some(36)), format!("{0:10}{line}{0:16}{line}", ""));
    }

    #[test]
    fn note_keeps_its_spaces() {
        let note = "A list:\n  - one  two\n\n  - three";
        let expected = format!("{0:10}A list:\n{0:16}  - one  two\n\n{0:16}  - three\n", "");
        assert_eq!(card(note, None), expected);
        assert_eq!(card(note, Some(80)), expected);
    }
}
