//! The worklist of `gaps`: its numbers are those of `count` and `list`, and it finds what public sources contradict.

mod support;

use std::fmt::Write;
use std::path::Path;

use netreg::model::Day;
use netreg::parse::{Source, since};
use netreg::select::dates::Bounds;
use netreg::select::filter::Selection;
use netreg::select::gaps::networks::Lacks;
use netreg::select::gaps::{Gaps, Section};
use netreg::select::tally::Tally;
use netreg::{AsOf, Basis, Count, Question};
use proptest::prelude::*;
use serde_json::Value;
use support::dated::{date, registry};
use support::synth::Random;
use support::{TODAY, cases, run_on, stdout, text};

fn today() -> Day {
    TODAY.parse().expect("a day")
}

/// The day from which a verification is recent.
fn recently() -> Day {
    "2025-06-15".parse().expect("a day")
}

fn gaps<T>(text: &str, answer: impl FnOnce(&Gaps<'_>) -> T) -> T {
    let source = Source::new(text);
    let (everything, mut lacks) = (Selection::default(), Lacks::default());
    let mut tally = Tally::new(&everything, None, true);
    source.each(&mut Vec::new(), |record| {
        if tally.see(record) {
            lacks.see(record);
        }
    });
    let bounds = Bounds { since: since(&tally.preamble), today: today() };
    answer(&Gaps::of(&tally, &lacks, bounds, recently()).expect("no condition"))
}

/// Returns what `count` gives for a condition, on some days.
fn count(text: &str, condition: Option<&str>, as_of: AsOf) -> Count {
    let mut selection = Selection::default();
    if let Some(condition) = condition {
        selection.add(condition, today()).expect("a condition");
    }
    let source = Source::new(text);
    let mut tally = Tally::new(&selection, None, false);
    source.each(&mut Vec::new(), |record| {
        tally.see(record);
    });
    let bounds = Bounds { since: since(&tally.preamble), today: today() };
    let question = Question::new(Basis::Existing(as_of), bounds, &selection, tally.preamble.iter());
    tally.answers(&question.expect("no milestone")).into_iter().collect()
}

fn count_today(text: &str, condition: &str) -> usize {
    let count = count(text, Some(condition), AsOf::day(today()));
    assert_eq!(count.certain, count.possible, "{condition}\n{text}");
    count.possible
}

/// Returns a registry with sources, coordinators and published totals.
fn filled(seed: u64) -> String {
    let mut random = Random::new(seed ^ 1);
    let mut text = String::new();
    for line in registry(seed).split_inclusive('\n') {
        text += line;
        if line.starts_with("name = ") {
            text += random.pick(&["", "", "coordinator = \"IOM\"\n", "coordinator = \"\"\n"]);
            text += random.pick(&["", "sources = []\n", "sources = [\"https://a.org\"]\n"]);
        }
    }
    for _ in 0..random.below(5) {
        let number = random.below(9);
        let _ = write!(text, "\n[[published]]\ndate = {}\nnetworks = {number}\n", date(&mut random));
    }
    text
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn numbers_of_networks_are_those_of_count(seed: u64) {
        let text = filled(seed);
        gaps(&text, |gaps| {
            for (section, condition) in [
                (Section::Undated, "!established"),
                (Section::Unsourced, "!sources"),
                (Section::NoCoordinator, "!coordinator"),
            ] {
                assert_eq!(gaps.number(section), count_today(&text, condition), "{condition}\n{text}");
            }
            assert_eq!(gaps.never_verified.len(), count_today(&text, "!verified"), "{text}");
            assert_eq!(gaps.verified_before.len(), count_today(&text, "verified<2025-06-15"), "{text}");
            let dated = count_today(&text, "established");
            assert!(gaps.number(Section::KnownBy) <= dated, "{text}");
            assert_eq!(gaps.number(Section::Undated) + dated, count(&text, None, AsOf::day(today())).certain);
        });
    }

    #[test]
    fn published_totals_are_held_against_the_count_of_their_days(seed: u64) {
        let text = filled(seed);
        gaps(&text, |gaps| {
            assert_eq!(gaps.totals.len(), text.matches("[[published]]").count());
            for total in &gaps.totals {
                let Ok(as_of) = AsOf::when(total.total.date, today()) else { continue };
                let counted = count(&text, None, as_of);
                assert_eq!(total.networks.as_ref().ok(), Some(&counted), "{total:?}\n{text}");
                let possible = counted.possible as u64;
                assert_eq!(total.missing() > 0, total.total.networks > possible, "{total:?}\n{text}");
            }
        });
    }

    #[test]
    fn contradiction_is_a_lower_total_that_no_end_explains(seed: u64) {
        let text = filled(seed);
        gaps(&text, |gaps| {
            let ended = text.matches("status = \"closed\"").count() + text.matches("\nclosed = ").count();
            for later in &gaps.totals {
                let later = later.total;
                let first = later.date.earliest().unwrap_or(Day::MIN);
                let earlier = gaps.totals.iter().map(|total| total.total);
                let highest = earlier.filter(|total| total.date.latest() <= first).map(|total| total.networks).max();
                let found = gaps.contradictions.iter().find(|found| found.later == later);
                let fall = highest.unwrap_or_default().saturating_sub(later.networks);
                match found {
                    Some(found) => assert!(found.earlier.networks > later.networks, "{found:?}\n{text}"),
                    None => assert!(fall <= ended as u64, "{later:?}\n{text}"),
                }
            }
        });
    }
}

fn answer(text: &str, args: &[&str]) -> Value {
    let args = [args, &["-f", "-", "--format", "json", "--today", TODAY]].concat();
    serde_json::from_str(&stdout(&run_on(text.as_bytes(), &args)))
        .unwrap_or_else(|error| panic!("{args:?}: {error}\n{text}"))
}

fn codes(rows: &Value) -> Vec<&str> {
    let mut codes: Vec<&str> =
        rows.as_array().expect("rows").iter().filter_map(|row| row["alpha-3"].as_str()).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn countries_without_a_network_are_those_of_the_list() {
    for seed in 0..40 {
        let text = filled(seed);
        let (gaps, list) = (answer(&text, &["gaps", "--all"]), answer(&text, &["list", "--missing"]));
        assert_eq!(codes(&gaps["missing"]), codes(&list["countries"]), "{text}");
        for code in codes(&gaps["regional"]) {
            assert!(!codes(&list["countries"]).contains(&code), "{code}\n{text}");
            assert_eq!(count_today(&text, &format!("key={code}")), 0, "{code}\n{text}");
        }
    }
}

#[test]
fn public_totals_of_the_real_registry_are_held_against_it() {
    let real = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("registry.toml"));
    gaps(&real, |gaps| {
        let of = |number| gaps.totals.iter().find(|total| total.total.networks == number).expect("a total");
        let days = AsOf::day("2022-02-16".parse().expect("a day"));
        assert_eq!(of(61).networks.clone().ok(), Some(count(&real, None, days)));
        assert!(of(61).missing() > 0, "the registry has fewer than the 61 of February 2022");
        let fits = of(52);
        assert_eq!((fits.missing(), fits.beyond()), (0, 0), "the 52 of June 2021 are within the range");
        let found = gaps.contradictions.iter().map(|found| (found.earlier.networks, found.later.networks));
        assert_eq!(found.collect::<Vec<_>>(), [(45, 44)]);
    });
}

#[test]
fn networks_that_ended_explain_a_lower_total() {
    let total = |date: &str, number: usize| format!("[[published]]\ndate = {date}\nnetworks = {number}\n\n");
    let closed = |closed: &str| {
        format!("[network.ice]\nname = \"Ice\"\nestablished = 2019\nstatus = \"closed\"\nclosed = {closed}\n")
    };
    let found = |text: String| gaps(&text, |gaps| gaps.contradictions.len());
    let totals = total("2021-05-05", 44) + &total("\"2021-03\"", 45);
    assert_eq!(found(totals.clone()), 1);
    assert_eq!(found(totals.clone() + &closed("\"2021-04\"")), 0);
    assert_eq!(found(totals.clone() + &closed("2020-04-01")), 1);
    assert_eq!(found(totals + &closed("2021-05-06")), 1);
    assert_eq!(found(total("\"2021\"", 45) + &total("2021-05-05", 44)), 0, "it may be the earlier one");
    assert_eq!(found(total("2021-05-05", 45) + &total("2021-05-05", 44)), 1, "of the same day");
}
