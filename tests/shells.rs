//! Completion in the shells themselves, on a terminal: what is on the line after Tab. Ignored by default, because it
//! needs Python, whose `pty` is the terminal, and the shells; `.ci/tools` runs it. A shell that is not there is skipped.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{folder, netreg, run, skipped, stderr, stdout};

/// Types lines into a shell, each when the prompt is there, and prints what is on the terminal. The function `netreg` of
/// the shell prints its arguments, and `END`.
const TYPIST: &str = r"
import fcntl, os, pty, select, struct, sys, termios, time
at = sys.argv.index('--')
lines, shell = sys.argv[1:at], sys.argv[at + 1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(shell[0], shell)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
seen = b''
def wait(text, start):
    global seen
    end = time.time() + 20
    while text not in seen[start:]:
        if time.time() > end:
            sys.exit(seen.decode(errors='replace') + '\n' + text.decode() + ' did not come')
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65536)
    return seen.index(text, start)
at = 0
for line in lines:
    at = wait(b'ready>', at)
    # A shell that has written its prompt may not read yet.
    time.sleep(0.2)
    start = len(seen)
    os.write(terminal, line.encode())
    at = wait(b':END', start)
os.close(terminal)
sys.stdout.buffer.write(seen)
";

const REGISTRY: &str = "\
[registry]
format = 1

[denominator.islands]
title = \"Islands\"
value = 2

[milestone.imrf-2022]
title = \"First forum\"
date = 2022-05-17

[network.ALA]
name = \"Åland Islands\"

[network.ATA]
name = \"Antarctica\"

[network.HMD]
name = \"Heard Island and McDonald Islands\"

[network.hostile]
name = \"Hostile\"
members = ['$(touch x); `touch x` \"b\" a!b \\n * & {a,b} ~ #']
";

/// Lines that are typed, each with the arguments that the shell gives to netreg.
const LINES: [(&str, &str); 18] = [
    ("netreg set ATA sta\tcl\t\r", "[set][ATA][status=closed]"),
    ("netreg set ATA status=pl\t\r", "[set][ATA][status=planned]"),
    ("netreg set ATA chairs+=UNHC\tverif\tto\t\r", "[set][ATA][chairs+=UNHCR][verified=today]"),
    ("netreg show Ant\t\r", "[show][Antarctica]"),
    ("netreg show ant\t\r", "[show][antarctica]"),
    ("netreg count --of is\t\r", "[count][--of][islands]"),
    ("netreg count --of=is\t\r", "[count][--of=islands]"),
    ("netreg show Hea\t\r", "[show][Heard Island and McDonald Islands]"),
    ("netreg show Heard\\ Isl\t\r", "[show][Heard Island and McDonald Islands]"),
    ("netreg show 'Heard Isl\t\r", "[show][Heard Island and McDonald Islands]"),
    ("netreg show \"Heard Isl\t\r", "[show][Heard Island and McDonald Islands]"),
    ("netreg show Åla\t\r", "[show][Åland Islands]"),
    ("netreg set ATA \"coordinator=UNHC\t\r", "[set][ATA][coordinator=UNHCR]"),
    ("netreg set ATA coordinator=\"UNHC\t\r", "[set][ATA][coordinator=UNHCR]"),
    ("netreg list --where 'established<im\t\r", "[list][--where][established<imrf-2022]"),
    ("netreg -f script set ATA website=http\tx\r", "[-f][script][set][ATA][website=https://x]"),
    (
        "netreg set hostile members-=\t\r",
        "[set][hostile][members-=$(touch x); `touch x` \"b\" a!b \\n * & {a,b} ~ #]",
    ),
    ("netreg valid\t--expl\tNR301\t\r", "[validate][--explain][NR301]"),
];

/// Returns `true` if a shell is there; if not, says so.
fn is_there(shell: &str) -> bool {
    let is_there = Command::new("sh").args(["-c", "command -v \"$0\" >/dev/null", shell]).status();
    let is_there = is_there.is_ok_and(|status| status.success());
    if !is_there {
        skipped(&format!("completion in {shell}, which is not installed"));
    }
    is_there
}

