//! The map: a tile for each country or area, all of the same size, without any boundary.
//!
//! The places of the tiles are our own; `.ci/countries/tiles.py` computes them.

use crate::model::{Country, country};
use crate::render::html::escape;
use crate::render::site::facts::Facts;
use crate::render::site::page::figure::{begun, ended, figure};
use crate::render::site::page::picture::{MARGIN, Picture, SMALL};
use crate::render::site::page::tables;
use crate::render::site::tiles::{COLUMNS, STRIPS, TILES};
use crate::select::certainty::Certainty;
use crate::select::countries::Covered;

/// What the picture shows.
const TITLE: &str = "countries and areas";

/// Returns the section: the map for wide and for narrow screens, with its table.
pub(crate) fn section(facts: &Facts<'_>) -> String {
    let covered = facts.covered();
    figure(facts, &(wide(facts, &covered) + &narrow(facts, &covered)), &tables::countries(facts, &covered))
}

/// Returns the map as one picture for wide screens.
fn wide(facts: &Facts<'_>, covered: &Covered) -> String {
    let width = 880;
    let columns = i32::from(COLUMNS);
    let size = (width - 2 * MARGIN) / columns;
    let mut picture = with_key(facts, width);
    let left = (width - size * columns) / 2;
    let bottom = strip(&mut picture, facts, covered, &Strip { columns: 0..columns, left, size, named: true });
    with_disclaimer(picture, facts, bottom, "wide")
}

/// Returns the map as one picture for narrow screens, with a part of the world below another.
fn narrow(facts: &Facts<'_>, covered: &Covered) -> String {
    let mut picture = with_key(facts, 340);
    let size = 26;
    let mut bottom = picture.y;
    for (first, end) in STRIPS.iter().zip(STRIPS.iter().skip(1).chain([&COLUMNS])) {
        let columns = i32::from(*first)..i32::from(*end);
        let left = (picture.width() - size * (columns.end - columns.start)) / 2;
        bottom = strip(&mut picture, facts, covered, &Strip { columns, left, size, named: false }) + 14;
        picture.y = bottom;
    }
    with_disclaimer(picture, facts, bottom, "narrow")
}

/// Some columns of the map.
struct Strip {
    columns: std::ops::Range<i32>,
    left: i32,
    size: i32,
    /// Whether each tile has the name of its country as a tooltip.
    named: bool,
}

/// The states of a tile, each with its class and its words.
const STATES: [(Certainty, &str, &str); 3] = [
    (Certainty::No, "certain", "Certain"),
    (Certainty::Possible, "possible", "Possible: dates are not known to the day"),
    (Certainty::Certain, "none", "No network counted"),
];

/// Adds the tiles of a strip below what is there. Returns where they end.
fn strip(picture: &mut Picture, facts: &Facts<'_>, covered: &Covered, strip: &Strip) -> i32 {
    let of_strip = || TILES.iter().filter(|tile| strip.columns.contains(&i32::from(tile.1)));
    let rows = || of_strip().map(|tile| i32::from(tile.2));
    let (top, bottom) = (rows().min().unwrap_or_default(), rows().max().unwrap_or_default());
    let (begin, inner) = (picture.y + 8, strip.size - 2);
    for (lacks, class, words) in STATES {
        picture.put(&format!("<g class=\"t {class}\">"));
        for (code, column, row) in of_strip() {
            let Some(country) = country::by_code(code).filter(|country| covered.lacks(country) == lacks)
            else {
                continue;
            };
            let x = strip.left + (i32::from(*column) - strip.columns.start) * strip.size;
            let y = begin + (i32::from(*row) - top) * strip.size;
            let title = if strip.named { tooltip(facts, country, words) } else { String::new() };
            let (middle, base) = (x + inner / 2, y + inner / 2 + 4);
            picture.put(&format!(
                "<path d=\"M{x} {y}h{inner}v{inner}h-{inner}z\">{title}</path><text x=\"{middle}\" y=\"{base}\">{code}</text>"
            ));
        }
        picture.put("</g>");
    }
    begin + (bottom - top + 1) * strip.size
}

fn tooltip(facts: &Facts<'_>, country: &Country, words: &'static str) -> String {
    format!("<title>{}</title>", escape(&facts.labelled(facts.country(country), facts.phrase(words))))
}

/// Returns the picture with its key.
fn with_key(facts: &Facts<'_>, width: i32) -> Picture {
    let mut picture = begun(facts, TITLE, width);
    picture.y += 4;
    for (_, class, text) in STATES {
        picture.key_of_area(class, facts.phrase(text));
    }
    picture
}

/// Returns the element, with what a map must say below its tiles.
fn with_disclaimer(mut picture: Picture, facts: &Facts<'_>, bottom: i32, class: &str) -> String {
    picture.y = bottom + 8;
    picture.lines(0, SMALL, facts.phrase(DISCLAIMER));
    ended(picture, facts, TITLE, class)
}

/// What a map must say.
const DISCLAIMER: &str = "Each tile is one country or area. The places of the tiles are approximate, and no boundary is shown. Names and places imply no opinion on the legal status of any country, territory or area.";
