//! Notes below a number: texts, and networks by name.

use crate::render::html::{direction, text, text_alone};
use crate::render::site::facts::Facts;
use crate::render::site::page::links;
use crate::select::countries::NetworkCountries;

/// A note.
pub(crate) enum Note {
    /// A text of the page or of the registry.
    Text(String),
    /// A text with markup.
    Html(String),
    /// Names that are shown when they are asked for, with what they are.
    Names(String, String),
}

/// Returns notes as a list; nothing if there are none.
pub(crate) fn list(facts: &Facts<'_>, notes: &[Note]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let items: String = notes.iter().map(|note| item(facts, note)).collect();
    format!("<ul class=\"notes\">\n{items}</ul>\n")
}

fn item(facts: &Facts<'_>, note: &Note) -> String {
    match note {
        // The direction of an item is that of its mark, too.
        Note::Text(note) if !direction(note, facts.language).is_empty() => {
            format!("<li><bdi>{}</bdi></li>\n", text(note))
        }
        Note::Text(note) => format!("<li>{}</li>\n", text(note)),
        Note::Html(note) => format!("<li>{note}</li>\n"),
        Note::Names(what, names) => {
            format!("<li><details><summary>{}</summary><p>{names}</p></details></li>\n", text_alone(what))
        }
    }
}

/// The most names that are shown at once.
const FEW: usize = 12;

/// Returns the note that some networks are so, with their names; none if there are none.
pub(crate) fn networks(
    facts: &Facts<'_>,
    phrase: &'static str,
    networks: &[&NetworkCountries],
) -> Option<Note> {
    let (number, names) = (networks.len(), named(facts, networks));
    let what = format!("{} ({number})", facts.phrase(phrase));
    match number {
        0 => None,
        1..=FEW => Some(Note::Html(facts.labelled(&text_alone(&what), &names))),
        _ => Some(Note::Names(what, names)),
    }
}

/// Returns the networks with links, in the order of their names.
fn named(facts: &Facts<'_>, networks: &[&NetworkCountries]) -> String {
    let records = networks.iter().filter_map(|network| facts.network(&network.key));
    let names = facts.in_order(records).into_iter().map(|record| links::network(facts, record));
    facts.list(&names.collect::<Vec<_>>())
}
