//! Panics: the printed line, and the state of the files afterwards.
#![cfg(all(unix, debug_assertions))]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use support::git::Repository;
use support::{SET, UTOPIA, at, folder, names, netreg, run, stderr, stdout, text, with_registry};

/// Checks that a run ended in a panic with one line, and returns the part about files, and the message.
fn crash(output: &Output) -> (String, String) {
    let said = stderr(output);
    assert_eq!((output.status.code(), stdout(output).as_str()), (Some(101), ""), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let rest = said.strip_prefix("error: netreg crashed").expect(&said);
    // The address depends on the manifest; unit tests cover both forms.
    let (rest, address) = rest.split_once("); please report this line ").expect(&said);
    assert!(address.len() > "at \n".len(), "{said}");
    let (files, cause) = rest.split_once(" (src/cli/step.rs:").expect(&said);
    let message = cause.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(": ").expect(&said);
    (files.to_owned(), message.to_owned())
}

/// Returns the part of a panic line about files.
fn files(output: &Output) -> String {
    let (files, message) = crash(output);
    assert_eq!(message, "on purpose");
    files
}

#[test]
fn panic_in_a_reading_command_names_the_file() {
    let (here, file) = with_registry("panic_in_a_reading_command_names_the_file", UTOPIA);
    for args in [&["list"][..], &["count"], &["show", "utopia"], &["validate"]] {
        let output = at(&here, "rendered", "panic on purpose", args);
        assert_eq!(files(&output), " while working on `registry.toml`; no file was changed", "{args:?}");
        assert_eq!((text(&file).as_str(), names(&here)), (UTOPIA, vec!["registry.toml".to_owned()]));
    }
    for format in ["human", "concise", "json", "github", "sarif"] {
        let output = at(&here, "rendered", "panic on purpose", &["validate", "--format", format]);
        assert_eq!(files(&output), " while working on `registry.toml`; no file was changed", "{format}");
    }
    // A command without a registry names no file.
    let output = at(&here, "rendered", "panic on purpose", &["countries"]);
    assert_eq!(files(&output), "; no file was changed");
}

#[test]
fn panic_does_not_name_the_file_of_the_base() {
    let (here, _) = with_registry("panic_does_not_name_the_file_of_the_base", UTOPIA);
    fs::write(here.join("old.toml"), UTOPIA).expect("it is written");
    let validate = ["validate", "--base", "old.toml", "registry.toml"];
    for args in [&[][..], &["--fix"], &["--fix", "--dry-run"]].map(|more| [&validate[..], more].concat()) {
        let said = stderr(&at(&here, "rendered", "panic on purpose", &args));
        assert!(said.contains(" on `registry.toml`; "), "{args:?}: {said}");
    }
}

#[test]
fn panic_does_not_name_the_workflow_event() {
    let repository = Repository::new("panic_does_not_name_the_workflow_event");
    repository.write("registry.toml", UTOPIA);
    let before = repository.commit("before");
    repository.write("registry.toml", &format!("{UTOPIA}note = \"x\"\n"));
    repository.commit("after");
    repository.write("event.json", &format!("{{\"before\": \"{before}\"}}"));
    let variables = [
        ("GITHUB_EVENT_NAME", "push"),
        ("GITHUB_EVENT_PATH", "event.json"),
        ("NETREG_TEST_AT", "rendered: panic on purpose"),
    ];
    let said = stderr(&repository.validate(&["--base", "auto"], &variables));
    assert!(said.contains("registry.toml is compared with"), "{said}");
    assert!(said.contains(" on `registry.toml`; "), "{said}");
}

#[test]
fn panic_in_a_dry_run_names_the_file() {
    let (here, file) = with_registry("panic_in_a_dry_run_names_the_file", UTOPIA);
    let unformatted = UTOPIA.replace(" = ", "=");
    fs::write(&file, &unformatted).expect("it is written");
    let init = ["init", "--dry-run", "-f", "new.toml"];
    for (args, name) in [
        (&["set", "utopia", "note=x", "--dry-run"][..], "registry.toml"),
        (&["fmt", "--diff"], "registry.toml"),
        (&["validate", "--fix", "--dry-run"], "registry.toml"),
        (&init, "new.toml"),
        (&["list", "-f", "/dev/stdin"], "/dev/stdin"),
        (&["set", "erewhon", "note=x", "-f", "-"], "standard input"),
        (&["list", "-f", "-"], "standard input"),
    ] {
        let mut command = netreg();
        command.current_dir(&here).env("NETREG_TEST_AT", "rendered: panic on purpose").args(args);
        let input = fs::File::open("tests/formats/before.toml").expect("it opens");
        let input = if name == "registry.toml" { Stdio::null() } else { input.into() };
        let said = stderr(&command.stdin(input).output().expect("it starts"));
        assert!(said.contains(&format!(" on `{name}`; ")), "{args:?}: {said}");
        assert_eq!(
            (text(&file).as_str(), names(&here)),
            (unformatted.as_str(), vec!["registry.toml".into()])
        );
    }
}

#[test]
fn panic_while_writing_leaves_the_old_or_the_new_file() {
    for step in ["locked", "read", "made", "given", "written", "flushed", "compared", "renamed", "done"] {
        let (here, file) = with_registry("panic_while_writing_leaves_the_old_or_the_new_file", UTOPIA);
        let output = at(&here, step, "panic on purpose", &SET);
        let is_new = step == "renamed" || step == "done";
        let changed = if is_new { "`registry.toml` was already changed" } else { "no file was changed" };
        assert_eq!(files(&output), format!(" while working on `registry.toml`; {changed}"), "{step}");
        assert_eq!(text(&file) == UTOPIA, !is_new, "{step}");
        assert_eq!(names(&here), ["registry.toml"], "{step}");
        // The lock is released as well.
        let output = run(&here, &SET);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{step}");
        assert!(text(&file).contains("note = \"x\""), "{step}");
    }
}

#[test]
fn panic_names_a_file_that_was_already_changed() {
    let (here, file) = with_registry("panic_names_a_file_that_was_already_changed", UTOPIA);
    let old = text(Path::new("tests/cli/validate/fix.in/registry.toml"));
    fs::write(&file, &old).expect("it is written");
    let output = at(&here, "rendered", "panic on purpose", &["validate", "--fix"]);
    let said = stderr(&output);
    assert!(said.contains(" on `registry.toml`; `registry.toml` was already changed ("), "{said}");
    assert_eq!(output.status.code(), Some(101));
    assert_ne!(text(&file), old);
}

#[test]
fn panic_in_init_leaves_no_partial_file() {
    for step in ["locked", "made", "written", "flushed"] {
        let here = folder("panic_in_init_leaves_no_partial_file");
        let output = at(&here, step, "panic on purpose", &["init"]);
        assert_eq!(files(&output), " while working on `registry.toml`; no file was changed", "{step}");
        assert!(names(&here).is_empty(), "{step}: {:?}", names(&here));
    }
}

#[test]
fn panic_message_cannot_control_the_terminal() {
    let (here, _) = with_registry("panic_message_cannot_control_the_terminal", UTOPIA);
    let output = at(&here, "read", "panic a\u{1b}[31mb\n::error::c\u{202e}", &SET);
    let (_, message) = crash(&output);
    assert_eq!(message, "a\\u{1b}[31mb\\u{a}\\u{3a}:error::c\\u{202e}");
}

#[test]
fn backtrace_is_printed_on_request() {
    let (here, _) = with_registry("backtrace_is_printed_on_request", UTOPIA);
    let mut command = netreg();
    command.current_dir(&here).env("NETREG_TEST_AT", "read: panic on purpose").env("RUST_BACKTRACE", "1");
    let output = command.args(SET).output().expect("it starts");
    let said = stderr(&output);
    assert!(said.lines().count() > 5 && said.contains("cli::run"), "{said}");
    assert_eq!(output.status.code(), Some(101));
}
