//! The six official languages of the United Nations, and what names are in each.
//!
//! Promises: a name that is not on record in a language is given in English; the order of names is
//! that of the language, worked out beforehand (Unicode collation, as `.ci/countries/order.tsv` has
//! it). Headings and messages are in English.

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use crate::model::country::{Area, Country, all, table};
use crate::text::normalize;

/// A language in which UN M49 names countries and areas; as a number, its place in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// العربية
    Arabic,
    /// English
    #[default]
    English,
    /// Español
    Spanish,
    /// Français
    French,
    /// Русский
    Russian,
    /// 中文
    Chinese,
}

impl Language {
    /// All languages, in the order of their codes.
    pub const ALL: [Self; 6] =
        [Self::Arabic, Self::English, Self::Spanish, Self::French, Self::Russian, Self::Chinese];

    /// Returns its code (ISO 639-1).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Chinese => "zh",
        }
    }

    /// Returns the language with this code, in any case.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Returns its place among the languages other than English.
    fn other(self) -> Option<usize> {
        match self {
            Self::Arabic => Some(0),
            Self::English => None,
            Self::Spanish => Some(1),
            Self::French => Some(2),
            Self::Russian => Some(3),
            Self::Chinese => Some(4),
        }
    }

    /// Tells whether a text is in the script of the language, as far as its first letter shows.
    #[must_use]
    pub fn writes(self, text: &str) -> bool {
        let script = match self {
            Self::Arabic => Script::Arabic,
            Self::English | Self::Spanish | Self::French => Script::Latin,
            Self::Russian => Script::Cyrillic,
            Self::Chinese => Script::Han,
        };
        text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.script() == script)
    }

    /// Returns how many countries have a name before this one, which is folded. It is near the order
    /// of the language, not always in it: for names that no table knows.
    #[must_use]
    pub fn place(self, folded: &str) -> usize {
        FOLDED[self as usize].partition_point(|name| name.as_str() < folded)
    }
}

/// The names in the languages other than English, in the order of the table.
static NAMES: LazyLock<[Vec<&'static str>; 5]> =
    LazyLock::new(|| table::NAMES.map(|names| names.lines().collect()));

/// The names in each language, folded and in the order of their letters.
static FOLDED: LazyLock<[Vec<String>; 6]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let mut names: Vec<String> =
            all().iter().map(|country| normalize(country.name_in(language))).collect();
        names.sort_unstable();
        names
    })
});

impl Country {
    /// Returns the short name in a language.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &'static str {
        language.other().map_or(self.name, |other| NAMES[other][self.at])
    }

    /// Returns the place of its name in the order of a language.
    #[must_use]
    pub fn rank(&self, language: Language) -> usize {
        usize::from(table::RANKS[language as usize][self.at])
    }
}

impl Area {
    /// Returns the name in a language, in English where it is not on record.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &'static str {
        language.other().map(|other| self.names[other]).filter(|name| !name.is_empty()).unwrap_or(self.name)
    }

    /// Returns its name in every language in which it is on record.
    pub fn all_names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.names).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::country::by_code;

    #[test]
    fn names_are_in_the_language() {
        let name = |code, language| by_code(code).expect("a country").name_in(language);
        for (language, said) in [
            (Language::Arabic, "زامبيا"),
            (Language::English, "Zambia"),
            (Language::Spanish, "Zambia"),
            (Language::French, "Zambie"),
            (Language::Russian, "Замбия"),
            (Language::Chinese, "赞比亚"),
        ] {
            assert_eq!(name("ZMB", language), said);
            assert_eq!(Language::of(&language.code().to_uppercase()), Some(language));
            assert!(all().iter().all(|country| !country.name_in(language).is_empty()));
        }
    }

    #[test]
    fn ranks_are_the_order_of_the_language() {
        for language in Language::ALL {
            let mut ranks: Vec<usize> = all().iter().map(|country| country.rank(language)).collect();
            ranks.sort_unstable();
            assert!(ranks.into_iter().eq(0..all().len()), "{}", language.code());
        }
        let before = |a, b, language| {
            let rank = |code| by_code(code).expect("a country").rank(language);
            assert!(rank(a) < rank(b), "{a} {b}");
        };
        // Åland stands with A, Égypte with E; Chinese goes by its sounds: āfùhàn, zhōngguó.
        before("ALA", "ALB", Language::English);
        before("EGY", "SLV", Language::French);
        before("AFG", "CHN", Language::Chinese);
        before("AUS", "JPN", Language::Russian);
    }

    #[test]
    fn a_name_of_no_table_finds_its_place() {
        assert_eq!(Language::English.place("aaa"), 0);
        assert_eq!(Language::English.place("zzz"), all().len());
    }
}
