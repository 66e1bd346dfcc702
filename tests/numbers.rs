//! Properties of every number: it agrees with every choice of days, rows add up or say why not, more knowledge never contradicts
//! less, and the same question has the same answer in each command.

mod support;

use netreg::model::{Day, Language, Table};
use netreg::parse::{Source, since};
use netreg::render::networks::numbers::Numbers;
use netreg::render::networks::sheet::Sheet;
use netreg::select::cell::Cell;
use netreg::select::filter::Selection;
use netreg::select::group::Grouping;
use netreg::select::tally::Tally;
use netreg::{AsOf, Basis, Bounds, Count, Date, Question};
use proptest::prelude::*;
use serde_json::Value;
use support::dated::{date, registry};
use support::synth::Random;
use support::{TODAY, cases, run_on, stdout};

fn today() -> Day {
    TODAY.parse().expect("a day")
}

/// Conditions, of which a random one or none is asked.
const CONDITIONS: [&str; 8] = [
    "established>2021",
    "established<=2020-06",
    "established!=2022|2023",
    "established>=some",
    "closed<2024",
    "chairs=IOM|ILO",
    "in=three",
    "in!=three",
];

fn selection(random: &mut Random) -> Selection {
    let mut selection = Selection::default();
    for _ in 0..random.below(3) {
        selection.add(random.pick(&CONDITIONS), today()).expect("a condition");
    }
    selection
}

fn as_of(random: &mut Random) -> AsOf {
    let text = date(random).replace("[..", "[2017..").replace('"', "");
    AsOf::when(Date::parse(&text).expect("a date"), today()).unwrap_or(AsOf::day(today()))
}

/// Asks for numbers as of some days, in all and by a grouping.
fn numbers<T>(
    text: &str,
    selection: &Selection,
    as_of: AsOf,
    by: Option<&str>,
    answer: impl FnOnce(&Numbers<'_>) -> T,
) -> T {
    let by = by.map(|by| (Grouping::of(by).expect("a grouping"), today()));
    let source = Source::new(text);
    let mut tally = Tally::new(selection, by, false);
    source.each(&mut Vec::new(), |record| {
        tally.see(record);
    });
    let bounds = Bounds { since: since(&tally.preamble), today: today() };
    let question = Question::new(Basis::Existing(as_of), bounds, selection, tally.preamble.iter());
    let question = question.expect("the milestone and the denominator are there");
    answer(&Numbers::new(&tally, question, selection, Language::English))
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "the method is for one lifetime")]
fn count(text: &str, selection: &Selection, as_of: AsOf) -> Count {
    numbers(text, selection, as_of, None, |numbers| numbers.count())
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "the method is for one lifetime")]
fn growth(text: &str, selection: &Selection) -> Sheet {
    numbers(text, selection, AsOf::day(today()), None, |numbers| numbers.by_year())
}

/// Returns the numbers in the rows of a sheet.
fn counts(sheet: &Sheet) -> Vec<Count> {
    let count = |cell: &Cell<'_>| if let Cell::Count(count) = cell { Some(*count) } else { None };
    sheet.rows.iter().filter_map(|row| row.iter().find_map(count)).collect()
}

