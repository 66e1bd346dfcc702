//! The merge driver as git calls it: its exit codes, its file, its words.

#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Output};

use support::merging::{record, registry};
use support::{TODAY, folder, names, netreg, stderr, text};

const FILES: [&str; 3] = ["base", "ours", "theirs"];

/// Writes three files into a new folder.
fn three(name: &str, texts: [&[u8]; 3]) -> PathBuf {
    let here = folder(name);
    for (file, text) in FILES.into_iter().zip(texts) {
        fs::write(here.join(file), text).expect("it is written");
    }
    here
}

/// Runs the driver on the three files of a folder.
fn merge(here: &PathBuf, more: &[&str]) -> Output {
    let mut command = netreg();
    command.current_dir(here).args(["merge", "--today", TODAY]).args(FILES).args(more);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().expect("it starts")
}

/// Three texts of which ours and theirs change one field.
fn disputed() -> [String; 3] {
    ["2021-01-01", "2021-02-02", "2021-03-03"]
        .map(|day| registry(&[]) + &record("utopia", &format!("established = {day}\n")))
}

#[test]
fn whatever_is_no_answer_is_above_128() {
    let [base, ours, theirs] = disputed();
    let here =
        three("whatever_is_no_answer_is_above_128", [base.as_bytes(), ours.as_bytes(), theirs.as_bytes()]);
    let run = |args: &[&str]| {
        let output = netreg().current_dir(&here).args(args).output().expect("it starts");
        assert_eq!(text(&here.join("ours")), ours, "{args:?}");
        output.status.code()
    };
    for args in [
        &["merge"][..],
        &["merge", "base", "ours"],
        &["merge", "base", "ours", "theirs", "more"],
        &["merge", "base", "ours", "theirs", "--unknown"],
        &["merge", "base", "ours", "theirs", "--marker-size", "x"],
        &["merge", "base", "ours", "theirs", "--color", "x"],
        &["merge", "base", "ours", "theirs", "-f", ""],
        &["-q", "merge", "base", "ours", "nothing"],
        &["merge", "nothing", "ours", "theirs"],
        &["merge", "base", "nothing", "theirs"],
        &["merge", "base", "ours", "."],
        &["merge", "base", "ours", "theirs", "--today", "x"],
    ] {
        assert_eq!(run(args), Some(129), "{args:?}");
    }
    // What people type ends as with every other command.
    for args in [
        &["merge", "--resolve", "nothing"][..],
        &["merge", "--check", "x"],
        &["merge", "--install", "--x"],
        &["show", "merge"],
    ] {
        assert_eq!(run(args), Some(2), "{args:?}");
    }
    if cfg!(debug_assertions) {
        for step in ["locked", "read", "written", "flushed"] {
            let mut command = netreg();
            command
                .current_dir(&here)
                .env("NETREG_TEST_AT", format!("{step}: panic on purpose"))
                .arg("merge")
                .args(FILES);
            let output = command.output().expect("it starts");
            assert_eq!(output.status.code(), Some(129), "{step}");
            assert!(stderr(&output).contains("netreg crashed while working on `"), "{}", stderr(&output));
            assert_eq!(
                (text(&here.join("ours")), names(&here)),
                (ours.clone(), FILES.map(str::to_owned).to_vec()),
                "{step}"
            );
        }
    }
}

#[test]
fn result_replaces_ours_with_its_mode() {
    let [base, ours, _] = disputed();
    let theirs = base.clone() + &record("xanadu", "");
    let here =
        three("result_replaces_ours_with_its_mode", [base.as_bytes(), ours.as_bytes(), theirs.as_bytes()]);
    fs::set_permissions(here.join("ours"), fs::Permissions::from_mode(0o640)).expect("it is set");
    let output = merge(&here, &["--path", "registry.toml", "--marker-size", "7"]);
    assert_eq!(
        (output.status.code(), stderr(&output).as_str(), output.stdout.as_slice()),
        (Some(0), "", &b""[..])
    );
    assert_eq!(text(&here.join("ours")), ours + &record("xanadu", ""));
    assert_eq!(here.join("ours").metadata().expect("it is there").permissions().mode() & 0o777, 0o640);
    assert_eq!((text(&here.join("base")), text(&here.join("theirs"))), (base, theirs));
}

