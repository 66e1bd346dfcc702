//! Questions and messages on a terminal; `tests/conversation.rs` has the questions of `netreg add`. Ignored by default,
//! because it needs Python, whose `pty` is the terminal; `.ci/tools` runs it.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;

use support::git::Repository;
use support::{folder, netreg};

/// Runs a command on a terminal and types an answer whenever it waits at a question. Before it types an answer that
/// begins with `FILE=TEXT>`, it saves the text in the file, as an editor does meanwhile.
const TYPIST: &str = r"
import os, pty, sys
answers = sys.argv[1].split('|')
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
seen = b''
while True:
    try:
        read = os.read(terminal, 1024)
    except OSError:
        break
    if not read:
        break
    sys.stdout.buffer.write(read)
    seen += read
    # The label of a message may be read before the message.
    is_label = seen.endswith((b'note: ', b'help: ', b'error: ', b'warning: '))
    if seen.endswith((b': ', b'] ')) and not is_label and answers:
        seen = b''
        *saved, answer = answers.pop(0).split('>')
        for file, text in (one.split('=', 1) for one in saved):
            open(file, 'w').write(text)
        os.write(terminal, answer.encode() + b'\n')
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
";

/// Returns the exit code and the text on the terminal.
fn typed(here: &Path, answers: &str, args: &[&str]) -> (Option<i32>, String) {
    let binary = netreg();
    let mut command = std::process::Command::new("python3");
    command.current_dir(here).env("NO_COLOR", "1").args(["-c", TYPIST, answers]);
    let output = command.arg(binary.get_program()).args(args).output().expect("Python starts");
    let seen = String::from_utf8(output.stdout).expect("UTF-8").replace("\r\n", "\n");
    (output.status.code(), seen)
}

fn made(name: &str) -> std::path::PathBuf {
    let here = folder(name);
    fs::write(here.join("registry.toml"), "[registry]\nformat = 1\n").expect("it is written");
    here
}

#[test]
#[ignore = "needs Python"]
fn record_is_removed_only_after_confirmation() {
    let here = made("record_is_removed_only_after_confirmation");
    let file = here.join("registry.toml");
    let text = "[registry]\nformat = 1\n\n# mine\n[network.utopia]\nname = \"Utopia\"\n";
    fs::write(&file, text).expect("it is written");
    for no in ["n", "", "no", "yesterday"] {
        let (code, seen) = typed(&here, no, &["remove", "utopia"]);
        assert_eq!(code, Some(2), "{seen}");
        assert!(seen.contains("  # mine\n  [network.utopia]\n"), "{seen}");
        assert!(seen.contains("status=closed"), "{seen}");
        assert_eq!(fs::read_to_string(&file).expect("it is read"), text);
    }
    let (code, seen) = typed(&here, "", &["remove", "utopia", "--no-input"]);
    assert_eq!(code, Some(2), "{seen}");
    let (code, seen) = typed(&here, "Yes", &["remove", "utopia"]);
    assert_eq!(code, Some(0), "{seen}");
    assert_eq!(fs::read_to_string(&file).expect("it is read"), "[registry]\nformat = 1\n");
}

#[test]
#[ignore = "needs Python"]
fn only_a_network_can_be_closed_instead_of_removed() {
    let here = made("only_a_network_can_be_closed");
    let (code, seen) = typed(&here, "", &["add", "milestone.m", "title=M", "date=2020"]);
    assert_eq!(code, Some(0), "{seen}");
    let (code, seen) = typed(&here, "y", &["remove", "milestone.m"]);
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("Remove milestone.m?") && !seen.contains("status=closed"), "{seen}");
}

