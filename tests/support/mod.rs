//! Helpers for several test files: the date of the tests, the binary, generated registries.
#![allow(dead_code, reason = "each test file uses some of these")]

pub mod branches;
pub mod cells;
pub mod comments;
pub mod dated;
pub mod edits;
pub mod git;
#[cfg(unix)]
pub mod merging;
pub mod runner;
pub mod states;
pub mod synth;
#[cfg(unix)]
pub mod users;
pub mod values;
#[cfg(feature = "xlsx")]
pub mod workbook;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use netreg::model::diagnostic::Diagnostic;
use netreg::parse::Registry;
use netreg::text::Lines;
use netreg::validate::{Context, check};
use proptest::prelude::ProptestConfig;

/// The date that tests use as today.
pub const TODAY: &str = "2026-06-15";

/// Returns how often a property is tested: a thousand times, or `NETREG_TEST_CASES` times.
pub fn cases() -> ProptestConfig {
    let cases = std::env::var("NETREG_TEST_CASES").ok().and_then(|number| number.parse().ok());
    ProptestConfig { cases: cases.unwrap_or(1000), failure_persistence: None, ..ProptestConfig::default() }
}

pub fn context() -> Context {
    Context { today: TODAY.parse().expect("a day") }
}

pub fn findings(text: &str) -> Vec<Diagnostic> {
    check(&context(), text)
}

/// Returns the findings of a text without those of layout, which `tests/format.rs` checks.
pub fn faults(text: &str) -> Vec<Diagnostic> {
    let is_form = |code: &str| ["NR501", "NR503", "NR504", "NR505"].contains(&code);
    findings(text).into_iter().filter(|finding| !is_form(&finding.code.to_string())).collect()
}

/// Returns `NR101 4:10` for each finding: code, line and column of its place.
pub fn places(text: &str) -> Vec<String> {
    let lines = Lines::new(text);
    let place = |finding: &Diagnostic| {
        let at = lines.position(finding.span.start);
        format!("{} {}:{}", finding.code, at.line, at.column)
    };
    faults(text).iter().map(place).collect()
}

/// Makes an empty folder for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// A registry of one network.
pub const UTOPIA: &str = "[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\n\
    sources = [\"https://example.org/utopia\"]\n";

/// A change of that registry.
pub const SET: [&str; 4] = ["-q", "set", "utopia", "note=x"];

/// Makes a folder for one test, with a registry of this text in it; returns both paths.
pub fn with_registry(name: &str, text: &str) -> (PathBuf, PathBuf) {
    let here = folder(name);
    let file = here.join("registry.toml");
    fs::write(&file, text).expect("it is written");
    (here, file)
}

pub fn text(file: &Path) -> String {
    fs::read_to_string(file).expect("it is read")
}

/// Returns the binary as a command, without variables of the environment that it, or a crate in it, reads: with `CI`,
/// anstream takes every terminal for one with colours.
pub fn netreg() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netreg"));
    for variable in [
        "CI",
        "NETREG_COMPLETE",
        "NETREG_FILE",
        "NETREG_LANG",
        "NETREG_TEST_AT",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "GITHUB_BASE_REF",
        "GITHUB_EVENT_NAME",
        "GITHUB_EVENT_PATH",
        "GITHUB_SHA",
        "GITHUB_STEP_SUMMARY",
        "RUST_BACKTRACE",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Runs the binary in a folder.
pub fn run(folder: &Path, args: &[&str]) -> Output {
    netreg().current_dir(folder).args(args).output().expect("the binary starts")
}

/// Runs the binary, and a command at a step of the write.
pub fn at(here: &Path, step: &str, command: &str, args: &[&str]) -> Output {
    netreg()
        .current_dir(here)
        .env("NETREG_TEST_AT", format!("{step}: {command}"))
        .args(args)
        .output()
        .expect("it starts")
}

/// Prints why a test did not run, or not in full. It writes to the stream itself, because the test runner
/// captures the output of the macros and drops it if the test passes.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// Returns the names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Runs the binary on a text that it reads from standard input.
pub fn run_on(text: &[u8], args: &[&str]) -> Output {
    let mut child = netreg()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // A binary that fails early closes its input.
    let _ = child.stdin.take().expect("it is piped").write_all(text);
    child.wait_with_output().expect("the binary ends")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Makes sure that a text is read the same with the straight readers and without them.
pub fn readers_agree(text: &str) {
    let mut both = Registry::parse(text);
    for record in &mut both.records {
        record.canonical = false;
    }
    assert_eq!(both, Registry::parse_generally(text), "{text:?}");
}
