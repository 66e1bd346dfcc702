//! The numbers by region: bars, and the networks of each region.

use std::ops::Range;

use crate::model::Level;
use crate::render::html::text_alone;
use crate::render::site::facts::Facts;
use crate::render::site::page::figure::{begun, ended, figure};
use crate::render::site::page::links;
use crate::render::site::page::picture::{MARGIN, SMALL};
use crate::select::column::common_area;
use crate::select::group::GroupRow;

/// What the picture shows.
const TITLE: &str = "by region";

/// A region with its networks.
#[derive(Debug)]
pub(crate) struct Region {
    /// Where the networks of the region begin in the table.
    pub anchor: String,
    /// Its name, its number, its networks.
    pub row: GroupRow,
}

/// Returns the regions, the one with most networks first. The tally must be one by region.
pub(crate) fn regions(facts: &Facts<'_>) -> Vec<Region> {
    let rows = facts.tally.groups(facts.numbers.answers(), |label| label.to_text(facts.language));
    let region = |(at, row): (usize, GroupRow)| {
        let first = row.networks.first().map(|first| facts.networks[*first as usize]);
        let area = first.and_then(|network| common_area(network, Level::Region));
        let anchor = area.map_or_else(|| format!("region-other-{at}"), |area| format!("region-{}", area.m49));
        Region { anchor, row }
    };
    rows.into_iter().enumerate().map(region).collect()
}

/// Returns the section: the picture with its table.
pub(crate) fn section(facts: &Facts<'_>, regions: &[Region]) -> String {
    let pictures = picture(facts, regions, 880, "wide") + &picture(facts, regions, 340, "narrow");
    let rows: String = regions.iter().map(|region| row(facts, region)).collect();
    let table = format!(
        "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"number\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        facts.phrase("Region"),
        facts.phrase("Number"),
        facts.phrase("Networks")
    );
    figure(facts, &pictures, &table)
}

fn row(facts: &Facts<'_>, region: &Region) -> String {
    let GroupRow { name, count, networks } = &region.row;
    let networks = facts.counted_of(networks).into_iter().map(|network| links::network(facts, network));
    format!(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td>{}</td></tr>\n",
        text_alone(name),
        links::to(&region.anchor, &facts.number(*count)),
        facts.list(&networks.collect::<Vec<_>>())
    )
}

fn picture(facts: &Facts<'_>, regions: &[Region], width: i32, class: &str) -> String {
    let mut picture = begun(facts, TITLE, width);
    picture.y += 6;
    let most = regions.iter().map(|region| region.row.count.possible).max().unwrap_or_default().max(1);
    let room = usize::try_from(width - 2 * MARGIN - 70).unwrap_or_default();
    for Region { row, .. } in regions {
        let GroupRow { name, count, .. } = row;
        picture.lines(0, SMALL, name);
        let bar = |number: usize| i32::try_from(number * room / most).unwrap_or_default();
        let (y, certain, possible) = (picture.y + 2, bar(count.certain), bar(count.possible));
        picture.put(&bar_of(facts, width, y, "certain", 0..certain));
        if possible > certain {
            picture.put(&bar_of(facts, width, y, "possible", certain..possible));
        }
        let (end, number) = (MARGIN + possible + 6, facts.number(*count));
        picture.text(end, y + 13, SMALL, &number);
        picture.y = y + 20;
    }
    picture.y += 6;
    ended(picture, facts, TITLE, class)
}

/// Returns a piece of a bar, in pixels from the side on which the language begins to read.
fn bar_of(facts: &Facts<'_>, width: i32, y: i32, class: &str, piece: Range<i32>) -> String {
    let length = piece.end - piece.start;
    let x = if facts.is_from_the_right() { width - MARGIN - piece.end } else { MARGIN + piece.start };
    format!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{length}\" height=\"16\"/>")
}
