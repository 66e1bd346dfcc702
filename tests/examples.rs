//! The examples in the help of each command, run as they are. A new command, or a new example, needs a row in
//! `SET_UP` only if it needs more than the registry of `REGISTRY`.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::git::Repository;
use support::{names, netreg, run, stderr, stdout};

/// A made-up registry: no number and no source in it is of a real network.
const REGISTRY: &str = "\
[registry]
format = 1
title = \"Made-up networks\"
since = 2018-12-19

[denominator.gcm-states]
title = \"Some States\"
value = 3
date = 2018-12-19
source = \"https://example.org/states\"

[denominator.ldcs]
title = \"Some other States\"
value = 2
date = 2018-12-19
source = \"https://example.org/ldcs\"
countries = [\"MWI\", \"ZMB\"]

[milestone.imrf-2022]
title = \"A forum\"
date = \"2022\"
source = \"https://example.org/forum\"

[[published]]
date = 2021-06-24
networks = 1
source = \"https://example.org/one\"

[network.MWI]
name = \"Malawi\"
established = \"2023-01\"
sources = [\"https://example.org/mwi\"]

[network.ZMB]
name = \"Zambia\"
established = \"2021-06\"
coordinator = \"IOM\"
sources = [\"https://example.org/zmb\"]
";

/// What examples need, by their beginning: commands of the shell that are run before them, and their exit code.
const SET_UP: [(&str, &str, i32); 10] = [
    ("netreg init", "rm registry.toml", 0),
    // Without a terminal, nothing can be asked.
    ("netreg add", "", 2),
    ("netreg remove", "", 2),
    ("netreg add Zambia", "netreg -q remove --yes ZMB", 0),
    ("netreg add milestone", "", 0),
    ("netreg import networks.xlsx", "netreg -q list -o networks.xlsx", 0),
    ("netreg import networks.csv", "netreg -q list -o networks.csv", 0),
    ("netreg import list.csv", "printf 'Country,Focal point,Remarks\\nBVT,IOM,x\\n' >list.csv", 0),
    ("netreg merge --check", "git update-ref refs/remotes/origin/main main", 0),
    (
        "netreg merge --resolve",
        "netreg -q add BVT && git commit -qam theirs && git checkout -q main && \
         netreg -q add HMD && git commit -qam ours && ! git merge -q topic 2>&1",
        0,
    ),
];

/// Returns the examples, as they are in the manual.
fn examples() -> Vec<String> {
    let manual = stdout(&run(Path::new("."), &["generate", "docs"]));
    // The part on completion has no command of its own.
    let commands = manual.split("\n## Completion").next().unwrap_or_default();
    let blocks = commands.split("\n```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

/// Makes a folder with a repository, in which a registry has changed since `v1.0`, and with a home.
fn made(at: usize, template: &Path) -> PathBuf {
    let here = support::folder(&format!("examples/{at}"));
    fs::create_dir(here.join("home")).expect("it is made");
    let copied = Command::new("cp").arg("-R").arg(template).arg(here.join("repository")).status();
    assert!(copied.is_ok_and(|status| status.success()));
    here
}

fn template() -> Repository {
    let repository = Repository::new("examples-template");
    repository.write("registry.toml", &REGISTRY.replace("coordinator = \"IOM\"\n", ""));
    repository.write("old-name.toml", REGISTRY);
    repository.commit("first");
    repository.git(&["tag", "v1.0"]);
    repository.write("registry.toml", REGISTRY);
    repository.commit("second");
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository
}

/// Runs a line in the repository, with bash, for which one example is. Where the system allows it, there is no network.
fn shell(here: &Path, line: &str, is_offline: bool) -> Output {
    let binary = PathBuf::from(netreg().get_program());
    let folders = [binary.parent().expect("a folder").to_owned()];
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&others)));
    let (program, args): (&str, &[&str]) =
        if is_offline { ("unshare", &["-rn", "bash", "-c"]) } else { ("bash", &["-c"]) };
    let mut command = Command::new(program);
    for (variable, _) in netreg().get_envs() {
        command.env_remove(variable);
    }
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), "Keeper")
            .env(format!("GIT_{role}_EMAIL"), "keeper@example.org");
    }
    command.env("PATH", path.expect("a path")).env("HOME", here.join("home"));
    command.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
    command.current_dir(here.join("repository")).args(args).arg(line);
    command.stdin(std::process::Stdio::null()).output().expect("the shell starts")
}

#[test]
fn examples_do_what_the_help_says() {
    let template = template();
    let is_offline = Command::new("unshare").args(["-rn", "true"]).output();
    let is_offline = is_offline.is_ok_and(|output| output.status.success());
    let examples = examples();
    assert!(examples.len() > 40, "{examples:?}");
    let mut is_used = [false; SET_UP.len()];
    for (at, example) in examples.iter().enumerate() {
        let here = made(at, &template.0);
        let row = (0..SET_UP.len())
            .filter(|row| example.starts_with(SET_UP[*row].0))
            .max_by_key(|row| SET_UP[*row].0.len());
        let (_, set_up, code) = row.map_or(("", "", 0), |row| SET_UP[row]);
        if let Some(row) = row {
            is_used[row] = true;
        }
        if !set_up.is_empty() {
            let output = shell(&here, set_up, is_offline);
            assert!(output.status.success(), "{set_up}: {}{}", stdout(&output), stderr(&output));
        }
        let output = shell(&here, example, is_offline);
        let said = format!("{example}: {}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert_eq!(names(&here), ["home", "repository"], "{example}");
        assert!(example.contains("~/") || names(&here.join("home")).is_empty(), "{example}");
    }
    let unused: Vec<&str> = (0..SET_UP.len()).filter(|row| !is_used[*row]).map(|row| SET_UP[row].0).collect();
    assert!(unused.is_empty(), "no example begins so: {unused:?}");
}
