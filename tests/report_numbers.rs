//! No file of a report says another number than `count`: on any day, with any filters.

mod support;

use std::collections::BTreeSet;
use std::fs;

use netreg::model::{Day, Language, Record, Table};
use netreg::parse::{Source, since};
use netreg::render::networks::numbers::Numbers;
use netreg::render::site::{self, Facts, File};
use netreg::select::denominator::Denominator;
use netreg::select::filter::Selection;
use netreg::select::group::Grouping;
use netreg::select::tally::Tally;
use netreg::{AsOf, Basis, Bounds, Count, Date, Question, Registry};
use proptest::prelude::*;
use serde_json::Value;
use support::dated::{date, registry};
use support::synth::Random;
use support::{TODAY, cases};

fn today() -> Day {
    TODAY.parse().expect("a day")
}

/// Returns what `count` answers: the number, and for each denominator the number that is compared with it, in its words.
fn counted(text: &str, selection: &Selection, as_of: AsOf) -> (Count, Vec<(String, Count, u64)>) {
    let source = Source::new(text);
    let mut tally = Tally::new(selection, None, true);
    source.each(&mut Vec::new(), |record| {
        tally.see(record);
    });
    let bounds = Bounds { since: since(&tally.preamble), today: today() };
    let question = Question::new(Basis::Existing(as_of), bounds, selection, tally.preamble.iter());
    let question = question.expect("the milestone and the denominator are there");
    let records: Vec<&Record<'_>> = tally.of(Table::Denominator).collect();
    let mut ratios = Vec::new();
    for record in &records {
        let denominator = Denominator::find(&record.key, &records).expect("a denominator");
        let numbers =
            Numbers::new(&tally, question.clone(), selection, Language::English).of(Some(denominator));
        let ratio = numbers.ratio().expect("a ratio");
        ratios.push((record.key.to_string(), ratio.numerator(), denominator.value));
    }
    let count = Numbers::new(&tally, question, selection, Language::English).count();
    (count, ratios)
}

/// Makes a report, and hands its facts and files on.
fn reported<T>(
    text: &str,
    selection: &Selection,
    as_of: AsOf,
    check: impl FnOnce(&Facts<'_>, &[File]) -> T,
) -> T {
    let registry = Registry::parse(text);
    let mut tally = Tally::new(selection, Some((Grouping::Region, today())), true);
    for record in &registry.records {
        tally.see(&mut record.clone());
    }
    let bounds = Bounds { since: registry.since(), today: today() };
    let question = Question::new(Basis::Existing(as_of), bounds, selection, registry.records.iter());
    let question = question.expect("the milestone and the denominator are there");
    let facts = Facts::new(&registry, &tally, question, selection, (as_of, Language::English));
    check(&facts, &site::files(&facts, None))
}

fn file<'f>(files: &'f [File], path: &str) -> &'f str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is there")).text
}

fn json(files: &[File], path: &str) -> Value {
    serde_json::from_str(file(files, path)).expect("JSON")
}

fn words(count: Count) -> String {
    let Count { certain, possible } = count;
    if certain == possible { certain.to_string() } else { format!("{certain} to {possible}") }
}

fn pair(value: &Value) -> Count {
    let number = |name: &str| usize::try_from(value[name].as_u64().expect("a number")).expect("small");
    Count { certain: number("certain"), possible: number("possible") }
}

