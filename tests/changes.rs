//! Properties of `diff` on generated registries: what it says, and how it is shown.

mod support;

use netreg::compare::diff::{Blocks, Difference, Event, RecordChange};
use netreg::parse::{Registry, Source};
use netreg::render::changes::{Comparison, StateName, human, json, markdown};
use netreg::select::figures::Figures;
use netreg::text::is_unsafe;

use proptest::prelude::*;
use support::synth::{Random, registry};
use support::values::values;
use support::{TODAY, cases};

/// Makes another state of a registry: records that came, went, moved and changed, bytes that are damaged.
fn edited(text: &str, seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for _ in 0..random.below(5) {
        let at = random.below(lines.len());
        match random.below(5) {
            0 => lines[at].clear(),
            1 => lines[at] = lines[at].replace("UN", "ON").replace("20", "19"),
            2 => lines[at] = lines[at].replace("[network.", "[network.x"),
            3 => {
                lines.insert(at, "[network.new]\nname = \"\u{202e}New\"\nnote = \"\u{1b}[31m\"\n".to_owned())
            }
            _ => {
                let line = lines.remove(at);
                lines.push(line);
            }
        }
    }
    lines.concat()
}

/// Runs a check on what changed between two texts, and on its comparison.
fn compared<T>(old: &str, new: &str, check: impl FnOnce(&Difference<'_>, &Comparison<'_>) -> T) -> T {
    let (old, new) = (Registry::parse(old), Registry::parse(new));
    let difference = Difference::between(&old, &new);
    let side = |name: &str| StateName { name: name.to_owned(), commit: None };
    let figures = [&old, &new].map(|registry| Figures::of(registry, TODAY.parse().expect("a day")));
    let (old, new) = (side("old.toml"), side("new.toml"));
    check(&difference, &Comparison { old: &old, new: &new, figures, difference: &difference })
}

/// What happened to a record, seen from the other side.
fn mirrored(event: Event) -> Event {
    match event {
        Event::Added => Event::Removed,
        Event::Removed => Event::Added,
        same => same,
    }
}

/// Returns each record with its keys, what happened to it, and the fields that differ, sorted.
fn facts(difference: &Difference<'_>, is_mirrored: bool) -> Vec<String> {
    let fact = |change: &RecordChange<'_>| {
        let keys = [change.old, change.new].map(|record| record.map(|record| record.key.to_string()));
        let event = change.event();
        let fields: Vec<&str> = change.fields.iter().map(|field| field.key).collect();
        let (mut keys, event) = if is_mirrored { (keys, mirrored(event)) } else { (keys, event) };
        if is_mirrored {
            keys.reverse();
        }
        let nth = change.identity.nth;
        format!("{:?} {keys:?} {nth} {event:?} {fields:?}", change.identity.table)
    };
    let mut facts: Vec<String> = difference.records.iter().map(fact).collect();
    facts.sort();
    facts
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nothing_differs_from_itself(seed: u64, networks in 0..8usize) {
        let text = registry(seed, networks);
        compared(&text, &text, |difference, _| {
            prop_assert!(difference.records.is_empty() && !difference.layout);
            Ok(())
        })?;
        let long = text.replace("\r\n", "\n").replace('\n', "\r\n");
        compared(&text, &long, |difference, _| {
            prop_assert!(difference.records.is_empty() && !difference.layout, "{:?}", difference);
            Ok(())
        })?;
    }

    #[test]
    fn both_directions_say_the_same(seed: u64, networks in 1..8usize, edits: u64) {
        let old = registry(seed, networks);
        let new = edited(&old, edits);
        let there = compared(&old, &new, |difference, _| (facts(difference, false), difference.layout));
        let back = compared(&new, &old, |difference, _| (facts(difference, true), difference.layout));
        prop_assert_eq!(there, back);
    }

    #[test]
    fn a_value_differs_exactly_if_a_record_is_reported(seed: u64, networks in 1..8usize, edits: u64) {
        let old = registry(seed, networks);
        let new = edited(&old, edits);
        let is_valid = |text: &str| Registry::parse(text).damaged() == 0;
        // Tables without a key are known by their values.
        if !is_valid(&old) || !is_valid(&new) || old.contains("[[") {
            return Ok(());
        }
        // The default may be left out, and records may be in any order.
        let known = |text: &str| {
            let mut known = values(text);
            known.retain(|value| !value.contains("status: Status(Established)"));
            known
        };
        let differs = compared(&old, &new, |difference, _| {
            let differs =
                |change: &RecordChange<'_>| change.event() == Event::Renamed || !change.fields.is_empty();
            difference.records.iter().any(differs)
        });
        prop_assert_eq!(differs, known(&old) != known(&new));
    }

    #[test]
    fn parts_that_differ_say_what_the_whole_says(seed: u64, networks in 1..12usize, edits: u64) {
        let old = registry(seed, networks);
        let new = edited(&old, edits);
        let sources = [Source::new(&old), Source::new(&new)];
        let [before, after] = [0, 1].map(|at: usize| {
            let mut blocks = Blocks::new(sources[at].text());
            let unread = sources[at].each(&mut Vec::new(), |record| blocks.add(record));
            (blocks, unread)
        });
        let is_valid = |text: &str| Registry::parse(text).damaged() == 0;
        if !is_valid(&old) || !is_valid(&new) {
            return Ok(());
        }
        let parts = before.0.parts(&after.0);
        let registries = [Registry::parse(&parts.old), Registry::parse(&parts.new)];
        let difference = Difference::between_parts(&registries[0], &registries[1], &parts, |visit| {
            let mut again = sources[1].again();
            parts.left_out.iter().for_each(|start| visit(again.record_at(*start).expect("a record")));
        });
        let short = (facts(&difference, false), difference.layout);
        let whole = compared(&old, &new, |difference, _| (facts(difference, false), difference.layout));
        prop_assert_eq!(short, whole, "{}\n---\n{}", old, new);
    }

    #[test]
    fn text_of_the_file_controls_nothing(seed: u64, networks in 1..8usize, edits: u64) {
        let old = registry(seed, networks);
        compared(&old, &edited(&old, edits), |_, comparison| {
            let mut document = Vec::new();
            json::write(comparison, &mut document).expect("a vector takes everything");
            let document = String::from_utf8(document).expect("UTF-8");
            for text in [human::render(comparison), markdown::render(comparison), document] {
                // Texts from right to left are put between isolate marks.
                let is_control =
                    |c: char| is_unsafe(c) && c != '\n' && !('\u{2066}'..='\u{2069}').contains(&c);
                prop_assert!(!text.contains(is_control), "{text:?}");
            }
            Ok(())
        })?;
    }
}

