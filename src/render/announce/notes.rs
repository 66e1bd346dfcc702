//! What a press note leaves out, each with the reason; in English, as all messages are.

use crate::model::Language;
use crate::render::networks::notes::cut_note;
use crate::render::networks::words::{date, published};
use crate::select::announce::{Facts, RunningTotal, Unsupported};
use crate::select::count::Count;
use crate::text::counted;

/// Returns what the note of these facts leaves out, and what makes its number less than the whole truth.
pub fn notes(facts: &Facts<'_>) -> Vec<String> {
    let mut notes = total_notes(facts);
    if let Ok(RunningTotal::Counted(as_of, _)) = &facts.total {
        notes.extend(cut_note(*as_of));
    }
    let days = facts.total.as_ref().map_or(String::new(), number_of);
    let unsupported = facts.ratios.iter().filter_map(|ratio| ratio.as_ref().err());
    notes.extend(unsupported.map(|unsupported| ratio_note(unsupported, &days)));
    let network = facts.network;
    if network.text("coordinator").is_none_or(str::is_empty) {
        notes.push("leaves out the coordinator: none is given".to_owned());
    }
    if facts.next.is_none() {
        let after = date(facts.date, Language::English);
        notes.push(format!("leaves out the next milestone: the registry has none after the date ({after})"));
    }
    if network.list("sources").is_empty() {
        notes.push("leaves out the sources: none is given".to_owned());
    }
    notes
}

fn total_notes(facts: &Facts<'_>) -> Vec<String> {
    match &facts.total {
        Err(problem) => vec![format!("leaves out the number of networks and all ratios: {problem}")],
        Ok(RunningTotal::Counted(_, count)) if count.certain == count.possible => Vec::new(),
        Ok(RunningTotal::Counted(_, Count { certain, .. })) => {
            let least = if *certain > 0 { format!(" of at least {certain}") } else { String::new() };
            vec![format!(
                "the number of networks is a range, because dates are not exact enough; no published total{least} has \
                 the same source as this record"
            )]
        }
        Ok(RunningTotal::Published(total)) => {
            let mut notes = vec![match &total.networks {
                Ok(count) => format!(
                    "the number of networks is a published total; the registry has {count} on its day"
                ),
                Err(_) => "the number of networks is a published total".to_owned(),
            }];
            if total.missing() > 0 {
                let missing = counted(usize::try_from(total.missing()).unwrap_or(usize::MAX), "network");
                notes
                    .push(format!("the published total does not fit: the registry lacks at least {missing}"));
            }
            notes.extend(facts.contradicted.map(|other| {
                let other = published((other.networks, other.date), Language::English);
                format!("another published total contradicts it: {other}")
            }));
            notes
        }
    }
}

/// Returns the days of the number.
fn number_of(total: &RunningTotal<'_>) -> String {
    match total {
        RunningTotal::Counted(as_of, _) => as_of.to_string(),
        RunningTotal::Published(total) => date(total.total.date, Language::English),
    }
}

fn ratio_note(unsupported: &Unsupported<'_>, days: &str) -> String {
    let (id, reason) = match unsupported {
        Unsupported::Unusable(problem) => return format!("leaves out a ratio: {problem}"),
        Unsupported::Undated(denominator) => {
            (denominator.id(), format!("no date is given for the {}", denominator.value))
        }
        Unsupported::Later(denominator, known) => {
            let (value, known) = (denominator.value, date(*known, Language::English));
            (denominator.id(), format!("the {value} are of a later date ({known}) than the number ({days})"))
        }
        Unsupported::Exceeded(denominator, number) => {
            (denominator.id(), format!("the {number} networks are more than the {}", denominator.value))
        }
        Unsupported::Elsewhere(denominator) => {
            let value = denominator.value;
            (
                denominator.id(),
                format!("most of the networks that the total may count are outside the {value}"),
            )
        }
    };
    format!("leaves out the ratio to `{id}`: {reason}")
}
