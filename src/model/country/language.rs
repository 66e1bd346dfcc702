//! The six official languages of the United Nations, and the names of countries and areas in each.
//!
//! The order of names in each language comes from `.ci/countries/order.tsv` (Unicode collation).

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use crate::model::country::list::{Country, all};
use crate::model::country::{rows::Area, table};
use crate::text::normalize;

/// A language of UN M49; as a number, its index in the tables.
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

    /// Returns the code (ISO 639-1).
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
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Returns its index among the languages other than English.
    pub fn other(self) -> Option<usize> {
        match self {
            Self::Arabic => Some(0),
            Self::English => None,
            Self::Spanish => Some(1),
            Self::French => Some(2),
            Self::Russian => Some(3),
            Self::Chinese => Some(4),
        }
    }

    /// Returns `true` if the first letter of a text is in the script of the language.
    pub fn writes(self, text: &str) -> bool {
        let script = match self {
            Self::Arabic => Script::Arabic,
            Self::English | Self::Spanish | Self::French => Script::Latin,
            Self::Russian => Script::Cyrillic,
            Self::Chinese => Script::Han,
        };
        text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.script() == script)
    }

    /// Returns the rank among the countries of a normalized name that is not in the table: how many have a
    /// name before it. This is close to the order of the language, but compares letter by letter.
    pub fn rank(self, normalized: &str) -> usize {
        NORMALIZED[self as usize].partition_point(|name| name.as_str() < normalized)
    }
}

/// The names in each language, normalized and in the order of their letters.
static NORMALIZED: LazyLock<[Vec<String>; 6]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let mut names: Vec<String> =
            all().iter().map(|country| normalize(country.name_in(language))).collect();
        names.sort_unstable();
        names
    })
});

impl Country {
    /// Returns the short name in a language.
    pub fn name_in(&self, language: Language) -> &'static str {
        language.other().map_or(self.name, |other| table::NAMES[other].line(self.at))
    }

    /// Returns the rank of its name in the order of a language.
    pub fn rank(&self, language: Language) -> usize {
        usize::from(table::RANKS[language as usize][self.at])
    }
}

impl Area {
    /// Returns the name in a language.
    pub fn name_in(&self, language: Language) -> &'static str {
        language.other().map_or(self.name, |other| self.names[other])
    }

    /// Returns its names in all languages, then their other spellings.
    pub fn all_names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.names).chain(self.also.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::country::list::by_code;

    #[test]
    fn every_country_has_a_name_in_every_language() {
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
    fn ranks_follow_the_order_of_the_language() {
        for language in Language::ALL {
            let mut ranks: Vec<usize> = all().iter().map(|country| country.rank(language)).collect();
            ranks.sort_unstable();
            assert!(ranks.into_iter().eq(0..all().len()), "{}", language.code());
        }
        let before = |a, b, language| {
            let rank = |code| by_code(code).expect("a country").rank(language);
            assert!(rank(a) < rank(b), "{a} {b}");
        };
        // Åland sorts as A, Égypte as E; Chinese sorts by its sounds: āfùhàn, zhōngguó.
        before("ALA", "ALB", Language::English);
        before("EGY", "SLV", Language::French);
        before("AFG", "CHN", Language::Chinese);
        before("AUS", "JPN", Language::Russian);
    }

    #[test]
    fn names_outside_the_table_have_a_rank() {
        assert_eq!(Language::English.rank("aaa"), 0);
        assert_eq!(Language::English.rank("zzz"), all().len());
    }
}
