//! Links of a page: to records, to the pages that are sources, and between anchors.

use crate::model::{Country, Record, Table};
use crate::render::html::{escape, text_alone};
use crate::render::markdown::address;
use crate::render::site::facts::Facts;
use crate::text::visible;

/// Returns the anchor of a record: its address.
pub(crate) fn anchor(table: Table, key: &str) -> String {
    // A key with other characters is not an anchor in every browser.
    let spell = |c: char| {
        if c.is_ascii_alphanumeric() || c == '-' { c.to_string() } else { format!("_{:x}_", u32::from(c)) }
    };
    format!("{}.{}", table.key(), key.chars().map(spell).collect::<String>())
}

/// Returns a link to the row of a network, with its name.
pub(crate) fn network<'a>(facts: &Facts<'a>, network: &Record<'a>) -> String {
    to(&anchor(Table::Network, &network.key), &facts.name(network))
}

/// Returns a link with the name of a country to the row of its network.
pub(crate) fn country(facts: &Facts<'_>, country: &Country, network: &Record<'_>) -> String {
    to(&anchor(Table::Network, &network.key), facts.country(country))
}

/// Returns a link inside the page.
pub(crate) fn to(anchor: &str, text: &str) -> String {
    format!("<a href=\"#{}\">{}</a>", escape(anchor), text_alone(text))
}

/// Returns the texts of a field: one, or those of a list.
pub(crate) fn texts<'r>(record: &'r Record<'_>, field: &str) -> Vec<&'r str> {
    record.entry(field).map(|entry| entry.texts().map(|(text, _)| text).collect()).unwrap_or_default()
}

/// Returns links to the pages in a field, each named by its host; what is not an https address is text.
pub(crate) fn sources(record: &Record<'_>, field: &str) -> String {
    texts(record, field).into_iter().map(source).collect::<Vec<_>>().join(", ")
}

/// Returns a link to a page, named by its host.
pub(crate) fn source(page: &str) -> String {
    let shown = visible(page);
    let is_address = address(page).is_some_and(|(before, _, after)| before.is_empty() && after.is_empty());
    match page.strip_prefix("https://").filter(|_| is_address && shown == page) {
        Some(rest) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
            format!("<a href=\"{}\">{}</a>", escape(page), escape(host))
        }
        None => text_alone(page),
    }
}