#[test]
fn sides_can_be_pipes() {
    let [base, ours, _] = disputed();
    let theirs = base.clone() + &record("xanadu", "");
    let here = three("sides_can_be_pipes", [base.as_bytes(), ours.as_bytes(), theirs.as_bytes()]);
    let script = "mkfifo old new; cat base >old & cat theirs >new & exec \"$0\" merge old ours new";
    let mut shell = Command::new("sh");
    let output = shell.current_dir(&here).args(["-c", script, env!("CARGO_BIN_EXE_netreg")]).output();
    assert_eq!(output.expect("it starts").status.code(), Some(0));
    assert_eq!(text(&here.join("ours")), ours + &record("xanadu", ""));
}

#[test]
fn markers_are_as_git_asks() {
    let [base, ours, theirs] = disputed();
    for (args, marks) in [
        (&[][..], ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"]),
        (
            &["--marker-size=0", "--base-label=%S", "--ours-label=%X", "--theirs-label=%Y"],
            ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"],
        ),
        (
            &["--marker-size=9", "--base-label=", "--ours-label=--help", "--theirs-label=a\nb"],
            ["<<<<<<<<< --help", "|||||||||", "=========", ">>>>>>>>> a b"],
        ),
    ] {
        let here = three("markers_are_as_git_asks", [base.as_bytes(), ours.as_bytes(), theirs.as_bytes()]);
        let output = merge(&here, &[&["--path=a b.toml"], args].concat());
        let said = "a b.toml: utopia: `established` was changed differently by both sides\n";
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), said));
        let merged = text(&here.join("ours"));
        let found: Vec<&str> = merged
            .lines()
            .filter(|line| "<|=>".contains(&line[..line.len().min(1)]) && !line.is_empty())
            .collect();
        assert_eq!(found, marks, "{merged}");
    }
}

#[test]
fn side_that_cannot_be_read_is_merged_by_lines() {
    let text_of = |name: &str| format!("a\n{name}\nb\n");
    let here = three("side_that_cannot_be_read", [b"a\nb\n", text_of("\"").as_bytes(), b"a\nb\nc\n"]);
    let output = merge(&here, &["--ours-label=HEAD"]);
    assert!(stderr(&output).contains(" HEAD"), "{}", stderr(&output));
    assert!(stderr(&output).contains("could not be read in full, so it was merged by lines, not by record"));
    // Bytes that are no text are merged by git.
    for (theirs, code, merged) in [
        (&b"a\nb\n\xff\n"[..], 0, &b"a\nx\nb\n\xff\n"[..]),
        (b"a\n\xff\nb\n", 1, b"a\n<<<<<<< HEAD\nx\n=======\n\xff\n>>>>>>> theirs\nb\n"),
        (b"a\n\0\xff\nb\n", 129, b"a\nx\nb\n"),
    ] {
        let here = three("side_that_is_not_utf_8", [b"a\nb\n", text_of("x").as_bytes(), theirs]);
        let output = merge(&here, &["--ours-label=HEAD", "--path=list.toml"]);
        assert!(
            stderr(&output).starts_with("warning: list.toml: one side is not UTF-8"),
            "{}",
            stderr(&output)
        );
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        assert_eq!(fs::read(here.join("ours")).expect("it is read"), merged);
    }
}

#[test]
fn error_that_only_both_sides_together_have_is_a_warning() {
    let with = |field: &str| registry(&["avalon"]) + &record("utopia", field);
    let (base, ours) = (with(""), with("established = 2022-01-01\n"));
    let theirs = with("status = \"closed\"\nclosed = 2021-01-01\n");
    let here =
        three("error_that_only_both_together_have", [base.as_bytes(), ours.as_bytes(), theirs.as_bytes()]);
    let output = merge(&here, &["--path=registry.toml"]);
    let said = stderr(&output);
    assert!(said.starts_with("warning: registry.toml: line "), "{said}");
    assert!(
        said.contains("; neither side had this error\n") && said.matches("warning").count() == 1,
        "{said}"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn who_types_git_merge_with_netreg_is_told_what_to_type() {
    let here = folder("who_types_git_merge_with_netreg");
    for (args, help) in [
        (
            &["merge"][..],
            "`netreg merge --check origin/main` shows whether `origin/main` merges; `git merge origin/main` merges it",
        ),
        (
            &["merge", "my topic"],
            "`netreg merge --check 'my topic'` shows whether `my topic` merges; `git merge 'my topic'` merges it",
        ),
        (&["merge", "a", "b"], "give the third file, THEIRS"),
    ] {
        let output = netreg().current_dir(&here).args(args).output().expect("it starts");
        let said =
            format!("error: git calls `netreg merge` with three files: BASE OURS THEIRS\nhelp: {help}\n");
        assert_eq!((output.status.code(), stderr(&output)), (Some(129), said));
    }
}
