//! A press note says no number that `count` does not give or a source of the record does not state.

mod support;

use std::path::Path;

use netreg::model::{Day, Language, Record, Table};
use netreg::parse::{Registry, Source, since};
use netreg::render::announce::{notes, render};
use netreg::render::networks::numbers::Numbers;
use netreg::select::announce::{Comparison, Facts, RunningTotal, Unsupported};
use netreg::select::dates::Bounds;
use netreg::select::denominator::Denominator;
use netreg::select::filter::Selection;
use netreg::select::gaps::networks::Lacks;
use netreg::select::percent::Percentage;
use netreg::select::tally::Tally;
use netreg::text::is_unsafe;
use netreg::{AsOf, Basis, Count, Problem, Question};
use proptest::prelude::*;
use support::dated::registry;
use support::{TODAY, cases, text};

fn today() -> Day {
    TODAY.parse().expect("a day")
}

fn tally<'t>(
    text: &'t str,
    source: &'t Source<'t>,
    everything: &'t Selection,
) -> (Tally<'t, 't>, Lacks, Bounds) {
    let (mut tally, mut lacks) = (Tally::new(everything, None, true), Lacks::default());
    source.each(&mut Vec::new(), |record| {
        if tally.see(record) {
            lacks.see(record);
        }
    });
    let bounds = Bounds { since: since(&tally.preamble), today: today() };
    assert!(!text.is_empty());
    (tally, lacks, bounds)
}

/// Calls `look` with each network of a registry, and the facts about it.
fn each(text: &str, mut look: impl FnMut(&Record<'_>, Result<&Facts<'_>, &Problem>)) {
    let (source, everything) = (Source::new(text), Selection::default());
    let (tally, lacks, bounds) = tally(text, &source, &everything);
    for network in Registry::parse(text).networks() {
        let facts = Facts::of(network, &tally, &lacks, bounds, &[]);
        look(network, facts.as_ref());
    }
}

/// Returns what `count` gives for some days, and how `count --of` compares it with a denominator.
fn count(text: &str, as_of: AsOf, id: &str) -> (Count, (Percentage, Percentage)) {
    let (source, everything) = (Source::new(text), Selection::default());
    let (tally, _, bounds) = tally(text, &source, &everything);
    let question = Question::new(Basis::Existing(as_of), bounds, &everything, tally.preamble.iter());
    let denominators: Vec<&Record<'_>> = tally.of(Table::Denominator).collect();
    let denominator = Denominator::find(id, &denominators).expect("it is there");
    let numbers = Numbers::new(&tally, question.expect("no condition"), &everything, Language::English);
    let numbers = numbers.of(Some(denominator));
    (numbers.count(), numbers.ratio().expect("a denominator").percentages())
}

/// Checks every note about a registry, and returns how many numbers it has looked at.
fn numbers_agree(text: &str) -> usize {
    let mut looked = 0;
    each(text, |network, facts| {
        let Ok(facts) = facts else { return };
        let page = render(facts, Language::English);
        for comparison in facts.comparisons() {
            let date = comparison.denominator().date().expect("only dated ones are compared");
            let (least, most) = comparison.percentages();
            match (facts.total.as_ref().expect("a number"), comparison) {
                (RunningTotal::Counted(as_of, counted), Comparison::Counted(ratio)) => {
                    assert_eq!(AsOf::when(facts.date, today()), Ok(*as_of), "{page}");
                    let (number, percentages) = count(text, *as_of, ratio.denominator.id());
                    assert_eq!((*counted, (least, most)), (number, percentages), "{page}\n{text}");
                    assert!(date.latest() <= as_of.first, "{page}");
                }
                (RunningTotal::Published(total), Comparison::Totals(denominator, number)) => {
                    let own = network.list("sources").iter().map(|own| own.text.as_ref());
                    assert!(own.collect::<Vec<_>>().contains(&total.total.source.expect("a source")));
                    assert_eq!((least, most), (most, least));
                    assert_eq!((*number, denominator.value), (total.total.networks, least.total));
                    assert!(date.latest() <= total.total.date.latest(), "{page}");
                }
                other => panic!("{other:?}\n{page}"),
            }
            looked += 1;
        }
        if let Ok(RunningTotal::Counted(as_of, counted)) = &facts.total {
            let number = counted.to_string().replace("..", " to ");
            assert!(page.contains(&format!("**{number}**")), "{as_of} {page}");
        }
    });
    looked
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn numbers_of_a_note_are_those_of_count(seed: u64) {
        let total = "\n[denominator.total]\ntitle = \"T\"\nvalue = 40\ndate = 2018-12-01\n";
        let three = "[denominator.three]\ndate = \"2019\"\n";
        let text = registry(seed).replace("[denominator.three]\n", three) + total;
        numbers_agree(&text);
    }
}

fn real() -> String {
    text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("registry.toml"))
}

