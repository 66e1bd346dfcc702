//! A condition on one column, and whether a network matches it; dates are in `date.rs`.
//!
//! An absent value is neither equal nor unequal. Texts are compared without case, accents and punctuation.

use std::borrow::Cow;

use crate::model::{Area, Country, Kind, Language, Problem, Record};
use crate::select::cell::Cell;
use crate::select::column::{Column, common_area};
use crate::select::filter::operator::Operator;
use crate::text::letters;

/// A condition on one column that is not a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub(super) column: Column,
    pub(super) test: Test,
    /// If the value looks like several, the problem if no network matches.
    pub(super) several: Option<Problem>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Present,
    Absent,
    /// One of these texts, in the form in which they are compared; for an order there is one.
    Text(Operator, Vec<String>),
    /// The network of one of these countries, or one with this key or name.
    Country(Operator, Vec<Named>),
    /// One of these areas contains all of its countries.
    Area(Operator, Vec<&'static Area>),
}

/// A country by its name or code, or a network by its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// The country; without one, the problem if no network has the key or name.
    pub country: Result<&'static Country, Problem>,
    /// The key or name in the form in which it is compared.
    pub form: String,
}

impl Filter {
    /// Returns `true` if a network matches.
    pub fn matches(&self, network: &Record<'_>) -> bool {
        let given = || !self.texts(network).is_empty();
        match &self.test {
            Test::Area(operator, wanted) => {
                let is_it = |area: &&Area| common_area(network, area.level) == Some(*area);
                let is_known = || wanted.iter().all(|area| common_area(network, area.level).is_some());
                match operator {
                    Operator::Is => wanted.iter().any(is_it),
                    _ => is_known() && !wanted.iter().any(is_it),
                }
            }
            Test::Country(operator, wanted) => {
                let is_it = wanted.iter().any(|named| self.is_of(named, network));
                given() && is_it == (*operator == Operator::Is)
            }
            Test::Present => given(),
            Test::Absent => !given(),
            Test::Text(operator, wanted) => {
                let texts = self.texts(network);
                let forms = texts.iter().map(|text| form(self.column, *operator, text));
                let any = |compares: fn(&str, &str) -> bool| {
                    forms.into_iter().any(|form| wanted.iter().any(|wanted| compares(&form, wanted)))
                };
                match operator {
                    Operator::Is => any(|form, wanted| form == wanted),
                    Operator::IsNot => !texts.is_empty() && !any(|form, wanted| form == wanted),
                    Operator::Contains => any(|form, wanted| form.contains(wanted)),
                    Operator::Before => any(|form, wanted| form < wanted),
                    Operator::UpTo => any(|form, wanted| form <= wanted),
                    Operator::After => any(|form, wanted| form > wanted),
                    Operator::From => any(|form, wanted| form >= wanted),
                }
            }
        }
    }

    fn is_of(&self, named: &Named, network: &Record<'_>) -> bool {
        let is_country = named.country.as_ref().is_ok_and(|country| network.country() == Some(country));
        is_country || self.has_name(named, network)
    }

    /// Returns `true` if a network has this key or name.
    pub(super) fn has_name(&self, named: &Named, network: &Record<'_>) -> bool {
        self.texts(network).iter().any(|text| form(self.column, Operator::Is, text) == named.form)
    }

    /// Returns `true` if it compares a column that a network need not have. What a network covers is not asked of one
    /// country's.
    pub(super) fn may_be_silent(&self) -> bool {
        let may_lack = match self.column {
            Column::Field(field) => !field.required && !matches!(field.kind, Kind::Status | Kind::Codes),
            Column::Key => false,
            Column::Alpha2 | Column::M49 | Column::Region | Column::SubRegion => true,
        };
        may_lack && !matches!(self.test, Test::Present | Test::Absent)
    }

    /// Returns `true` if a network does not have the column.
    pub(super) fn is_silent(&self, network: &Record<'_>) -> bool {
        self.texts(network).is_empty()
    }

    /// Returns `true` if it asks for networks with a status.
    pub(super) fn asks_for_status(&self) -> bool {
        matches!(self.column, Column::Field(field) if field.kind == Kind::Status)
    }

    pub(super) fn is_negated(&self) -> bool {
        matches!(
            self.test,
            Test::Text(Operator::IsNot, _)
                | Test::Country(Operator::IsNot, _)
                | Test::Area(Operator::IsNot, _)
        )
    }

    fn texts<'t>(&self, network: &Record<'t>) -> Vec<Cow<'t, str>> {
        match self.column.cell(network, Language::default()) {
            Cell::List(items) => items,
            Cell::Text(text) => vec![text],
            Cell::Status(status) => vec![status.word().into()],
            Cell::Date(date) => vec![date.to_string().into()],
            Cell::Number(number) => vec![number.to_string().into()],
            _ => Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Source;
    use crate::select::filter::Condition;

    const NETWORK: &str = "[network.ATA]\nname = \"Antarctica\"\nestablished = \"2021-06\"\nverified = 2024-01-31\n\
        chairs = [\"UN RC\", \"Órgano Común\"]\ncoordinator = \"IOM\"\nsources = [\"https://example.org/A-b\"]\nmembers = []\n";

    fn filter(input: &str) -> Filter {
        match Condition::parse(input, "2026-06-15".parse().expect("a day")) {
            Ok(Condition::Field(filter)) => filter,
            other => panic!("{input}: {other:?}"),
        }
    }

    fn is_match(input: &str) -> bool {
        let source = Source::new(NETWORK);
        let record = source.record_at(0).expect("a record");
        filter(input).matches(&record)
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
            let is_match = |sign| filter(&format!("coordinator{sign}{input}")).matches(&record);
            assert_eq!((is_match("="), is_match("!=")), (is_equal, !is_equal), "{text} {input}");
        }
    }

    #[test]
    fn one_of_several_values_is_enough() {
        for (input, expected) in [
            ("coordinator=UNHCR|IOM", true),
            ("coordinator=UNHCR | WHO", false),
            ("coordinator!=UNHCR|WHO", true),
            ("coordinator!=UNHCR|IOM", false),
            ("chairs=IOM|un rc", true),
            ("chairs~x|organo", true),
            ("key=BVT|ATA", true),
            ("key!=BVT|Antarctica", false),
            ("status=planned|established", true),
        ] {
            assert_eq!(is_match(input), expected, "{input}");
        }
    }

    #[test]
    fn value_that_looks_like_several_is_doubtful() {
        for (input, help) in [
            ("coordinator=IOM,UNHCR", "`coordinator=IOM|UNHCR`"),
            ("coordinator=IOM or UNHCR", "`coordinator=IOM|UNHCR`"),
            ("chairs~IOM; UN RC", "`chairs~IOM|UN RC`"),
            ("key=ATA,BVT", "`key=ATA|BVT`"),
        ] {
            let filter = filter(input);
            let doubts = filter.doubts();
            let doubt = doubts.first().unwrap_or_else(|| panic!("{input}"));
            assert!(doubt.problem.help.as_deref().is_some_and(|line| line.contains(help)), "{doubt:?}");
        }
        for input in ["coordinator=IOM", "name=Korea, Republic of", "sources~https://x,y", "note<a,b"] {
            let filter = filter(input);
            assert!(filter.doubts().iter().all(|doubt| doubt.named.is_some()), "{input}");
        }
    }

    #[test]
    fn absent_value_is_neither_equal_nor_unequal() {
        for input in ["secretariat=IOM", "secretariat!=IOM", "secretariat", "!coordinator", "region!=Africa"]
        {
            assert!(!is_match(input), "{input}");
        }
    }
}
