//! What the registry does not know, so that it is not mistaken for complete.

use crate::model::date::ago;
use crate::render::html::text;
use crate::render::networks::words::published;
use crate::render::site::facts::Facts;
use crate::render::site::page::links;
use crate::render::site::page::notes::{Note, list, networks};
use crate::render::site::page::tables::COUNTRIES;
use crate::select::as_of::AsOf;
use crate::select::gaps::networks::Lacks;
use crate::select::gaps::{Gaps, Section, VERIFIED_WITHIN};
use crate::select::growth::Total;

/// Returns the section. The gaps are those of `netreg gaps`, which are of all networks and of today; a page with filters, or
/// of another day, has none of these numbers.
pub(crate) fn section(facts: &Facts<'_>) -> String {
    let mut out = format!("<p>{}</p>\n", text(facts.phrase(INCOMPLETE)));
    let today = facts.question.bounds.today;
    if facts.selection.is_everything() && facts.as_of == AsOf::day(today) {
        let mut lacks = Lacks::default();
        facts.networks.iter().for_each(|network| lacks.see(network));
        let of = |verified_since| Gaps::of(facts.tally, &lacks, facts.question.bounds, verified_since);
        if let Ok(gaps) = ago(VERIFIED_WITHIN, today).and_then(of) {
            out += &list(facts, &notes(facts, &gaps));
        }
    }
    out
}

/// What is true of every registry.
const INCOMPLETE: &str =
    "This list is not complete. A country without a network in this list may still have one.";

fn notes(facts: &Facts<'_>, gaps: &Gaps<'_>) -> Vec<Note> {
    let all: usize = gaps.missing.iter().map(|region| region.total).sum();
    let missing = gaps.number(Section::Missing).to_string();
    let without = facts
        .filled("Countries and areas without a network in this list: {} of {}", &["{}", &all.to_string()]);
    let published = |total: &Total<'_>| published((total.networks, total.date), facts.language);
    let mut notes = vec![Note::Html(text(&without).replace("{}", &links::to(COUNTRIES, &missing)))];
    for total in gaps.unaccounted() {
        let (shown, missing, beyond) = (published(&total.total), total.missing(), total.beyond());
        notes.push(Note::Text(if missing > 0 {
            facts.filled(
                "Published by others: {}. Networks missing in this list, at least: {}",
                &[&shown, &missing.to_string()],
            )
        } else {
            facts.filled(
                "Published by others: {}. Networks of this list that it does not count, at least: {}",
                &[&shown, &beyond.to_string()],
            )
        }));
    }
    for pair in &gaps.contradictions {
        let words = [published(&pair.later), published(&pair.earlier)];
        notes.push(Note::Text(
            facts.filled("Totals of others that contradict each other: {} after {}", &[&words[0], &words[1]]),
        ));
    }
    let verified: Vec<_> = gaps.verified_before.iter().map(|(network, _)| *network).collect();
    notes.extend(networks(facts, "Networks without a date", &gaps.undated));
    notes.extend(networks(facts, "Networks of which only the latest possible day is known", &gaps.known_by));
    notes.extend(networks(facts, "Networks without a source", &gaps.unsourced));
    notes.extend(networks(facts, "Networks with one source only", &gaps.single_sourced));
    notes.extend(networks(facts, "Networks whose coordinator is not given", &gaps.no_coordinator));
    notes.extend(networks(facts, "Networks that were never verified", &gaps.never_verified));
    notes.extend(networks(facts, "Networks last verified more than a year ago", &verified));
    notes
}
