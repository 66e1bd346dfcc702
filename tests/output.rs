//! Results in a file: complete or not at all, with the rights of the file, and never in place of the registry.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Command, Stdio};

#[cfg(debug_assertions)]
use support::at;
use support::{UTOPIA, folder, names, netreg, run, run_on, stderr, stdout, text, with_registry};

const CSV: &str = "key,name\nutopia,Utopia\n";

/// The command of most tests here.
const LIST: [&str; 5] = ["list", "--columns", "key,name", "-o", "networks.csv"];

#[test]
fn file_contains_what_would_be_printed() {
    let (here, _) = with_registry("file_contains_what_would_be_printed", UTOPIA);
    for (args, file, format) in [
        (&["list"][..], "a.csv", Some("csv")),
        (&["list"], "a.TSV", Some("tsv")),
        (&["list"], "a.json", Some("json")),
        (&["list", "--lang", "ar"], "a.md", Some("md")),
        (&["list", "--lang", "ar"], "a.html", Some("html")),
        (&["list"], "a.htm", Some("html")),
        (&["list"], "a.txt", None),
        (&["list"], "csv", None),
        (&["count"], "b.txt", None),
        (&["count"], "b.json", Some("json")),
        (&["count", "--by", "region"], "c", None),
        (&["countries", "kosovo"], "d.csv", Some("csv")),
        (&["countries", "kosovo"], "d.txt", None),
        (&["show", "utopia"], "e.txt", None),
        (&["gaps", "--all"], "f.txt", None),
        (&["gaps", "--all"], "f.md", Some("md")),
        (&["gaps"], "f.json", Some("json")),
    ] {
        let format: Vec<&str> = format.iter().flat_map(|format| ["--format", format]).collect();
        let printed = run(&here, &[args, &format].concat());
        let written = run(&here, &[args, &["-o", file]].concat());
        assert_eq!(written.status.code(), Some(0), "{args:?}: {}", stderr(&written));
        assert_eq!(stdout(&written), "", "{args:?}");
        assert_eq!(text(&here.join(file)), stdout(&printed), "{args:?} {file}");
        assert_eq!(stderr(&written), format!("wrote {file}\n{}", stderr(&printed)), "{args:?} {file}");
        let quiet = run(&here, &[args, &["-q", "--output", file]].concat());
        let printed = run(&here, &[args, &format, &["-q"]].concat());
        assert_eq!(stderr(&quiet), stderr(&printed), "{args:?} {file}");
    }
    // A format that is given counts more than the ending, and `-` is standard output.
    let output = run(&here, &[&LIST[..], &["--format", "tsv"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(text(&here.join("networks.csv")), CSV.replace(',', "\t"));
    let output = run(&here, &["list", "--columns", "key,name", "--format", "csv", "-o", "-"]);
    assert_eq!((stdout(&output).as_str(), stderr(&output).as_str()), (CSV, ""));
}

#[test]
fn registry_is_never_replaced_by_a_result() {
    let (here, file) = with_registry("registry_is_never_replaced_by_a_result", UTOPIA);
    fs::create_dir(here.join("below")).expect("a folder");
    symlink("../registry.toml", here.join("below/link.csv")).expect("it is linked");
    fs::hard_link(&file, here.join("hard.csv")).expect("it is linked");
    let full = file.display().to_string();
    for path in ["registry.toml", "./below/../registry.toml", "below/link.csv", "hard.csv", &full] {
        for args in [
            &["list"][..],
            &["count"],
            &["show", "utopia"],
            &["countries"],
            &["gaps"],
            &["announce", "utopia"],
        ] {
            let output = run(&here, &[args, &["-o", path]].concat());
            assert_eq!(output.status.code(), Some(2), "{args:?} {path}");
            let said = format!("error: `{path}` is the registry; the result would replace it\n");
            assert!(stderr(&output).starts_with(&said), "{}", stderr(&output));
        }
    }
    // The registry can be standard input, or a file with another name.
    let stdin = fs::File::open(&file).expect("it opens");
    let mut command = netreg();
    let output = command.current_dir(&here).args(["list", "-f", "-", "-o", "registry.toml"]).stdin(stdin);
    assert_eq!(output.output().expect("it runs").status.code(), Some(2));
    fs::rename(&file, here.join("other.csv")).expect("it is moved");
    let output = run(&here, &["count", "-f", "other.csv", "-o", "other.csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(text(&here.join("other.csv")), UTOPIA);
}

#[test]
fn path_that_is_no_file_is_refused() {
    let (here, _) = with_registry("path_that_is_no_file_is_refused", UTOPIA);
    fs::create_dir(here.join("out")).expect("a folder");
    symlink("nowhere", here.join("broken")).expect("it is linked");
    let made = Command::new("mkfifo").arg(here.join("fifo")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of POSIX");
    for (path, said) in [
        ("out", "it is a folder\nhelp: give the path of a file in this folder\n"),
        ("no/where.csv", "there is no folder `no`\nhelp: create the folder first: `mkdir -p no`\n"),
        ("out/", "it is a folder\nhelp: give the path of a file in this folder\n"),
        (
            "broken",
            "it is a link to `nowhere`, which does not exist\nhelp: `-o nowhere` writes the file there\n",
        ),
        ("fifo", "not a regular file\nhelp: `-o -` writes to standard output\n"),
        ("/dev/null", "not a regular file\nhelp: `-o -` writes to standard output\n"),
        ("/dev/stdout", "not a regular file\nhelp: `-o -` writes to standard output\n"),
    ] {
        let output = run(&here, &["list", "-o", path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert_eq!(stderr(&output), format!("error: cannot write `{path}`: {said}"));
    }
    assert_eq!(names(&here), ["broken", "fifo", "out", "registry.toml"]);
    // A command that fails for another reason writes nothing.
    let output = run_on(b"", &["show", "ZMB", "-f", "-", "-o", &here.join("new").display().to_string()]);
    assert_eq!((output.status.code(), here.join("new").exists()), (Some(2), false));
}

#[test]
fn mode_and_link_of_a_result_are_kept() {
    let (here, _) = with_registry("mode_and_link_of_a_result_are_kept", UTOPIA);
    let elsewhere = folder("mode_and_link_of_a_result_are_kept_elsewhere");
    let real = elsewhere.join("real.csv");
    // The old text need not be UTF-8.
    fs::write(&real, b"\xff\xfe").expect("it is written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("its mode is set");
    symlink(&real, here.join("networks.csv")).expect("it is linked");
    let before = fs::metadata(&real).expect("it is there");
    let output = run(&here, &LIST);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::symlink_metadata(here.join("networks.csv")).expect("it is there").is_symlink());
    let after = fs::metadata(&real).expect("it is there");
    assert_eq!((text(&real).as_str(), after.mode()), (CSV, before.mode()));
    assert_ne!(after.ino(), before.ino(), "it was not replaced but overwritten");
    assert_eq!(names(&elsewhere), ["real.csv"]);
}

/// Makes a folder with a registry and an old result.
fn with_result(name: &str) -> std::path::PathBuf {
    let (here, _) = with_registry(name, UTOPIA);
    fs::write(here.join("networks.csv"), "old\n").expect("it is written");
    here
}

fn result(here: &Path) -> String {
    text(&here.join("networks.csv"))
}

#[test]
#[cfg(debug_assertions)]
fn killed_run_leaves_the_old_or_the_new_result() {
    for step in ["rendered", "locked", "made", "given", "written", "flushed", "renamed", "done"] {
        let here = with_result("killed_run_leaves_the_old_or_the_new_result");
        let output = at(&here, step, "kill -KILL $PPID", &LIST);
        assert_eq!(output.status.code(), None, "{step}: it was not killed");
        let is_new = step == "renamed" || step == "done";
        assert_eq!(result(&here), if is_new { CSV } else { "old\n" }, "{step}");
        let output = run(&here, &LIST);
        assert_eq!(output.status.code(), Some(0), "{step}: {}", stderr(&output));
        assert_eq!(result(&here), CSV, "{step}");
        assert_eq!(names(&here), ["networks.csv", "registry.toml"], "{step}");
    }
}

#[test]
fn limit_on_file_sizes_keeps_the_old_result() {
    let here = with_result("limit_on_file_sizes_keeps_the_old_result");
    let mut command = Command::new("sh");
    command.current_dir(&here).args(["-c", "ulimit -f 1 && exec \"$0\" countries -o networks.csv"]);
    let output = command.arg(netreg().get_program()).output().expect("sh starts");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let said = "error: cannot write `networks.csv`: the file would exceed the limit on file sizes; it is unchanged\n";
    assert!(stderr(&output).starts_with(said), "{}", stderr(&output));
    assert_eq!((result(&here).as_str(), names(&here).len()), ("old\n", 2));
}

#[test]
fn protected_result_is_refused() {
    let here = with_result("protected_result_is_refused");
    let file = here.join("networks.csv");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("its mode is set");
    fs::set_permissions(&here, fs::Permissions::from_mode(0o777)).expect("its mode is set");
    let Some(output) = support::users::as_nobody(&here, &LIST) else { return };
    assert_eq!(output.status.code(), Some(2));
    let said = "error: cannot write `networks.csv`: permission denied; it is unchanged\n";
    assert!(stderr(&output).starts_with(said), "{}", stderr(&output));
    assert_eq!(result(&here), "old\n");
}

#[test]
fn message_with_its_help_is_printed_in_one_write() {
    let (here, _) = with_registry("message_with_its_help_is_printed_in_one_write", UTOPIA);
    for (colour, label, help) in [
        ("never", "error: ", "\nhelp: "),
        ("always", "\u{1b}[1;31merror\u{1b}[0m: ", "\n\u{1b}[1;36mhelp\u{1b}[0m: "),
    ] {
        // A packet of such a socket is what was written at once.
        let (ours, theirs) = UnixDatagram::pair().expect("two sockets");
        let mut command = netreg();
        command.current_dir(&here).args(["count", "--of", "nothing", "--color", colour]);
        let status = command.stdout(Stdio::null()).stderr(OwnedFd::from(theirs)).status().expect("it runs");
        assert_eq!(status.code(), Some(2));
        let mut packet = [0; 4096];
        let length = ours.recv(&mut packet).expect("a packet");
        let message = String::from_utf8_lossy(&packet[..length]);
        assert!(
            message.starts_with(label) && message.contains(help) && message.ends_with('\n'),
            "{message:?}"
        );
    }
}
