//! The fixed phrases of tables in the six languages: headings, the words in cells, the names of groups, and the words of
//! a ratio.
//!
//! The English text is the key. Codes (`Alpha-2`, `M49`) are the same in every language. The terms are those that
//! the United Nations uses. Headings of dates name the event; a status has the gender of the word for a network.

mod page;
mod table;

use crate::model::Language;
use crate::render::phrases::{page::PAGE, table::PHRASES};

/// A phrase in English, then in Arabic, Spanish, French, Russian and Chinese.
type Row = (&'static str, [&'static str; 5]);

/// Returns the rows of the table.
fn rows() -> impl Iterator<Item = &'static Row> {
    PHRASES.iter().chain(PAGE)
}

/// Returns a fixed phrase in a language. One that has no translation is a bug, and comes in English.
pub fn phrase(english: &'static str, language: Language) -> &'static str {
    let row = || rows().find(|(key, _)| *key == english);
    debug_assert!(row().is_some(), "`{english}` has no translation");
    let Some(other) = language.other() else { return english };
    row().map_or(english, |(_, translations)| translations[other])
}

/// Returns a fixed phrase in a language, with a word in place of each `{}`.
pub fn filled(template: &'static str, words: &[&str], language: Language) -> String {
    // A search for one byte takes fewer steps to begin than one for two.
    let mut pieces = phrase(template, language).split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    debug_assert_eq!(pieces.clone().count(), words.len(), "places in `{template}`");
    for (word, piece) in words.iter().zip(pieces) {
        text += word;
        text += piece.strip_prefix('}').unwrap_or(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::Table;
    use crate::select::{column::Column, group::Grouping, percent::Percentage};

    /// Codes, which are the same in every language.
    const CODES: [&str; 3] = ["Alpha-2", "Alpha-3", "M49"];

    #[test]
    fn every_phrase_is_there_once_and_in_every_language() {
        let mut seen = BTreeSet::new();
        for (english, _) in rows() {
            assert!(seen.insert(english), "{english} twice");
            assert_eq!(phrase(english, Language::English), *english);
            for language in Language::ALL {
                let text = phrase(english, language);
                let is_code = CODES.contains(english) && text == *english;
                let has_letters = text.chars().any(char::is_alphabetic);
                assert!(
                    language.writes(text) || is_code || !has_letters,
                    "{english} in {}: `{text}`",
                    language.code()
                );
                assert_eq!(text.matches("{}").count(), english.matches("{}").count(), "{english}: {text}");
                assert_eq!(text, text.trim(), "{english}");
            }
        }
    }

    #[test]
    fn every_heading_has_a_translation() {
        let columns = Column::all().map(Column::title);
        let fields = Table::ALL.into_iter().flat_map(Table::fields).map(|field| field.title);
        let groupings = Grouping::ids().filter_map(Grouping::of).map(Grouping::title);
        let headings: Vec<&str> = columns.chain(fields).chain(groupings).collect();
        assert!(
            headings.contains(&"Year") && headings.contains(&"Sub-region") && headings.contains(&"Until")
        );
        for heading in headings {
            assert!(rows().any(|(english, _)| *english == heading), "{heading}");
        }
    }

    #[test]
    fn every_ratio_has_its_words_in_every_language() {
        let ratios = (0..=1000).map(|number| Percentage { number, total: 1000 });
        let words: BTreeSet<&str> = ratios.filter_map(Percentage::words).collect();
        assert_eq!(words.len(), 19, "{words:?}");
        for words in words {
            let row = rows().find(|(english, _)| *english == words);
            assert!(row.is_some(), "{words}");
        }
    }

    #[test]
    fn words_come_in_the_places_of_the_language() {
        for (language, expected) in [
            (Language::Arabic, "من 2020 إلى {}"),
            (Language::English, "2020 to {}"),
            (Language::Spanish, "de 2020 a {}"),
            (Language::French, "de 2020 à {}"),
            (Language::Russian, "от 2020 до {}"),
            (Language::Chinese, "2020至{}"),
        ] {
            assert_eq!(filled("{} to {}", &["2020", "{}"], language), expected);
        }
        assert_eq!(filled("by {}", &["2024-08"], Language::Russian), "не позднее 2024-08");
        assert_eq!(phrase("established", Language::French), "créé");
    }
}
