//! `netreg add` by conversation, on a terminal. Ignored by default, because it needs Python, whose `pty` is the
//! terminal; `.ci/tools` runs it. `tests/terminal.rs` has the questions of other commands.
#![cfg(unix)]

mod support;

use std::path::PathBuf;
use std::process::Command;

use support::{netreg, stderr, stdout, text, with_registry};

/// Runs a command on a terminal of some columns. Whenever what it waits for is on the terminal, it types keys or, after
/// `!`, runs a command of the shell. Ends with the exit code of the command.
const TYPIST: &str = r"
import fcntl, os, pty, re, select, signal, struct, subprocess, sys, termios, time
at = sys.argv.index('--')
columns, steps, command = int(sys.argv[1]), sys.argv[2:at], sys.argv[at + 1:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, columns, 0, 0))
    os.execvp(command[0], command)
seen, start, deadline = b'', 0, time.time() + 60
def fail(why):
    os.kill(child, signal.SIGKILL)
    sys.exit(f'{why}; on the terminal was: {seen[-2000:]!r}')
def step(keys):
    'Reads what is there, and types what there is room for; None at the end.'
    global seen
    if time.time() > deadline:
        fail('it takes too long')
    readable, writable, _ = select.select([terminal], [terminal] if keys else [], [], 1)
    if readable:
        try:
            read = os.read(terminal, 65536)
        except OSError:
            read = b''
        if not read:
            return None
        seen += read
    return keys[os.write(terminal, keys[:512]):] if writable else keys
def find(text):
    return re.sub(rb'\x1b\[[0-9;?]*[a-zA-Z]', b'', seen).find(text, start)
for wait, keys in zip(map(os.fsencode, steps[::2]), steps[1::2]):
    while find(wait) < 0:
        if step(b'') is None:
            fail(f'{wait} did not come')
    start = find(wait) + len(wait)
    if keys.startswith('!'):
        subprocess.run(keys[1:], shell=True, check=True)
        continue
    keys = os.fsencode(keys)
    while keys:
        keys = step(keys)
while step(b'') is not None:
    pass
sys.stdout.buffer.write(seen)
sys.stdout.flush()
os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 255)
";

const REGISTRY: &str = "\
[registry]
format = 1
since = 2018-12-19