#[test]
fn comment_on_a_pull_request_explains_its_first_line() {
    let total =
        |title: &str, value| format!("[denominator.{title}]\ntitle = \"{title}\"\nvalue = {value}\n\n");
    let land = |note: &str| format!("[network.land]\nname = \"Land\"\n{note}");
    let text = |title: &str, value| format!("{}{}{}", total(title, value), total("same", 3), land(""));
    let lines = |old: &str, new: &str| compared(old, new, |_, comparison| markdown::render(comparison));
    let page = lines(&text("areas", 8), &text("areas", 9));
    assert!(page.contains("\n- areas 1 of 8 → 1 of 9 areas\n") && !page.contains("- same"), "{page}");
    // A title that has no room, and numbers that there are none of.
    let long = "x".repeat(70_000);
    let page = lines(&text(&long, 8), &text(&long, 9));
    assert!(!page.contains("In the first line"), "{}", page.len());
    let page = lines(&text("areas", 8), &(text("areas", 9) + "noet = 1\n"));
    assert!(page.contains("no numbers") && !page.contains("irst line"), "{page}");
}

#[test]
fn comment_on_a_pull_request_has_room_for_itself() {
    let (small, large) = (registry(1, 3), registry(2, 3000));
    let note = "\u{4e2d}*".repeat(70_000);
    let long = format!("[network.long]\nname = \"Kosovo\"\nnote = \"{note}\"\n[network.zz]\nname = \"Z\"\n");
    for (old, new) in [(&small, &large), (&large, &small), (&small, &(small.clone() + "\n" + &long))] {
        compared(old, new, |difference, comparison| {
            let page = markdown::render(comparison);
            assert!(page.chars().count() <= markdown::MOST, "{}", page.chars().count());
            assert!(page.starts_with("<!-- netreg diff -->\n**"), "{page}");
            assert!(page.contains("\n</details>\n"));
            // Above is what explains the first line.
            let records = page.split_once("\nRecords:\n").map_or(page.as_str(), |(_, records)| records);
            let shown = records.lines().filter(|line| line.starts_with("- ")).count();
            let left = page.lines().find_map(|line| line.strip_prefix("and ")?.strip_suffix(" more records"));
            let left = left.map_or(0, |number| number.parse().expect("a number"));
            assert_eq!(shown + left, difference.records.len());
            assert!(left > 0);
        });
    }
}
