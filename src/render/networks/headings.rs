//! The headings of a column in data, where a value may take several: a date has its earliest and latest day beside it, and
//! a number that may be a range has two.

use crate::model::Language;
use crate::render::networks::sheet::{Heading, NETWORKS, Values};
use crate::render::phrases::{filled, phrase};

impl Values {
    /// Returns how many columns a value takes in data.
    pub fn number(self) -> usize {
        match self {
            Self::One => 1,
            Self::Counts | Self::Percentages => 2,
            Self::Dates => 3,
        }
    }
}

/// Returns the names of columns in data.
pub fn names(columns: &[Heading]) -> Vec<String> {
    columns.iter().flat_map(names_of).collect()
}

/// Returns the names of a column in data.
pub fn names_of(heading: &Heading) -> Vec<String> {
    let id = heading.id;
    match heading.kind {
        Values::One => vec![id.to_owned()],
        Values::Dates => vec![id.to_owned(), format!("{id}-earliest"), format!("{id}-latest")],
        Values::Counts if *heading == NETWORKS => vec!["certain".to_owned(), "possible".to_owned()],
        Values::Counts => vec![format!("{id}-certain"), format!("{id}-possible")],
        Values::Percentages => vec!["percent-certain".to_owned(), "percent-possible".to_owned()],
    }
}

/// Returns the headings of a column for people in a language, as many as [`names_of`] and in the same order: "Established",
/// "Established (earliest)", "Established (latest)".
pub fn titles_of(heading: &Heading, language: Language) -> Vec<String> {
    let title = heading.title_in(language);
    let with = |word| filled("{} ({})", &[title, phrase(word, language)], language);
    match heading.kind {
        Values::One => vec![title.to_owned()],
        Values::Dates => vec![title.to_owned(), with("earliest"), with("latest")],
        Values::Counts | Values::Percentages => vec![with("certain"), with("possible")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    #[test]
    fn a_date_has_three_headings_in_each_language() {
        let established = Heading::of_field(Table::Network.field("established").expect("a field"));
        for (language, [known, earliest, latest]) in [
            (Language::English, ["Established", "Established (earliest)", "Established (latest)"]),
            (Language::French, ["Création", "Création (au plus tôt)", "Création (au plus tard)"]),
            (Language::Chinese, ["成立日期", "成立日期（最早）", "成立日期（最晚）"]),
        ] {
            assert_eq!(titles_of(&established, language), [known, earliest, latest]);
        }
        assert_eq!(names_of(&established), ["established", "established-earliest", "established-latest"]);
        assert_eq!(titles_of(&NETWORKS, Language::English), ["Networks (certain)", "Networks (possible)"]);
    }

    #[test]
    fn no_two_columns_of_a_table_have_one_heading() {
        for language in Language::ALL {
            for table in Table::ALL {
                let headings = table.fields().iter().map(Heading::of_field);
                let mut titles: Vec<String> =
                    headings.flat_map(|heading| titles_of(&heading, language)).collect();
                let all = titles.len();
                titles.sort();
                titles.dedup();
                assert_eq!(titles.len(), all, "{table:?} in {}", language.code());
            }
        }
    }
}
