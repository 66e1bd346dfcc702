//! `diff` and `log` in real repositories.

#![cfg(unix)]

mod support;

use std::process::Output;

use support::git::Repository;
use support::{TODAY, netreg, run_on, stderr, stdout};

const HEAD: &str = "[registry]\nformat = 1\n";

/// Returns a network with a field more.
fn network(key: &str, field: &str) -> String {
    let sources = format!("sources = [\"https://example.org/{key}\"]");
    format!("\n[network.{key}]\nname = \"Land of {key}\"\n{field}{sources}\n")
}

fn registry(networks: &[&str]) -> String {
    HEAD.to_owned() + &networks.iter().map(|key| network(key, "")).collect::<String>()
}

fn run_in(here: &std::path::Path, args: &[&str]) -> Output {
    let mut command = netreg();
    command.current_dir(here).args(["--today", TODAY]).args(args);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().expect("the binary starts")
}

/// Runs netreg, which must succeed; returns what it prints, and what it says.
fn said(repository: &Repository, args: &[&str]) -> (String, String) {
    let output = run_in(&repository.0, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    (stdout(&output), stderr(&output))
}

/// Runs netreg, which must fail; returns what it says.
fn refused(repository: &Repository, args: &[&str]) -> String {
    let output = run_in(&repository.0, args);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{args:?}");
    stderr(&output)
}

/// Makes `main` with a registry of `a`, then of `a` and `b`; `c` is not committed.
fn three_states(name: &str) -> Repository {
    let repository = Repository::new(name);
    repository.write("registry.toml", &registry(&["a"]));
    repository.commit("first");
    repository.write("registry.toml", &registry(&["a", "b"]));
    repository.commit("second");
    repository.write("registry.toml", &registry(&["a", "b", "c"]));
    repository
}

#[test]
fn revisions_are_compared_with_the_file_and_with_each_other() {
    let repository = three_states("revisions_are_compared_with_the_file_and_with_each_other");
    let (head, first) = (repository.head(), repository.git(&["rev-parse", "HEAD~1"]));
    let (head, first) = (&head[..10], &first[..10]);
    repository.git(&["tag", "v1", "HEAD~1"]);
    for (args, numbers, names, note) in [
        (
            &[][..],
            "2 → 3 networks",
            &["added Land of c"][..],
            format!("registry.toml is compared with HEAD ({head})"),
        ),
        (
            &["v1"],
            "1 → 3 networks",
            &["added Land of b", "added Land of c"],
            format!("registry.toml is compared with v1 ({first})"),
        ),
        (
            &["HEAD~1", "main"],
            "1 → 2 networks",
            &["added Land of b"],
            format!("main ({head}) is compared with HEAD~1 ({first})"),
        ),
        (
            &["main", first],
            "2 → 1 networks",
            &["removed Land of b"],
            format!("{first} is compared with main ({head})"),
        ),
        (
            &["HEAD:registry.toml", "v1:./registry.toml"],
            "2 → 1",
            &["removed Land of b"],
            format!("v1:./registry.toml ({first})"),
        ),
        (
            &["registry.toml", "HEAD"],
            "3 → 2 networks",
            &["removed Land of c"],
            format!("HEAD ({head}) is compared with registry.toml"),
        ),
    ] {
        let (shown, notes) = said(&repository, &[&["diff"], args].concat());
        let changes: Vec<&str> = shown.lines().filter(|line| line.contains("ed Land")).collect();
        assert!(shown.starts_with(numbers.trim_end_matches("1 networks")), "{args:?}: {shown}");
        assert_eq!(changes.len(), names.len(), "{shown}");
        assert!(changes.iter().zip(names).all(|(line, name)| line.starts_with(name)), "{shown}");
        assert!(notes.contains(&note), "{args:?}: {notes}");
    }
    let (document, _) = said(&repository, &["diff", "--format", "json"]);
    assert!(document.contains(&format!("\"commit\": \"{}\"", repository.head())), "{document}");
    let output = run_in(&repository.0, &["diff", "--exit-code"]);
    assert_eq!(output.status.code(), Some(1));
    repository.commit("third");
    let (shown, notes) = said(&repository, &["diff", "--exit-code"]);
    assert_eq!((shown.as_str(), notes.contains("no value differs")), ("", false), "{notes}");
}

#[test]
fn state_can_come_from_standard_input() {
    let repository = three_states("state_can_come_from_standard_input");
    let file = repository.0.join("registry.toml").display().to_string();
    for (args, numbers) in [
        (&["-"][..], "0 → 3 networks"),
        (&[&file, "-"], "3 → 0 networks"),
        (&["HEAD", "-"], "2 → 0 networks"),
    ] {
        let output = run_on(HEAD.as_bytes(), &[&["--today", TODAY, "-f", &file, "diff"], args].concat());
        assert!(stdout(&output).starts_with(numbers), "{args:?}: {output:?}");
    }
}

#[test]
fn path_at_a_revision_is_from_the_top_or_from_here() {
    let repository = Repository::new("path_at_a_revision_is_from_the_top_or_from_here");
    repository.write("data/old.toml", &registry(&["a"]));
    repository.write("registry.toml", &registry(&["x"]));
    repository.commit("first");
    repository.git(&["mv", "data/old.toml", "data/registry.toml"]);
    repository.write("data/registry.toml", &registry(&["a", "b"]));
    repository.commit("second");
    let here = repository.0.join("data");
    for old in ["HEAD~1:data/old.toml", "HEAD~1:./old.toml", "main~1:../data/old.toml"] {
        let output = run_in(&here, &["diff", old]);
        assert!(stdout(&output).starts_with("1 → 2 networks"), "{old}: {output:?}");
    }
    // The file of the same name, wherever one is.
    assert!(stdout(&run_in(&here, &["diff", "HEAD:registry.toml"])).contains("removed Land of x"));
    // It had another name: said, not guessed.
    let output = run_in(&here, &["diff", "HEAD~1"]);
    assert!(stdout(&output).starts_with("0 → 2 networks"), "{output:?}");
    assert!(
        stderr(&output)
            .contains("has no text file `registry.toml`; if it had another name there: `HEAD~1:NAME`")
    );
    for (args, words) in [
        (&["diff", "HEAD:nothing.toml"][..], "has no text file `nothing.toml`\nhelp: `git "),
        (&["diff", "HEAD:../../outside.toml"], "has no text file `../../outside.toml`"),
        (&["diff", "HEAD:/etc/passwd"], "is not in a checkout"),
        (&["diff", "nowhere:registry.toml"], "`nowhere` is neither a file nor a revision"),
        (
            &["diff", "nowhere"],
            "`nowhere` is neither a file nor a revision\nhelp: `git branch --all` lists the branches",
        ),
        (&["diff", "HEAD", ""], "`` is neither a file nor a revision"),
        (&["-f", "-", "diff", "HEAD", "HEAD"], "standard input has no history"),
    ] {
        let said = refused(&repository, args);
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn name_of_a_file_and_a_branch_has_to_be_decided() {
    let repository = three_states("name_of_a_file_and_a_branch_has_to_be_decided");
    repository.git(&["branch", "old"]);
    repository.write("old", &registry(&[]));
    let said = refused(&repository, &["diff", "old"]);
    let help =
        "`old` is both a file and a revision\nhelp: use `./old` for the file, `'old^0'` for the revision";
    assert!(said.contains(help), "{said}");
    for (word, numbers) in [("./old", "0 → 3"), ("old^0", "2 → 3")] {
        assert!(stdout(&run_in(&repository.0, &["diff", word])).starts_with(numbers), "{word}");
    }
}

#[test]
fn no_history_is_said() {
    // A folder of the system, because the one of tests may be in a repository.
    let here = std::env::temp_dir().join(format!("netreg-no-history-{}", std::process::id()));
    std::fs::create_dir_all(&here).expect("it is made");
    let output = run_in(&here, &["diff"]);
    assert!(stderr(&output).contains("no `registry.toml` in this folder or above it"), "{output:?}");
    std::fs::write(here.join("registry.toml"), registry(&["a"])).expect("it is written");
    let output = run_in(&here, &["diff"]);
    let said = stderr(&output);
    let help =
        "is not in a checkout of a git repository\nhelp: name two files: `netreg diff OLD.toml NEW.toml`";
    assert!(output.status.code() == Some(2) && said.contains(help), "{said}");
    // Two files need none.
    assert_eq!(run_in(&here, &["diff", "registry.toml", "registry.toml"]).status.code(), Some(0));
    std::fs::remove_dir_all(&here).expect("it is removed");
}

#[test]
fn before_the_first_commit_all_is_new() {
    let repository = Repository::new("before_the_first_commit_all_is_new");
    repository.write("registry.toml", &registry(&["a"]));
    let (shown, notes) = said(&repository, &["diff"]);
    assert!(shown.starts_with("0 → 1 network\n\nadded registry\n"), "{shown}");
    assert!(notes.contains("there is no commit yet"), "{notes}");
    assert!(refused(&repository, &["diff", "HEAD"]).contains("`HEAD` is neither a file nor a revision"));
}

#[test]
fn registry_that_was_removed_still_has_a_history() {
    let repository = three_states("registry_that_was_removed_still_has_a_history");
    std::fs::remove_file(repository.0.join("registry.toml")).expect("it is removed");
    let (shown, _) = said(&repository, &["-f", "registry.toml", "diff", "HEAD~1", "HEAD"]);
    assert!(shown.starts_with("1 → 2 networks"), "{shown}");
}

#[test]
fn line_ends_are_no_change_but_are_said() {
    let repository = three_states("line_ends_are_no_change_but_are_said");
    repository.write("registry.toml", &registry(&["a", "b"]).replace('\n', "\r\n"));
    let (shown, notes) = said(&repository, &["diff", "--exit-code"]);
    assert_eq!(shown, "");
    assert!(notes.contains("line endings are not compared: the old text has LF"), "{notes}");
    assert!(!notes.contains("layout"), "{notes}");
}

#[test]
fn version_that_could_not_be_read_in_full_is_warned_of() {
    let repository = three_states("version_that_could_not_be_read_in_full_is_warned_of");
    repository.write("registry.toml", &(registry(&["a", "b"]) + "\n[network.c]\nname = \"C\nnote = 1\n"));
    let broken = repository.commit("broken");
    repository.write("registry.toml", &registry(&["a", "b", "c"]));
    let output = run_in(&repository.0, &["diff"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("no numbers"), "{output:?}");
    let warning = format!("1 part of `registry.toml at {}` could not be read in full", &broken[..10]);
    assert!(stderr(&output).contains(&warning), "{output:?}");
    repository.write("registry.toml", "[registry]\nformat = 7\n");
    assert!(refused(&repository, &["diff"]).contains("format 7"));
}

#[test]
fn shallow_clone_says_how_to_get_the_rest() {
    let origin = three_states("shallow_clone_says_how_to_get_the_rest");
    let clone = origin.cloned("shallow_clone_of_diff", &["--depth=1"]);
    let said = refused(&clone, &["diff", "HEAD~1"]);
    assert!(said.contains("`HEAD~1` is neither a file nor a revision"), "{said}");
    assert!(said.contains("--unshallow") || said.contains("give one commit"), "{said}");
}
