//! The catalogue of rules: each has a file that breaks it, the same file mended, and the output
//! that people see. `SNAPSHOTS=overwrite cargo test` accepts a new output.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use netreg::findings::{Checked, human};
use netreg::read::Source;
use netreg::rules::{all, check, find};
use snapbox::Data;
use support::{context, findings};

fn folder(code: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(code)
}

#[test]
fn each_rule_finds_its_bad_file_and_nothing_in_its_good_one() {
    for rule in all() {
        let code = rule.code.to_string();
        let bad = findings(rule.bad);
        assert!(bad.iter().any(|finding| finding.code == rule.code), "{code} finds nothing: {bad:#?}");
        assert!(bad.iter().all(|finding| finding.code == rule.code), "{code}: not alone: {bad:#?}");
        assert!(bad.iter().all(|finding| finding.severity == rule.severity), "{code}: another severity");
        assert!(bad.iter().all(|finding| finding.help.is_some()), "{code}: no remedy");
        let good = findings(rule.good);
        assert!(good.is_empty(), "{code}: the good file is not: {good:#?}");
    }
}

#[test]
fn each_rule_shows_what_people_see() {
    for rule in all() {
        let code = rule.code.to_string();
        let source = Source::new(rule.bad);
        let found = check(&context(), &source);
        let file = Checked { path: "bad.toml", text: rule.bad, findings: &found, omitted: 0 };
        let shown = human::render(&file, false, 100);
        snapbox::assert_data_eq!(shown, Data::read_from(&folder(&code).join("bad.stdout"), None).raw());
    }
}

#[test]
fn fixes_make_the_finding_go_away_and_bring_no_other() {
    let mut fixed = 0;
    for rule in all() {
        let found = findings(rule.bad);
        for fix in found.iter().filter_map(|finding| finding.fix.as_ref()) {
            let mut text = rule.bad.to_owned();
            text.replace_range(fix.span.range(), &fix.text);
            assert_eq!(findings(&text), [], "{}: after the fix:\n{text}", rule.code);
            fixed += 1;
        }
    }
    assert!(fixed >= 5, "rules with a fix: {fixed}");
}

#[test]
fn codes_are_unique_ascending_and_each_has_a_folder() {
    let codes: Vec<String> = all().map(|rule| rule.code.to_string()).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    let folders: BTreeSet<String> = fs::read_dir(folder(""))
        .expect("the catalogue is there")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, codes.iter().cloned().collect());
    let names: BTreeSet<&str> = all().map(|rule| rule.name).collect();
    assert_eq!(names.len(), codes.len());
    for code in &codes {
        assert_eq!(find(code).map(|rule| rule.code.to_string()).as_ref(), Some(code));
    }
}

#[test]
fn prose_is_written_as_sentences() {
    for rule in all() {
        assert!(rule.summary.ends_with('.') && rule.why.ends_with('.'), "{}", rule.code);
        for finding in findings(rule.bad) {
            let first = finding.message.chars().next().expect("a message");
            assert!(!finding.message.ends_with('.'), "{}", finding.message);
            assert!(!first.is_uppercase() || finding.message.starts_with("February"), "{}", finding.message);
        }
    }
}
