//! One network in full.
//!
//! Promises: every field that is given, in the canonical order, and what follows from the
//! country code; nothing in the text can steer a terminal.

use crate::country::Level;
use crate::query::{Cell, Column, common_area};
use crate::record::Record;
use crate::text::visible;

/// Renders a network as a card; the footnote is left to whoever prints it.
#[must_use]
pub fn render(network: &Record<'_>) -> String {
    let mut out = format!("{} ({})\n", visible(network.display_name()), visible(&network.key));
    let mut row = |title: &str, text: &str| {
        for (at, line) in text.lines().enumerate() {
            let title = if at == 0 { title } else { "" };
            out.push_str(format!("  {title:<13} {}", visible(line)).trim_end());
            out.push('\n');
        }
    };
    let area = |level| common_area(network, level).map(|area| area.name);
    match (area(Level::Region), area(Level::SubRegion)) {
        (Some(region), Some(sub_region)) => row("Region", &format!("{region}, {sub_region}")),
        (Some(region), None) => row("Region", region),
        (None, _) if network.country().is_some() => row("Region", "not in M49"),
        (None, _) => {}
    }
    for column in Column::all() {
        let Column::Field(field) = column else { continue };
        if field.key == "name" {
            continue;
        }
        match column.cell(network) {
            Cell::Absent => {}
            // Addresses are copied: one a line.
            Cell::List(items) if field.kind.is_address() => row(field.title, &items.join("\n")),
            cell => row(field.title, &cell.to_text()),
        }
    }
    out
}
