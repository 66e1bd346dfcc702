//! Explanations of invalid dates.
//!
//! Intervals, qualifiers and unspecified digits of EDTF are named. The help shows the date that is meant, or both if
//! the month cannot be told from the day, or else the valid forms.

use crate::model::date::form::Form;
use crate::model::date::interpretation::{Interpretation, interpretations};
use crate::model::date::part::Precision;
use crate::model::date::plain::plain;
use crate::model::date::written::without_time;
use crate::model::problem::Problem;
use crate::text::{called, is_curly};

/// The valid forms of a date, for a help line.
pub const FORMS: &str = "write a day `2021-06-30`, a month `\"2021-06\"`, a year `\"2021\"`, \
    one unknown day in a range `\"[2021-03-18..2021-06-24]\"`, or a latest day `\"[..2024-08]\"`";

/// Returns the problem with a text that is not a date; `problem` is what is wrong with it if it almost is one.
pub(super) fn explained(text: &str, problem: Option<Problem>) -> Problem {
    let meanings = interpretations(text);
    let Some(first) = meanings.first() else {
        return problem.unwrap_or_else(|| diagnose(text)).or_help(FORMS);
    };
    let reason = problem.map_or_else(|| reason(text, first.form), |problem| problem.message);
    let is_interval = reason == INTERVAL && first.form.earliest().is_some();
    let help = help(&meanings, is_interval);
    Problem::new(reason).help(help)
}

/// Returns the help that shows what is meant.
fn help(meanings: &[Interpretation], is_interval: bool) -> String {
    let spelt: Vec<String> = meanings.iter().map(|one| one.form.to_toml()).collect();
    match &spelt[..] {
        [one] if is_interval => format!("for one unknown day between the two, write `{one}`"),
        [one] if meanings.iter().all(|meaning| meaning.is_certain) => format!("write `{one}`"),
        [one, other] => format!("write `{one}` or `{other}`, depending on which number is the month"),
        spelt => format!("did you mean `{}`?", spelt.concat()),
    }
}

/// Returns what is wrong with a text that means a date.
fn reason(text: &str, meant: Form) -> String {
    let is_form = |text: &str| Form::parse(text).is_ok();
    let plain = plain(text);
    let without_spaces = plain.replace(' ', "");
    let other = text.chars().find(|c| !c.is_ascii());
    if other.is_some_and(is_curly) && is_form(&without_spaces) {
        return "use straight quotes (`\"`), not curly ones".to_owned();
    }
    if let Some(other) = other.filter(|_| is_form(&without_spaces)) {
        return format!("the date contains {}", called(other));
    }
    if is_form(text.trim()) {
        return "the date begins or ends with white space".to_owned();
    }
    if is_form(&without_spaces) && plain.contains(' ') {
        return "the date contains spaces".to_owned();
    }
    let is_set = matches!(meant, Form::Set(..));
    let reason = match meant {
        Form::Set(..) if is_form(&format!("[{text}]")) => "a set needs brackets",
        Form::Set(..) if text.contains('/') => INTERVAL,
        _ if !is_set && without_time(&plain).1 => "a date has no time of day",
        _ if has_unknown_digits(&plain) => UNKNOWN_DIGITS,
        Form::Set(..) => "one unknown day of several is written as a set",
        Form::One(part) => match part.precision {
            Precision::Day => "a day is written year-month-day, with four, two and two digits",
            Precision::Month => "a month is written year-month, with four and two digits",
            Precision::Year => "a year is written with four digits only",
        },
    };
    reason.to_owned()
}

const INTERVAL: &str = "an interval `A/B` is a span of time, not one date";
const UNKNOWN_DIGITS: &str = "unknown digits are not written as letters";

fn has_unknown_digits(plain: &str) -> bool {
    plain.contains(['x', 'u'])
        && plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b'u' | b'-' | b'.' | b'/'))
}

/// Returns the problem with a text that means no date.
fn diagnose(text: &str) -> Problem {
    let digits = text.contains(|c: char| c.is_ascii_digit());
    if digits && text.contains('/') {
        return Problem::new(INTERVAL)
            .help("for one unknown day between two, write a set: `\"[2021-03-18..2021-06-24]\"`");
    }
    if digits && text.contains(['~', '?', '%']) {
        return Problem::new("the qualifiers `~`, `?` and `%` do not say which days are possible").help(
            "write what is certain: a year `\"2021\"`, a set `\"[2020..2022]\"`, or a latest day `\"[..2022]\"`",
        );
    }
    if digits && has_unknown_digits(&text.to_lowercase()) {
        return Problem::new(UNKNOWN_DIGITS);
    }
    Problem::new("this is not a date")
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
            ("2021-03/2021-06", "interval", "between the two, write `\"[2021-03..2021-06]\"`"),
            ("../2021", "interval", "did you mean `\"[..2021]\"`?"),
            ("2021-XX", "unknown digits", "did you mean `\"2021\"`?"),
            ("202X", "unknown digits", "did you mean `\"[2020..2029]\"`?"),
            ("2021-0X-1X", "unknown digits", "2021-06"),
            ("2021-6-3", "year-month-day", "write `2021-06-03`"),
            ("14/10/2021", "year-month-day", "did you mean `2021-10-14`?"),
            ("03.04.2021", "year-month-day", "`2021-04-03` or `2021-03-04`"),
            ("2021-06-30T10:00:00Z", "no time", "did you mean `2021-06-30`?"),
            ("06/2021", "year-month", "write `\"2021-06\"`"),
            ("June 2021", "year-month", "did you mean `\"2021-06\"`?"),
            ("in 2021", "four digits only", "did you mean `\"2021\"`?"),
            ("2021\u{2013}06", "contains an en dash (U+2013)", "write `\"2021-06\"`"),
            (" 2021-06", "begins or ends with white space", "write `\"2021-06\"`"),
            ("\u{a0}2021-06", "contains a no-break space (U+00A0)", "write `\"2021-06\"`"),
            ("[2021 .. 2022]", "contains spaces", "write `\"[2021..2022]\"`"),
            ("2021..2022", "needs brackets", "write `\"[2021..2022]\"`"),
            ("13/2021", "interval", "write a set"),
            ("Ju 2021", "not a date", "2021-06"),
            ("June 21", "not a date", "2021-06"),
            ("May", "not a date", "2021-06"),
            ("", "not a date", "2021-06"),
            ("[2021-06..]", "last day", "["),
            ("[2021-06.. ]", "last day", "["),
            ("[2022..2021]", "ends earlier", "`\"[2021..2022]\"`"),
            ("[2021-13..2022]", "no month 13", "only the year: `\"[2021..2022]\"`"),
            ("[2021..2022-02-30]", "28 days", "only the month: `\"[2021..2022-02]\"`"),
            ("[2021", "closing bracket", "`\"2021\"`"),
            ("[spring", "closing bracket", "2021-06"),
            ("[2021,2022]", "first and a last", "`\"[2021..2022]\"`"),
            ("[2021,2023]", "first and a last", "`\"[..2024-08]\"`"),
        ] {
            let problem = Date::parse(text).expect_err(text);
            assert!(problem.message.contains(reason), "{text}: {problem:?}");
            assert!(problem.help.as_deref().is_some_and(|line| line.contains(help)), "{text}: {problem:?}");
        }
    }
}
