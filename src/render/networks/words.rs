//! The text of a cell for people, in a language: dates, names of groups, ranges.

use crate::model::{Date, Language, country, date::Ends};
use crate::render::phrases::{filled, phrase};
use crate::select::percent::percentages;
use crate::select::{cell::Cell, label::Label};

impl Cell<'_> {
    /// Returns the text for people: a list with commas, a range as `14..56`, a date as [`date`]. What is no text yet is
    /// written into `buffer`.
    pub fn text<'b>(&'b self, language: Language, buffer: &'b mut String) -> &'b str {
        buffer.clear();
        match self {
            Self::Absent => return "",
            Self::Text(text) => return text,
            Self::Date(known) => put_date(buffer, *known, language),
            Self::Status(status) => return phrase(status.word(), language),
            Self::List(items) => match items.as_slice() {
                [item] => return item,
                items if items.iter().any(|item| item.contains(',')) => *buffer = items.join("; "),
                items => *buffer = items.join(", "),
            },
            Self::Number(number) => *buffer = number.to_string(),
            Self::Totals(totals) => {
                *buffer =
                    totals.iter().map(|total| published(*total, language)).collect::<Vec<_>>().join(", ")
            }
            Self::Certainty(certainty) => return phrase(certainty.name(), language),
            Self::Count(count) => *buffer = count.to_string(),
            Self::Percentages(certain, possible) => *buffer = percentages(*certain, *possible),
        }
        buffer
    }
}

impl Label {
    /// Returns the name of the group for people.
    pub fn to_text(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Date(known) => date(*known, language),
            Self::Status(status) => phrase(status.word(), language).to_owned(),
            Self::Country(code) => country::by_code(code)
                .map_or((*code).to_owned(), |country| country.display_name_in(language).to_owned()),
            Self::Area(code) => {
                country::area(code).map_or((*code).to_owned(), |area| area.name_in(language).to_owned())
            }
            Self::Year(year) => format!("{year:04}"),
            Self::Years(first, last) => {
                filled("{} to {}", &[&format!("{first:04}"), &format!("{last:04}")], language)
            }
            Self::OrEarlier(year) => filled("{} or earlier", &[&format!("{year:04}")], language),
            Self::NotInM49 => phrase("not in M49", language).to_owned(),
            Self::Several => phrase("several", language).to_owned(),
            Self::NoCountry => phrase("no country", language).to_owned(),
            Self::NotGiven => phrase("not given", language).to_owned(),
            Self::Undated => phrase("undated", language).to_owned(),
        }
    }
}

/// Returns a date as people read it: `2021-06`, `2021-03-18 to 2021-06-24`, `by 2024-08`.
pub fn date(date: Date, language: Language) -> String {
    let mut out = String::new();
    put_date(&mut out, date, language);
    out
}

/// Adds a date to a text, as [`date`].
fn put_date(out: &mut String, date: Date, language: Language) {
    match date.ends() {
        Ends::One(_) => date.put(out),
        Ends::By(last) => *out += &filled("by {}", &[&last.to_string()], language),
        Ends::Between(first, last) => {
            *out += &filled("{} to {}", &[&first.to_string(), &last.to_string()], language);
        }
    }
}

/// Returns a published total with its date: `50 (2021-03-18 to 2021-06-24)`.
pub fn published((networks, known): (u64, Date), language: Language) -> String {
    format!("{networks} ({})", date(known, language))
}
