//! Parses values that are given on the command line.
//!
//! The help for an invalid value shows the valid forms. Countries can be given by name. Whether a value makes
//! sense for its record is checked in `validate/rules/`.

use crate::model::date::{Date, Day};
use crate::model::field::Field;
use crate::model::kind::Kind;
use crate::model::record::{Item, Status, Value};
use crate::model::{country, entity, problem::Problem};
use crate::text::{Span, any_of};

/// Returns the value of a field for the given inputs: one, or one for each entry of a list.
///
/// # Errors
/// A [`Problem`] for the first input that is not valid.
pub fn value(field: &Field, inputs: &[&str], today: Day) -> Result<Value<'static>, Problem> {
    if field.kind.is_list() {
        let entries: Vec<Vec<String>> =
            inputs.iter().map(|input| entries(field, input)).collect::<Result<_, _>>()?;
        let item = |text: String| Item { text: text.into(), span: Span::default() };
        return Ok(Value::List(entries.into_iter().flatten().map(item).collect()));
    }
    let input = inputs.last().copied().unwrap_or_default().trim();
    match field.kind {
        Kind::Date | Kind::Day => date(field, input, today).map(Value::Date),
        Kind::Status => status(input).map(Value::Status),
        Kind::Number => input.parse().map(Value::Number).map_err(|_| {
            Problem::new(format!("`{input}` is not a whole number")).help("write a number, such as `152`")
        }),
        _ => text(field, input).map(|text| Value::Text(text.into())),
    }
}

/// Returns the list entries for one input: several countries can be given with commas.
///
/// # Errors
/// As [`value`].
pub fn entries(field: &Field, input: &str) -> Result<Vec<String>, Problem> {
    if field.kind != Kind::Codes {
        return entry(field, input).map(|entry| vec![entry]);
    }
    countries(input).into_iter().map(|name| entry(field, name)).collect()
}

/// Divides an input at its commas, except those in the name of a country: "China, Macao SAR".
fn countries(input: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = input;
    while !rest.is_empty() || names.is_empty() {
        let ends: Vec<usize> = rest.match_indices(',').map(|(at, _)| at).take(MOST_COMMAS).collect();
        let whole = (ends.len() < MOST_COMMAS).then_some(rest.len());
        let mut longest_first = whole.into_iter().chain(ends.iter().rev().copied());
        // Not `find`, which also reads a territory and its State as one country.
        let is_name = |name: &str| country::coded(name).or_else(|| country::named(name)).is_some();
        let end = longest_first.find(|end| is_name(&rest[..*end]));
        let end = end.or(ends.first().copied()).unwrap_or(rest.len());
        names.push(rest[..end].trim());
        rest = rest[end..].trim_start_matches(',').trim_start();
    }
    names
}

/// More commas than the name of any country has.
const MOST_COMMAS: usize = 4;

/// Returns the list entry for one input.
///
/// # Errors
/// As [`value`].
pub fn entry(field: &Field, input: &str) -> Result<String, Problem> {
    if field.kind != Kind::Codes {
        return text(field, input.trim());
    }
    match country::find(input) {
        Ok(country) => Ok(country.alpha3.to_owned()),
        Err(miss) => Err(miss.explained(input)),
    }
}

fn text(field: &Field, input: &str) -> Result<String, Problem> {
    if input.is_empty() {
        return Err(
            Problem::new(format!("`{}` is empty", field.key)).help("leave it out if the value is not known")
        );
    }
    if field.kind.is_address() && !input.starts_with("https://") {
        return Err(Problem::new(format!("`{input}` is not an https address"))
            .help("write the full address, beginning with `https://`"));
    }
    let is_entity = field.kind.is_entity();
    Ok(if is_entity { entity::canonical(input) } else { input }.to_owned())
}

/// Returns the date for one input, as [`Date::parse_flag`].
///
/// # Errors
/// As [`value`].
pub fn when(input: &str, today: Day) -> Result<Date, Problem> {
    Date::parse_flag(input, today).map_err(|problem| unquoted(problem.at(&format!("`{input}`"))))
}

/// Returns a problem of a date for the command line: quotes, and the brackets of a set, are needed only in the file.
/// A shell could take the brackets for a pattern.
pub fn unquoted(problem: Problem) -> Problem {
    let bare = |help: String| {
        let marks = [("`\"[", "`"), ("]\"`", "`"), ("`\"", "`"), ("\"`", "`")];
        marks.into_iter().fold(help, |help, (quoted, bare)| help.replace(quoted, bare))
    };
    Problem { help: problem.help.map(bare), ..problem }
}

