//! From what was typed to a value of a field's kind.
//!
//! Promises: a date, a code, a status or a number that is none is refused with the forms that are
//! right; countries may be typed by name. Whether the value makes sense is left to `rules/`.

use crate::model::country;
use crate::model::date::{Date, Day};
use crate::model::field::{Field, Kind};
use crate::model::problem::Problem;
use crate::model::record::{Item, Status, Value};
use crate::text::{Span, any_of};

/// Returns the value that the words mean: one word, or one for each entry of a list.
///
/// # Errors
/// A [`Problem`] for the first word that means none.
pub fn value(field: &Field, words: &[&str], today: Day) -> Result<Value<'static>, Problem> {
    if field.kind.is_list() {
        let item =
            |word: &&str| entry(field, word).map(|text| Item { text: text.into(), span: Span::default() });
        return words.iter().map(item).collect::<Result<_, _>>().map(Value::List);
    }
    let word = words.last().copied().unwrap_or_default().trim();
    match field.kind {
        Kind::Date | Kind::Day => date(field, word, today).map(Value::Date),
        Kind::Status => status(word).map(Value::Status),
        Kind::Number => word.parse().map(Value::Number).map_err(|_| {
            Problem::new(format!("`{word}` is not a whole number")).help("write one, such as `152`")
        }),
        _ => text(field, word).map(|text| Value::Text(text.into())),
    }
}

/// Returns the entry of a list that a word means.
///
/// # Errors
/// As [`value`].
pub fn entry(field: &Field, word: &str) -> Result<String, Problem> {
    if field.kind != Kind::Codes {
        return text(field, word.trim());
    }
    match country::find(word) {
        Ok(country) => Ok(country.alpha3.to_owned()),
        Err(miss) => Err(miss.explained(word)),
    }
}

fn text(field: &Field, word: &str) -> Result<String, Problem> {
    if word.is_empty() {
        return Err(Problem::new(format!("no text is given for `{}`", field.key))
            .help("leave it out: what is not known stays absent"));
    }
    if field.kind.is_address() && !word.starts_with("https://") {
        return Err(Problem::new(format!("`{word}` is not an https address"))
            .help("write the whole address, from `https://` on"));
    }
    Ok(word.to_owned())
}

/// Returns the date that a word means: in the forms of the format, a set also without its
/// brackets, and `today`.
///
/// # Errors
/// As [`value`].
pub fn when(word: &str, today: Day) -> Result<Date, Problem> {
    Date::parse_flag(word, today).map_err(|problem| {
        let problem = problem.at(&format!("`{word}`"));
        // Only the file needs the quotes.
        Problem { help: problem.help.map(|help| help.replace("`\"", "`").replace("\"`", "`")), ..problem }
    })
}

/// Returns the date of a field; one that holds a day takes nothing less certain.
fn date(field: &Field, word: &str, today: Day) -> Result<Date, Problem> {
    let when = when(word, today)?;
    if field.kind == Kind::Day && when.as_day().is_none() {
        return Err(Problem::new(format!("`{word}` is not a day"))
            .help("write a day, such as `2021-06-30`, or `today`"));
    }
    Ok(when)
}

fn status(word: &str) -> Result<Status, Problem> {
    let words = Status::ALL.map(Status::word);
    Status::of(word).ok_or_else(|| {
        let problem = Problem::new(format!("`{word}` is not a status"));
        problem.suggest(word, words, || format!("write {}", any_of(&words)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Table;

    fn typed(key: &str, words: &[&str]) -> Result<Value<'static>, String> {
        let field = Table::Network.field(key).expect("a field");
        let today = "2026-01-02".parse().expect("a day");
        value(field, words, today)
            .map_err(|problem| format!("{problem}; {}", problem.help.as_deref().unwrap_or_default()))
    }

    #[test]
    fn words_become_values() {
        let list = |texts: &[&'static str]| {
            Ok(Value::List(
                texts.iter().map(|text| Item { text: (*text).into(), span: Span::default() }).collect(),
            ))
        };
        let day = |text| Ok(Value::Date(Date::parse(text).expect("a date")));
        assert_eq!(typed("verified", &["today"]), day("2026-01-02"));
        assert_eq!(typed("established", &["2021-06"]), day("2021-06"));
        assert_eq!(typed("established", &["..2021-06"]), day("[..2021-06]"));
        assert_eq!(typed("covers", &["fiji", "Ivory Coast"]), list(&["FJI", "CIV"]));
        assert_eq!(typed("chairs", &[" UN RC ", "a, b"]), list(&["UN RC", "a, b"]));
        assert_eq!(typed("status", &["closed"]), Ok(Value::Status(Status::Closed)));
    }

    #[test]
    fn what_means_nothing_is_refused_with_the_right_form() {
        for (key, word, said) in [
            ("verified", "2021", "not a day; write a day, such as `2021-06-30`"),
            ("established", "2021~", "write what is certain: a year `2021`"),
            ("covers", "Korea", "`KOR` (Republic of Korea) or `PRK`"),
            ("covers", "Zambja", "did you mean `ZMB` (Zambia)?"),
            ("status", "close", "did you mean `closed`?"),
            ("note", "  ", "leave it out"),
            ("sources", "http://example.org", "from `https://` on"),
        ] {
            let wrong = typed(key, &[word]).expect_err(word);
            assert!(wrong.contains(said), "{wrong}");
        }
    }
}
