//! The number against each denominator: with its percentage and words, and which networks are outside.

use crate::model::{Country, Table, country};
use crate::render::html::{direction, text, text_alone};
use crate::render::networks::words::percentages;
use crate::render::site::facts::Facts;
use crate::render::site::page::links;
use crate::render::site::page::notes::{Note, list, networks};
use crate::select::certainty::Certainty;
use crate::select::countries::Covered;
use crate::select::denominator::Denominator;
use crate::select::ratio::Ratio;

/// Returns the section: a block for each denominator; nothing if there is none.
pub(crate) fn section(facts: &Facts<'_>) -> String {
    let covered = facts.covered();
    facts.denominators().map(|denominator| block(facts, denominator, &covered)).collect()
}

fn block(facts: &Facts<'_>, denominator: Denominator<'_>, covered: &Covered) -> String {
    let ratio = facts.numbers.compared_with(denominator);
    let anchor = links::anchor(Table::Denominator, denominator.id());
    let (number, with) = match &ratio.part {
        Some(part) => (part.with, Some(countries(facts, &denominator, covered))),
        None => (ratio.networks, None),
    };
    let target = if with.is_some() { format!("{anchor}.with") } else { "networks".to_owned() };
    let value = denominator.value.to_string();
    let shown = links::to(&target, &facts.number(number));
    let relation = if ratio.part.is_some() {
        facts.filled("{} of {}", &["\u{1}", &value])
    } else {
        facts.filled("Networks: {}, compared with {}", &["\u{1}", &value])
    };
    let relation = text_alone(&relation.replace('\u{1}', "{}")).replacen("{}", &shown, 1);
    let (certain, possible) = ratio.percentages();
    let mut out = format!(
        "<section class=\"ratio\" id=\"{anchor}\">\n<h3{}>{}</h3>\n<p class=\"share\">{relation} = <strong>{}</strong></p>\n",
        direction(denominator.title, facts.language),
        text(denominator.title),
        text_alone(&percentages(certain, possible, facts.language))
    );
    out += &list(facts, &notes(facts, &ratio));
    if let Some(with) = with {
        let summary = facts.phrase("Countries and areas of this list with a network");
        out += &format!(
            "<details><summary>{}</summary><p id=\"{anchor}.with\">{with}</p></details>\n",
            text_alone(summary)
        );
    }
    out + "</section>\n"
}

/// Returns the countries of a denominator that have a network, with links to it; those that only possibly have one are
/// marked.
fn countries(facts: &Facts<'_>, denominator: &Denominator<'_>, covered: &Covered) -> String {
    let listed = denominator.countries();
    let mut found: Vec<_> = listed.iter().filter_map(|code| country::by_code(code)).collect();
    found.sort_by_key(|country| country.rank(facts.language));
    let one = |country: &&'static Country| {
        let certainty = covered.lacks(country).negated();
        let name = match facts.network_of(country) {
            Some(network) => links::country(facts, country, network),
            None => text_alone(facts.country(country)),
        };
        match certainty {
            Certainty::No => None,
            Certainty::Certain => Some(name),
            Certainty::Possible => Some(format!("{name} ({})", text_alone(facts.phrase("possible")))),
        }
    };
    facts.list(&found.iter().filter_map(one).collect::<Vec<_>>())
}

/// Returns what a ratio leaves open, as the notes of `count --of`.
fn notes(facts: &Facts<'_>, ratio: &Ratio<'_>) -> Vec<Note> {
    let denominator = &ratio.denominator;
    let value = denominator.value.to_string();
    let compared = match &ratio.part {
        None => "Two totals compared: which of the {} have a network is not known",
        Some(_) => "Counts which of the {} countries and areas have a network",
    };
    let mut notes = vec![Note::Text(facts.filled(compared, &[&value]))];
    notes.extend(facts.filters().map(Note::Text));
    if let Some(part) = &ratio.part {
        let (unknown, outside): (Vec<_>, Vec<_>) =
            part.outside.iter().copied().partition(|network| network.countries.is_empty());
        notes.extend(networks(facts, "Not counted here, because outside this list", &outside));
        notes.extend(networks(facts, "Not counted here, because the countries are not given", &unknown));
    }
    notes.push(Note::Text(match (denominator.date(), facts.as_of) {
        (None, _) => facts.filled("No date is given for the {}", &[&value]),
        (Some(known), as_of) if known.latest() < as_of.first || known.earliest() > Some(as_of.last) => facts
            .filled(
                "Different dates: the {} ({}), the networks ({})",
                &[&value, &facts.date(known), &facts.days()],
            ),
        (Some(known), _) => facts.filled("Date of the {}: {}", &[&value, &facts.date(known)]),
    }));
    notes.push(match denominator.source() {
        None => Note::Text(facts.phrase("No source is given").to_owned()),
        Some(source) => Note::Html(text_alone(&facts.filled("Source: {}", &[""])) + &links::source(source)),
    });
    notes.extend(denominator.note().map(|note| Note::Text(note.to_owned())));
    notes
}