/// Returns the registry with one date of one network less exact, if it has one.
fn widened(text: &str, random: &mut Random) -> Option<String> {
    let source = Source::new(text);
    let mut dates = Vec::new();
    source.each(&mut Vec::new(), |record| {
        let of_network = record.entries.iter().filter(|_| record.table == Table::Network);
        let of_field = of_network.filter(|entry| ["established", "closed"].contains(&entry.field.key));
        dates.extend(of_field.filter_map(|entry| Some((entry.span, record.when(entry.field.key)?))));
    });
    if dates.is_empty() {
        return None;
    }
    let (span, known) = dates[random.below(dates.len())];
    let last = known.latest() + chrono::Days::new(random.below(400) as u64);
    let wider = match known.earliest().filter(|_| !random.once_in(3)) {
        Some(first) => format!("\"[{}..{last}]\"", first - chrono::Days::new(random.below(400) as u64)),
        // The day on which networks can begin is later than some first days.
        None if known.earliest().is_some_and(|first| first < "2018-12-19".parse().expect("a day")) => {
            return None;
        }
        None => format!("\"[..{last}]\""),
    };
    let mut new = text.to_owned();
    new.replace_range(span.range(), &wider);
    Some(new)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn answer_agrees_with_every_choice_of_days(seed: u64) {
        let mut random = Random::new(seed);
        let mut days = || {
            let (a, b) = (1 + random.below(6), 1 + random.below(6));
            (a.min(b), a.max(b))
        };
        let (begin, end, asked, limit) = (days(), days(), days(), days());
        let set = |(first, last)| format!("[2020-01-{first:02}..2020-01-{last:02}]");
        let text = format!(
            "[network.x]\nname = \"X\"\nstatus = \"closed\"\nestablished = \"{}\"\nclosed = \"{}\"\n",
            set(begin),
            set(end)
        );
        let (field, sign) = (random.pick(&["established", "closed"]), random.pick(&["=", "!=", "<", "<=", ">", ">="]));
        let mut selection = Selection::default();
        selection.add(&format!("{field}{sign}{}", set(limit)), today()).expect("a condition");
        let matches = |day: usize| match sign {
            "=" => limit.0 <= day && day <= limit.1,
            "!=" => day < limit.0 || limit.1 < day,
            "<" => day < limit.0,
            "<=" => day <= limit.1,
            ">" => day > limit.1,
            _ => day >= limit.0,
        };
        // For each day of its beginning, of its end and of the question, whether it exists and matches.
        let mut choices = Vec::new();
        for (from, to) in (begin.0..=begin.1).flat_map(|from| (end.0..=end.1).map(move |to| (from, to))) {
            let is_match = matches(if field == "established" { from } else { to });
            choices.extend((asked.0..=asked.1).map(|day| is_match && from <= day && day < to));
        }
        let expected = Count {
            certain: usize::from(!choices.contains(&false)),
            possible: usize::from(choices.contains(&true)),
        };
        let as_of = Date::parse(&set(asked)).and_then(|date| AsOf::when(date, today())).expect("in the past");
        prop_assert_eq!(count(&text, &selection, as_of), expected, "{}{}{}\n{}", field, sign, set(limit), text);
    }

    #[test]
    fn rows_add_up_or_say_why_not(seed: u64) {
        let mut random = Random::new(seed);
        let (text, selection, as_of) = (registry(seed), selection(&mut random), as_of(&mut random));
        for by in ["region", "sub-region", "year", "chairs", "coordinator"] {
            let (all, sheet) = numbers(&text, &selection, as_of, Some(by), |numbers| {
                (numbers.count(), numbers.by_group(Grouping::of(by).expect("a grouping")))
            });
            let sum = counts(&sheet).into_iter().fold(Count::default(), |sum, count| sum + count);
            let said = sheet.notes.iter().any(|note| note.contains(&format!("add up to {sum}, not {all}")));
            prop_assert_eq!(sum != all, said, "{} {} {} {:?}\n{}", by, sum, all, sheet.notes, text);
        }
    }

    #[test]
    fn growth_at_the_end_of_a_year_is_the_number_on_that_day(seed: u64) {
        let mut random = Random::new(seed);
        let (text, selection) = (registry(seed), selection(&mut random));
        let sheet = growth(&text, &selection);
        let text_of = |row: &[Cell<'_>]| row[0].text(Language::English, &mut String::new()).to_owned();
        let last = sheet.rows.iter().last().map(text_of);
        prop_assert_eq!(last.as_deref(), Some(TODAY));
        for (row, grown) in sheet.rows.iter().zip(counts(&sheet)) {
            let day = text_of(row).parse().expect("a day");
            prop_assert_eq!(grown, count(&text, &selection, AsOf::day(day)), "{}\n{}", day, text);
        }
    }

    #[test]
    fn less_exact_date_never_makes_more_certain_or_less_possible(seed: u64) {
        let mut random = Random::new(seed);
        let (text, selection, as_of) = (registry(seed), selection(&mut random), as_of(&mut random));
        let Some(wider) = widened(&text, &mut random) else { return Ok(()) };
        let (exact, less) = (count(&text, &selection, as_of), count(&wider, &selection, as_of));
        prop_assert!(less.certain <= exact.certain && exact.possible <= less.possible, "{:?} {:?}\n{}\n{}", exact, less, text, wider);
    }
}

/// Returns the JSON that a command prints about a registry.
fn answer(text: &str, args: &[&str]) -> Value {
    let args = [args, &["-f", "-", "--format", "json", "--today", TODAY]].concat();
    serde_json::from_str(&stdout(&run_on(text.as_bytes(), &args)))
        .unwrap_or_else(|error| panic!("{args:?}: {error}\n{text}"))
}

#[test]
fn rows_of_a_list_are_the_networks_of_the_count() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let text = registry(seed);
        let as_of = as_of(&mut random);
        let day = format!("{}..{}", as_of.first, as_of.last);
        let mut args = vec!["--as-of", day.as_str()];
        if random.once_in(3) {
            args.extend(["--region", random.pick(&["Africa", "Oceania", "Asia"])]);
        }
        for _ in 0..random.below(3) {
            args.extend(["--where", random.pick(&CONDITIONS)]);
        }
        let count = answer(&text, &[&["count"], args.as_slice()].concat());
        let list = answer(&text, &[&["list"], args.as_slice()].concat());
        let rows = list["networks"].as_array().expect("rows");
        let certain = rows.iter().filter(|row| row["certainty"] == "certain").count();
        assert_eq!(count["counts"][0]["networks"]["certain"], certain, "{args:?}\n{text}");
        assert_eq!(count["counts"][0]["networks"]["possible"], rows.len(), "{args:?}\n{text}");
        let sure = answer(&text, &[&["list", "--certain"], args.as_slice()].concat());
        assert_eq!(sure["networks"].as_array().map(Vec::len), Some(certain), "{args:?}\n{text}");
    }
}