#[test]
#[ignore = "needs Python"]
fn person_is_told_that_there_are_no_problems() {
    let here = made("person_is_told_that_there_are_no_problems");
    let allow = "\n[[allow]]\nrule = \"NR301\"\nkey = \"network.utopia\"\nreason = \"no page yet\"\n";
    let text = format!("[registry]\nformat = 1\n{allow}\n[network.utopia]\nname = \"Utopia\"\n");
    fs::write(here.join("suppressed.toml"), text).expect("it is written");
    for (args, line) in [
        (&["validate"][..], "0 networks, no problems\n"),
        (&["validate", "suppressed.toml"], "1 network, no problems; 1 suppressed\n"),
        (
            &["validate", "registry.toml", "suppressed.toml"],
            "0 networks in registry.toml, no problems\n1 network in suppressed.toml, no problems; 1 suppressed\n",
        ),
        (&["fmt", "--check"], "0 networks, no problems with the layout\n"),
        (
            &["fmt", "--check", "registry.toml", "suppressed.toml"],
            "0 networks in registry.toml, no problems with the layout\n\
             1 network in suppressed.toml, no problems with the layout\n",
        ),
        (&["validate", "-q"], ""),
        (&["fmt", "--check", "-q"], ""),
        (&["fmt"], ""),
    ] {
        assert_eq!(typed(&here, "", args), (Some(0), line.to_owned()), "{args:?}");
    }
    // A program sees the exit code.
    for args in [["validate", "registry.toml"], ["fmt", "--check"]] {
        let output = support::run(&here, &args);
        assert_eq!((output.status.code(), support::stderr(&output)), (Some(0), String::new()), "{args:?}");
    }
    fs::write(here.join("registry.toml"), "[registry]\nformat=1\n").expect("it is written");
    for args in [["validate", "registry.toml"], ["fmt", "--check"]] {
        let (_, seen) = typed(&here, "", &args);
        assert!(!seen.contains("no problems"), "{args:?}: {seen}");
    }
}

#[test]
#[ignore = "needs Python"]
fn text_of_several_records_is_replaced_only_after_confirmation() {
    let here = made("text_of_several_records_is_replaced_only_after_confirmation");
    let file = here.join("registry.toml");
    let network = |key: &str, name: &str| {
        format!(
            "\n[network.{key}]\nname = \"{name}\"\ncoordinator = \"IOM\"\n\
             sources = [\"https://example.org/1\", \"https://example.org/2\"]\nverified = 2021-06-30\n"
        )
    };
    let text = format!(
        "[registry]\nformat = 1\n{}{}",
        network("ATA", "Antarctica"),
        network("BVT", "Bouvet Island")
    );
    for (asks, args) in [
        (Some("This replaces or removes text in 2 records."), &["ATA", "BVT", "coordinator=ILO"][..]),
        (Some("This replaces or removes text in 2 records."), &["ATA", "BVT", "coordinator="]),
        (
            Some("This replaces or removes text in 2 records."),
            &["ATA", "BVT", "sources=https://example.org/1"],
        ),
        (Some("This leaves ATA without `sources`."), &["ATA", "sources="]),
        (
            Some("This leaves BVT without `sources`."),
            &["BVT", "sources-=https://example.org/1", "sources-=https://example.org/2"],
        ),
        (
            Some(
                "This makes the facts of Antarctica (ATA) those of Heard Island and McDonald Islands (HMD).",
            ),
            &["ATA", "key=HMD"],
        ),
        // One record, what is not a text, what is added, and what is named.
        (None, &["ATA", "coordinator=ILO"]),
        (None, &["ATA", "BVT", "verified=2022-01-31"]),
        (None, &["ATA", "BVT", "sources+=https://example.org/3", "note=x", "chairs=IOM"]),
        (None, &["ATA", "BVT", "sources-=https://example.org/1"]),
        (None, &["ATA", "BVT", "coordinator=IOM"]),
        (None, &["ATA", "key=far-south"]),
        (None, &["ATA", "key=HMD", "--yes"]),
        (None, &["ATA", "BVT", "sources=", "--dry-run"]),
        (None, &["ATA", "BVT", "sources=", "--no-input"]),
    ] {
        let args = [&["set"], args].concat();
        fs::write(&file, &text).expect("it is written");
        let (code, seen) = typed(&here, "n", &args);
        assert_eq!(code, Some(if asks.is_some() { 2 } else { 0 }), "{args:?} {seen}");
        let Some(question) = asks else {
            assert!(!seen.contains("Go on?"), "{args:?} {seen}");
            continue;
        };
        let shown = seen.split_once(&format!("{question} Go on? [y/N] "));
        assert!(shown.is_some_and(|(shown, _)| shown.contains(" → ")), "{args:?} {seen}");
        assert!(seen.ends_with("note: nothing was changed\n"), "{args:?} {seen}");
        assert_eq!(fs::read_to_string(&file).expect("it is read"), text, "{args:?}");
        let (code, seen) = typed(&here, "y", &args);
        assert_eq!((code, seen.matches(" → ").count()), (Some(0), shown_once(&seen)), "{args:?} {seen}");
        assert_ne!(fs::read_to_string(&file).expect("it is read"), text, "{args:?}");
    }
    // Elsewhere, the record of one country never becomes another's.
    fs::write(&file, &text).expect("it is written");
    let (code, seen) = typed(&here, "", &["set", "ATA", "key=HMD", "--no-input"]);
    assert_eq!(code, Some(2), "{seen}");
    assert!(seen.contains("`netreg set ATA key=HMD --yes`"), "{seen}");
}

