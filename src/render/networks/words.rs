//! The text of a cell for people, in a language: dates, names of groups, ranges.

use std::borrow::Cow;

use crate::model::{Date, Language, country, date::Ends};
use crate::render::phrases::{filled, phrase};
use crate::select::percent::percentages;
use crate::select::{cell::Cell, label::Label};

impl Cell<'_> {
    /// Returns the text for people: a list with commas, a range as `14..56`, a date as [`date`].
    pub fn to_text(&self, language: Language) -> Cow<'_, str> {
        match self {
            Self::Absent => "".into(),
            Self::Text(text) => text.as_ref().into(),
            Self::Date(known) => date(*known, language).into(),
            Self::Status(status) => phrase(status.word(), language).into(),
            Self::List(items) => match items.as_slice() {
                [item] => item.as_ref().into(),
                items if items.iter().any(|item| item.contains(',')) => items.join("; ").into(),
                items => items.join(", ").into(),
            },
            Self::Number(number) => number.to_string().into(),
            Self::Totals(totals) => {
                totals.iter().map(|total| published(*total, language)).collect::<Vec<_>>().join(", ").into()
            }
            Self::Certainty(certainty) => phrase(certainty.name(), language).into(),
            Self::Count(count) => count.to_string().into(),
            Self::Percentages(certain, possible) => percentages(*certain, *possible).into(),
        }
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
    match date.ends() {
        Ends::One(part) => part,
        Ends::By(last) => filled("by {}", &[&last], language),
        Ends::Between(first, last) => filled("{} to {}", &[&first, &last], language),
    }
}

/// Returns a published total with its date: `50 (2021-03-18 to 2021-06-24)`.
pub fn published((networks, known): (u64, Date), language: Language) -> String {
    format!("{networks} ({})", date(known, language))
}