#[test]
fn numbers_of_each_note_about_the_real_registry_are_defended() {
    assert!(numbers_agree(&real()) > 20);
}

#[test]
fn note_on_zambia_says_50_of_152_and_nothing_of_country_teams() {
    let mut looked = false;
    each(&real(), |network, facts| {
        if network.key != "ZMB" {
            return;
        }
        let facts = facts.expect("it has a date");
        let Ok(RunningTotal::Published(total)) = &facts.total else { panic!("{:?}", facts.total) };
        assert_eq!(total.total.networks, 50);
        let words = |id: &str| {
            let comparison = facts.comparisons().find(|comparison| comparison.denominator().id() == id)?;
            comparison.percentages().0.words()
        };
        assert_eq!(words("gcm-states"), Some("nearly a third"));
        assert_eq!(words("country-teams"), None);
        let why = |ratio: &Result<_, Unsupported<'_>>| match ratio {
            Err(Unsupported::Undated(denominator)) => Some(denominator.id().to_owned()),
            _ => None,
        };
        assert_eq!(facts.ratios.iter().filter_map(why).collect::<Vec<_>>(), ["country-teams"]);
        let said = "leaves out the ratio to `country-teams`: no date is given for the 131";
        assert!(notes(facts).contains(&said.to_owned()), "{:?}", notes(facts));
        looked = true;
    });
    assert!(looked);
}

#[test]
fn note_is_in_the_language_and_keeps_its_numbers() {
    each(&real(), |network, facts| {
        let Ok(facts) = facts else { return };
        for language in Language::ALL {
            let page = render(facts, language);
            let name = network.display_name(language).replace('*', "\\*");
            assert!(page.lines().next().is_some_and(|title| title.contains(&name)), "{page}");
            assert!(!page.contains("{}"), "{page}");
            assert_eq!(page.contains("1244"), page.contains("\\*"), "{page}");
            for comparison in facts.comparisons() {
                let tenths = comparison.percentages().0.tenths();
                let shown = ['.', ','].map(|mark| format!("{}{mark}{} %", tenths / 10, tenths % 10));
                assert!(shown.iter().any(|shown| page.contains(shown)), "{shown:?}\n{page}");
            }
        }
    });
}

/// Returns the total of the note on `ATA`, or why there is no note, and its notes.
fn about(network: &str, others: &str) -> (String, Vec<String>) {
    let text = format!(
        "[registry]\nsince = 2019-01-01\n\n{others}\n[network.ATA]\nname = \"Antarctica\"\n{network}"
    );
    let mut found = (String::new(), Vec::new());
    each(&text, |network, facts| {
        if network.key != "ATA" {
            return;
        }
        found = match facts {
            Err(problem) => (problem.message.clone(), Vec::new()),
            Ok(facts) => {
                let total = match &facts.total {
                    Ok(RunningTotal::Counted(_, count)) => count.to_string(),
                    Ok(RunningTotal::Published(total)) => format!("published {}", total.total.networks),
                    Err(_) => "none".to_owned(),
                };
                (total, notes(facts))
            }
        };
    });
    found
}

#[test]
fn text_of_the_file_stays_text_on_the_page() {
    let hostile = "<script>x</script> **b** [a](javascript:x) \\u001b[31m \\u202e | `c`\\n# d";
    let text = format!(
        "[denominator.all]\ntitle = \"{hostile}\"\nvalue = 3\ndate = 2019-01-01\nnote = \"{hostile}\"\n\n\
         [milestone.next]\ntitle = \"{hostile}\"\ndate = 2021-01-01\n\n[network.x]\nname = \"{hostile}\"\n\
         established = 2020-01-01\ncoordinator = \"{hostile}\"\nchairs = [\"{hostile}\"]\nsources = [\"{hostile}\"]\n"
    );
    let mut looked = false;
    each(&text, |_, facts| {
        let page = render(facts.expect("it has a date"), Language::English);
        assert!(page.chars().all(|c| !is_unsafe(c) || c == '\n'), "{page:?}");
        for markup in ["<script", " **b**", "[a](", "\n# d", " `c`"] {
            assert!(!page.contains(markup), "{markup}\n{page}");
        }
        assert_eq!(page.matches("&lt;script&gt;").count(), 8, "{page}");
        looked = true;
    });
    assert!(looked);
}

#[test]
fn what_has_not_happened_is_not_announced() {
    for (network, said) in [
        ("status = \"planned\"\nestablished = \"2027\"\n", "the network `ATA` is planned (2027)"),
        ("status = \"closed\"\nestablished = 2020-01-01\n", "the network `ATA` was closed"),
        ("established = 2020-01-01\nclosed = \"2021-02\"\n", "the network `ATA` was closed (2021-02)"),
        ("", "the network `ATA` has no date of establishment"),
        (
            "launched = \"2020\"\n",
            "the network `ATA` has no date of establishment, but one of a launch (2020)",
        ),
        ("established = 2027-01-01\n", "the date of the network `ATA` is in the future (2027-01-01)"),
    ] {
        assert_eq!(about(network, "").0, said, "{network}");
    }
}

