//! How the name of a country goes on from what was typed, in any language.
//!
//! Completion never decides: the answer is looked up like the argument of a command.

use netreg::model::{Country, Language, country};
use rustyline::completion::Pair;

use crate::cli::complete::matching::of_name;

/// Returns the countries that a text can become. One whose name begins with it has the rest of that name; if there is
/// none, those that have the text elsewhere in a name, or as a code or former name.
pub fn offers(typed: &str, language: Language) -> Vec<Pair> {
    let begun: Vec<Pair> =
        country::all().iter().filter_map(|country| begun(typed, country, language)).collect();
    if !begun.is_empty() {
        return begun;
    }
    match country::search(typed).as_slice() {
        [country] => {
            let name = country.name_in(language);
            vec![pair(name.to_owned(), name, country)]
        }
        // What several have in common is not what was typed, so they are only shown.
        several => several
            .iter()
            .map(|country| pair(typed.to_owned(), country.display_name_in(language), country))
            .collect(),
    }
}

/// Returns the first name of a country that begins with a text: in the language of the user, in English, in others.
fn begun(typed: &str, country: &'static Country, language: Language) -> Option<Pair> {
    let languages = [language, Language::English].into_iter().chain(Language::ALL);
    let mut names = languages.map(|language| country.name_in(language));
    names.find_map(|name| Some(pair(of_name(typed, name)?, name, country)))
}

/// Returns a word with the country that it becomes.
fn pair(word: String, shown: &str, country: &Country) -> Pair {
    Pair { display: format!("{shown} ({})", country.alpha3), replacement: word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(typed: &str) -> Vec<(String, String)> {
        offers(typed, Language::English).into_iter().map(|pair| (pair.replacement, pair.display)).collect()
    }

    fn words(typed: &str) -> Vec<String> {
        offered(typed).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn name_in_any_language_goes_on() {
        for (typed, word) in [
            ("Zam", "Zambia"),
            ("zambi", "zambia"),
            ("Zambie", "Zambie"),
            ("Замб", "Замбия"),
            ("زامب", "زامبيا"),
            ("赞", "赞比亚"),
            ("ZMB", "Zambia"),
            ("Swazi", "Eswatini"),
            ("Tanzan", "United Republic of Tanzania"),
        ] {
            assert!(words(typed).iter().all(|found| found == word), "{typed}: {:?}", words(typed));
        }
        assert_eq!(words("Atlantis"), [""; 0]);
    }

    #[test]
    fn several_countries_are_shown_and_nothing_is_inserted() {
        assert_eq!(words("Korea"), ["Korea", "Korea"]);
        let shown: Vec<String> = offered("Korea").into_iter().map(|(_, shown)| shown).collect();
        assert_eq!(shown, ["Republic of Korea (KOR)", "Democratic People's Republic of Korea (PRK)"]);
    }

    #[test]
    fn what_is_offered_is_that_country() {
        // Each takes long without optimization.
        for country in country::all().iter().step_by(7) {
            for language in Language::ALL {
                let name = country.name_in(language);
                let begin: String = name.chars().take(4).collect();
                for typed in [name, begin.as_str()] {
                    let offered = offers(typed, language);
                    assert!(!offered.is_empty(), "{typed}");
                    for pair in offered.iter().filter(|pair| pair.replacement != typed) {
                        let is_shown =
                            |country: &Country| pair.display.contains(&format!("({})", country.alpha3));
                        let is_it = match country::find(&pair.replacement) {
                            Ok(country) => is_shown(country),
                            // "Congo" is refused with both choices.
                            Err(country::Miss::Several(several)) => several.into_iter().any(is_shown),
                            Err(country::Miss::None(_)) => false,
                        };
                        assert!(is_it, "{typed}: {} is shown as {}", pair.replacement, pair.display);
                    }
                }
            }
        }
    }
}
