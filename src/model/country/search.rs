//! Looks for countries by a part of a name.

use crate::model::country::list::{Country, all, coded, unique};
use crate::model::country::names::{Letters, Name, with};
use crate::text::normalize;

/// A shorter text is looked for at the beginning of words only: `roc` is in `Morocco`.
const FEWEST_INSIDE: usize = 4;

/// A shorter text is a code or a whole word.
const FEWEST_AT_BEGINNING: usize = 3;

/// How a text is in a name, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Code,
    Name,
    Words,
    Beginning,
    Part,
}

/// Returns the countries that a text matches: the one with this code, those with this name, those with these words in a name,
/// then those with a word that begins with it, then those with it inside a word; each by code.
pub fn search(input: &str) -> Vec<&'static Country> {
    let text = normalize(input);
    let code = coded(input);
    let mut found: Vec<(Match, usize)> = Vec::new();
    found.extend(code.map(|country| (Match::Code, country.at)));
    if !text.is_empty() {
        let names = with(Letters::of(&text));
        found.extend(names.filter_map(|name| Some((matched(name, &text)?, name.country.at))));
    }
    found.sort_unstable();
    unique(found.into_iter().map(|(_, at)| &all()[at]))
}

/// Returns how a normalized text is in a name, if it is.
fn matched(name: &Name, text: &str) -> Option<Match> {
    let name = name.normalized.as_str();
    let is_letter = |c: char| c != ' ';
    // Chinese has no spaces, and its words are shorter.
    let letters = if text.is_ascii() { text.len() } else { usize::MAX };
    let place = |(at, _): (usize, &str)| {
        let begins = !name[..at].ends_with(is_letter);
        let ends = !name[at + text.len()..].starts_with(is_letter);
        match (begins, ends) {
            (true, true) => (letters > 1).then_some(Match::Words),
            (true, false) => (letters >= FEWEST_AT_BEGINNING).then_some(Match::Beginning),
            _ => (letters >= FEWEST_INSIDE).then_some(Match::Part),
        }
    };
    if name == text { Some(Match::Name) } else { name.match_indices(text).filter_map(place).min() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(input: &str) -> Vec<&'static str> {
        search(input).into_iter().map(|country| country.alpha3).collect()
    }

    #[test]
    fn code_is_before_whole_words_and_these_before_parts_of_words() {
        assert_eq!(codes("oman"), ["OMN", "ROU"]);
        assert_eq!(codes("niger"), ["NER", "NGA"]);
        assert_eq!(codes("guinea")[..2], ["GIN", "GNB"]);
        assert_eq!(codes("Samoa")[0], "WSM");
        assert_eq!(codes("Судан")[0], "SDN");
        assert_eq!(codes("TR"), ["TUR"]);
        assert_eq!(codes("8"), ["ALB"]);
        assert_eq!(codes("赞"), ["ZMB"]);
        assert_eq!(codes("замби"), ["ZMB", "MOZ"]);
    }

    #[test]
    fn few_letters_inside_a_word_say_nothing() {
        for input in ["RoC", "a", "", " ", "-"] {
            assert_eq!(codes(input), [""; 0], "{input}");
        }
    }
}
