//! What a cell says of which network a row is about: the key, code, number or name of its country.
//!
//! Several columns can say it, and must agree.

use crate::import::cell;
use crate::import::grid::{Content, Dialect};
use crate::import::known::Target;
use crate::model::country::{self, Country, Miss};
use crate::model::{Problem, record::is_slug};
use crate::text::quoted;

/// What one cell says of which network a row is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// The network of a country.
    Country(&'static Country),
    /// A network that is not one country's, by its key.
    Slug(String),
    /// A name that is no country's.
    Name(String),
}

/// A code of Namibia, which also means in English that something is not available.
const NA: &str = "NA";

/// Returns `true` for `NA`.
pub fn is_na(text: &str) -> bool {
    text.eq_ignore_ascii_case(NA)
}

/// Returns `true` for a code of a country in letters.
pub fn is_code(text: &str) -> bool {
    matches!(text.len(), 2 | 3)
        && text.bytes().all(|byte| byte.is_ascii_alphabetic())
        && country::known(text).is_some()
}

/// Returns what a cell says; `None` if there is nothing in it.
///
/// # Errors
/// If its column must have a country, and it has none for certain.
pub fn named(target: Target, content: &Content, dialect: Dialect) -> Result<Option<Named>, Problem> {
    let Some(text) = cell::text(content, dialect)? else { return Ok(None) };
    // A spreadsheet takes the zeros from `004`.
    let is_number = text.len() < 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = if is_number { format!("{text:0>3}") } else { text };
    if let Some(country) = country::known(&text) {
        return Ok(Some(Named::Country(country)));
    }
    if target == Target::Key && is_slug(&text) {
        return Ok(Some(Named::Slug(text)));
    }
    if target.can_be_name() {
        return Ok(Some(Named::Name(text)));
    }
    let problem = unknown(&text);
    Err(if target == Target::Key && problem.help.as_deref() == Some(NEITHER) {
        problem.help(
            "write the code of a country, or a key of small letters, digits and hyphens, such as `pacific`",
        )
    } else {
        problem
    })
}

/// The help for what names no country and is near to none.
const NEITHER: &str =
    "write the name or code of a country; the network of several countries needs a column `key`";

/// Returns the problem of a name that alone should say which country a row is about.
pub fn unknown(name: &str) -> Problem {
    if is_na(name) {
        return Problem::new("`NA` can be Namibia, or mean that the name is not known")
            .help("write `Namibia` or `NAM`, or the country that it is");
    }
    let problem = match country::find(name) {
        Err(miss) => miss.explained(name),
        Ok(_) => Problem::new(format!("{} needs a key", quoted(name))),
    };
    problem.or_help(NEITHER)
}

/// Checks that a name can be that of a country.
///
/// # Errors
/// If it names another, or none.
pub fn fits(country: &Country, other: &Named) -> Result<(), Problem> {
    let (own, code) = (country.display_name(), country.alpha3);
    match other {
        Named::Country(named) if named.alpha3 == code => Ok(()),
        Named::Country(named) => Err(Problem::new(format!(
            "the row is about {own} ({code}), and this is {} ({})",
            named.display_name(),
            named.alpha3
        ))
        .help(format!("write `{code}` here, or correct the other cells of the row"))),
        Named::Slug(key) => {
            Err(Problem::new(format!("{} is not {own} ({code})", quoted(key)))
                .help(format!("write `{code}`")))
        }
        Named::Name(name) if is_na(name) && code == "NAM" => Ok(()),
        // `Congo` is right beside COG.
        Named::Name(name) => match country::find(name) {
            Err(Miss::Several(choices)) if choices.iter().any(|choice| choice.alpha3 == code) => Ok(()),
            _ => Err(Problem::new(format!("{} is not a name of {own} ({code})", quoted(name)))
                .help(format!("write `{own}`"))),
        },
    }
}

/// Checks that nothing beside the key of a network that is not one country's is the code of a country.
///
/// # Errors
/// If it is.
pub fn fits_slug(key: &str, other: &Named) -> Result<(), Problem> {
    let Named::Country(country) = other else { return Ok(()) };
    let (name, code) = (country.display_name(), country.alpha3);
    Err(Problem::new(format!("the row is about `{key}`, and this is {name} ({code})"))
        .help(format!("empty the cell, or write `{code}` as the key")))
}

/// Returns a name as it is in the file: without the mark that goes with the name of Kosovo where it is shown.
pub fn unmarked(name: &str) -> String {
    let bare = name.replace('*', "");
    if country::with_marks(&bare) == name { bare } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(target: Target, text: &str) -> Result<Option<Named>, Problem> {
        named(target, &Content::Text(text.to_owned()), Dialect::default())
    }

    fn code(target: Target, text: &str) -> Option<&'static str> {
        match read(target, text) {
            Ok(Some(Named::Country(country))) => Some(country.alpha3),
            _ => None,
        }
    }

    #[test]
    fn countries_are_named_by_any_code_or_name() {
        for (target, text, alpha3) in [
            (Target::Key, "ZMB", "ZMB"),
            (Target::Code, "NA", "NAM"),
            (Target::Key, "NA", "NAM"),
            (Target::M49, "4", "AFG"),
            (Target::M49, "894", "ZMB"),
            (Target::Country, "Turquie", "TUR"),
            (Target::Country, "Côte\u{a0}d’Ivoire ", "CIV"),
            (Target::Country, "Kosovo*", "XKX"),
        ] {
            assert_eq!(code(target, text), Some(alpha3), "{text}");
        }
        assert_eq!(read(Target::Key, "pacific"), Ok(Some(Named::Slug("pacific".to_owned()))));
        assert_eq!(read(Target::Country, "n/a"), Ok(None));
        assert!(read(Target::Code, "Zambja").is_err() && read(Target::Key, "Zambja").is_err());
    }

    #[test]
    fn name_must_fit_its_country() {
        let congo = country::by_code("COG").expect("a country");
        let name = |text: &str| Named::Name(text.to_owned());
        assert_eq!(fits(congo, &name("Congo")), Ok(()));
        assert_eq!(fits(congo, &Named::Country(congo)), Ok(()));
        let zambia = country::by_code("ZMB").expect("a country");
        assert!(fits(congo, &Named::Country(zambia)).is_err());
        assert!(fits(zambia, &name("Zambia (pilot)")).is_err());
    }

    #[test]
    fn mark_is_not_a_part_of_a_name() {
        assert_eq!(unmarked("Kosovo* and beyond"), "Kosovo and beyond");
        assert_eq!(unmarked("Ice*"), "Ice*");
    }
}
