//! What a text in another form means: nothing, one date that is certain or not, or two that are possible.
//!
//! What is certain is fixed, the rest is shown in a help. A help must not lead to a wrong date. So a text with a word
//! that is not known, such as `mid-2021`, means nothing.

use chrono::Datelike;

use crate::model::date::form::Form;
use crate::model::date::part::{Part, Precision};
use crate::model::date::plain::plain;
use crate::model::date::written::{names_month, readings, tokens};

/// What a text in another form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interpretation {
    /// The date.
    pub form: Form,
    /// `true` if only the form is another, so that it can be fixed without asking anybody.
    pub is_certain: bool,
}

/// A text that is longer, in bytes, is not looked at.
const LONGEST: usize = 80;

/// Returns what a text can mean: nothing, one date, or two if the day cannot be told from the month.
pub fn interpretations(text: &str) -> Vec<Interpretation> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let plain = plain(text);
    let inner = plain.trim_matches(['[', ']', '{', '}', ' ']);
    let is_whole = plain == inner || plain.replace(' ', "") == format!("[{}]", inner.replace(' ', ""));
    if let Some((from, to)) = inner.split_once("..") {
        let meaning = of_set(from, to);
        return meaning
            .map(|(form, sure)| Interpretation { form, is_certain: sure && is_whole })
            .into_iter()
            .collect();
    }
    let parts = readings(inner).into_iter();
    let parts: Vec<_> = parts
        .map(|(part, sure)| Interpretation { form: Form::One(part), is_certain: sure && inner == plain })
        .collect();
    if !parts.is_empty() {
        return parts;
    }
    let form = unspecified(inner).or_else(|| decade_or_quarter(inner)).or_else(|| bounded(inner));
    let form = form.or_else(|| between(inner));
    form.map(|form| Interpretation { form, is_certain: false }).into_iter().collect()
}

/// Returns the part that a text means if it is one, and whether that is certain.
fn one(text: &str) -> Option<(Part, bool)> {
    match readings(text.trim())[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Returns the set with two dots between these ends: `2021-3..2021-6`, also `../2021`.
fn of_set(from: &str, to: &str) -> Option<(Form, bool)> {
    let (last, to) = (to, to.trim_start_matches(['.', '/', ' ']));
    let has_slash = last[..last.len() - to.len()].contains('/');
    let (to, is_certain) = one(to)?;
    if from.trim().is_empty() {
        return Some((Form::Set(None, to), is_certain && !has_slash));
    }
    let (from, also) = one(from)?;
    ordered(from, to).map(|form| (form, is_certain && also && !has_slash))
}

/// Returns the set from the one part to the other if that is later.
fn ordered(from: Part, to: Part) -> Option<Form> {
    (from.first < to.first).then_some(Form::Set(Some(from), to))
}

/// Returns what a date with unknown digits means: `202X` a decade, `2021-XX` a year, `2021-06-XX` a month.
fn unspecified(text: &str) -> Option<Form> {
    let is_unknown = |c: char| "xu?*#".contains(c);
    let all_unknown = |digits: &str| (1..=2).contains(&digits.len()) && digits.chars().all(is_unknown);
    let mut fields: Vec<&str> = text.split(['-', '.', '/']).collect();
    if fields.last().is_some_and(|last| last.len() == 4) {
        fields.reverse();
    }
    let (year, rest) = fields.split_first().filter(|(year, _)| year.len() == 4)?;
    let known = year.trim_end_matches(is_unknown);
    match *rest {
        [] if (2..4).contains(&known.len()) => {
            let filled = |digit: &str| Part::of(&(known.to_owned() + &digit[known.len()..]), None, None);
            ordered(filled("0000")?, filled("9999")?)
        }
        [month] if all_unknown(month) => Part::of(year, None, None).map(Form::One),
        [month, day] if all_unknown(day) => {
            Part::of(year, Some(month).filter(|month| !all_unknown(month)), None).map(Form::One)
        }
        _ => None,
    }
}

/// Returns what `2020s`, `Q2 2021` or `2021-H1` means.
fn decade_or_quarter(text: &str) -> Option<Form> {
    let tokens = tokens(text)?;
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).filter(|token| *token != "the").collect();
    let (word, number, year) = match tokens[..] {
        // `2000s` can be ten years or a hundred.
        [year, "s"] if year.ends_with('0') && !year.ends_with("00") => {
            let last = year.strip_suffix('0')?.to_owned() + "9";
            return ordered(Part::of(year, None, None)?, Part::of(&last, None, None)?);
        }
        [word, number, year] if year.len() == 4 => (word, number, year),
        [year, word, number] => (word, number, year),
        _ => return None,
    };
    let (length, most) = match word {
        "q" => (3, 4),
        "h" => (6, 2),
        _ => return None,
    };
    let number: u32 = number.parse().ok().filter(|number| (1..=most).contains(number))?;
    let month = |month: u32| Part::of(year, Some(&month.to_string()), None);
    ordered(month(length * (number - 1) + 1)?, month(length * number)?)
}

/// Words before a date that is the latest one.
const UP_TO: [&str; 11] = [
    "by the end of ",
    "by ",
    "until ",
    "up to ",
    "no later than ",
    "not later than ",
    "on or before ",
    "<=",
    "unknown/",
    "/",
    "jusqu'en ",
];

/// Words before a date that is one too late.
const BEFORE: [&str; 5] = ["before ", "prior to ", "avant ", "antes de ", "<"];

/// Returns what a date with a word such as `before` or `by` means.
fn bounded(text: &str) -> Option<Form> {
    let after = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).and_then(one);
    let up_to = after(&UP_TO).map(|(part, _)| part);
    let latest = up_to.or_else(|| after(&BEFORE).and_then(|(part, _)| part.before()))?;
    Some(Form::Set(None, latest))
}

