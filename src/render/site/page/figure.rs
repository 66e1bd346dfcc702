//! A figure: pictures, which say by themselves what they show, and the table of the same data.

use crate::render::html::text_alone;
use crate::render::site::facts::Facts;
use crate::render::site::page::picture::{Picture, SMALL, TITLE};

/// Returns pictures with the table of the same data, which is folded.
pub(crate) fn figure(facts: &Facts<'_>, pictures: &str, table: &str) -> String {
    let summary = text_alone(facts.phrase("The data of this picture"));
    format!("<figure>\n{pictures}<details>\n<summary>{summary}</summary>\n{table}</details>\n</figure>\n")
}

/// Returns a picture of this width with its title: that of the registry, and what the picture shows of it.
pub(crate) fn begun(facts: &Facts<'_>, what: &'static str, width: i32) -> Picture {
    let mut picture = Picture::new(width, facts.language);
    picture.lines(0, TITLE, &title(facts, what));
    picture
}

/// Returns a picture as an element for screens of a class, with its source, date and revision below.
pub(crate) fn ended(mut picture: Picture, facts: &Facts<'_>, what: &'static str, class: &str) -> String {
    facts.source().iter().for_each(|line| picture.lines(0, SMALL, line));
    let label = format!("{}. {}", title(facts, what), facts.phrase("The table below has the same data."));
    picture.finish(class, &label)
}

fn title(facts: &Facts<'_>, what: &'static str) -> String {
    facts.labelled(facts.title(), facts.phrase(what))
}
