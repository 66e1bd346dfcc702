//! A bug of netreg itself: what is said of it, and that it harms no file.
#![cfg(all(unix, debug_assertions))]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use support::{at, folder, names, netreg, run, stderr, stdout};

const REGISTRY: &str = "[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\n\
    sources = [\"https://example.org/utopia\"]\n";

const SET: [&str; 4] = ["-q", "set", "utopia", "note=x"];

fn made(name: &str) -> (PathBuf, PathBuf) {
    let here = folder(name);
    let file = here.join("registry.toml");
    fs::write(&file, REGISTRY).expect("it is written");
    (here, file)
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).expect("it is read")
}

/// Makes sure that a run ended as a bug does, and returns what was said after its place.
fn bug(output: &Output) -> String {
    let said = stderr(output);
    assert_eq!((output.status.code(), stdout(output).as_str()), (Some(101), ""), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let rest = said.strip_prefix("error: netreg has a bug (src/cli/step.rs:").expect(&said);
    rest.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
}

fn said(what: &str) -> String {
    format!(": on purpose){what}; please report this in the issue tracker of netreg\n")
}

#[test]
fn command_that_reads_names_the_file() {
    let (here, file) = made("command_that_reads_names_the_file");
    for args in [&["list"][..], &["count"], &["show", "utopia"], &["validate"]] {
        let output = at(&here, "rendered", "panic on purpose", args);
        assert_eq!(
            bug(&output),
            said(" while it worked on `registry.toml`; no file was written"),
            "{args:?}"
        );
        assert_eq!((text(&file).as_str(), names(&here)), (REGISTRY, vec!["registry.toml".to_owned()]));
    }
    // No file is named where none was opened.
    let output = at(&here, "rendered", "panic on purpose", &["countries"]);
    assert_eq!(bug(&output), said("; no file was written"));
}

#[test]
fn command_that_writes_leaves_the_old_file_or_the_new_one() {
    for step in ["locked", "read", "made", "given", "written", "flushed", "compared", "renamed", "done"] {
        let (here, file) = made("command_that_writes_leaves_the_old_file_or_the_new_one");
        let output = at(&here, step, "panic on purpose", &SET);
        let is_new = step == "renamed" || step == "done";
        let written = if is_new { "`registry.toml` was written before" } else { "no file was written" };
        assert_eq!(bug(&output), said(&format!(" while it worked on `registry.toml`; {written}")), "{step}");
        assert_eq!(text(&file) == REGISTRY, !is_new, "{step}");
        assert_eq!(names(&here), ["registry.toml"], "{step}");
        // The lock is gone as well.
        let output = run(&here, &SET);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{step}");
        assert!(text(&file).contains("note = \"x\""), "{step}");
    }
}

#[test]
fn file_that_was_written_before_is_named() {
    let (here, file) = made("file_that_was_written_before_is_named");
    let old = text(Path::new("tests/cli/validate/fix.in/registry.toml"));
    fs::write(&file, &old).expect("it is written");
    let output = at(&here, "rendered", "panic on purpose", &["validate", "--fix"]);
    let said = stderr(&output);
    assert!(said.contains("; `registry.toml` was written before; please report"), "{said}");
    assert_eq!(output.status.code(), Some(101));
    assert_ne!(text(&file), old);
}

#[test]
fn new_registry_is_not_half_made() {
    for step in ["locked", "made", "written", "flushed"] {
        let here = folder("new_registry_is_not_half_made");
        let output = at(&here, step, "panic on purpose", &["init"]);
        assert_eq!(bug(&output), said(" while it worked on `registry.toml`; no file was written"), "{step}");
        assert!(names(&here).is_empty(), "{step}: {:?}", names(&here));
    }
}

#[test]
fn message_cannot_steer_the_terminal() {
    let (here, _) = made("message_cannot_steer_the_terminal");
    let output = at(&here, "read", "panic a\u{1b}[31mb\n::error::c\u{202e}", &SET);
    let said = bug(&output);
    assert!(said.starts_with(": a\\u{1b}[31mb\\u{a}"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
}

#[test]
fn backtrace_follows_where_it_is_asked_for() {
    let (here, _) = made("backtrace_follows_where_it_is_asked_for");
    let mut command = netreg();
    command.current_dir(&here).env("NETREG_TEST_AT", "read: panic on purpose").env("RUST_BACKTRACE", "1");
    let output = command.args(SET).output().expect("it starts");
    let said = stderr(&output);
    assert!(said.lines().count() > 5 && said.contains("cli::run"), "{said}");
    assert_eq!(output.status.code(), Some(101));
}
