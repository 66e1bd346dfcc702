//! A day, month or year in another notation: `15.06.2021`, `20210630`, `June 2021`, `1er juin 2021`.

use std::ops::RangeInclusive;

use chrono::{Datelike, Weekday};

use crate::model::date::months::month_named;
use crate::model::date::part::Part;
use crate::text::letters;

/// A part that a text can mean, and `true` if it is certain, so that it can be fixed without asking anybody.
pub type Reading = (Part, bool);

/// The years that eight digits without marks can begin or end with.
const PLAUSIBLE: RangeInclusive<u32> = 1900..=2099;

/// Words beside a date that say nothing about it, normalized.
const FILLERS: [&str; 16] =
    ["on", "in", "of", "the", "year", "le", "la", "en", "el", "de", "del", "d", "ano", "annee", "г", "года"];

/// What follows the number of a day.
const ORDINALS: [&str; 6] = ["st", "nd", "rd", "th", "er", "o"];

/// Returns the parts that a plain text can mean: none, one, or two if the day cannot be told from the month.
pub fn readings(text: &str) -> Vec<Reading> {
    let (text, has_time) = without_time(text);
    let Some(tokens) = tokens(text) else { return Vec::new() };
    let marks = marks(text);
    let mut found = match numbers(&tokens) {
        Some(numbers) if marks.len() <= 1 => of_numbers(&numbers),
        Some(_) => Vec::new(),
        None => of_words(&tokens).map(|part| (part, false)).into_iter().collect(),
    };
    if has_time {
        found.retain(|(part, _)| part.as_day().is_some());
    }
    // The number after a space can be that of a footnote.
    if has_time || marks.contains(&' ') {
        for (_, is_certain) in &mut found {
            *is_certain = false;
        }
    }
    found.dedup();
    found
}

/// Returns a text without a time of day behind it, and whether there was one.
pub fn without_time(text: &str) -> (&str, bool) {
    let is_time = |tail: &str| {
        tail.starts_with(|c: char| c.is_ascii_digit())
            && tail.chars().all(|c| c.is_ascii_digit() || ":.+- zapmutcg".contains(c))
            && !tail.contains("- ")
            && tail.matches('-').count() < 2
    };
    let begins = |(at, mark): &(usize, &str)| {
        let tail = &text[at + 1..];
        is_time(tail)
            && (*mark == "t" || tail.contains(':'))
            && text[..*at].trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit())
    };
    match text.match_indices(['t', ' ', ':']).find(begins) {
        Some((at, _)) => (text[..at].trim_end_matches(','), true),
        None => (text, false),
    }
}

/// Returns the runs of digits and the words of a plain text, normalized; `None` if there is anything else in it than
/// marks, such as the `²` of a footnote.
pub fn tokens(text: &str) -> Option<Vec<String>> {
    let is_mark = |c: char| " -./,_'’".contains(c);
    let is_sound = text.starts_with(char::is_alphanumeric)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ',')
        && text.chars().all(|c| c.is_alphabetic() && !c.is_numeric() || c.is_ascii_digit() || is_mark(c));
    if !is_sound {
        return None;
    }
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let kind = (!is_mark(c)).then(|| c.is_ascii_digit());
        match tokens.last_mut().filter(|_| kind == last) {
            Some(token) if kind.is_some() => token.push(c),
            _ if kind.is_some() => tokens.push(c.to_string()),
            _ => {}
        }
        last = kind;
    }
    Some(tokens.iter().map(|token| letters(token)).collect())
}

/// Returns the tokens if all are numbers.
fn numbers(tokens: &[String]) -> Option<Vec<&str>> {
    tokens.iter().map(|token| is_number(token).then_some(token.as_str())).collect()
}

