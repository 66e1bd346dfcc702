//! Explanations of invalid dates.
//!
//! Intervals, qualifiers and unspecified digits of EDTF are named. For a day in another notation the help
//! shows the right one, or both if the month cannot be told from the day.

use crate::model::date::part::{Part, Precision, month_named};
use crate::model::problem::Problem;

/// The valid forms of a date, for a help line.
pub const FORMS: &str = "write a day `2021-06-30`, a month `\"2021-06\"`, a year `\"2021\"`, \
    one unknown day of a set `\"[2021-03-18..2021-06-24]\"`, or a latest day `\"[..2024-08]\"`";

/// Returns the problem with a text that does not have the shape of a date.
pub(super) fn diagnose(text: &str) -> Problem {
    let digits = text.contains(|c: char| c.is_ascii_digit());
    let trimmed = text.trim();
    if trimmed.len() < text.len() && is_part(trimmed) {
        return Problem::new("the date begins or ends with white space").help(format!("write `{trimmed}`"));
    }
    if let Some((from, to)) = text.split_once("..")
        && (from.is_empty() || is_part(from))
        && is_part(to)
    {
        return Problem::new("a set needs brackets").help(format!("write `[{text}]`"));
    }
    let rest = text.get(10..).unwrap_or_default();
    if let Some(day) = text.get(..10).filter(|day| is_day(day) && rest.starts_with(['T', 't', ' ', ':'])) {
        return Problem::new("a date has no time of day").help(format!("write only the day: `{day}`"));
    }
    let numbers: Vec<&str> = text.split(['-', '.', '/', ' ']).collect();
    if let [a, b, c] = numbers[..]
        && [a, b, c]
            .iter()
            .all(|word| (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return out_of_order(a, b, c);
    }
    if let Some(month) = month(text) {
        return Problem::new("a month is written year-month, with four and two digits")
            .help(format!("did you mean `\"{month}\"`?"));
    }
    if digits && text.contains('/') {
        return Problem::new("an interval `A/B` is a span of time, not one date")
            .help("for one unknown day between two, write a set: `\"[A..B]\"`");
    }
    if digits && text.contains(['~', '?', '%']) {
        return Problem::new("the qualifiers `~`, `?` and `%` do not say which days are possible").help(
            "write what is certain: a year `\"2021\"`, a set `\"[2020..2022]\"`, or a latest day `\"[..2022]\"`",
        );
    }
    if digits
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'x' | b'u' | b'-'))
        && text.contains(['X', 'x', 'u'])
    {
        return Problem::new("unknown digits are left out, not replaced by letters").help(FORMS);
    }
    Problem::new("this is not a date").help(FORMS)
}

/// Returns `true` if a text is a valid day, month or year.
fn is_part(text: &str) -> bool {
    matches!(Part::parse(text), Some(Ok(_)))
}

/// Returns `true` if a text is a day of the calendar, written year-month-day.
fn is_day(text: &str) -> bool {
    matches!(Part::parse(text), Some(Ok(Part { precision: Precision::Day, .. })))
}

/// Returns the month that a text gives in another notation, as it is written: `06/2021`, `2021 June`.
fn month(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(['-', '.', '/', ' ', ',']).filter(|word| !word.is_empty()).collect();
    let [first, second] = words[..] else { return None };
    let (year, month) = if first.len() == 4 && is_part(first) { (first, second) } else { (second, first) };
    let number = match month.parse::<u32>() {
        Ok(number) if month.len() <= 2 => number,
        _ => month_named(month)?,
    };
    let spelt = format!("{year}-{number:02}");
    is_part(&spelt).then_some(spelt)
}

/// Returns the problem with three numbers that do not have the shape year-month-day.
fn out_of_order(a: &str, b: &str, c: &str) -> Problem {
    let reason = "a day is written year-month-day, with four, two and two digits";
    let day = |year: &str, month: &str, day: &str| {
        let spelt = format!("{year:0>4}-{month:0>2}-{day:0>2}");
        is_day(&spelt).then_some(spelt)
    };
    let mut spellings: Vec<String> = match (a.len(), c.len()) {
        (4, _) => day(a, b, c).into_iter().collect(),
        (_, 4) => [day(c, b, a), day(c, a, b)].into_iter().flatten().collect(),
        _ => Vec::new(),
    };
    spellings.dedup();
    match spellings.as_slice() {
        [one] => Problem::new(reason).help(format!("did you mean `{one}`?")),
        [one, other] => Problem::new(reason)
            .help(format!("write `{one}` or `{other}`, depending on which number is the month")),
        _ => Problem::new(reason).help(FORMS),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::date::Date;

    #[test]
    fn invalid_dates_get_a_reason_and_a_help() {
        for (text, reason, help) in [
            ("2021-02-30", "February 2021 has 28 days", "`\"2021-02\"`"),
            ("2021-13", "no month 13", "`\"2021\"`"),
            ("2021-06-00", "no day 00", "`\"2021-06\"`"),
            ("2021~", "qualifiers", "`\"2021\"`"),
            ("2021-06?", "qualifiers", "certain"),
            ("2021-03/2021-06", "interval", "`\"[A..B]\"`"),
            ("2021-XX", "unknown digits", "`\"2021\"`"),
            ("2021-6-3", "year-month-day", "`2021-06-03`"),
            ("14/10/2021", "year-month-day", "did you mean `2021-10-14`"),
            ("03.04.2021", "year-month-day", "`2021-04-03` or `2021-03-04`"),
            ("2021-06-30T10:00:00Z", "no time", "`2021-06-30`"),
            ("06/2021", "year-month", "did you mean `\"2021-06\"`?"),
            ("2021/06", "year-month", "did you mean `\"2021-06\"`?"),
            ("6.2021", "year-month", "did you mean `\"2021-06\"`?"),
            ("2021-6", "year-month", "did you mean `\"2021-06\"`?"),
            ("June 2021", "year-month", "did you mean `\"2021-06\"`?"),
            ("jun. 2021", "year-month", "did you mean `\"2021-06\"`?"),
            ("2021 June", "year-month", "did you mean `\"2021-06\"`?"),
            ("13/2021", "interval", "`\"[A..B]\"`"),
            ("2021/2022", "interval", "`\"[A..B]\"`"),
            ("2021-06/2021-07", "interval", "`\"[A..B]\"`"),
            ("Ju 2021", "not a date", "2021-06"),
            ("Juin 2021", "not a date", "2021-06"),
            ("June 21", "not a date", "2021-06"),
            ("May", "not a date", "2021-06"),
            ("", "not a date", "2021-06"),
            ("[2021-06..]", "last day", "["),
            ("[2022..2021]", "ends earlier", "`[2021..2022]`"),
            ("[2021", "closing bracket", "`[2021]`"),
            ("[2021,2022]", "first and a last", "`[..2024-08]`"),
            ("٢٠٢١", "not a date", "2021-06"),
        ] {
            let problem = Date::parse(text).expect_err(text);
            assert!(problem.message.contains(reason), "{text}: {problem:?}");
            assert!(problem.help.as_deref().is_some_and(|line| line.contains(help)), "{text}: {problem:?}");
        }
    }
}