[network.ATA]
name = \"Antarctica\"
coordinator = \"Penguin Council\"
sources = [\"https://example.org/ata\"]
";

const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";

/// A terminal with a registry, and what is run on it.
struct Terminal {
    here: PathBuf,
    file: PathBuf,
    kind: &'static str,
    columns: u16,
}

impl Terminal {
    fn new(test: &str) -> Self {
        let (here, file) = with_registry(test, REGISTRY);
        Self { here, file, kind: "xterm", columns: 80 }
    }

    /// Runs a command; returns its exit code and the text on the terminal, escape sequences included.
    fn raw(&self, steps: &[(&str, &str)], args: &[&str]) -> (i32, String) {
        let mut command = Command::new("python3");
        for (variable, _) in netreg().get_envs() {
            command.env_remove(variable);
        }
        command.current_dir(&self.here).env("TERM", self.kind).args([
            "-c",
            TYPIST,
            &self.columns.to_string(),
        ]);
        command.args(steps.iter().flat_map(|(wait, keys)| [*wait, *keys])).arg("--").args(args);
        let output = command.output().expect("Python starts");
        assert_eq!(stderr(&output), "");
        (output.status.code().expect("a code"), stdout(&output).replace("\r\n", "\n"))
    }

    /// Runs netreg; returns its exit code and the text on the terminal.
    fn typed(&self, steps: &[(&str, &str)], args: &[&str]) -> (i32, String) {
        let (code, seen) = self.raw(steps, &[&[program().as_str(), "--today=2026-06-15"], args].concat());
        (code, stripped(&seen))
    }

    /// Runs a line of the shell with netreg as `$0`.
    fn shell(&self, steps: &[(&str, &str)], line: &str) -> (i32, String) {
        let (code, seen) = self.raw(steps, &["sh", "-c", line, &program()]);
        (code, stripped(&seen))
    }

    fn text(&self) -> String {
        text(&self.file)
    }

    fn is_untouched(&self) -> bool {
        self.text() == REGISTRY
    }
}

fn program() -> String {
    netreg().get_program().to_str().expect("UTF-8").to_owned()
}

/// Returns what is on a terminal without the sequences that control it.
fn stripped(seen: &str) -> String {
    anstream::adapter::strip_str(seen).to_string().replace("\n\r", "\n")
}

fn added(lines: &str) -> String {
    format!("{REGISTRY}\n{lines}")
}

#[test]
#[ignore = "needs Python"]
fn record_is_asked_for_shown_and_written() {
    let terminal = Terminal::new("record_is_asked_for_shown_and_written");
    let steps = [
        ("Country: ", "Замб\t"),
        ("Замбия", "\r"),
        ("Established: ", "2021-06\r"),
        ("Source: ", "\t"),
        ("https://", "example.org/zmb\r"),
        ("Coordinator: ", "unhc\t"),
        ("UNHCR", "\r"),
        ("[y/n] ", "y\r"),
    ];
    let (code, seen) = terminal.typed(&steps, &["add"]);
    assert_eq!(code, 0, "{seen}");
    assert_eq!(seen.matches("`<` goes back").count(), 1, "{seen}");
    assert!(seen.contains("note: adding Zambia (ZMB)\n"), "{seen}");
    let record = "[network.ZMB]\nname = \"Zambia\"\nestablished = \"2021-06\"\ncoordinator = \"UNHCR\"\n\
        sources = [\"https://example.org/zmb\"]\n";
    let shown = format!("  {}\n", record.trim_end().replace('\n', "\n  "));
    assert!(seen.contains(&(shown + "Write this to registry.toml? [y/n]")), "{seen}");
    assert_eq!(terminal.text(), added(record));
}

#[test]
#[ignore = "needs Python"]
fn tab_completes_a_name_in_any_language() {
    let terminal = Terminal::new("tab_completes_a_name_in_any_language");
    for (typed, name, country) in [
        ("زامب", "زامبيا", "Zambia (ZMB)"),
        ("Allem", "Allemagne", "Germany (DEU)"),
        ("cote d'i", "cote d'ivoire", "Côte d’Ivoire (CIV)"),
        ("赞", "赞比亚", "Zambia (ZMB)"),
        ("DEU", "Germany", "Germany (DEU)"),
    ] {
        let steps = [("Country: ", &*format!("{typed}\t")), (name, "\r"), ("Established: ", CTRL_C)];
        let (code, seen) = terminal.typed(&steps, &["add"]);
        assert_eq!(code, 130, "{seen}");
        assert!(seen.contains(&format!("note: adding {country}\n")), "{typed}: {seen}");
    }
    // Several are listed, and nothing is chosen.
    let steps = [
        ("Country: ", "Korea\t"),
        ("Democratic People's Republic of Korea (PRK)", ""),
        ("Country: ", "\r"),
        ("`Korea` can mean several countries", ""),
        ("Country: ", CTRL_C),
    ];
    let (code, seen) = terminal.typed(&steps, &["add"]);
    assert_eq!(code, 130, "{seen}");
    assert!(!seen.contains("adding"), "{seen}");
    // A name is never matched by likeness.
    let steps = [("Country: ", "Zamb\r"), ("did you mean `ZMB` (Zambia)?", ""), ("Country: ", CTRL_C)];
    assert_eq!(terminal.typed(&steps, &["add"]).0, 130);
    assert!(terminal.is_untouched());
}

#[test]
#[ignore = "needs Python"]
fn wrong_answer_is_explained_and_corrected() {
    let terminal = Terminal::new("wrong_answer_is_explained_and_corrected");
    let steps = [
        ("Established: ", "14/10/2021\r"),
        // A rule of the registry, which is about the date alone, and one about today.
        ("did you mean `2021-10-14`?", ""),
        ("Established: ", "1999\r"),
        ("`1999` is before 2018-12-19", ""),
        ("Established: ", "2030\r"),
        ("`2030` is in the future", ""),
        ("help: correct the answer, or leave it empty", ""),
        // The key Up brings back the wrong answer.
        ("Established: ", "\x1b[A\x7f\x7f21\r"),
        ("Source: ", "http://example.org\r"),
        ("is not an https address", ""),
        ("Source: ", "\x1b[A\x01\x06\x06\x06\x06s\r"),
        ("Coordinator: ", "\r"),
        ("[y/n] ", "y\r"),
    ];
    let (code, seen) = terminal.typed(&steps, &["add", "ZMB"]);
    assert_eq!(code, 0, "{seen}");
    assert_eq!(
        terminal.text(),
        added(
            "[network.ZMB]\nname = \"Zambia\"\nestablished = \"2021\"\nsources = [\"https://example.org\"]\n"
        )
    );
}

#[test]
#[ignore = "needs Python"]
fn less_than_goes_back_and_answers_stay() {
    let steps = [
        ("Country: ", "<\r"),
        ("this is the first question", ""),
        ("Country: ", "zambia\r"),
        ("Established: ", "2021\r"),
        ("Source: ", "https://example.org/\r"),
        ("Coordinator: ", "<\r"),
        ("`https://example.org/`: Enter keeps it, `-` leaves it out", ""),
        ("Source: ", "\r"),
        ("Coordinator: ", "IOM\r"),
        // From the last question to the first.
        ("[y/n] ", "<\r"),
        ("`IOM`: Enter keeps it", ""),
        ("Coordinator: ", "-\r"),
        ("[y/n] ", "<\r"),
        ("Coordinator: ", "<\r"),
        ("Source: ", "<\r"),
        ("Established: ", "<\r"),
        ("`zambia`: Enter keeps it\r\n", ""),
        ("Country: ", "malawi\r"),
        ("`2021`: Enter keeps it", ""),
        ("Established: ", "2021-06\r"),
        ("Source: ", "-\r"),
        ("Coordinator: ", "\r"),
        ("[y/n] ", "y\r"),
    ];
    for kind in ["xterm", "dumb"] {
        let terminal = Terminal { kind, ..Terminal::new("less_than_goes_back_and_answers_stay") };
        let (code, seen) = terminal.typed(&steps, &["add"]);
        assert_eq!(code, 0, "{kind}: {seen}");
        let record = "[network.MWI]\nname = \"Malawi\"\nestablished = \"2021-06\"\n";
        assert_eq!(terminal.text(), added(record), "{kind}");
    }
}

#[test]
#[ignore = "needs Python"]
fn each_question_can_be_cancelled() {
    let answers = [
        ("Country: ", "zambia\r"),
        ("Established: ", "2021\r"),
        ("Source: ", "\r"),
        ("Coordinator: ", "\r"),
        ("[y/n] ", "y\r"),
    ];
    for kind in ["xterm", "dumb"] {
        let terminal = Terminal { kind, ..Terminal::new("each_question_can_be_cancelled") };
        for at in 0..answers.len() {
            for (key, code, said) in [
                (CTRL_C, 130, "error: interrupted; nothing was written\n"),
                (CTRL_D, 2, "error: no answer; nothing was written\n"),
            ] {
                let steps = [&answers[..at], &[(answers[at].0, key)]].concat();
                let (found, seen) = terminal.typed(&steps, &["add"]);
                assert_eq!(found, code, "{kind} {at}: {seen}");
                assert!(seen.ends_with(said), "{kind} {at}: {seen}");
                assert!(terminal.is_untouched(), "{kind} {at}");
            }
        }
    }
}

#[test]
#[ignore = "needs Python"]
fn questions_of_other_commands_can_be_cancelled() {
    let terminal = Terminal::new("questions_of_other_commands_can_be_cancelled");
    for args in [&["remove", "ATA"][..], &["set", "ATA", "sources="]] {
        for (key, code) in [(CTRL_C, 130), (CTRL_D, 2)] {
            let (found, seen) = terminal.typed(&[("[y/N] ", key)], args);
            assert_eq!(found, code, "{seen}");
            assert!(seen.ends_with("nothing was written\n"), "{seen}");
            assert!(terminal.is_untouched());
        }
    }
}

#[test]
#[ignore = "needs Python"]
fn only_a_yes_writes() {
    let terminal = Terminal::new("only_a_yes_writes");
    let answers = [("Established: ", "\r"), ("Source: ", "\r"), ("Coordinator: ", "\r")];
    let last = [
        ("[y/n] ", "\r"),
        ("`y` writes the record, `n` leaves", ""),
        ("[y/n] ", "perhaps\r"),
        ("`y` writes the record, `n` leaves", ""),
        ("[y/n] ", "n\r"),
    ];
    let (code, seen) = terminal.typed(&[&answers[..], &last].concat(), &["add", "ZMB"]);
    assert_eq!(code, 2, "{seen}");
    assert!(seen.ends_with("note: nothing was written\n"), "{seen}");
    assert!(terminal.is_untouched());
    let (code, seen) = terminal.typed(&[&answers[..], &[("[y/n] ", "Yes\r")]].concat(), &["add", "ZMB"]);
    assert_eq!(code, 0, "{seen}");
    assert_eq!(terminal.text(), added("[network.ZMB]\nname = \"Zambia\"\n"));
}

#[test]
#[ignore = "needs Python"]
fn country_that_is_there_is_shown_and_asked_for_again() {
    let terminal = Terminal::new("country_that_is_there_is_shown");
    let steps = [
        ("Country: ", "ata\r"),
        ("Penguin Council", ""),
        ("`ATA` is in the registry already", ""),
        ("Country: ", "\r"),
        ("no country given", ""),
        ("Country: ", CTRL_C),
    ];
    let (code, seen) = terminal.typed(&steps, &["add"]);
    assert_eq!(code, 130, "{seen}");
    let (code, seen) = terminal.typed(&[], &["add", "ATA"]);
    assert_eq!(code, 1, "{seen}");
    assert!(!seen.contains("Established:"), "{seen}");
    assert!(terminal.is_untouched());
}

#[test]
#[ignore = "needs Python"]
fn only_what_is_missing_is_asked_for() {
    for (args, steps) in [
        (&["add", "ZMB", "--date", "2021"][..], &["Source: ", "Coordinator: ", "[y/n] "][..]),
        (&["add", "ZMB", "--known-by", "2021", "sources=https://example.org/"], &["Coordinator: ", "[y/n] "]),
        (&["add", "ZMB", "--status", "planned"], &["Source: ", "Coordinator: ", "[y/n] "]),
        (
            &["add", "ZMB", "MWI", "--source", "https://example.org/"],
            &["Established (each of ZMB, MWI): ", "Coordinator (each of ZMB, MWI): ", "[y/n] "],
        ),
        (
            &["add", "--key", "far-south", "Far South", "--coordinator", "IOM"],
            &["Established: ", "Source: ", "[y/n] "],
        ),
        (
            &["add", "--name", "Zambia", "--date", "2021"],
            &["Country: ", "Source: ", "Coordinator: ", "[y/n] "],
        ),
        (&["add", "ZMB", "--dry-run"], &["Established: ", "Source: ", "Coordinator: "]),
        (&["add", "ZMB", "--no-input"], &[]),
        (&["add", "ZMB", "--date", "2021", "--source", "https://example.org/", "--coordinator", "IOM"], &[]),
        (&["add", "milestone.m", "title=M", "date=2020"], &[]),
    ] {
        let terminal = Terminal::new("only_what_is_missing_is_asked_for");
        let answers = [("[y/n] ", "y\r"), ("Country: ", "zambia\r")];
        let answer = |wait: &&'static str| {
            (*wait, answers.iter().find(|(label, _)| label == wait).map_or("\r", |(_, answer)| *answer))
        };
        let steps: Vec<_> = steps.iter().map(answer).collect();
        let (code, seen) = terminal.typed(&steps, args);
        assert_eq!(code, 0, "{args:?}: {seen}");
        let has = |label: &str| steps.iter().any(|(wait, _)| wait.starts_with(label));
        for label in ["Country", "Established", "Source", "Coordinator"] {
            let is_asked = seen.contains(&format!("{label}: ")) || seen.contains(&format!("{label} (each"));
            assert_eq!(is_asked, has(label), "{args:?} {label}: {seen}");
        }
        assert_eq!(seen.contains("[y/n]"), has("[y/n]"), "{args:?}: {seen}");
        assert_eq!(terminal.is_untouched(), args.contains(&"--dry-run"), "{args:?}");
    }
}