fn is_number(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the different marks between the numbers of a text: with two, such as in `2021-06/07` or `2021-06 1`, it is
/// no date. A space counts unless it is beside another mark, as in `2021 - 06`.
fn marks(text: &str) -> Vec<char> {
    let between =
        text.trim_end_matches(['.', ',']).split(char::is_alphanumeric).filter(|run| !run.is_empty());
    let mut marks: Vec<char> =
        between.flat_map(|run| if run == " " { run } else { run.trim() }.chars()).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

fn of_numbers(numbers: &[&str]) -> Vec<Reading> {
    let is_short = |number: &str| number.len() <= 2;
    let certain = |part: Option<Part>| part.map(|part| (part, true)).into_iter().collect();
    match *numbers {
        [year] if year.len() == 4 => certain(Part::of(year, None, None)),
        [compact] => of_digits(compact),
        [year, month] | [month, year] if year.len() == 4 && is_short(month) => {
            certain(Part::of(year, Some(month), None))
        }
        [year, month, day] if year.len() == 4 && is_short(month) && is_short(day) => {
            certain(Part::of(year, Some(month), Some(day)))
        }
        [a, b, year] if year.len() == 4 && is_short(a) && is_short(b) => day_or_month_first(a, b, year),
        _ => Vec::new(),
    }
}

fn day_or_month_first(a: &str, b: &str, year: &str) -> Vec<Reading> {
    let days = [Part::of(year, Some(b), Some(a)), Part::of(year, Some(a), Some(b))];
    days.into_iter().flatten().map(|part| (part, false)).collect()
}

/// Returns what digits without marks mean: `20210630`, `30062021`, `202106`.
fn of_digits(digits: &str) -> Vec<Reading> {
    let number = |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    let part = |range| digits.get(range).unwrap_or("");
    match digits.len() {
        8 if PLAUSIBLE.contains(&number(0..4)) && (1..=12).contains(&number(4..6)) => {
            let day = Part::of(part(0..4), Some(part(4..6)), Some(part(6..8)));
            day.map(|day| (day, true)).into_iter().collect()
        }
        8 if PLAUSIBLE.contains(&number(4..8)) => day_or_month_first(part(0..2), part(2..4), part(4..8)),
        // `201106` could be a day of 2020, `202106` none.
        6 if number(0..2) == 20 && number(2..4) > 12 => {
            let month = Part::of(part(0..4), Some(part(4..6)), None);
            month.map(|month| (month, false)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Returns what numbers with words mean: `June 2021`, `Wed, 30th of June 2021`, `1er juin 2021`, `in 2021`.
fn of_words(tokens: &[String]) -> Option<Part> {
    let (mut year, mut month, mut day, mut weekday) = (None, None, None, None);
    let mut order = String::new();
    let mut follows_day = false;
    for token in tokens.iter().map(String::as_str) {
        let is_day = is_number(token) && token.len() <= 2;
        let (is_new, kind) = if is_day {
            (day.replace(token).is_none(), "d")
        } else if is_number(token) {
            (year.replace(token).is_none(), "y")
        } else if let Some(number) = month_named(token) {
            (month.replace(number).is_none(), "m")
        } else if FILLERS.contains(&token) || follows_day && ORDINALS.contains(&token) {
            (true, "")
        } else if let Ok(named) = token.parse::<Weekday>() {
            (weekday.replace(named).is_none(), "")
        } else {
            return None;
        };
        if !is_new {
            return None;
        }
        order.push_str(kind);
        follows_day = is_day;
    }
    if !matches!(order.as_str(), "y" | "my" | "ym" | "dmy" | "mdy" | "ymd") {
        return None;
    }
    let month = month.map(|month| month.to_string());
    let part = Part::of(year?, month.as_deref(), day)?;
    let is_right = |weekday: Weekday| part.as_day().is_some_and(|day| day.weekday() == weekday);
    weekday.is_none_or(is_right).then_some(part)
}

/// Returns `true` if a text names a month by a word.
pub fn names_month(text: &str) -> bool {
    tokens(text).is_some_and(|tokens| tokens.iter().any(|token| month_named(token).is_some()))
}