/// Makes a folder with a registry and the script for a shell; returns both paths.
fn made(test: &str, shell: &str) -> (PathBuf, PathBuf) {
    let here = folder(test);
    fs::write(here.join("registry.toml"), REGISTRY).expect("it is written");
    let script = here.join("script");
    fs::write(&script, stdout(&run(&here, &["generate", "completions", shell]))).expect("it is written");
    (here, script)
}

/// Returns what is on the terminal after these lines are typed.
fn typed<'l>(here: &Path, lines: impl IntoIterator<Item = &'l str>, shell: &[&str]) -> String {
    let mut command = Command::new("python3");
    for (variable, _) in netreg().get_envs() {
        command.env_remove(variable);
    }
    command.current_dir(here).env("HOME", here).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
    command.env_remove("XDG_CONFIG_HOME").env_remove("ZDOTDIR").env_remove("INPUTRC");
    let output =
        command.args(["-c", TYPIST]).args(lines).arg("--").args(shell).output().expect("Python starts");
    assert!(output.status.success(), "{shell:?}: {}", stderr(&output));
    stdout(&output)
}

/// Returns the arguments of each command that was run.
fn arguments(seen: &str) -> Vec<&str> {
    let parts = seen.split("ARGS:").skip(1);
    parts.map(|part| part.split(":END").next().unwrap_or_default()).collect()
}

fn all_lines_are_completed(here: &Path, shell: &[&str]) {
    let seen = typed(here, LINES.map(|(line, _)| line), shell);
    let found = arguments(&seen);
    for (at, (line, expected)) in LINES.into_iter().enumerate() {
        assert_eq!(found.get(at), Some(&expected), "{shell:?} {line:?}: {seen}");
    }
    assert!(!here.join("x").exists(), "{shell:?} has run what is in the registry");
}

/// The function that stands for netreg in bash and zsh.
const FUNCTION: &str = "netreg() { printf 'ARGS:'; printf '[%s]' \"$@\"; echo ':END'; }\n";

/// Writes a file that bash reads when it starts.
fn bash(here: &Path, first: &str, script: &Path) -> String {
    let rc = here.join("bashrc");
    fs::write(&rc, format!("PS1='ready> '\n{first}\neval \"$(cat '{}')\"\n{FUNCTION}", script.display()))
        .expect("it is written");
    rc.to_str().expect("UTF-8").to_owned()
}

#[test]
#[ignore = "needs Python"]
fn bash_completes() {
    if !is_there("bash") {
        return;
    }
    let (here, script) = made("bash_completes", "bash");
    let mut ways = vec!["", "set -u", "COMP_WORDBREAKS=${COMP_WORDBREAKS//=}", "shopt -s failglob nullglob"];
    let package = "/usr/share/bash-completion/bash_completion";
    let with_package = format!("source {package}");
    if Path::new(package).exists() {
        ways.push(&with_package);
    } else {
        skipped("completion in bash with the package bash-completion, which is not installed");
    }
    for first in ways {
        let rc = bash(&here, first, &script);
        all_lines_are_completed(&here, &["bash", "--noprofile", "--rcfile", &rc, "-i"]);
    }
    // The second Tab shows what the words mean.
    let rc = bash(&here, "", &script);
    let seen = typed(
        &here,
        ["netreg set ATA status=\t\t\x15netreg\r"],
        &["bash", "--noprofile", "--rcfile", &rc, "-i"],
    );
    for shown in
        ["planned      (Announced, but not set up yet)", "established  (Set up)", "closed       (Ended)"]
    {
        assert!(seen.contains(shown), "{shown}: {seen}");
    }
}