#[test]
#[ignore = "needs Python"]
fn nothing_is_asked_without_a_terminal() {
    let terminal = Terminal::new("nothing_is_asked_without_a_terminal");
    for line in [
        "\"$0\" add --no-input",
        "\"$0\" add </dev/null",
        "\"$0\" add 2>said; code=$?; cat said; exit $code",
        "\"$0\" add -f - <registry.toml",
    ] {
        let (code, seen) = terminal.shell(&[], line);
        assert_eq!(code, 2, "{line}: {seen}");
        let said = "error: no country given\nhelp: for example `netreg add Zambia --date 2021-06`\n";
        assert_eq!(seen, said, "{line}");
    }
    let (code, seen) = terminal.shell(&[], "\"$0\" -q add -f - ZMB <registry.toml");
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("[network.ZMB]") && !seen.contains("Established"), "{seen}");
    assert!(terminal.is_untouched());
}

#[test]
#[ignore = "needs Python"]
fn questions_are_not_in_the_result() {
    for kind in ["xterm", "dumb"] {
        let terminal = Terminal { kind, ..Terminal::new("questions_are_not_in_the_result") };
        let steps = [
            ("Country: ", "zambia\r"),
            ("Established: ", "\r"),
            ("Source: ", "\r"),
            ("Coordinator: ", "\r"),
            ("[y/n] ", "y\r"),
        ];
        let (code, seen) = terminal.shell(&steps, "\"$0\" add >out");
        assert_eq!(code, 0, "{seen}");
        assert_eq!(text(&terminal.here.join("out")), "", "{kind}");
        assert_eq!(terminal.text(), added("[network.ZMB]\nname = \"Zambia\"\n"));
    }
}

