//! One section of the worklist: what it is in a line, and its entries as a sheet.

use crate::model::Language;
use crate::render::networks::sheet::{Heading, NETWORKS, Sheet, Values};
use crate::render::networks::words::published;
use crate::select::cell::Cell;
use crate::select::column::Column;
use crate::select::countries::NetworkCountries;
use crate::select::gaps::totals::{ComparedTotal, Contradiction};
use crate::select::gaps::{Gaps, Section};
use crate::select::growth::Total;

/// The most totals that a line names.
const FEW: usize = 3;

/// Returns what a section lists, with what matters most about its entries.
pub fn gap(gaps: &Gaps<'_>, section: Section, language: Language) -> String {
    let what = title(section);
    let more = match section {
        Section::Missing => Some(by_region(gaps, language)),
        Section::Published => few(gaps.unaccounted().map(|total| misfit(total, language))),
        Section::Contradictory => {
            few(gaps.contradictions.iter().map(|Contradiction { later, earlier, .. }| {
                format!("{} after {}", shown(later, language), shown(earlier, language))
            }))
        }
        Section::Unverified => Some(format!(
            "{} never, {} before {}",
            gaps.never_verified.len(),
            gaps.verified_before.len(),
            gaps.verified_since
        )),
        _ => None,
    };
    match more.filter(|_| gaps.number(section) > 0) {
        Some(more) => format!("{what}: {more}"),
        None => what.to_owned(),
    }
}

/// Returns what the entries of a section are.
pub fn title(section: Section) -> &'static str {
    match section {
        Section::Missing => "countries and areas without a network in this registry",
        Section::Regional => "countries and areas that only have a network of several countries",
        Section::Published => "published totals that do not fit the networks in this registry",
        Section::Contradictory => "published totals that are lower than an earlier one",
        Section::Undated => "networks without a date",
        Section::KnownBy => "networks of which only the latest possible day is known",
        Section::Unsourced => "networks without a source",
        Section::SingleSourced => "networks with one source only",
        Section::NoCoordinator => "networks whose coordinator is not given",
        Section::Unverified => "networks that were not verified recently",
    }
}

fn by_region(gaps: &Gaps<'_>, language: Language) -> String {
    let regions = gaps.missing.iter().filter(|region| !region.without.is_empty()).map(|region| {
        let name = region.area.map_or("no region", |area| area.name_in(language));
        format!("{name} {} of {}", region.without.len(), region.total)
    });
    regions.collect::<Vec<_>>().join(", ")
}

/// Returns texts in a row, if they are few.
fn few(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.take(FEW + 1).collect();
    (texts.len() <= FEW).then(|| texts.join(", "))
}

fn shown(total: &Total<'_>, language: Language) -> String {
    published((total.networks, total.date), language)
}

/// Returns a total with what does not fit.
fn misfit(total: &ComparedTotal<'_>, language: Language) -> String {
    let (number, what) = match total.missing() {
        0 => (total.beyond(), "too many"),
        missing => (missing, "missing"),
    };
    format!("{} at least {number} {what}", shown(&total.total, language))
}

/// Returns the entries of a section.
pub fn entries(gaps: &Gaps<'_>, section: Section, language: Language) -> Sheet {
    let networks = |networks: &[&NetworkCountries]| of_networks(section, networks, language);
    let sheet = match section {
        Section::Missing => of_missing(gaps, language),
        Section::Regional => of_regional(gaps, language),
        Section::Published => of_totals(&gaps.totals, language),
        Section::Contradictory => of_contradictions(&gaps.contradictions, language),
        Section::Undated => networks(&gaps.undated),
        Section::KnownBy => networks(&gaps.known_by),
        Section::Unsourced => networks(&gaps.unsourced),
        Section::SingleSourced => networks(&gaps.single_sourced),
        Section::NoCoordinator => networks(&gaps.no_coordinator),
        Section::Unverified => of_unverified(gaps, language),
    };
    let of = if section == Section::Published { format!(" of {}", gaps.totals.len()) } else { String::new() };
    let caption = format!("{} ({}{of}): {}", section.id(), gaps.number(section), title(section));
    Sheet { name: section.id(), caption, ..sheet }
}