#[test]
#[ignore = "needs Python"]
fn zsh_completes() {
    if !is_there("zsh") {
        return;
    }
    let (here, script) = made("zsh_completes", "zsh");
    let own = here.join("functions");
    fs::create_dir(&own).expect("it is made");
    fs::copy(&script, own.join("_netreg")).expect("it is copied");
    let source = format!("eval \"$(cat '{}')\"", script.display());
    for first in [
        source.clone(),
        format!("autoload -Uz compinit && compinit -u\n{source}"),
        format!("fpath+=('{}')\nautoload -Uz compinit && compinit -u", own.display()),
    ] {
        fs::write(here.join(".zshrc"), format!("PS1='ready> '\n{first}\n{FUNCTION}")).expect("it is written");
        all_lines_are_completed(&here, &["zsh", "-i"]);
    }
    let seen = typed(&here, ["netreg set ATA status=\t\x15netreg\r"], &["zsh", "-i"]);
    assert!(seen.contains("status=planned      -- Announced, but not set up yet"), "{seen}");
}

#[test]
#[ignore = "needs Python"]
fn fish_completes() {
    if !is_there("fish") {
        return;
    }
    let (here, script) = made("fish_completes", "fish");
    let function = "function netreg; printf 'ARGS:'; printf '[%s]' $argv; echo ':END'; end\n";
    let prompt = "function fish_prompt; echo 'ready> '; end\nset -g fish_greeting\n";
    let folder = here.join(".config/fish");
    fs::create_dir_all(&folder).expect("it is made");
    fs::write(folder.join("config.fish"), format!("{prompt}cat '{}' | source\n{function}", script.display()))
        .expect("it is written");
    all_lines_are_completed(&here, &["fish", "-i"]);
    let ask = format!("source '{}'; complete -C 'netreg set ATA status='", script.display());
    let output = Command::new("fish").current_dir(&here).env("HOME", &here).args(["-c", &ask]).output();
    let offered =
        "status=planned\tAnnounced, but not set up yet\nstatus=established\tSet up\nstatus=closed\tEnded\n";
    assert_eq!(stdout(&output.expect("fish starts")), offered);
}

#[test]
#[ignore = "needs Python"]
fn elvish_completes() {
    if !is_there("elvish") {
        return;
    }
    let (here, script) = made("elvish_completes", "elvish");
    let function = "fn netreg {|@a| print ARGS:; for x $a { print '['$x']' }; echo ':END' }\n";
    let rc = here.join("rc.elv");
    let source = format!("eval (slurp < '{}')", script.display());
    fs::write(&rc, format!("{source}\nset edit:prompt = {{ put 'ready> ' }}\n{function}"))
        .expect("it is written");
    let rc = rc.to_str().expect("UTF-8");
    // Where a word gets quotes, a first Enter accepts it.
    let lines = [
        ("netreg set ATA status=pl\t\r\r", "[set][ATA][status=planned]"),
        ("netreg show Ant\t\r", "[show][Antarctica]"),
        ("netreg show Hea\t\r\r", "[show][Heard Island and McDonald Islands]"),
        ("netreg count --of is\t\r", "[count][--of][islands]"),
    ];
    let seen = typed(&here, lines.map(|(line, _)| line), &["elvish", "-rc", rc]);
    assert_eq!(arguments(&seen), lines.map(|(_, arguments)| arguments), "{seen}");
}

#[test]
#[ignore = "needs PowerShell"]
fn powershell_completes() {
    if !is_there("pwsh") {
        return;
    }
    let (here, script) = made("powershell_completes", "powershell");
    for (line, expected) in [
        ("netreg set ATA status=pl", "status=planned"),
        ("netreg show Ant", "Antarctica"),
        ("netreg show Hea", "'Heard Island and McDonald Islands'"),
        ("netreg count --of ", "islands"),
    ] {
        let ask = format!(
            ". '{}'; $line = '{line}'; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText",
            script.display()
        );
        let output = Command::new("pwsh").current_dir(&here).args(["-NoProfile", "-Command", &ask]).output();
        assert_eq!(stdout(&output.expect("PowerShell starts")).trim(), expected, "{line}");
    }
}