#[test]
#[ignore = "needs Python"]
fn file_is_not_locked_during_the_questions() {
    let terminal = Terminal::new("file_is_not_locked_during_the_questions");
    let other = format!(
        "!cd '{}' && '{}' -q set ATA note=meanwhile >/dev/null 2>&1",
        terminal.here.display(),
        program()
    );
    let steps = [
        ("Established: ", &*other),
        ("", "2021\r"),
        ("Source: ", "\r"),
        ("Coordinator: ", "\r"),
        ("[y/n] ", "y\r"),
    ];
    let (code, seen) = terminal.typed(&steps, &["add", "ZMB"]);
    assert_eq!(code, 0, "{seen}");
    let expected = format!(
        "{REGISTRY}note = \"meanwhile\"\n\n[network.ZMB]\nname = \"Zambia\"\nestablished = \"2021\"\n"
    );
    assert_eq!(terminal.text(), expected);
    // Another writer has added the same network.
    let terminal = Terminal::new("file_is_not_locked_during_the_questions");
    let other = format!("!'{}' -q add ZMB --no-input >/dev/null 2>&1", program());
    let steps = [
        ("Established: ", &*other),
        ("", "\r"),
        ("Source: ", "\r"),
        ("Coordinator: ", "\r"),
        ("[y/n] ", "y\r"),
    ];
    let (code, seen) = terminal.typed(&steps, &["add", "ZMB"]);
    assert_eq!(code, 1, "{seen}");
    assert!(seen.contains("`ZMB` is in the registry already; nothing was written"), "{seen}");
    assert_eq!(terminal.text(), added("[network.ZMB]\nname = \"Zambia\"\n"));
}

