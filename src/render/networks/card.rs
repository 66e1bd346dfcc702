//! One network in full: every field that is given, and what follows from the code of the country.

use crate::model::{Language, Level, Record};
use crate::render::networks::wrap::wrapped;
use crate::select::cell::Cell;
use crate::select::column::{Column, common_area};
use crate::text::{isolated, visible};

/// The column in which values begin.
const INDENT: usize = 16;

/// Returns a network as a card, at most `width` columns wide if a width is given, without the footnote.
pub fn render(network: &Record<'_>, language: Language, width: Option<usize>) -> String {
    let width = width.map_or(usize::MAX, |width| width.saturating_sub(INDENT).max(20));
    let name = visible(network.display_name(language));
    let mut out = format!("{} ({})\n", isolated(&name), visible(&network.key));
    let mut row = |title: &str, lines: Vec<String>| {
        for (at, line) in lines.iter().enumerate() {
            let title = if at == 0 { title } else { "" };
            out.push_str(format!("  {title:<13} {line}").trim_end());
            out.push('\n');
        }
    };
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().flat_map(|line| wrapped(line, width));
        lines.map(|line| isolated(&visible(&line)).into_owned()).collect()
    };
    let area = |level| common_area(network, level).map(|area| isolated(area.name_in(language)));
    match (area(Level::Region), area(Level::SubRegion)) {
        (Some(region), Some(sub_region)) => row("Region", vec![format!("{region}, {sub_region}")]),
        (Some(region), None) => row("Region", vec![region.into_owned()]),
        (None, _) if network.country().is_some() => row("Region", vec!["not in M49".to_owned()]),
        (None, _) => {}
    }
    for column in Column::all() {
        let Column::Field(field) = column else { continue };
        if field.key == "name" {
            continue;
        }
        match column.cell(network, language) {
            Cell::Absent => {}
            // Addresses are copied, so each has its line.
            Cell::List(items) if field.kind.is_address() => row(field.title, lines(&items.join("\n"))),
            cell => row(field.title, lines(&cell.to_text())),
        }
    }
    out
}
