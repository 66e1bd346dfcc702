//! A list that is given as one entry is refused, with the words that give its entries.

use netreg::model::entries::several;
use netreg::model::{Field, Kind};
use netreg::text::quoted;

use crate::cli::error::Problem;

/// Makes sure that a value for a list is one entry, or countries with commas; `word` spells the argument for an
/// entry.
///
/// # Errors
///
/// Fails if the value is clearly a list.
pub fn one(field: &Field, value: &str, word: impl Fn(&str) -> String) -> Result<(), Problem> {
    let is_in_brackets = value.trim().starts_with('[');
    let may_be_list = if field.kind == Kind::Codes { is_in_brackets } else { field.kind.is_list() };
    match several(value).filter(|_| may_be_list) {
        Some(entries) => Err(list(value, &entries, word)),
        None => Ok(()),
    }
}

/// Makes sure that a value is not the beginning of a text in brackets, whose end is in one of the next words.
///
/// # Errors
///
/// Fails if it is: with the entries for a list, else with the complete value in quotes.
pub fn divided(
    (name, value): (&str, &str),
    is_list: bool,
    next: &[String],
    word: impl Fn(&str) -> String,
) -> Result<(), Problem> {
    let next = next.iter().take_while(|word| !word.contains('='));
    let Some(end) = next.clone().position(|word| word.ends_with(']')) else { return Ok(()) };
    if !value.starts_with('[') || value.ends_with(']') {
        return Ok(());
    }
    let rest = next.take(end + 1).map(String::as_str);
    let complete = std::iter::once(value).chain(rest).collect::<Vec<_>>().join(" ");
    let problem = match several(&complete).filter(|_| is_list) {
        Some(entries) => list(&complete, &entries, word),
        None => Problem::new(format!("{} has a space, so it needs quotes", quoted(&complete)))
            .help(format!("`{}`", word(&complete))),
    };
    Err(problem.at(&format!("in `{name}=…`")))
}

/// Returns the problem that a value is a list.
fn list(value: &str, entries: &[&str], word: impl Fn(&str) -> String) -> Problem {
    let words: Vec<String> = entries.iter().map(|entry| word(entry)).collect();
    let help = if words.is_empty() { word("") } else { words.join(" ") };
    Problem::new(format!("{} is a list, not one entry", quoted(value))).help(format!("`{help}`"))
}