/// What is between the first and the last date of a span.
const TO: [&str; 6] = [" to ", " until ", " through ", " - ", "-", "/"];

/// What is between them after `between`.
const AND: [&str; 3] = [" and ", " et ", " y "];

/// What is between two dates of which one is right: nothing may be between these.
const OR: [&str; 5] = [" or ", " ou ", " o ", ",", "|"];

/// Returns the set that two dates with a word or mark between them mean: `2021 or 2022`, `March-June 2021`.
fn between(text: &str) -> Option<Form> {
    let inner = ["between ", "entre "].iter().find_map(|word| text.strip_prefix(word));
    let text = inner.or_else(|| text.strip_prefix("from ")).unwrap_or(text);
    let and = if inner.is_some() { &AND[..] } else { &[] };
    let spans = TO.iter().chain(and).flat_map(|mark| halves(text, mark)).filter_map(ends);
    let choices = OR.iter().flat_map(|mark| halves(text, mark)).filter_map(ends);
    let choices = choices.filter(|(from, to)| from.last().succ_opt() == Some(to.first));
    let mut found: Vec<Form> = spans.chain(choices).filter_map(|(from, to)| ordered(from, to)).collect();
    found.dedup();
    match found[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Returns the two sides of a text at each place of a mark that is as often on either side.
fn halves<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let sides = text.match_indices(mark).map(|(at, mark)| (&text[..at], &text[at + mark.len()..]));
    sides.filter(move |(from, to)| from.matches(mark).count() == to.matches(mark).count())
}

/// Returns the two parts that these texts mean. The first can lack the year, or have only the day: `18-24 March 2021`.
fn ends((from, to): (&str, &str)) -> Option<(Part, Part)> {
    let (last, _) = one(to)?;
    let whole = one(from).map(|(from, _)| from);
    let with_year = || {
        let year = last.first.year();
        let (first, _) =
            one(&format!("{} {year:04}", from.trim())).filter(|_| names_month(from) && names_month(to))?;
        Some(first)
    };
    let with_month = || {
        let is_day = last.precision == Precision::Day && names_month(to);
        let [day] = &tokens(from.trim())?[..] else { return None };
        let (year, month) = (last.first.year(), last.first.month());
        Part::of(&format!("{year:04}"), Some(&month.to_string()), Some(day)).filter(|_| is_day)
    };
    Some((whole.or_else(with_year).or_else(with_month)?, last))
}
