//! Excerpts: the caret is under the text of the finding, beside any characters.

mod support;

use std::fs;

use netreg::model::diagnostic::Diagnostic;
use netreg::render::diagnostics::{CheckedFile, concise, github, human, json, sarif};
use netreg::text::{BOM, Lines, is_unsafe};
use support::{findings, folder, run, stderr};
use unicode_width::UnicodeWidthChar;

/// Every unsafe character, and some that take no column or two. Of the 4,096 tag characters, nearly all of which
/// are unassigned, those that flags use and every hundredth.
fn unusual() -> impl Iterator<Item = char> {
    let is_tested = |c: &char| match u32::from(*c) {
        tag @ 0xE_0080..=0xE_0FFF => tag % 100 == 0,
        _ => is_unsafe(*c),
    };
    let visible = [
        '\u{A0}',
        '\u{85}',
        '\u{1680}',
        '\u{2003}',
        '\u{202F}',
        '\u{205F}',
        '\u{3000}',
        '\u{200D}',
        '\u{FE0F}',
        '\u{0301}',
        '\u{4E2D}',
        '\u{1F600}',
        '\u{0644}',
        '\u{E01EF}',
    ];
    ('\0'..=char::MAX).filter(is_tested).chain(visible)
}

/// A registry with a character at the start, in the middle or at the end of every kind of value, key and comment.
fn registry(c: char, place: usize) -> String {
    let with = |text: &str| {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let at = [0, middle, text.len()][place];
        format!("{}{c}{}", &text[..at], &text[at..])
    };
    format!(
        "[registry]\nformat = 1\ntitle = \"{}\"\n\n[denominator.all]\ntitle = \"All\"\nvalue = {}\ncountries = [\"{}\"]\n\n\
        [network.{}]\nname = \"Utopia\"\n\n[network.\"{}\"]\nname = '{}'\nstatus = \"{}\" # {}\nestablished = {}\n\
        closed = \"{}\"\nchairs = [\"IOM\", \"{}\"]\nmembers = [{}, 5]\nwebsite = \"{}\"\n{} = \"x\"\nsources = [\n  \"{}\",\n]\n\
        note = \"\"\"\n{}\"\"\"\ncoordinator = \"{}",
        with("Places"),
        with("12"),
        with("ATA"),
        with("lilliput"),
        with("utopia"),
        with("Utopia"),
        with("planned"),
        with("a comment"),
        with("2021-06-30"),
        with("2022"),
        with("UN RC"),
        with("bare"),
        with("http://example.org"),
        with("web-site"),
        with("http://example.org/a"),
        with("two\nlines"),
        with("never closed"),
    )
}

/// Checks that the caret of a finding is exactly under the first line of its place.
fn check_caret(text: &str, finding: &Diagnostic) {
    let shown = human::render(&CheckedFile::new("x", text, std::slice::from_ref(finding)), false, 10_000);
    let (lines, span) = (Lines::new(text), finding.span);
    let at = lines.position(span.start);
    let line = lines.span(at.line);
    let about = span.of(text).split('\n').next().expect("a first line");
    if about.chars().all(|c| c.width() == Some(0)) || span.of(text).contains('\n') {
        // A place without columns has a caret of one column; a place of several lines has a line beside it.
        return;
    }
    let excerpt = shown.lines().skip_while(|row| !row.trim_start().starts_with(&format!("{} | ", at.line)));
    let mut rows = excerpt.map(|row| row.split_once("| ").map_or("", |(_, row)| row));
    let row = rows.next().unwrap_or_else(|| panic!("no line {} in\n{shown}", at.line));
    let carets = rows.find(|row| row.contains('^')).unwrap_or_else(|| panic!("no caret in\n{shown}"));
    let columns = |text: &str| text.chars().map(|c| c.width().unwrap_or(1)).sum::<usize>();
    let from = carets.chars().take_while(|c| *c != '^').count();
    let width = carets.matches('^').count();
    // The text before the place takes as many columns as the row has before the caret.
    let drawn = |part: &str| {
        let stand_in = |c: char| match c {
            '\t' => 4,
            c if c.is_control() || is_unsafe(c) => 1,
            c => c.width().unwrap_or(1),
        };
        part.chars().map(stand_in).sum::<usize>()
    };
    let before = &text[line.start as usize..span.start as usize];
    assert_eq!((from, width), (drawn(before), drawn(about)), "{finding:?}\n{shown}");
    assert_eq!(columns(row), drawn(line.of(text)), "{finding:?}\n{shown}");
}

#[test]
fn caret_is_right_beside_every_strange_character() {
    for c in unusual() {
        for place in 0..3 {
            let text = registry(c, place);
            let found = findings(&text);
            assert!(!found.is_empty());
            for finding in &found {
                check_caret(&text, finding);
            }
            let file = CheckedFile::new("x", &text, &found);
            for shown in [human::render(&file, false, 80), concise::render(&file), json::render(&[file])] {
                let is_shown = |c: char| is_unsafe(c) && c != '\n';
                assert!(!shown.contains(is_shown), "U+{:04X}: {shown:?}", u32::from(c));
            }
            let file = [CheckedFile::new("x", &text, &found)];
            assert!(github::render(&file, &[]).contains("::notice"));
            assert!(place > 0 || sarif::render(&file, true).contains("ruleId"));
        }
    }
}

