//! Properties of `diff` on generated registries: what it says, and how it is shown.

mod support;

use std::time::{Duration, Instant};

use netreg::compare::diff::{Blocks, Difference, Event, RecordChange};
use netreg::parse::{Registry, Source};
use netreg::render::changes::log::{Entry, Format, Log};
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
        // Records without keys have a number that is only of their state.
        let nth = if change.identity.table.is_list() { 0 } else { change.identity.nth };
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
fn comment_and_changelog_tell_nobody_of_a_name_in_the_file() {
    let text = |note: &str| format!("[network.land]\nname = \"Land @name\"\nnote = \"{note}\"\n");
    compared(&text("See #1."), &text("Ask @people."), |difference, comparison| {
        let mut log = Log::new(Format::Markdown);
        let figures = Some(comparison.figures.clone());
        log.add(&Entry { commit: "x", day: TODAY, subject: "Merge #2 of @name", figures, difference });
        for page in [markdown::render(comparison), log.text()] {
            let has_mention = |mark: char, is_part: fn(char) -> bool| {
                page.split(mark).skip(1).any(|rest| rest.starts_with(is_part))
            };
            assert!(
                !has_mention('@', char::is_alphanumeric) && !has_mention('#', char::is_numeric),
                "{page}"
            );
            assert!(page.contains("@<!-- -->people") && page.contains("#<!-- -->1"), "{page}");
        }
    });
}

#[test]
fn comment_on_a_pull_request_shows_a_line_break() {
    let text = |note: &str| format!("[network.land]\nname = \"Land\"\nnote = {note}\n");
    let address = "https://example.org";
    let (old, new) = (text(&format!("\"a {address} b\"")), text(&format!("\"a {address}\\n\\tb\"")));
    let page = compared(&old, &new, |_, comparison| markdown::render(comparison));
    let line = "  - note: a <https://example.org> b → a <https://example.org>\\\\n\\\\tb\n";
    assert!(page.contains(line), "{page}");
}

