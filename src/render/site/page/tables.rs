//! The tables behind the pictures: the same data as text, with links.

use std::collections::BTreeMap;

use crate::model::{Country, Level, country};
use crate::render::html::{direction, text, text_alone};
use crate::render::site::facts::Facts;
use crate::render::site::page::links;
use crate::render::site::timeline::Timeline;
use crate::select::certainty::Certainty;
use crate::select::count::Count;
use crate::select::countries::Covered;
use crate::select::growth::{Milestone, Total};
use crate::select::steps::Step;

/// The anchor of the table of countries.
pub(crate) const COUNTRIES: &str = "countries";

/// Returns a table with these headings; those of numbers begin with `#`.
fn table(facts: &Facts<'_>, caption: &'static str, headings: &[&'static str], rows: &str) -> String {
    let heading = |heading: &&'static str| {
        let (class, heading) =
            heading.strip_prefix('#').map_or(("", *heading), |heading| (" class=\"number\"", heading));
        format!("<th scope=\"col\"{class}>{}</th>", text_alone(facts.phrase(heading)))
    };
    let headings: String = headings.iter().map(heading).collect();
    format!(
        "<table>\n<caption>{}</caption>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        text_alone(facts.phrase(caption))
    )
}

/// Returns the tables behind the picture of growth.
pub(crate) fn tables(facts: &Facts<'_>, timeline: &Timeline<'_>) -> String {
    let steps: String = timeline.steps.iter().enumerate().map(|(at, one)| step(facts, one, at)).collect();
    let mut out = table(
        facts,
        "Each row counts its own networks and those of the rows above",
        &["From", "#Certain", "#Possible", "Changes"],
        &steps,
    );
    if !timeline.published.is_empty() {
        let rows: Vec<String> = timeline.published.iter().map(|total| published(facts, total)).collect();
        let headings = ["Date", "#Number", "Source"];
        out += &table(facts, "Totals that others have published", &headings, &rows.concat());
    }
    if !timeline.milestones.is_empty() {
        let numbered = (1..).zip(&timeline.milestones);
        let rows: Vec<String> = numbered.map(|(at, one)| milestone(facts, at, one)).collect();
        out += &table(facts, "Milestones", &["#No.", "Date", "Title", "Source"], &rows.concat());
    }
    out
}

fn published(facts: &Facts<'_>, total: &Total<'_>) -> String {
    format!(
        "<tr><td>{}</td><td class=\"number\">{}</td><td>{}</td></tr>\n",
        text_alone(&facts.date(total.date)),
        total.networks,
        total.source.map(links::source).unwrap_or_default()
    )
}

fn milestone(facts: &Facts<'_>, at: usize, milestone: &Milestone<'_>) -> String {
    format!(
        "<tr><td class=\"number\">{at}</td><td>{}</td><td class=\"words\"{}>{}</td><td>{}</td></tr>\n",
        text_alone(&facts.date(milestone.date)),
        direction(milestone.title, facts.language),
        text(milestone.title),
        milestone.source.map(links::source).unwrap_or_default()
    )
}

fn step(facts: &Facts<'_>, step: &Step, at: usize) -> String {
    let Count { certain, possible } = step.count;
    let change = |heading: &'static str, certainty: Certainty| {
        let networks = step.changes.iter().filter(|(_, now)| *now == certainty);
        let names: Vec<String> =
            networks.map(|(at, _)| links::network(facts, facts.networks[*at as usize])).collect();
        (!names.is_empty()).then(|| facts.labelled(&text_alone(facts.phrase(heading)), &facts.list(&names)))
    };
    let changes = [
        change("Certain", Certainty::Certain),
        change("Possible", Certainty::Possible),
        change("Ended", Certainty::No),
    ];
    let from = step.from.map_or_else(|| facts.phrase("undated").to_owned(), |day| day.to_string());
    format!(
        "<tr id=\"growth.{at}\"><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td>{}</td></tr>\n",
        text_alone(&from),
        links::to("growth.0", &certain.to_string()),
        links::to("growth.0", &possible.to_string()),
        changes.into_iter().flatten().collect::<Vec<_>>().join("; ")
    )
}

/// Returns the table behind the map: the countries and areas of each region, with a network and without.
pub(crate) fn countries(facts: &Facts<'_>, covered: &Covered) -> String {
    let mut regions: BTreeMap<&str, Vec<&'static Country>> = BTreeMap::new();
    for country in country::all() {
        regions.entry(country.region).or_default().push(country);
    }
    let row = |(region, countries): (&str, Vec<&'static Country>)| {
        let name = country::area(region)
            .filter(|area| area.level == Level::Region)
            .map_or_else(|| facts.phrase("not in M49"), |area| area.name_in(facts.language));
        let mut countries = countries;
        countries.sort_by_key(|country| country.rank(facts.language));
        let names = |asked: Certainty| {
            let of = countries.iter().filter(|country| covered.lacks(country) == asked);
            let name = |country: &&'static Country| match facts.network_of(country) {
                Some(network) => links::country(facts, country, network),
                None => text_alone(facts.country(country)),
            };
            facts.list(&of.map(name).collect::<Vec<_>>())
        };
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            text_alone(name),
            names(Certainty::No),
            names(Certainty::Possible),
            names(Certainty::Certain)
        )
    };
    let rows: String = regions.into_iter().map(row).collect();
    let headings = ["Region", "Certain", "Possible", "No network counted"];
    let table = table(facts, "Countries and areas", &headings, &rows).replacen(
        "<table",
        &format!("<table id=\"{COUNTRIES}\""),
        1,
    );
    table + &several(facts)
}

/// Returns the networks that are not those of one country, which have no tile of their own; nothing if there are none.
fn several(facts: &Facts<'_>) -> String {
    let others = facts.counted().filter(|(network, _)| network.country().is_none());
    let names: Vec<String> = others.map(|(network, _)| links::network(facts, network)).collect();
    if names.is_empty() {
        return String::new();
    }
    let heading = text_alone(facts.phrase("Networks of several countries, which have no tile of their own"));
    format!("<p>{}</p>\n", facts.labelled(&heading, &facts.list(&names)))
}
