//! The table of the networks that count, by region; and those that do not count.

use crate::model::{Record, Status, Table};
use crate::render::html::{direction, text, text_alone};
use crate::render::site::facts::Facts;
use crate::render::site::page::links;
use crate::render::site::page::regions::Region;
use crate::select::certainty::Certainty;

/// Returns the table.
pub(crate) fn section(facts: &Facts<'_>, regions: &[Region]) -> String {
    let headings = ["Name", "Established", "Sources"]
        .map(|heading| format!("<th scope=\"col\">{}</th>", text_alone(facts.phrase(heading))));
    let mut out = format!("<table class=\"networks\">\n<thead><tr>{}</tr></thead>\n", headings.concat());
    for Region { anchor, row } in regions {
        out += &format!(
            "<tbody id=\"{anchor}\">\n<tr><th class=\"region\" scope=\"rowgroup\" colspan=\"3\">{}</th></tr>\n",
            text_alone(&facts.labelled(&row.name, &facts.number(row.count)))
        );
        for network in facts.counted_of(&row.networks) {
            out += &of_network(facts, network);
        }
        out += "</tbody>\n";
    }
    out + "</table>\n" + &left_out(facts)
}

fn of_network<'a>(facts: &Facts<'a>, network: &Record<'a>) -> String {
    let name = facts.name(network);
    let mut own = format!(
        "<th scope=\"row\"{}>{} <code>{}</code>",
        direction(&name, facts.language),
        text_alone(&name),
        text_alone(&network.key)
    );
    for field in ["coordinator", "chairs", "secretariat"] {
        if let Some(field) = Table::Network.field(field) {
            let entities = links::texts(network, field.key).into_iter().map(str::to_owned);
            let entities = facts.list(&entities.collect::<Vec<_>>());
            if !entities.is_empty() {
                own += &small(facts, &facts.labelled(facts.phrase(field.title), &entities));
            }
        }
    }
    own += &network.text("note").map_or(String::new(), |note| small(facts, note));
    let established = facts.date_of(network, "established");
    let mut dates = text(established.as_deref().unwrap_or_else(|| facts.phrase("undated")));
    if facts.certainty(&network.key) == Certainty::Possible {
        dates += &small(facts, facts.phrase("possible"));
    }
    for (field, title) in [("launched", "Launched"), ("closed", "Closed"), ("verified", "Verified")] {
        if let Some(date) = facts.date_of(network, field) {
            dates += &small(facts, &facts.labelled(facts.phrase(title), &date));
        }
    }
    let website = links::sources(network, "website");
    let mut sources = links::sources(network, "sources");
    if sources.is_empty() {
        sources = text_alone(facts.phrase("No source is given"));
    }
    if !website.is_empty() {
        let website = facts.labelled(&text_alone(facts.phrase("Website")), &website);
        sources += &format!("<small>{website}</small>");
    }
    let id = links::anchor(Table::Network, &network.key);
    format!("<tr id=\"{id}\">{own}</th><td>{dates}</td><td>{sources}</td></tr>\n")
}

/// Returns a line below a value.
fn small(facts: &Facts<'_>, line: &str) -> String {
    format!("<small{}>{}</small>", direction(line, facts.language), text(line))
}

/// Returns the networks that are planned or closed, which no number counts; nothing if there are none.
fn left_out(facts: &Facts<'_>) -> String {
    let answers = facts.networks.iter().zip(facts.numbers.answers());
    let others = answers.filter(|(_, answer)| **answer == Certainty::No).map(|(network, _)| *network);
    let others: Vec<&Record<'_>> = others
        .filter(|network| network.status() != Status::Established || network.when("closed").is_some())
        .collect();
    if others.is_empty() {
        return String::new();
    }
    let one = |network: &&Record<'_>| {
        let id = links::anchor(Table::Network, &network.key);
        let status = facts.phrase(network.status().word());
        format!(
            "<li id=\"{id}\">{} ({})</li>\n",
            text_alone(&network.display_name(facts.language)),
            text_alone(status)
        )
    };
    format!(
        "<h3>{}</h3>\n<ul>\n{}</ul>\n",
        text_alone(facts.phrase("Planned or closed, and not counted")),
        others.iter().map(one).collect::<String>()
    )
}