#[test]
fn comment_on_a_pull_request_has_room_for_itself() {
    let (small, large) = (registry(1, 3), registry(2, 3000));
    for (old, new) in [(&small, &large), (&large, &small)] {
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

#[test]
fn record_that_is_longer_than_a_comment_has_its_heading_in_it() {
    let note = "\u{4e2d}*".repeat(70_000);
    let land = |key: &str, note: &str| format!("[network.{key}]\nname = \"Kosovo\"\n{note}");
    let new = land("long", &format!("note = \"{note}\"\n")) + &land("zz", "");
    compared("", &new, |_, comparison| {
        let page = markdown::render(comparison);
        assert!(page.contains("**: 2 fields, not shown here\n- added **"), "{page}");
        assert!(page.contains("(zz)**\n  - name: ") && !page.contains("more record"), "{page}");
        assert!(page.contains("\n</details>\n\n\\*"), "{page}");
    });
}

/// A number of parts, and two states of a registry with so many.
type Shape = (&'static str, usize, fn(usize) -> (String, String));

/// Returns registries with one part for each number.
fn states(
    size: usize,
    begin: &str,
    old: impl Fn(usize) -> String,
    new: impl Fn(usize) -> String,
) -> (String, String) {
    let text = |part: &dyn Fn(usize) -> String| {
        let parts: String = (0..size).map(part).collect();
        format!("[registry]\nformat = 1\n\n{begin}{parts}")
    };
    (text(&old), text(&new))
}

fn network(key: &str, name: usize) -> String {
    format!("[network.{key}{name}]\nname = \"Land {name}\"\n\n")
}

/// Returns how long all takes that `diff` and `log` do with two states that are parsed, and not with the files.
fn time_of_changes((old, new): &(String, String)) -> Duration {
    let sources = [Source::new(old), Source::new(new)];
    let blocks = [0, 1].map(|at: usize| {
        let mut blocks = Blocks::new(sources[at].text());
        sources[at].each(&mut Vec::new(), |record| blocks.add(record));
        blocks
    });
    let (old, new) = (Registry::parse(old), Registry::parse(new));
    let start = Instant::now();
    let parts = blocks[0].parts(&blocks[1]);
    let difference = Difference::between(&old, &new);
    let figures = [&old, &new].map(|registry| Figures::of(registry, TODAY.parse().expect("a day")));
    let name = StateName { name: "x".to_owned(), commit: None };
    let comparison = Comparison { old: &name, new: &name, figures: figures.clone(), difference: &difference };
    let mut size = human::render(&comparison).len() + markdown::render(&comparison).len() + parts.old.len();
    json::write(&comparison, &mut Vec::new()).expect("a vector takes everything");
    for format in [Format::Human, Format::Markdown, Format::Json] {
        let mut log = Log::new(format);
        let figures = Some(figures.clone());
        log.add(&Entry { commit: "x", day: TODAY, subject: "x", figures, difference: &difference });
        size += log.text().len();
    }
    assert!(size > 0);
    start.elapsed()
}

/// Returns how long a log takes that has so many commits.
fn time_of_log(size: usize) -> Duration {
    let (old, new) = states(1, "", |at| network("a", at), |at| network("b", at));
    let (old, new) = (Registry::parse(&old), Registry::parse(&new));
    let difference = Difference::between(&old, &new);
    let start = Instant::now();
    for format in [Format::Human, Format::Markdown, Format::Json] {
        let mut log = Log::new(format);
        for at in 0..size {
            let (commit, day) = (at.to_string(), format!("2026-01-{:02}", at % 28 + 1));
            log.add(&Entry {
                commit: &commit,
                day: &day,
                subject: "x",
                figures: None,
                difference: &difference,
            });
        }
        assert_eq!(log.len(), size);
        assert!(log.text().len() > size);
    }
    start.elapsed()
}

/// Returns what is wrong if four times the size takes more than eight times as long. Another program may be in the way of a
/// run.
fn grows(name: &str, size: usize, time: impl Fn(usize) -> Duration) -> Option<String> {
    let mut least = [Duration::MAX; 2];
    for _ in 0..5 {
        least = [least[0].min(time(size)), least[1].min(time(4 * size))];
        if least[1] < 8 * least[0] + Duration::from_millis(10) {
            return None;
        }
    }
    Some(format!("{name}: {size} take {:?}, {} {:?}", least[0], 4 * size, least[1]))
}

#[test]
fn changes_are_found_and_shown_in_a_time_that_grows_with_their_number() {
    const LAND: &str = "[network.land]\nname = \"Land\"\n";
    let list = |part: fn(usize) -> String, size: usize| {
        format!("{LAND}members = [{}]\n", (0..size).map(part).collect::<String>())
    };
    let total = |at: usize, value: usize| format!("[denominator.d{at}]\ntitle = \"T\"\nvalue = {value}\n\n");
    let shapes: [Shape; 9] = [
        ("unknown fields", 1500, |n| {
            states(n, LAND, |at| format!("k{at} = 1\n"), |at| format!("k{at} = 2\n"))
        }),
        ("unknown fields that are new", 1500, |n| {
            states(n, LAND, |_| String::new(), |at| format!("k{at} = 2\n"))
        }),
        ("other unknown fields", 1500, |n| {
            states(n, LAND, |at| format!("k{at} = 1\n"), |at| format!("l{at} = 1\n"))
        }),
        ("records added", 300, |n| states(n, LAND, |_| String::new(), |at| network("a", at))),
        ("records renamed", 300, |n| states(n, LAND, |at| network("a", at), |at| network("b", at))),
        ("records moved", 300, |n| states(n, LAND, |at| network("a", at), |at| network("a", 1_000_000 - at))),
        ("records turned round", 300, |n| {
            let (old, _) = states(n, "", |at| network("a", at), |_| String::new());
            let (new, _) = states(n, "", |at| network("a", n - 1 - at), |_| String::new());
            (old, new)
        }),
        ("one key", 300, |n| {
            states(n, LAND, |_| network("a", 1), |at| network("a", 1).replace("Land 1", &format!("L {at}")))
        }),
        ("comments", 300, |n| states(n, LAND, |at| format!("# {at}\n"), |at| format!("# {at}.\n"))),
    ];
    let faults = shapes
        .iter()
        .filter_map(|(name, size, make)| grows(name, *size, |size| time_of_changes(&make(size))));
    let mut faults: Vec<String> = faults.collect();
    faults.extend(grows("entries", 500, |size| {
        let text = |part| format!("[registry]\nformat = 1\n\n{}", list(part, size));
        time_of_changes(&(text(|at| format!("\"M {at}\", ")), text(|at| format!("\"N {at}\", "))))
    }));
    faults.extend(grows("denominators", 250, |size| {
        time_of_changes(&states(size, "", |at| total(at, 5), |at| total(at, 6)))
    }));
    faults.extend(grows("commits", 250, time_of_log));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
