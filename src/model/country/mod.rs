//! Countries and areas: codes, names, regions.
//!
//! UN M49 decides what is a country or area here, and its names are used in all six languages. The data are
//! texts that are parsed at first use, so a command that needs no country does no work for them.

mod aliases;
mod find;
mod forms;
mod language;
mod list;
mod names;
mod pieces;
mod rows;
mod search;
mod states;
mod suggest;
mod table;
mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::text::{find_byte, normalize};

pub use aliases::Alias;
pub use find::{Miss, find, known, named, spelt};
pub use language::Language;
pub use list::{Country, all, area, areas, by_code, coded, is_code_shaped};
pub use rows::{Area, Level};
pub use search::search;
pub use suggest::suggestions;
pub use table::DATE;

/// The code of the country whose name has a mark, in every language.
const MARKED: &str = "XKX";

/// Its name in the languages that write it in ASCII.
const MARKED_NAME: &str = "Kosovo";

/// The first letters of its names in all languages.
const FIRST_LETTERS: [char; 4] = ['K', 'К', 'ك', '科'];

/// The footnote for the mark. It is printed wherever the name is.
pub const FOOTNOTE: &str = "* References to Kosovo shall be understood to be in the context of \
    United Nations Security Council resolution 1244 (1999).";

impl Country {
    /// Returns the English name to display: the M49 name, with the mark for `XKX`.
    pub fn display_name(&self) -> &'static str {
        self.display_name_in(Language::English)
    }

    /// Returns the name to display in a language, as [`Country::display_name`].
    pub fn display_name_in(&self, language: Language) -> &'static str {
        if self.alpha3 == MARKED { marked(language) } else { self.name_in(language) }
    }

    /// Returns the name of its region.
    pub fn region_name(&self, language: Language) -> Option<&'static str> {
        area(self.region).map(|area| area.name_in(language))
    }

    /// Returns the name of its sub-region.
    pub fn sub_region_name(&self, language: Language) -> Option<&'static str> {
        area(self.sub_region).map(|area| area.name_in(language))
    }

    /// Returns `true` if UN M49 lists it.
    pub fn is_in_m49(&self) -> bool {
        !self.m49.is_empty()
    }

    /// Returns `true` if it is in an area, of any level.
    pub fn is_in(&self, area: &Area) -> bool {
        [self.region, self.sub_region, self.intermediate].contains(&area.m49)
    }
}

/// The marked name in each language, in the order of [`Language::ALL`].
static MARKS: LazyLock<[String; 6]> = LazyLock::new(|| {
    let name = |language| by_code(MARKED).map_or("", |country| country.name_in(language));
    Language::ALL.map(|language| format!("{}*", name(language)))
});

fn marked(language: Language) -> &'static str {
    &MARKS[language as usize]
}

/// Returns a free name to display: each whole word that is the marked country's name, in any language, has its mark.
pub fn with_marks(name: &str) -> Cow<'_, str> {
    // The table is not needed to see that a name is not there.
    let may_be_there = if name.is_ascii() {
        find_byte(name, b'K').is_some() && name.contains(MARKED_NAME)
    } else {
        name.contains(FIRST_LETTERS)
    };
    if !may_be_there {
        return name.into();
    }
    let mut text = Cow::Borrowed(name);
    for mark in MARKS.iter() {
        let word = mark.trim_end_matches('*');
        if text.contains(word) {
            text = mark_words(&text, word).into();
        }
    }
    text
}

/// Returns a text with the mark after each `word` that has none.
fn mark_words(text: &str, word: &str) -> String {
    // Chinese has no spaces between words.
    let is_in_word = |c: char| c.is_alphanumeric() && !Language::Chinese.writes(word);
    let mut marked = String::with_capacity(text.len() + 1);
    let mut copied = 0;
    for (at, _) in text.match_indices(word) {
        let end = at + word.len();
        let after = &text[end..];
        if !text[..at].ends_with(is_in_word) && !after.starts_with(is_in_word) && !after.starts_with('*') {
            marked.push_str(&text[copied..end]);
            marked.push('*');
            copied = end;
        }
    }
    marked + &text[copied..]
}

/// Returns the footnote if a displayed text contains the marked name, in any language. Renderers look for it in
/// their output, because the name can also come from an excerpt of the file.
pub fn footnote(text: &str) -> Option<&'static str> {
    let is_marked = text.contains('*') && MARKS.iter().any(|name| text.contains(name.as_str()));
    is_marked.then_some(FOOTNOTE)
}

/// Returns the area with this M49 code or, in any language, this name or another spelling of it.
pub fn find_area(input: &str) -> Option<&'static Area> {
    let normalized = normalize(input);
    let matches =
        |area: &&Area| area.m49 == input || area.all_names().any(|name| normalize(name) == normalized);
    areas().iter().find(matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_refers_to_known_areas() {
        assert_eq!(all().len(), table::COUNT);
        assert!(all().is_sorted_by(|a, b| a.alpha3 < b.alpha3));
        for country in all() {
            for code in [country.region, country.sub_region, country.intermediate] {
                assert!(code.is_empty() || area(code).is_some(), "{code}");
            }
            assert!(is_code_shaped(country.alpha3) && country.alpha2.len() == 2, "{country:?}");
            assert!(country.m49.len() == 3 || country.alpha3 == MARKED, "{country:?}");
        }
    }

    #[test]
    fn marked_name_needs_the_footnote_in_every_language() {
        let country = by_code("XKX").expect("a country");
        for language in Language::ALL {
            let name = country.display_name_in(language);
            assert!(name.ends_with('*'), "{name}");
            assert!(!name.is_ascii() || name.contains(MARKED_NAME), "{name}");
            assert!(name.starts_with(FIRST_LETTERS), "{name}");
            assert_eq!(footnote(&format!("1 {name} 2")), Some(FOOTNOTE));
        }
        assert_eq!(footnote("Kosovo"), None);
        assert_eq!(footnote("a * b"), None);
    }

    #[test]
    fn free_names_have_the_mark_once_after_the_whole_word() {
        for (name, marked) in [
            ("Kosovo", "Kosovo*"),
            ("Network for Kosovo, UN team", "Network for Kosovo*, UN team"),
            ("Kosovo-Kosovo", "Kosovo*-Kosovo*"),
            ("Kosovo* and Kosovo", "Kosovo* and Kosovo*"),
            ("Сеть Косово", "Сеть Косово*"),
            ("شبكة كوسوفو", "شبكة كوسوفو*"),
            ("科索沃移民网络", "科索沃*移民网络"),
        ] {
            assert_eq!(with_marks(name), marked);
            assert_eq!(with_marks(marked), marked);
            assert_eq!(footnote(marked), Some(FOOTNOTE));
        }
        for name in ["Kosovar network", "NewKosovo", "KosovoKosovo", "Косовский", "Islands of the South", ""]
        {
            assert_eq!(with_marks(name), name);
        }
    }

    #[test]
    fn areas_are_found_in_any_language() {
        for input in ["Africa", "afrique", "África", "002", "أفريقيا", "非洲", "Африка"] {
            assert_eq!(find_area(input).map(|area| area.m49), Some("002"), "{input}");
        }
        assert_eq!(find_area("eastern africa").map(|area| area.level), Some(Level::Intermediate));
        // Other spellings, never shown.
        for (input, m49) in
            [("Asie de l’Est", "030"), ("شرق آسيا", "030"), ("América", "019"), ("Америка", "019")]
        {
            assert_eq!(find_area(input).map(|area| area.m49), Some(m49), "{input}");
        }
    }
}