#[test]
fn number_is_the_most_certain_that_there_is() {
    let other = "[network.ice]\nname = \"Ice\"\nestablished = \"2020\"\n\n";
    let total = |date: &str, source: &str| {
        format!(
            "{other}[[published]]\ndate = {date}\nnetworks = 7\nsource = \"https://example.org/{source}\"\n\n"
        )
    };
    let own = "established = 2020-06-01\nsources = [\"https://example.org/own\"]\n";
    assert_eq!(about(own, "").0, "1");
    assert_eq!(about(own, other).0, "1..2");
    assert_eq!(about(own, &total("2020-06-02", "own")).0, "published 7");
    assert_eq!(about(own, &total("2020-06-02", "other")).0, "1..2");
    assert_eq!(about(own, &total("2020-05-31", "own")).0, "1..2", "of a day before the network");
    assert_eq!(about(own, &total("2030-01-01", "own")).0, "1..2", "of a day that is in the future");
    // A total that leaves out networks that certainly existed cannot be the number.
    let (number, notes) = about(own, &total("2020-06-02", "own").replace("networks = 7", "networks = 0"));
    assert_eq!(number, "1..2");
    assert!(
        notes[0].ends_with("no published total of at least 1 has the same source as this record"),
        "{notes:?}"
    );
    // The number of the registry is certain, so no other is needed.
    assert_eq!(about(own, &total("2020-06-02", "own").replace("\"2020\"", "2020-01-01")).0, "2");
    let (number, notes) = about("established = \"[..2020-06]\"\n", other);
    assert_eq!(number, "none");
    assert!(notes[0].ends_with("`[..2020-06]` has no first day"), "{notes:?}");
}

#[test]
fn ratio_that_cannot_be_defended_is_left_out_with_the_reason() {
    let denominator = |fields: &str| {
        format!(
            "[network.ice]\nname = \"Ice\"\ncovers = [\"BVT\"]\nestablished = \"2020\"\n\n[[published]]\ndate = 2020-06-01\n\
             networks = 7\nsource = \"https://example.org/own\"\n\n[denominator.all]\ntitle = \"T\"\n{fields}\n\n"
        )
    };
    let own = "established = 2020-06-01\nsources = [\"https://example.org/own\"]\n";
    for (fields, reason) in [
        ("value = 9\ndate = 2020-05-31", None),
        ("value = 9\ndate = 2020-06-01", None),
        ("value = 9", Some("no date is given for the 9")),
        (
            "value = 9\ndate = 2020-06-02",
            Some("the 9 are of a later date (2020-06-02) than the number (2020-06-01)"),
        ),
        ("value = 9\ndate = \"2020\"", Some("the 9 are of a later date (2020) than the number (2020-06-01)")),
        ("value = 6\ndate = 2019-01-01", Some("the 7 networks are more than the 6")),
    ] {
        let (_, notes) = about(own, &denominator(fields));
        let found = notes.iter().find_map(|note| note.strip_prefix("leaves out the ratio to `all`: "));
        assert_eq!(found, reason, "{fields}: {notes:?}");
    }
    let codes = "[\"FJI\", \"WSM\", \"TUV\", \"TON\", \"NRU\", \"KIR\", \"PLW\", \"VUT\"]";
    let elsewhere = denominator(&format!("value = 8\ndate = 2019-01-01\ncountries = {codes}"));
    let said =
        "leaves out the ratio to `all`: most of the networks that the total may count are outside the 8";
    assert!(about(own, &elsewhere).1.contains(&said.to_owned()), "{:?}", about(own, &elsewhere).1);
    assert!(!about(own, &elsewhere.replace("VUT", "ATA")).1.contains(&said.to_owned()));
}

#[test]
fn footnote_and_ranges_are_in_the_language() {
    let text = "[registry]\nformat = 1\n\n[denominator.d]\ntitle = \"D\"\nvalue = 4\ndate = \"2018\"\n\
        countries = [\"ATA\", \"BVT\", \"HMD\", \"XKX\"]\n\n\
        [network.ATA]\nname = \"Antarctica\"\nestablished = \"[..2022]\"\n\n\
        [network.XKX]\nname = \"Kosovo\"\nestablished = 2020-01-01\n";
    each(text, |network, facts| {
        if network.key == "XKX" {
            let page = render(facts.expect("facts"), Language::French);
            assert!(page.contains("- de 1 à 2 sur 4 = "), "{page}");
            assert!(page.contains("\\* Toute mention du Kosovo"), "{page}");
            assert!(!page.contains("References"), "{page}");
        }
    });
}
