//! The text of a cell for people, in a language: dates, names of groups, ranges.

use crate::model::{Date, Language, country, date::Ends};
use crate::render::phrases::{filled, phrase};
use crate::select::percent::Percentage;
use crate::select::{as_of::AsOf, cell::Cell, count::Count, label::Label};

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
            Self::Percentages(certain, possible) => *buffer = percentages(*certain, *possible, language),
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
            Self::Years(first, last) => range(&format!("{first:04}"), &format!("{last:04}"), language),
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
            *out += &range(&first.to_string(), &last.to_string(), language);
        }
    }
}

/// Returns a range as people read it: `14 to 56`; one value where both are the same.
pub fn range(first: &str, last: &str, language: Language) -> String {
    if first == last { first.to_owned() } else { filled("{} to {}", &[first, last], language) }
}

/// Returns a number of networks as people read it, as [`range`].
pub fn number(Count { certain, possible }: Count, language: Language) -> String {
    range(&certain.to_string(), &possible.to_string(), language)
}

/// Returns the days asked about as people read them, as [`range`].
pub fn days(as_of: AsOf, language: Language) -> String {
    range(&as_of.first.to_string(), &as_of.last.to_string(), language)
}

/// Returns a published total with its date: `50 (2021-03-18 to 2021-06-24)`.
pub fn published((networks, known): (u64, Date), language: Language) -> String {
    format!("{networks} ({})", date(known, language))
}

/// Returns a range of percentages: `39.5 % (over a third)`, one where both are the same, words where both have some.
pub fn percentages(least: Percentage, most: Percentage, language: Language) -> String {
    let words = match (least.words(), most.words()) {
        (Some(least), Some(most)) if least == most => format!(" ({})", phrase(least, language)),
        (Some(least), Some(most)) => {
            let ends = [least, most].map(|words| phrase(words, language));
            format!(" {}", filled("({} to {})", &ends, language))
        }
        _ => String::new(),
    };
    let percent = if least == most {
        percent(least, language)
    } else {
        format!("{} .. {}", percent(least, language), percent(most, language))
    };
    format!("{percent}{words}")
}

/// Returns a percentage with one decimal, as the language writes it: `39.5 %`, `39,5 %`.
pub fn percent(percentage: Percentage, language: Language) -> String {
    let mark = match language {
        Language::Spanish | Language::French | Language::Russian => ',',
        Language::Arabic | Language::English | Language::Chinese => '.',
    };
    let tenths = percentage.tenths();
    format!("{}{mark}{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_has_words_if_both_ends_have() {
        let text = |least, most| {
            let share = |number| Percentage { number, total: 100 };
            percentages(share(least), share(most), Language::English)
        };
        assert_eq!(text(40, 40), "40.0 % (over a third)");
        assert_eq!(text(35, 40), "35.0 % .. 40.0 % (over a third)");
        assert_eq!(text(25, 75), "25.0 % .. 75.0 % (a quarter to three quarters)");
        assert_eq!(text(10, 40), "10.0 % .. 40.0 %");
        assert_eq!(text(90, 110), "90.0 % .. 110.0 %");
    }

    #[test]
    fn ratio_is_said_in_the_language() {
        let text = |least, most, language| {
            let share = |number| Percentage { number, total: 152 };
            percentages(share(least), share(most), language)
        };
        assert_eq!(text(50, 50, Language::French), "32,9 % (près d’un tiers)");
        assert_eq!(text(51, 60, Language::Russian), "33,6 % .. 39,5 % (более трети)");
        assert_eq!(text(50, 60, Language::Spanish), "32,9 % .. 39,5 % (casi un tercio – más de un tercio)");
        assert_eq!(text(50, 50, Language::Chinese), "32.9 % (近三分之一)");
    }
}
