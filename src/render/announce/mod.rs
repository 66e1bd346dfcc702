//! The facts of a press note as Markdown.
//!
//! Fixed words are in the language; titles, names of entities and notes are as in the file.

mod notes;

use crate::model::{Language, country::footnote};
use crate::render::markdown::escape;
use crate::render::networks::notes::named;
use crate::render::networks::words::{date, days, number, percentages};
use crate::render::phrases::{filled, phrase};
use crate::select::announce::{Comparison, Facts, RunningTotal};
use crate::select::countries::NetworkCountries;

pub use notes::notes;

/// Returns the note.
pub fn render(facts: &Facts<'_>, language: Language) -> String {
    let note = Note { facts, language };
    let mut parts = vec![note.headline(), note.lead()];
    parts.extend(note.total());
    parts.extend(note.ratios());
    parts.extend(note.others());
    let mut page = parts.join("\n\n") + "\n";
    // The marks of a name are escaped.
    if let Some(footnote) = footnote(&page.replace('\\', "")) {
        page += &format!("\n{}\n", escape(phrase(footnote, language)));
    }
    page
}

/// A note that is written.
struct Note<'n> {
    facts: &'n Facts<'n>,
    language: Language,
}

impl Note<'_> {
    fn name(&self) -> String {
        escape(&self.facts.network.display_name(self.language))
    }

    fn headline(&self) -> String {
        format!(
            "# {}",
            filled("{}: United Nations network on migration established", &[&self.name()], self.language)
        )
    }

    /// Returns the country with the date as it is known.
    fn lead(&self) -> String {
        let known = date(self.facts.date, self.language);
        let country = format!("**{}**", self.name());
        let mut lead = format!("{} {}", self.sentence(&country), self.said("Established", &known));
        if self.facts.date.as_day().is_none() {
            lead += &format!(" {}", phrase("The exact day is not known.", self.language));
        }
        if self.facts.network.country().is_none() {
            let countries = NetworkCountries::of(self.facts.network).countries.into_iter();
            let names: Vec<String> =
                countries.map(|country| escape(country.display_name_in(self.language))).collect();
            if !names.is_empty() {
                lead += &format!("\n{}", self.said("Covers", &names.join(", ")));
            }
        }
        lead
    }

    /// Returns how many networks there were, if that can be said.
    fn total(&self) -> Option<String> {
        let (days, number, about) = match self.facts.total.as_ref().ok()? {
            RunningTotal::Counted(as_of, count) => {
                let is_range = count.certain != count.possible;
                let about = is_range.then_some("The dates of some networks are not known exactly.");
                let about = about.map(|about| phrase(about, self.language).to_owned());
                (days(*as_of, self.language), number(*count, self.language), about)
            }
            RunningTotal::Published(total) => {
                let source = escape(total.total.source.unwrap_or_default());
                let about = self.said("Published total", &source);
                (date(total.total.date, self.language), total.total.networks.to_string(), Some(about))
            }
        };
        let label = filled("Number of networks ({})", &[&days], self.language);
        let number = filled("{}: {}", &[&label, &format!("**{number}**")], self.language);
        let sentences = std::iter::once(self.sentence(&number)).chain(about);
        Some(sentences.collect::<Vec<_>>().join(" "))
    }

    /// Returns each comparison as an entry of a list.
    fn ratios(&self) -> Option<String> {
        let ratios: Vec<String> = self.facts.comparisons().map(|comparison| self.ratio(comparison)).collect();
        (!ratios.is_empty()).then(|| ratios.join("\n"))
    }

    fn ratio(&self, comparison: &Comparison<'_>) -> String {
        let denominator = comparison.denominator();
        let value = denominator.value.to_string();
        let (least, most) = comparison.percentages();
        let is_part = matches!(comparison, Comparison::Counted(ratio) if ratio.part.is_some());
        let number = match comparison {
            Comparison::Counted(ratio) if is_part => {
                filled("{} of {}", &[&number(ratio.numerator(), self.language), &value], self.language)
            }
            Comparison::Counted(ratio) => format!("{} / {value}", ratio.numerator()),
            Comparison::Totals(_, number) => format!("{number} / {value}"),
        };
        let of = denominator.date().map(|known| date(known, self.language));
        let source = denominator.source();
        let about = [Some(denominator.title), of.as_deref(), source].into_iter().flatten().map(escape);
        let about = about.collect::<Vec<_>>().join(", ");
        let ratio = format!("{number} = {}", percentages(least, most, self.language));
        let mut entry = format!("- {}", filled("{}: {}", &[&ratio, &about], self.language));
        if !is_part {
            entry += &format!("\n  {}", self.compared(&value));
        }
        if let Comparison::Counted(ratio) = comparison {
            let outside = ratio.part.as_ref().map(|part| part.outside.as_slice()).unwrap_or_default();
            if !outside.is_empty() {
                let which = named(outside, self.language);
                let which = which.map_or(outside.len().to_string(), |names| escape(&names.join(", ")));
                entry += &format!("\n  {}", self.said("Not counted here, because outside this list", &which));
            }
        }
        if let Some(note) = denominator.note() {
            entry += &format!("\n  {}", self.labelled("Note", &escape(note)));
        }
        entry
    }

    /// Returns the next milestone, who chairs and coordinates, and the sources.
    fn others(&self) -> Option<String> {
        let network = self.facts.network;
        let next = self.facts.next.map(|milestone| {
            let known = Some(date(milestone.date, self.language));
            let source = milestone.source.map(str::to_owned);
            let parts = std::iter::once(milestone.title.to_owned()).chain(known).chain(source);
            ("Next milestone", parts.collect::<Vec<_>>())
        });
        let list = |key| network.list(key).iter().map(|item| item.text.clone().into_owned()).collect();
        let coordinator = network.text("coordinator").map(str::to_owned).into_iter().collect();
        let all = [("Chairs", list("chairs")), ("Coordinator", coordinator), ("Sources", list("sources"))];
        let lines =
            next.into_iter().chain(all).filter(|(_, texts)| !texts.is_empty()).map(|(label, texts)| {
                let texts: Vec<String> = texts.iter().map(|text| escape(text)).collect();
                format!("- {}", self.labelled(label, &texts.join(", ")))
            });
        let lines: Vec<String> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Returns what a comparison of two totals leaves open, as a sentence.
    fn compared(&self, value: &str) -> String {
        const OPEN: &str = "Two totals compared: which of the {} have a network is not known";
        self.sentence(&filled(OPEN, &[value], self.language))
    }

    /// Returns a value behind its label.
    fn labelled(&self, label: &'static str, value: &str) -> String {
        filled("{}: {}", &[phrase(label, self.language), value], self.language)
    }

    /// Returns a value behind its label, as a sentence.
    fn said(&self, label: &'static str, value: &str) -> String {
        self.sentence(&self.labelled(label, value))
    }

    fn sentence(&self, text: &str) -> String {
        filled("{}.", &[text], self.language)
    }
}