/// Returns how many values are shown before the question.
fn shown_once(seen: &str) -> usize {
    seen.split(" Go on?").next().unwrap_or_default().matches(" → ").count()
}

#[test]
#[ignore = "needs Python"]
fn record_that_an_editor_changes_during_the_question_is_not_overwritten() {
    let here = made("record_that_an_editor_changes_during_the_question");
    let record = |fields: &str| {
        format!(
            "[registry]\nformat = 1\n\n[network.ATA]\nname = \"Antarctica\"\n{fields}sources = [\"https://example.org/\"]\n"
        )
    };
    let file = here.join("registry.toml");
    for (args, added) in [
        (&["set", "ATA", "sources="][..], "note = \"new\"\n"),
        (&["set", "ATA", "key=BVT"], "coordinator = \"X\" # important\n"),
    ] {
        fs::write(&file, record("")).expect("it is written");
        let (code, seen) = typed(&here, &format!("registry.toml={}>y", record(added)), args);
        assert_eq!(code, Some(2), "{seen}");
        assert!(seen.contains("the registry was changed meanwhile; nothing was written"), "{seen}");
        assert_eq!(fs::read_to_string(&file).expect("it is read"), record(added));
    }
    fs::write(&file, record("")).expect("it is written");
    assert_eq!(typed(&here, "y", &["set", "ATA", "key=BVT"]).0, Some(0));
}

#[test]
#[ignore = "needs Python"]
fn log_of_a_file_that_no_commit_has_says_so_once() {
    let repository = Repository::new("log_of_a_file_that_no_commit_has");
    repository.git(&["commit", "--quiet", "--allow-empty", "--message", "nothing"]);
    repository.write("registry.toml", "[registry]\nformat = 1\n");
    let (code, seen) = typed(&repository.0, "", &["log"]);
    assert_eq!((code, seen.as_str()), (Some(0), "note: `registry.toml` is not in any commit yet\n"));
}

#[test]
#[ignore = "needs Python"]
#[cfg(feature = "xlsx")]
fn bytes_of_a_workbook_are_not_for_a_terminal() {
    let here = made("bytes_of_a_workbook_are_not_for_a_terminal");
    let refused =
        "error: a workbook cannot be shown in a terminal\nhelp: write it into a file: `-o networks.xlsx`\n";
    for args in [&["list", "--format", "xlsx"][..], &["countries", "--format", "xlsx", "-o", "-"]] {
        assert_eq!(typed(&here, "", args), (Some(2), refused.to_owned()), "{args:?}");
    }
}
