//! Completion: which words are offered, asked as the scripts of the shells ask. `tests/shells.rs` has the shells.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use support::{folder, names, netreg, run, stderr, stdout, with_registry};

const REGISTRY: &str = "\
[registry]
format = 1
title = \"Places without people\"

[denominator.all-places]
title = \"All places\"
value = 3

[denominator.islands]
title = \"Islands\"
value = 2
countries = [\"BVT\", \"HMD\"]

[milestone.imrf-2022]
title = \"First forum\"
date = 2022-05-17

[[published]]
date = 2021-06-24
networks = 2

[network.ATA]
name = \"Antarctica\"
members = [\"IOM\", \"Ice Authority\"]

[network.HMD]
name = \"Heard Island and McDonald Islands\"

[network.pacific]
name = \"Network of the Pacific\"
";

fn asked(here: &Path, shell: &str, args: &[&str]) -> Command {
    let mut command = netreg();
    command.current_dir(here).env("NETREG_COMPLETE", shell).arg("--").args(args);
    command
}

/// Asks for the last of these words, as the script for zsh does, and makes sure that nothing is said beside the answer.
fn answer(here: &Path, words: &[&str]) -> String {
    silent(&asked(here, "zsh", &[&["netreg"], words].concat()).output().expect("it starts"))
}

fn silent(output: &Output) -> String {
    assert_eq!((output.status.code(), stderr(output).as_str()), (Some(0), ""));
    stdout(output)
}

/// Returns the words that are offered for the last word of a line.
fn words(here: &Path, line: &str) -> Vec<String> {
    let answer = answer(here, &line.split(' ').collect::<Vec<_>>());
    answer.lines().map(|line| line[1..].split('\t').next().unwrap_or_default().to_owned()).collect()
}

/// Makes sure that these words are offered for the last word of each line.
fn are_offered(test: &str, cases: &[(&str, &[&str])]) {
    let (here, _) = with_registry(test, REGISTRY);
    for (line, offered) in cases {
        assert_eq!(words(&here, line), *offered, "{line}");
    }
}

#[test]
fn commands_options_and_records_are_completed() {
    are_offered(
        "commands_options_and_records_are_completed",
        &[
            ("se", &["set"]),
            ("ed", &["edit"]),
            // Records of the registry, by code, name, slug and address.
            (
                "show ",
                &[
                    "ATA",
                    "HMD",
                    "registry",
                    "denominator.all-places",
                    "denominator.islands",
                    "milestone.imrf-2022",
                    "published.2021-06-24",
                    "pacific",
                ],
            ),
            ("show A", &["ATA"]),
            ("show ant", &["antarctica"]),
            ("show Heard", &["Heard Island and McDonald Islands"]),
            ("show Bouvet", &[]),
            ("remove mil", &["milestone.imrf-2022"]),
            ("log pa", &["pacific"]),
            ("show pacific AT", &["ATA"]),
            // New records.
            ("add BV", &["BVT"]),
            ("add AT", &["ATF", "ATG"]),
            ("add Bouv", &["Bouvet Island"]),
            ("add den", &["denmark", "denominator."]),
            ("add denom", &["denominator."]),
            ("countries Ant", &["Antarctica", "Antigua and Barbuda"]),
            // Options where one is begun.
            ("count --cum", &["--cumulative"]),
            ("set ATA --dr", &["--dry-run"]),
            // Free values.
            ("add BVT --note ", &[]),
            ("log --limit ", &[]),
        ],
    );
}

#[test]
fn fields_are_completed_with_their_values() {
    are_offered(
        "fields_are_completed_with_their_values",
        &[
            // Fields and their values.
            ("set ATA sta", &["status="]),
            ("edit ATA HMD no", &["note="]),
            ("set ATA status=", &["status=planned", "status=established", "status=closed"]),
            ("set ATA status=cl", &["status=closed"]),
            ("set ATA chairs", &["chairs=", "chairs+=", "chairs-="]),
            ("set ATA coordinator=UNHC", &["coordinator=UNHCR"]),
            ("set ATA members+=IO", &["members+=IOM"]),
            ("set ATA members-=", &["members-=IOM", "members-=Ice Authority"]),
            ("set antarctique members-=Ic", &["members-=Ice Authority"]),
            ("set ATA verified=", &["verified=today"]),
            ("set ATA website=", &["website=https://"]),
            ("set ATA key=Bouv", &["key=Bouvet Island"]),
            ("set pacific covers=ATA,BV", &["covers=ATA,BVT"]),
            ("set ATA what=", &[]),
            ("set milestone.imrf-2022 ", &["title=", "date=", "source=", "note=", "key="]),
            ("set ATA status=closed st", &[]),
            ("set ATA note=x no", &[]),
            ("add BVT memb", &["members="]),
            ("add BVT --status c", &["closed"]),
            ("add BVT --coordinator=IO", &["--coordinator=IOM"]),
            ("add BVT --date to", &["today"]),
            ("add BVT --chair UNIC", &["UNICEF"]),
            ("add BVT --source h", &["https://"]),
        ],
    );
}

#[test]
fn values_of_options_are_completed() {
    are_offered(
        "values_of_options_are_completed",
        &[
            // What a selection needs.
            ("count --of ", &["all-places", "islands"]),
            ("count --of=i", &["--of=islands"]),
            ("count --as-of im", &["imrf-2022"]),
            ("count --by sub", &["sub-region"]),
            ("list --region East", &["Eastern Africa", "Eastern Asia", "Eastern Europe"]),
            ("list --region ocea", &["oceania"]),
            ("list --columns key,ver", &["key,verified"]),
            ("list --columns al", &["alpha-2", "all"]),
            ("list milestone --sort da", &["date"]),
            ("list mi", &["milestone"]),
            ("list --status pl", &["planned"]),
            ("list --where coor", &["coordinator="]),
            ("list --where coordinator=IO", &["coordinator=IOM"]),
            ("list --where coordinator=IOM|UNHC", &["coordinator=IOM|UNHCR"]),
            ("list --where coordinator!=IO", &["coordinator!=IOM"]),
            (
                "list --where established",
                &[
                    "established",
                    "established=",
                    "established<",
                    "established>",
                    "established!=",
                    "established<=",
                    "established>=",
                ],
            ),
            ("list --where established<im", &["established<imrf-2022"]),
            ("list --where region=Eu", &["region=Europe"]),
            ("list --where in=is", &["in=islands"]),
            ("list --where !web", &["!website"]),
            ("list --where status=p", &["status=planned"]),
            ("list --where name=Ant", &["name=Antarctica"]),
            // Rules, languages, formats, files.
            ("validate --explain NR301", &["NR301"]),
            ("validate --allow unknown-c", &["unknown-code"]),
            ("validate --deny warn", &["warnings"]),
            ("show --lang e", &["en", "es"]),
            ("list --format js", &["json"]),
            ("validate reg", &["registry.toml"]),
            ("-f reg", &["registry.toml"]),
            ("validate --base a", &["auto"]),
            ("diff reg", &["registry.toml"]),
            ("generate comp", &["completions"]),
            ("generate completions fi", &["fish"]),
        ],
    );
}

#[test]
fn word_comes_with_its_meaning() {
    let (here, _) = with_registry("word_comes_with_its_meaning", REGISTRY);
    for (line, row) in [
        ("show A", "+ATA\tAntarctica\n"),
        ("show Ant", "+Antarctica\tATA\n"),
        ("show pac", "+pacific\tNetwork of the Pacific\n"),
        ("show mil", "+milestone.imrf-2022\tFirst forum, 2022-05-17\n"),
        ("show pub", "+published.2021-06-24\t2 networks\n"),
        ("count --of i", "+islands\tIslands\n"),
        ("set ATA coordinator=IO", "+coordinator=IOM\tInternational Organization for Migration\n"),
        ("set ATA verif", "=verified=\tThe day on which a person last checked the record\n"),
        ("validate --explain NR301", "+NR301\tA record names no source\n"),
        ("countr", "+countries\tList countries and areas with their codes and names\n"),
    ] {
        assert_eq!(answer(&here, &line.split(' ').collect::<Vec<_>>()), row, "{line}");
    }
}

#[test]
fn names_are_in_the_language_of_the_line_or_the_environment() {
    let (here, _) = with_registry("names_are_in_the_language_of_the_line", REGISTRY);
    assert_eq!(answer(&here, &["show", "--lang", "fr", "A"]), "+ATA\tAntarctique\n");
    assert_eq!(words(&here, "show --lang fr antarctiq"), ["antarctique"]);
    let mut command = asked(&here, "zsh", &["netreg", "show", "Анта"]);
    assert_eq!(silent(&command.env("NETREG_LANG", "ru").output().expect("it starts")), "+Антарктике\tATA\n");
}

#[test]
fn registry_is_the_one_that_the_line_names() {
    let (here, _) = with_registry("registry_is_the_one_that_the_line_names", REGISTRY);
    fs::create_dir(here.join("below")).expect("it is made");
    fs::write(here.join("below/other.toml"), "[registry]\nformat = 1\n\n[network.other]\nname = \"O\"\n")
        .expect("it is written");
    assert_eq!(words(&here.join("below"), "show pac"), ["pacific"]);
    for line in [
        "-f below/other.toml show o",
        "show -f below/other.toml o",
        "show -qfbelow/other.toml o",
        "show --file=below/other.toml o",
        "--today 2026-01-01 --file below/other.toml show o",
    ] {
        assert_eq!(words(&here, line), ["other"], "{line}");
    }
    let mut command = asked(&here, "zsh", &["netreg", "show", "o"]);
    command.env("NETREG_FILE", "below/other.toml");
    assert_eq!(silent(&command.output().expect("it starts")), "+other\tO\n");
    let mut command = asked(&here, "zsh", &["netreg", "show", "-f", "~/other.toml", "o"]);
    command.env("HOME", here.join("below"));
    assert_eq!(silent(&command.output().expect("it starts")), "+other\tO\n");
}

#[test]
fn bash_gets_the_part_of_the_word_that_it_replaces() {
    let (here, _) = with_registry("bash_gets_the_part_of_the_word", REGISTRY);
    for (line, tail, offered) in [
        ("netreg set ATA status=", "", "+planned\n+established\n+closed\n"),
        ("netreg set ATA status=pl", "pl", "+planned\n"),
        ("netreg set ATA status=pl", "status=pl", "+status=planned\n"),
        ("netreg set ATA sta", "sta", "=status=\n"),
        ("netreg show Heard", "Heard", "+Heard\\ Island\\ and\\ McDonald\\ Islands\n"),
        ("netreg show 'Heard I", "Heard I", "+Heard Island and McDonald Islands\n"),
        ("netreg show Heard\\ I", "Heard\\ I", "+Heard\\ Island\\ and\\ McDonald\\ Islands\n"),
        ("netreg count --of=i", "i", "+islands\n"),
        ("netreg list --where 'in=is", "in=is", "+in=islands\n"),
        ("netreg list --where 'name=Ant", "name=Ant", "+name=Antarctica\n"),
        ("A=b /usr/bin/netreg show pa", "pa", "+pacific\n"),
        ("netreg show \"$(touch x)\" `touch x` pa", "pa", "+pacific\n"),
    ] {
        let output = asked(&here, "bash", &[line, tail, "9"]).output().expect("it starts");
        assert_eq!(silent(&output), offered, "{line}");
    }
    let output = asked(&here, "bash", &["netreg count --of ", "", "63"]).output().expect("it starts");
    assert_eq!(silent(&output), "+all-places  (All places)\n+islands     (Islands)\n");
}

#[test]
fn powershell_gets_quotes_and_gives_the_line_in_the_environment() {
    let (here, _) = with_registry("powershell_gets_quotes", REGISTRY);
    for (line, offered) in [
        ("netreg show Heard", "'Heard Island and McDonald Islands'\tHMD\n"),
        ("netreg show 'Heard I", "'Heard Island and McDonald Islands'\tHMD\n"),
        ("netreg set ATA status=c", "status=closed\tEnded\n"),
    ] {
        let mut command = asked(&here, "powershell", &[]);
        let output = command.env("NETREG_COMPLETE_LINE", line).output().expect("it starts");
        assert_eq!(silent(&output), offered, "{line}");
    }
}

#[test]
fn registry_that_cannot_be_read_is_no_reason_to_say_anything() {
    let here = folder("registry_that_cannot_be_read");
    let broken = REGISTRY.replace("[milestone", "\"\"\"\n[milestone");
    fs::write(here.join("broken.toml"), broken).expect("it is written");
    fs::write(here.join("binary.toml"), b"\x00\xff\xfe[network.x]").expect("it is written");
    fs::write(here.join("conflict.toml"), format!("<<<<<<< ours\n{REGISTRY}")).expect("it is written");
    fs::write(here.join("empty.toml"), "").expect("it is written");
    fs::create_dir(here.join("folder.toml")).expect("it is made");
    let mut files = vec!["missing.toml", "broken.toml", "binary.toml", "conflict.toml", "empty.toml"];
    files.extend(["folder.toml", "-"]);
    if cfg!(unix) {
        // To read from a pipe would wait for ever.
        let is_made = Command::new("mkfifo").arg(here.join("pipe.toml")).status().expect("mkfifo starts");
        assert!(is_made.success());
        files.extend(["pipe.toml", "/dev/zero", "/dev/stdin"]);
    }
    for file in files {
        for line in
            ["show ", "show Ant", "set ATA sta", "add Bouv", "count --of ", "list --where established<"]
        {
            let answer = answer(&here, &[&["-f", file], &line.split(' ').collect::<Vec<_>>()[..]].concat());
            let is_known = ["show", "set", "add"].iter().any(|known| line.starts_with(known));
            assert!(!is_known || file == "empty.toml" || !answer.is_empty(), "{file}: {line}");
        }
    }
    // Countries are offered where it is not known which are in the registry.
    assert_eq!(words(&here, "-f missing.toml show Antarc"), ["Antarctica"]);
    assert_eq!(words(&here, "-f broken.toml count --of is"), ["islands"]);
}

#[test]
fn hostile_registry_cannot_control_the_terminal_or_the_shell() {
    let hostile = "[registry]\nformat = 1\n\n\
        [denominator.evil]\ntitle = \"\\u001b[2J\\u009b\\u0007\\nx\\ty\\u202e\"\nvalue = 1\n\n\
        [denominator.\"\\u001b[2J\"]\ntitle = \"x\"\nvalue = 1\n\n\
        [denominator.\"a\\nb\"]\ntitle = \"x\"\nvalue = 1\n\n\
        [network.\"$(touch x)\"]\nname = \"x\"\n\n[network.\"`touch x`\"]\nname = \"x\"\n\n\
        [network.\"-o\"]\nname = \"x\"\n\n\
        [network.pacific]\nname = \"\\u001b]0;x\\u0007\"\nmembers = [\"\\u001b[2J\", \"$(touch x)\", \"a b\"]\n";
    let (here, _) = with_registry("hostile_registry_cannot_control_the_terminal", hostile);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        for words in
            [&["show", ""][..], &["count", "--of", ""], &["set", "pacific", "members-="], &["remove", "-"]]
        {
            let line = ["netreg ", &words.join(" ")].concat();
            let args = match shell {
                "bash" => vec![line.as_str(), "", "63"],
                "powershell" => vec![],
                _ => [&["netreg"], words].concat(),
            };
            let output = asked(&here, shell, &args).env("NETREG_COMPLETE_LINE", &line).output();
            let answer = silent(&output.expect("it starts"));
            assert!(!answer.is_empty(), "{shell}: {line}");
            let is_harmless = |c: char| !c.is_control() && c != '\u{202e}';
            let lines = answer.lines().flat_map(str::chars);
            assert!(lines.filter(|c| *c != '\t').all(is_harmless), "{shell}: {answer:?}");
        }
    }
    assert_eq!(words(&here, "count --of "), ["evil"]);
    assert_eq!(words(&here, "set pacific members-="), ["members-=$(touch x)", "members-=a b"]);
    let output =
        asked(&here, "bash", &["netreg set pacific members-=", "", "9"]).output().expect("it starts");
    assert_eq!(silent(&output), "+\\$\\(touch\\ x\\)\n+a\\ b\n");
    assert_eq!(names(&here), ["registry.toml"]);
}

#[test]
#[cfg(unix)]
fn nothing_is_written_and_no_program_is_run() {
    use std::os::unix::fs::PermissionsExt as _;

    let (here, _) = with_registry("nothing_is_written_and_no_program_is_run", REGISTRY);
    let tools = folder("nothing_is_written_tools");
    fs::write(tools.join("git"), format!("#!/bin/sh\ntouch '{}/ran'\n", tools.display()))
        .expect("it is written");
    fs::set_permissions(tools.join("git"), fs::Permissions::from_mode(0o755)).expect("it can be run");
    fs::create_dir(here.join(".git")).expect("it is made");
    for line in [
        "diff ",
        "log ",
        "log --since ",
        "validate --base ",
        "merge --check ",
        "list -o ",
        "init --title ",
        "fmt ",
    ] {
        let mut command =
            asked(&here, "zsh", &[&["netreg"], &line.split(' ').collect::<Vec<_>>()[..]].concat());
        silent(&command.env("PATH", &tools).output().expect("it starts"));
    }
    assert_eq!(names(&tools), ["git"]);
    assert_eq!(names(&here), [".git", "registry.toml"]);
}

#[test]
fn variable_alone_changes_no_run() {
    let (here, _) = with_registry("variable_alone_changes_no_run", REGISTRY);
    for args in [&["list", "--columns", "key"][..], &["validate"], &[], &["merge", "a", "b", "c"]] {
        let output = netreg().current_dir(&here).env("NETREG_COMPLETE", "bash").args(args).output();
        let output = output.expect("it starts");
        let usual = run(&here, args);
        assert_eq!(output, usual, "{args:?}");
        assert!(!stdout(&usual).is_empty() || !stderr(&usual).is_empty());
    }
    // A shell that is not known gets nothing.
    for shell in ["", "tcsh", "Bash"] {
        assert_eq!(silent(&asked(&here, shell, &["netreg", "sh"]).output().expect("it starts")), "");
    }
}

#[test]
fn request_that_no_script_makes_gets_no_answer() {
    let here = folder("request_that_no_script_makes");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        for args in [&[][..], &["x"], &["\\", "\\\\\\", "a", "b"], &["é", "\u{301}", "x"]] {
            silent(&asked(&here, shell, args).output().expect("it starts"));
        }
    }
}

