//! The number at the head of the page, and what makes it less than the whole truth.

use crate::model::Table;
use crate::render::html::text;
use crate::render::site::facts::Facts;
use crate::render::site::page::notes::{Note, list};
use crate::select::count::Count;
use crate::select::growth::published;

/// Returns the head: the number with its day, and its notes.
pub(crate) fn section(facts: &Facts<'_>) -> String {
    let number = facts.number(facts.count());
    let label = facts.filled("Country networks as of {}", &[&facts.days()]);
    let out = format!(
        "<p class=\"total\"><a href=\"#networks\">{}</a> <span>{}</span></p>\n",
        text(&number),
        text(&label)
    );
    let notes: Vec<Note> = notes(facts).into_iter().map(Note::Text).collect();
    out + &list(facts, &notes)
}

/// Returns what the number leaves open: as the notes of `count`, in the language of the page.
pub(crate) fn notes(facts: &Facts<'_>) -> Vec<String> {
    let Count { certain, possible } = facts.count();
    let as_of = facts.as_of;
    let mut notes = Vec::new();
    if certain < possible {
        let more = (possible - certain).to_string();
        notes.push(facts.filled(
            "Certain: {}. Also possible, because dates are not known to the day: {}",
            &[&certain.to_string(), &more],
        ));
    }
    if as_of.is_cut {
        notes.push(facts.filled(
            "Only days up to {} are considered: later days are in the future",
            &[&as_of.last.to_string()],
        ));
    }
    let limits = facts.numbers.limits(as_of);
    let mut number = |number: usize, phrase: &'static str| {
        if number > 0 {
            notes.push(facts.filled(phrase, &[&number.to_string()]));
        }
    };
    number(limits.dated_ahead, "Counted although their dates are later than today: {}");
    number(limits.left_out.closed, "Not counted, because they are closed: {}");
    number(limits.left_out.planned, "Not counted, because they are only planned: {}");
    for silent in facts.tally.hearing.silent() {
        let what = silent.column.unwrap_or("covers").to_string();
        let number = silent.networks.to_string();
        notes.push(facts.filled("Not counted, because `{}` is not given: {}", &[&what, &number]));
    }
    let totals = facts.of(Table::Published).filter(|_| facts.selection.is_everything());
    for total in published(totals, as_of, facts.question.bounds) {
        let source = total.source.map_or(String::new(), |source| format!(", {source}"));
        let date = facts.date(total.date) + &source;
        notes.push(
            facts.filled("Published by others for this date: {} ({})", &[&total.networks.to_string(), &date]),
        );
    }
    notes.extend(facts.filters());
    notes
}