#[test]
fn caret_is_right_in_a_very_long_line() {
    for c in ['\u{E0041}', '\u{202E}', '\u{AD}', '中'] {
        for (before, after) in [(0, 3000), (3000, 0), (1500, 1500)] {
            let (before, after) = (c.to_string().repeat(before), c.to_string().repeat(after));
            let text = format!(
                "[registry]\nformat = 1\n\n[network.utopia]\nname = 'Utopia'\nnote = \"{before}x{after}\"\n"
            );
            for finding in findings(&text) {
                let shown = human::render(&CheckedFile::new("x", &text, &[finding]), false, 10_000);
                assert!(shown.contains('^') && !shown.contains(is_unsafe_in_a_line), "{shown}");
                // The place in the long line is its value, from the quote on.
                let rows: Vec<&str> = shown.lines().filter_map(|row| Some(row.split_once("| ")?.1)).collect();
                let at = rows.iter().position(|row| row.contains('^')).expect("a caret");
                let columns = |row: &str, end: char| -> usize {
                    row.chars().take_while(|c| *c != end).map(|c| c.width().unwrap_or(1)).sum()
                };
                if rows[at - 1].starts_with("note") {
                    assert_eq!(columns(rows[at], '^'), columns(rows[at - 1], '"'), "{shown}");
                }
            }
        }
    }
}

fn is_unsafe_in_a_line(c: char) -> bool {
    is_unsafe(c) && c != '\n'
}

#[test]
fn byte_order_mark_inside_a_line_takes_a_column() {
    let text = format!("{BOM}[registry]\nformat = 1\n\n[network.utopia]\nname = \"Uto{BOM}pia\" x\n");
    let found = findings(&text);
    let more =
        found.iter().find(|finding| finding.message.starts_with("unexpected text")).expect("it is found");
    assert_eq!(Lines::new(&text).position(more.span.start).column, 18);
    for finding in &found {
        check_caret(&text, finding);
    }
}

#[test]
fn every_command_shows_excerpts_with_unusual_characters() {
    let here = folder("every_command_shows_excerpts_with_unusual_characters");
    let scotland = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
    let record = "[network.utopia]\nname = \"Utopia\"\nsources = [\"https://example.org\"]\n";
    let sound = format!("[registry]\nformat = 1\n\n{record}");
    let broken = format!("{sound}\n[network.erewhon]\nname = \"{scotland}\"\nnote = \"\"\"é {scotland}");
    for (text, args, code) in [
        (&sound, &["add", scotland, "--key", "new", "--source", "https://example.org/new"][..], 1),
        (&sound, &["set", "utopia", &format!("note={scotland}")], 1),
        (&sound, &["set", "utopia", &format!("chairs+={scotland}")], 1),
        (&broken, &["set", "utopia", "key=lilliput"], 2),
        (&broken, &["set", "utopia", "note=x", "key=tide"], 2),
        (&broken, &["add", "Tide", "--key", "tide"], 2),
        (&broken, &["remove", "erewhon", "--yes"], 2),
        (&broken, &["validate"], 1),
        (&broken, &["validate", "--fix"], 1),
        (&broken, &["validate", "--fix", "--dry-run"], 1),
        (&broken, &["fmt"], 2),
    ] {
        fs::write(here.join("registry.toml"), text).expect("it is written");
        let output = run(&here, args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", stderr(&output));
        let shown = support::stdout(&output) + &stderr(&output);
        assert!(
            args.contains(&"fmt") || args.contains(&"--dry-run") || shown.contains("-->"),
            "{args:?}: {shown}"
        );
        assert_eq!(fs::read_to_string(here.join("registry.toml")).expect("it is read"), *text, "{args:?}");
    }
    let output = run(&here, &["init", "-f", "new.toml", "--title", scotland]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
}

#[test]
fn rejected_edits_show_the_place_in_the_file() {
    let here = folder("rejected_edits_show_the_place_in_the_file");
    let text = "[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\nchairs = 1\nsources = [\"https://x\"]\n\n\
        [network.zembla]\nname = \"Zembla\"\nsources = [\"https://x\"]\nmembers = 2\n\nnote = \"\"\"never closed";
    fs::write(here.join("registry.toml"), text).expect("it is written");
    for (args, place, record) in [
        (
            &["set", "utopia", "coordinator=IOM", "note=x", "chairs+=X"][..],
            "registry.toml:6:10",
            "[network.utopia]",
        ),
        (&["set", "utopia", "chairs+=X", "key=lilliput"], "registry.toml:6:10", "[network.utopia]"),
        (&["set", "utopia", "note=x", "key=lilliput"], "registry.toml:14:8", "never closed"),
        (&["add", "Erewhon", "--key", "erewhon"], "registry.toml:14:8", "never closed"),
        (&["add", "Zambia", "Fiji"], "registry.toml:14:8", "never closed"),
    ] {
        let output = run(&here, args);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(place) && said.contains(record), "{args:?}: {said}");
    }
}