#[test]
#[ignore = "needs Python"]
fn whatever_is_typed_controls_nothing() {
    let paste = |text: &str| format!("\x1b[200~{text}\x1b[201~");
    let long = "x".repeat(100_000);
    let terminal = Terminal::new("whatever_is_typed_controls_nothing");
    let steps = [
        ("Country: ", &*(paste("Zambia\nMalawi") + "\r")),
        ("the answer has several lines", ""),
        ("Country: ", &*(paste(&long) + "\r")),
        ("the answer has 100000 characters", ""),
        ("Country: ", &*(paste("Zambia\r\n") + "\r")),
        ("Established: ", "2021\x16\x1b]0;title\x16\x07\r"),
        ("a character that cannot be seen, U+001B", ""),
        ("Established: ", "\r"),
        ("Source: ", "https://example.org/\u{202e}gro\r"),
        ("a character that cannot be seen, U+202E", ""),
        ("Source: ", &*(paste("https://example.org/\x1b[2J\x1b]0;title\x07") + "\r")),
        ("a character that cannot be seen, U+0007", ""),
        ("Source: ", "\r"),
        ("Coordinator: ", "国際移住機関 e\u{301} \"\\ 'x\r"),
        ("[y/n] ", "y\r"),
    ];
    let (code, seen) = terminal.raw(&steps, &[&program(), "--today=2026-06-15", "add"]);
    assert_eq!(code, 0, "{seen}");
    for hostile in ["\x1b]", "\x1b[2J", "\u{202e}"] {
        assert!(!seen.contains(hostile), "{hostile:?}");
    }
    assert_eq!(
        terminal.text(),
        added("[network.ZMB]\nname = \"Zambia\"\ncoordinator = \"国際移住機関 e\u{301} \\\"\\\\ 'x\"\n")
    );
}