/// Checks every number of a report against `count`.
fn check(text: &str, selection: &Selection, as_of: AsOf) {
    let (count, ratios) = counted(text, selection, as_of);
    let steps = reported(text, selection, as_of, |facts, files| {
        assert_eq!(facts.count(), count);
        let page = file(files, "index.html");
        assert!(page.contains(&format!("<p class=\"total\"><a href=\"#networks\">{}</a>", words(count))));
        let badge = json(files, "badge.json")["message"].as_str().expect("a message").to_owned();
        assert!(badge.starts_with(&format!("{} (", words(count))), "{badge}");
        assert!(file(files, "badge.svg").contains(&badge));
        let registry = json(files, "v1/registry.json");
        assert_eq!(pair(&registry["counts"][0]["networks"]), count);
        let networks = json(files, "v1/networks.json")["networks"].as_array().expect("a list").clone();
        let certain = networks.iter().filter(|network| network["certainty"] == "certain").count();
        assert_eq!(Count { certain, possible: networks.len() }, count);
        assert_eq!(file(files, "networks.csv").lines().count(), networks.len() + 1);
        let shares = registry["shares"].as_array().expect("a list");
        let shown: Vec<_> = shares
            .iter()
            .map(|share| {
                let number = share.get("countries").unwrap_or(&share["networks"]);
                let id = share["denominator"].as_str().expect("an ID").to_owned();
                (id, pair(number), share["value"].as_u64().expect("a number"))
            })
            .collect();
        assert_eq!(shown, ratios);
        for (id, number, value) in &ratios {
            let (_, block) = page.split_once(&format!("id=\"denominator.{id}\"")).expect("a block");
            let (_, relation) = block.split_once("<p class=\"share\">").expect("a number");
            let (relation, _) = relation.split_once("</p>").expect("its end");
            assert!(relation.contains(&format!("\">{}</a>", words(*number))), "{relation:.80}");
            assert!(
                relation.split("<strong>").next().is_some_and(|words| words.contains(&value.to_string()))
            );
        }
        registry["growth"].as_array().expect("a list").clone()
    });
    // The growth of networks says for each day what `count` says as of it.
    let mut before = Count::default();
    let number = |day: Day| counted(text, selection, AsOf::day(day)).0;
    for step in &steps {
        let now = pair(&step["networks"]);
        if let Some(from) = step["from"].as_str() {
            let from: Day = from.parse().expect("a day");
            assert_eq!(number(from), now, "from {from}");
            assert_eq!(number(from.pred_opt().expect("a day")), before, "before {from}");
        }
        before = now;
    }
    assert_eq!(number(as_of.last), before, "the last day");
}

#[test]
fn real_registry_has_one_number_on_every_day_in_it() {
    let text = fs::read_to_string("registry.toml").expect("the registry");
    let registry = Registry::parse(&text);
    let mut days = BTreeSet::from([today()]);
    for record in &registry.records {
        for entry in &record.entries {
            let date: Option<Date> = record.when(entry.field.key);
            days.extend(date.into_iter().flat_map(|date| [date.earliest(), Some(date.latest())]).flatten());
        }
    }
    let days: Vec<Day> = days.into_iter().filter(|day| *day <= today()).collect();
    assert!(days.len() > 50, "{days:?}");
    // The growth up to the last day has that of every other day; so fewer reports are made.
    for day in days.iter().rev().step_by(9) {
        check(&text, &Selection::default(), AsOf::day(*day));
    }
    let selection = Selection::default();
    for day in days {
        let (count, _) = counted(&text, &selection, AsOf::day(day));
        reported(&text, &selection, AsOf::day(day), |facts, files| {
            assert_eq!(facts.count(), count);
            let total = format!("<p class=\"total\"><a href=\"#networks\">{}</a>", words(count));
            assert!(file(files, "index.html").contains(&total), "{day}");
            assert!(file(files, "badge.svg").contains(&format!("{} ({day})", words(count))));
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases().cases / 10, ..cases() })]

    #[test]
    fn any_registry_has_one_number(seed: u64) {
        let text = registry(seed);
        let mut random = Random::new(seed);
        let mut selection = Selection::default();
        let conditions = ["established>2021", "closed<2024", "chairs=IOM|ILO", "in=three", "in!=three"];
        for _ in 0..random.below(3) {
            selection.add(random.pick(&conditions), today()).expect("a condition");
        }
        let asked = date(&mut random).replace("[..", "[2017..").replace('"', "");
        let as_of = AsOf::when(Date::parse(&asked).expect("a date"), today()).unwrap_or(AsOf::day(today()));
        check(&text, &selection, as_of);
    }
}