/// Returns the least time that an answer takes.
fn time(here: &Path, file: &str, line: &str) -> Duration {
    let once = |_| {
        let start = Instant::now();
        words(here, &format!("-f {file} {line}"));
        start.elapsed()
    };
    (0..5).map(once).min().expect("a time")
}

#[test]
fn answer_takes_no_longer_for_a_registry_of_any_size() {
    let here = folder("answer_takes_no_longer");
    let network = |number: usize| {
        format!("[network.n{number:06}]\nname = \"Network {number}\"\nnote = \"{}\"\n\n", "x".repeat(200))
    };
    let text = |number| format!("{REGISTRY}\n{}", (0..number).map(network).collect::<String>());
    // As many as are read at most.
    fs::write(here.join("medium.toml"), text(4_000)).expect("it is written");
    fs::write(here.join("large.toml"), text(100_000)).expect("it is written");
    for line in ["show pac", "count --of ", "set ATA members-="] {
        let (medium, large) = (time(&here, "medium.toml", line), time(&here, "large.toml", line));
        assert!(large < medium * 3, "{line}: {medium:?} for 4,000 networks, {large:?} for 100,000");
    }
    assert_eq!(words(&here, "-f large.toml count --of i"), ["islands"]);
    assert_eq!(words(&here, "-f large.toml show Bouvet"), ["Bouvet Island"]);
}

#[test]
fn script_is_made_for_each_shell() {
    let here = folder("script_is_made_for_each_shell");
    for (shell, begins) in [
        ("bash", "_netreg() {\n"),
        ("zsh", "#compdef netreg\n"),
        ("fish", "function __netreg_complete\n"),
        ("elvish", "use str\n"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName netreg "),
    ] {
        let output = run(&here, &["generate", "completions", shell]);
        let script = silent(&output);
        assert!(script.starts_with(begins), "{script}");
        assert!(script.contains(&format!("NETREG_COMPLETE{}", if shell == "fish" { " fish" } else { "" })));
        // The path of the program that made it, and not a name that could be another one.
        assert!(script.contains(env!("CARGO_BIN_EXE_netreg")), "{script}");
    }
}