#[test]
#[ignore = "needs Python"]
fn questions_fit_a_narrow_terminal() {
    for kind in ["xterm", "dumb"] {
        let terminal = Terminal { kind, columns: 40, ..Terminal::new("questions_fit_a_narrow_terminal") };
        let steps = [
            ("Country: ", "Atlantis\r"),
            ("Country: ", "zambia\r"),
            ("Established: ", "soon\r"),
            ("Established: ", "2021\r"),
            ("Source: ", "\r"),
            ("Coordinator: ", "\r"),
            ("[y/n] ", "y\r"),
        ];
        let (code, seen) = terminal.typed(&steps, &["-q", "add"]);
        assert_eq!(code, 0, "{seen}");
        for line in seen.lines() {
            // What is typed is echoed after the last carriage return.
            let line = line.rsplit('\r').next().unwrap_or_default();
            let is_message = line.starts_with("warning") || line.starts_with("help");
            assert!(is_message || line.chars().count() <= 40, "{line:?}: {seen}");
        }
    }
}

#[test]
#[ignore = "needs Python"]
fn questions_have_colour_where_it_is_wanted() {
    let terminal = Terminal::new("questions_have_colour_where_it_is_wanted");
    let dumb = Terminal { kind: "dumb", ..Terminal::new("questions_have_no_colour_on_a_dumb_terminal") };
    for (terminal, line, has_colour) in [
        (&terminal, "exec \"$0\" add", true),
        (&terminal, "exec env NO_COLOR=1 \"$0\" add", false),
        (&terminal, "exec \"$0\" add --color never", false),
        (&terminal, "exec env NO_COLOR=1 \"$0\" add --color always", true),
        (&dumb, "exec \"$0\" add", false),
    ] {
        let steps = [("Country: ", "zambia\r"), ("Established: ", CTRL_C)];
        let (code, seen) = terminal.raw(&steps, &["sh", "-c", line, &program()]);
        assert_eq!(code, 130, "{line}: {seen}");
        assert_eq!(
            seen.contains("\x1b[1mCountry: \x1b[0m") || seen.contains("\x1b[1mCountry:\x1b[0m"),
            has_colour,
            "{line}: {seen:?}"
        );
        assert_eq!(seen.contains("\x1b[1;31merror"), has_colour, "{line}: {seen:?}");
    }
}

#[test]
#[ignore = "needs Python"]
fn registry_that_cannot_be_changed_is_reported_before_the_next_question() {
    let terminal = Terminal::new("registry_that_cannot_be_changed_is_reported");
    let broken = format!("{REGISTRY}<<<<<<< ours\n[network.MWI]\n=======\n>>>>>>> theirs\n");
    std::fs::write(&terminal.file, &broken).expect("it is written");
    let (code, seen) = terminal.typed(&[], &["add", "ZMB"]);
    assert_eq!(code, 2, "{seen}");
    assert!(seen.contains("unresolved merge conflict") && !seen.contains("Established"), "{seen}");
    let (code, seen) = terminal.typed(&[("Country: ", "zambia\r")], &["add"]);
    assert_eq!(code, 2, "{seen}");
    assert_eq!(terminal.text(), broken);
}