/// Returns the help for a text that is no date if it is certain which date is meant.
pub fn proposal(text: &str) -> Option<String> {
    let problem = Date::parse_bare(text).err().filter(|_| Date::proposed(text).is_some())?;
    unquoted(problem).help
}

/// Returns the day for one input.
///
/// # Errors
/// As [`when`], also for a date that is not a day.
pub fn day(input: &str, today: Day) -> Result<Day, Problem> {
    const DAY: &str = "write a day, such as `2021-06-30`, or `today`";
    let date = match when(input, today) {
        Err(problem) if Date::proposed(input).and_then(Date::as_day).is_none() => {
            return Err(problem.help(DAY));
        }
        date => date?,
    };
    let problem = || Problem::new(format!("`{input}` is not a day")).help(DAY);
    date.as_day().ok_or_else(problem)
}

/// Returns the date for a field; a field for a day accepts only a day.
fn date(field: &Field, input: &str, today: Day) -> Result<Date, Problem> {
    if field.kind == Kind::Day { day(input, today).map(Date::day) } else { when(input, today) }
}

fn status(input: &str) -> Result<Status, Problem> {
    let words = Status::ALL.map(Status::word);
    Status::of(input).ok_or_else(|| {
        let problem = Problem::new(format!("`{input}` is not a status"));
        problem.suggest(input, words, || format!("write {}", any_of(&words)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Table;

    fn parsed(key: &str, inputs: &[&str]) -> Result<Value<'static>, String> {
        let field = Table::Network.field(key).expect("a field");
        let today = "2026-01-02".parse().expect("a day");
        value(field, inputs, today)
            .map_err(|problem| format!("{problem}; {}", problem.help.as_deref().unwrap_or_default()))
    }

    #[test]
    fn inputs_become_values_of_the_kind_of_the_field() {
        let list = |texts: &[&'static str]| {
            Ok(Value::List(
                texts.iter().map(|text| Item { text: (*text).into(), span: Span::default() }).collect(),
            ))
        };
        let day = |text| Ok(Value::Date(Date::parse(text).expect("a date")));
        assert_eq!(parsed("verified", &["today"]), day("2026-01-02"));
        assert_eq!(parsed("established", &["2021-06"]), day("2021-06"));
        assert_eq!(parsed("established", &["..2021-06"]), day("[..2021-06]"));
        assert_eq!(parsed("covers", &["fiji", "Ivory Coast"]), list(&["FJI", "CIV"]));
        assert_eq!(
            parsed("covers", &["ATA,BVT, China, Macao SAR, fiji,"]),
            list(&["ATA", "BVT", "MAC", "FJI"])
        );
        let aruba = ["Netherlands, Aruba, Eswatini, Swaziland, Poland, Republic of"];
        assert_eq!(parsed("covers", &aruba), list(&["NLD", "ABW", "SWZ", "SWZ", "POL"]));
        assert_eq!(parsed("covers", &["Fiji, Canada, United States"]), list(&["FJI", "CAN", "USA"]));
        assert_eq!(parsed("chairs", &[" UN RC ", "a, b"]), list(&["UN RC", "a, b"]));
        // An entity of the UN system has one spelling.
        assert_eq!(parsed("chairs", &["iom", "UN Resident Coordinator"]), list(&["IOM", "UN RC"]));
        assert_eq!(parsed("secretariat", &["OIM (IOM)"]), Ok(Value::Text("IOM".into())));
        assert_eq!(parsed("note", &["iom"]), Ok(Value::Text("iom".into())));
        assert_eq!(parsed("status", &["closed"]), Ok(Value::Status(Status::Closed)));
    }

    #[test]
    fn help_for_an_invalid_input_shows_the_valid_form() {
        for (key, input, message) in [
            ("verified", "2021", "not a day; write a day, such as `2021-06-30`"),
            ("established", "2021~", "write what is certain: a year `2021`"),
            ("covers", "Korea", "`KOR` (Republic of Korea) or `PRK`"),
            ("covers", "ATA,Zambja,BVT", "did you mean `ZMB` (Zambia)?"),
            ("covers", "Zambja", "did you mean `ZMB` (Zambia)?"),
            ("status", "close", "did you mean `closed`?"),
            ("note", "  ", "leave it out"),
            ("sources", "http://example.org", "beginning with `https://`"),
        ] {
            let problem = parsed(key, &[input]).expect_err(input);
            assert!(problem.contains(message), "{problem}");
        }
    }
}