fn of_missing(gaps: &Gaps<'_>, language: Language) -> Sheet {
    let columns = ["region", "sub-region", "key", "name"].map(Column::of);
    let columns: Vec<Column> = columns.into_iter().flatten().collect();
    let countries: Vec<_> = gaps.missing.iter().flat_map(|region| &region.without).copied().collect();
    Sheet::of_countries(&columns, &countries, language)
}

fn of_regional(gaps: &Gaps<'_>, language: Language) -> Sheet {
    let columns = ["key", "name"].map(Column::of).into_iter().flatten().collect::<Vec<_>>();
    let countries: Vec<_> = gaps.regional.iter().map(|regional| regional.country).collect();
    let mut sheet = Sheet::of_countries(&columns, &countries, language);
    let networks = gaps.regional.iter().map(|regional| {
        Cell::List(regional.networks.iter().map(|network| network.key.clone().into()).collect())
    });
    sheet.add(Heading::new("networks", "Networks"), networks);
    sheet
}

/// The column of the date of a total.
const DATE: Heading = Heading { kind: Values::Dates, ..Heading::new("date", "Date") };

/// The column of a published total.
const PUBLISHED: Heading = number("published", "Published");

/// Returns the heading of a column of numbers, which end one below the other.
pub const fn number(id: &'static str, title: &'static str) -> Heading {
    Heading { kind: Values::Counts, ..Heading::new(id, title) }
}

fn of_totals(totals: &[ComparedTotal<'_>], language: Language) -> Sheet {
    let columns = vec![
        DATE,
        PUBLISHED,
        NETWORKS,
        number("missing", "Missing (at least)"),
        number("too-many", "Too many (at least)"),
        Heading::new("reason", "Reason"),
        Heading::new("source", "Source"),
    ];
    let mut sheet = Sheet::new("published", columns, language);
    let some = |number| if number > 0 { Cell::Number(number) } else { Cell::Absent };
    for total in totals {
        let (count, reason) = match &total.networks {
            Ok(count) => (Cell::Count(*count), Cell::Absent),
            Err(problem) => (Cell::Absent, Cell::of_text(problem.message.clone())),
        };
        sheet.rows.push([
            Cell::Date(total.total.date),
            Cell::Number(total.total.networks),
            count,
            some(total.missing()),
            some(total.beyond()),
            reason,
            Cell::of_text(total.total.source.unwrap_or_default().to_owned()),
        ]);
    }
    sheet
}

fn of_contradictions(contradictions: &[Contradiction<'_>], language: Language) -> Sheet {
    let earlier = Heading::new("earlier", "Earlier");
    let (ended, sources) = (number("ended", "Ended"), Heading::new("sources", "Sources"));
    let mut sheet = Sheet::new("contradictory", vec![DATE, PUBLISHED, earlier, ended, sources], language);
    for Contradiction { earlier, later, ended } in contradictions {
        let sources = [later.source, earlier.source].into_iter().flatten();
        sheet.rows.push([
            Cell::Date(later.date),
            Cell::Number(later.networks),
            Cell::Totals(vec![(earlier.networks, earlier.date)]),
            if *ended > 0 { Cell::Number(*ended as u64) } else { Cell::Absent },
            Cell::List(sources.map(|source| source.to_owned().into()).collect()),
        ]);
    }
    sheet
}

fn of_networks(section: Section, networks: &[&NetworkCountries], language: Language) -> Sheet {
    let columns = vec![Heading::new("key", "Key"), Heading::new("name", "Name")];
    let mut sheet = Sheet::new(section.id(), columns, language);
    sheet.rows = networks.iter().map(|network| named(network, language).to_vec()).collect();
    sheet
}

fn of_unverified(gaps: &Gaps<'_>, language: Language) -> Sheet {
    let mut sheet = of_networks(Section::Unverified, &gaps.never_verified, language);
    for (network, _) in &gaps.verified_before {
        sheet.rows.push(named(network, language));
    }
    let never = gaps.never_verified.iter().map(|_| Cell::Absent);
    let before = gaps.verified_before.iter().map(|(_, day)| Cell::of_text(day.to_string()));
    sheet.add(Heading::new("verified", "Verified"), never.chain(before));
    sheet
}

fn named(network: &NetworkCountries, language: Language) -> [Cell<'static>; 2] {
    let name = network.display_name(language).into_owned();
    [Cell::of_text(network.key.clone()), Cell::of_text(name)]
}
