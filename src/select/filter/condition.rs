//! A condition on one column, and whether a network matches it.
//!
//! A network matches only if that is certain. An absent value is neither equal nor unequal, and an uncertain date
//! compares only if every one of its possible days does. Texts are compared without case, accents and punctuation.

use crate::model::{Area, Country, Date, Day, Kind, Language, Problem, Record};
use crate::select::cell::Cell;
use crate::select::column::{Column, common_area};
use crate::text::letters;

/// A condition on one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub(super) column: Column,
    pub(super) test: Test,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Present,
    Absent,
    /// Each text of the column, in the form in which it is compared.
    Text(Operator, String),
    /// The network of this country, or one with this key or name. Without a country, the problem if no network has
    /// it.
    Country(Operator, Result<&'static Country, Problem>, String),
    /// The date, and today: no date of a record is later.
    Date(Operator, Date, Day),
    /// The area that contains all of its countries.
    Area(Operator, &'static Area),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    IsNot,
    Contains,
    Before,
    UpTo,
    After,
    From,
}

impl Operator {
    /// Of two that begin alike, the longer comes first.
    pub(super) const ALL: [(&'static str, Self); 7] = [
        ("!=", Self::IsNot),
        ("<=", Self::UpTo),
        (">=", Self::From),
        ("=", Self::Is),
        ("~", Self::Contains),
        ("<", Self::Before),
        (">", Self::After),
    ];

    pub(super) fn is_equality(self) -> bool {
        matches!(self, Self::Is | Self::IsNot)
    }
}

impl Filter {
    /// Returns `true` if a network certainly matches.
    pub fn matches(&self, network: &Record<'_>) -> bool {
        let given = || !self.texts(network).is_empty();
        match &self.test {
            Test::Date(operator, wanted, today) => {
                let Column::Field(field) = self.column else { return false };
                network.when(field.key).is_some_and(|when| compares(when, *operator, *wanted, *today))
            }
            Test::Area(operator, wanted) => common_area(network, wanted.level)
                .is_some_and(|area| (area == *wanted) == (*operator == Operator::Is)),
            Test::Country(operator, country, _) => {
                let is_country = country.as_ref().is_ok_and(|country| network.country() == Some(country));
                let is_it = is_country || self.is_named_by(network);
                match operator {
                    Operator::Is => is_it,
                    _ => !is_it && given(),
                }
            }
            Test::Present => given(),
            Test::Absent => !given(),
            Test::Text(operator, wanted) => {
                let texts = self.texts(network);
                let mut forms = texts.iter().map(|text| form(self.column, *operator, text));
                match operator {
                    Operator::Is => forms.any(|form| form == *wanted),
                    Operator::IsNot => !texts.is_empty() && forms.all(|form| form != *wanted),
                    Operator::Contains => forms.any(|form| form.contains(wanted)),
                    Operator::Before => forms.any(|form| form < *wanted),
                    Operator::UpTo => forms.any(|form| form <= *wanted),
                    Operator::After => forms.any(|form| form > *wanted),
                    Operator::From => forms.any(|form| form >= *wanted),
                }
            }
        }
    }

    /// Returns the problem of a key or name that is that of no country, if no network has it.
    pub(super) fn unresolved(&self) -> Option<&Problem> {
        match &self.test {
            Test::Country(_, Err(wrong), _) => Some(wrong),
            _ => None,
        }
    }

    /// Returns `true` if it asks for networks with a status.
    pub(super) fn asks_for_status(&self) -> bool {
        let is_status = matches!(self.column, Column::Field(field) if field.kind == Kind::Status);
        is_status && matches!(self.test, Test::Text(..))
    }

    /// Returns `true` if a network has this key or name.
    pub(super) fn is_named_by(&self, network: &Record<'_>) -> bool {
        let Test::Country(operator, _, input) = &self.test else { return false };
        self.texts(network).iter().any(|text| form(self.column, *operator, text) == *input)
    }

    fn texts(&self, network: &Record<'_>) -> Vec<String> {
        match self.column.cell(network, Language::default()) {
            Cell::List(items) => items,
            Cell::Absent => Vec::new(),
            cell => vec![cell.to_text()],
        }
    }
}

/// Returns a text in the form in which a column compares it: addresses keep their punctuation, keys
/// and codes are compared as they are, and of any other text every letter counts.
pub(super) fn form(column: Column, operator: Operator, text: &str) -> String {
    let is_code = match column {
        Column::Field(field) if field.kind.is_address() => return text.trim().to_lowercase(),
        Column::Field(field) => field.kind == Kind::Codes,
        Column::Key | Column::Alpha2 | Column::M49 => true,
        Column::Region | Column::SubRegion => false,
    };
    if is_code && operator != Operator::Contains { text.trim().to_owned() } else { letters(text) }
}

/// Returns `true` if a date certainly compares so to another; a month or a year is all of its days. No date of a record
/// is later than today.
fn compares(when: Date, operator: Operator, wanted: Date, today: Day) -> bool {
    let (earliest, latest) = (when.earliest(), when.latest_by(today));
    let from = |first: Option<Day>| first.is_some_and(|first| earliest.is_some_and(|day| day >= first));
    let before = |first: Option<Day>| first.is_some_and(|first| latest < first);
    let after = earliest.is_some_and(|first| first > wanted.latest());
    let up_to = latest <= wanted.latest();
    match operator {
        Operator::Is => up_to && (wanted.earliest().is_none() || from(wanted.earliest())),
        Operator::IsNot => before(wanted.earliest()) || after,
        Operator::Before => before(wanted.earliest()),
        Operator::UpTo => up_to,
        Operator::After => after,
        Operator::From => from(wanted.earliest()),
        Operator::Contains => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Source;

    const NETWORK: &str = "[network.ATA]\nname = \"Antarctica\"\nestablished = \"2021-06\"\nverified = 2024-01-31\n\
        chairs = [\"UN RC\", \"Órgano Común\"]\ncoordinator = \"IOM\"\nsources = [\"https://example.org/A-b\"]\nmembers = []\n";

    fn filter(input: &str) -> Result<Filter, Problem> {
        Filter::parse(input, "2026-06-15".parse().expect("a day"))
    }

    fn is_match(input: &str) -> bool {
        let source = Source::new(NETWORK);
        let record = source.record_at(0).expect("a record");
        filter(input).unwrap_or_else(|wrong| panic!("{wrong:?}")).matches(&record)
    }

    #[test]
    fn texts_compare_without_case_accents_and_punctuation() {
        for input in [
            "coordinator=IOM",
            "coordinator = iom",
            "coordinator!=UNHCR",
            "coordinator~om",
            "coordinator<J",
            "coordinator>=IOM",
            "chairs=un-rc",
            "chairs=organo comun",
            "chairs!=IOM",
            "chairs~organo",
            "sources~EXAMPLE.org",
            "sources=https://example.org/a-b",
            "key=ATA",
            "key=antarctica",
            "key!=zambia",
            "name=ATA",
            "name~arct",
            "status=established",
            "status",
            "name~ant",
            "name<B",
            "key<Australia",
            "key>=Antarctica",
            "alpha-2=Antarctica",
            "alpha-2!=FR",
            "alpha-2<AR",
            "status=ESTABLISHED",
            "alpha-2=aq",
            "m49=010",
            "website=https://a=b",
            "!website",
            "!members",
            "!region",
            "! website",
            "established~2021",
        ] {
            assert_eq!(is_match(input), input != "website=https://a=b", "{input}");
        }
    }

    #[test]
    fn small_words_count_in_texts() {
        for (text, input, is_equal) in [
            ("The IOM", "IOM", false),
            ("The IOM", "the iom", true),
            ("St. Anna & Co", "saint-anna-and-co", false),
            ("St. Anna & Co", "ST ANNA CO", true),
        ] {
            let text = NETWORK.replace("\"IOM\"", &format!("\"{text}\""));
            let source = Source::new(&text);
            let record = source.record_at(0).expect("a record");
            let is_match =
                |sign| filter(&format!("coordinator{sign}{input}")).expect("a condition").matches(&record);
            assert_eq!((is_match("="), is_match("!=")), (is_equal, !is_equal), "{text} {input}");
        }
    }

    #[test]
    fn set_of_days_ends_today() {
        let text = NETWORK.replace("\"2021-06\"", "\"[2025-03..2027]\"");
        let source = Source::new(&text);
        let record = source.record_at(0).expect("a record");
        for (input, expected) in [
            ("established<=2026", true),
            ("established<=2026-06-15", true),
            ("established<2027", true),
            ("established<2026-06-15", false),
            ("established=2025..2026", true),
            ("established!=2027", true),
            ("established=2026", false),
        ] {
            assert_eq!(filter(input).expect("a condition").matches(&record), expected, "{input}");
        }
    }

    #[test]
    fn absent_value_is_neither_equal_nor_unequal() {
        for input in [
            "secretariat=IOM",
            "secretariat!=IOM",
            "secretariat",
            "!coordinator",
            "region!=Africa",
            "closed!=2020",
        ] {
            assert!(!is_match(input), "{input}");
        }
    }

    #[test]
    fn dates_compare_only_if_certain() {
        for (input, expected) in [
            ("established=2021", true),
            ("established=2021-06", true),
            ("established=2021-06-15", false),
            ("established!=2021-06-15", false),
            ("established!=2022", true),
            ("established<2021-06-15", false),
            ("established<2021-07", true),
            ("established<=2021-06", true),
            ("established<=2021-06-15", false),
            ("established>2021-05", true),
            ("established>2021-06", false),
            ("established>=2021-06", true),
            ("established>=2021-06-15", false),
            ("established=..2021", true),
            ("established=[2021-05..2021-06]", true),
            ("established!=..2021", false),
            ("verified<today", true),
            ("verified>2024", false),
        ] {
            assert_eq!(is_match(input), expected, "{input}");
        }
    }
}
