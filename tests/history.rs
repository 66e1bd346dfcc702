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
            format!("changes from `HEAD` ({head}) to `registry.toml`"),
        ),
        (
            &["v1"],
            "1 → 3 networks",
            &["added Land of b", "added Land of c"],
            format!("changes from `v1` ({first}) to `registry.toml`"),
        ),
        (
            &["HEAD~1", "main"],
            "1 → 2 networks",
            &["added Land of b"],
            format!("changes from `HEAD~1` ({first}) to `main` ({head})"),
        ),
        (
            &["main", first],
            "2 → 1 networks",
            &["removed Land of b"],
            format!("changes from `main` ({head}) to `{first}`"),
        ),
        (
            &["HEAD:registry.toml", "v1:./registry.toml"],
            "2 → 1",
            &["removed Land of b"],
            format!("to `v1:./registry.toml` ({first})"),
        ),
        (
            &["registry.toml", "HEAD"],
            "3 → 2 networks",
            &["removed Land of c"],
            format!("changes from `registry.toml` to `HEAD` ({head})"),
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
    said(&repository, &["diff", "-o", "../comment.md"]);
    assert!(repository.read("../comment.md").starts_with("<!-- netreg diff -->\n**2 → 3 networks**\n"));
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
    let message = "`HEAD~1` does not exist in this clone, which has only the newest commits\n\
        help: `git fetch --unshallow` fetches the others";
    assert!(said.contains(message), "{said}");
}

#[test]
fn commit_before_the_first_one_is_not_called_malformed() {
    let repository = three_states("commit_before_the_first_one");
    let help = "help: `git log --oneline HEAD` lists the commits";
    for (word, message) in [
        ("HEAD~7", "`HEAD~7` does not exist: the history of `HEAD` has 2 commits"),
        ("HEAD~~~~", "`HEAD~~~~` does not exist: the history of `HEAD` has 2 commits"),
        ("HEAD^2", "`HEAD^2` does not exist"),
    ] {
        let said = refused(&repository, &["diff", word]);
        assert!(said.contains(&format!("{message}\n{help}")), "{said}");
    }
    // These are no commit before another one.
    for word in ["HEAD..main", "nowhere~1", "HEAD^{tree}"] {
        let said = refused(&repository, &["diff", word]);
        assert!(said.contains("is neither a file nor a revision\nhelp: give one commit"), "{said}");
    }
}

/// Makes a history: added, a field changed, the file renamed, a layout, a record renamed, a version that is broken, fixed.
fn long_history(name: &str) -> Repository {
    let repository = Repository::new(name);
    let commit = |file: &str, text: &str, day: &str, message: &str| {
        repository.write(file, text);
        repository.git(&["add", "--all"]);
        let date = format!("--date={day}T12:00:00Z");
        repository.git(&["commit", "--quiet", "--message", message, &date]);
    };
    commit("old.toml", &registry(&["a", "b"]), "2026-01-01", "first: `a` and _b_");
    let dated = HEAD.to_owned() + &network("a", "established = \"2021\"\n") + &network("b", "");
    commit("old.toml", &dated, "2026-02-01", "date");
    repository.git(&["mv", "old.toml", "registry.toml"]);
    commit("registry.toml", &dated, "2026-02-02", "rename the file");
    let dated = dated.replace("2021\"", "2021-06\"");
    commit("registry.toml", &format!("# Only a comment.\n\n{dated}"), "2026-02-03", "narrow, comment");
    commit("registry.toml", &dated, "2026-02-04", "no comment");
    let renamed = dated.replace("network.a]", "network.z]");
    commit("registry.toml", &renamed, "2026-03-01", "rename the record");
    commit("registry.toml", &format!("{renamed}\n[network.q]\nname = \"Q\n"), "2026-03-02", "broken");
    commit("registry.toml", &(renamed + &network("c", "")), "2026-03-03", "fix, and \u{1b}[31mc");
    repository
}

#[test]
fn log_says_what_changed_in_each_commit() {
    let repository = long_history("log_says_what_changed_in_each_commit");
    let (shown, said) = said(&repository, &["log"]);
    let lines: Vec<&str> =
        shown.lines().map(|line| line.get(11..).filter(|_| !line.starts_with(' ')).unwrap_or(line)).collect();
    assert_eq!(
        lines,
        [
            "2026-03-03 fix, and \\u{1b}[31mc",
            "  2 → 3 networks",
            "",
            "  added Land of c (c)",
            "    name: \"Land of c\"",
            "    sources: [\"https://example.org/c\"]",
            "",
            "2026-03-01 rename the record",
            "  2 networks, as before",
            "",
            "  renamed Land of a (a → z)",
            "",
            "2026-02-03 narrow, comment",
            "  2 networks, as before",
            "",
            "  changed Land of a (a)",
            "    established: 2021 → 2021-06 (narrowed: more exact)",
            "",
            "2026-02-01 date",
            "  2 networks, as before",
            "",
            "  changed Land of a (a)",
            "    established: 2021 (added)",
            "",
            "2026-01-01 first: `a` and _b_",
            "  0 → 2 networks",
            "",
            "  added registry",
            "    format: 1",
            "",
            "  added Land of a (a)",
            "    name: \"Land of a\"",
            "    sources: [\"https://example.org/a\"]",
            "",
            "  added Land of b (b)",
            "    name: \"Land of b\"",
            "    sources: [\"https://example.org/b\"]",
        ]
    );
    let broken = repository.git(&["rev-parse", "--short=10", "HEAD~1"]);
    let warning = format!("warning: the version of {broken} is left out: 1 part could not be read in full\n");
    assert!(said.ends_with(&warning), "{said}");
}

#[test]
fn log_of_a_record_follows_it_under_every_key() {
    let repository = long_history("log_of_a_record_follows_it_under_every_key");
    for word in ["z", "network.z", "a"] {
        let (shown, _) = said(&repository, &["log", word]);
        let events: Vec<&str> =
            shown.lines().filter(|line| line.contains("Land of a (")).map(str::trim).collect();
        let all = [
            "renamed Land of a (a → z)",
            "changed Land of a (a)",
            "changed Land of a (a)",
            "added Land of a (a)",
        ];
        assert_eq!(events, all, "{word}: {shown}");
        assert!(!shown.contains("networks"), "{shown}");
    }
    // One that was removed since, also by the name of its country.
    repository.write("registry.toml", &(registry(&["b"]) + "\n[network.ATA]\nname = \"Antarctica\"\n"));
    repository.commit("ice");
    repository.write("registry.toml", &registry(&["b"]));
    repository.commit("melted");
    for word in ["Antarctica", "ATA"] {
        let (shown, _) = said(&repository, &["log", word]);
        let events: Vec<&str> = shown.lines().filter(|line| line.contains("(ATA)")).map(str::trim).collect();
        assert_eq!(events, ["removed Antarctica (ATA)", "added Antarctica (ATA)"]);
    }
    assert!(said(&repository, &["log", "a"]).0.contains("removed Land of a (z)"));
    assert!(refused(&repository, &["log", "nowhere"]).contains("`nowhere` is not a country"));
    // All versions were searched.
    for (word, named) in [("milestone.x", "`milestone.x`"), ("BVT", "Bouvet Island (BVT)")] {
        let said = refused(&repository, &["log", word]);
        assert!(
            said.contains(&format!("{named} was never in the registry\nhelp: `netreg log` shows")),
            "{said}"
        );
    }
}

#[test]
fn log_follows_a_total_that_got_another_date() {
    let repository = Repository::new("log_follows_a_total_that_got_another_date");
    for date in ["2021", "2021-06"] {
        let total = format!("\n[[published]]\ndate = \"{date}\"\nnetworks = 1\n");
        repository.write("registry.toml", &(registry(&["a"]) + &total));
        repository.commit(date);
    }
    for word in ["published.2021-06", "published.2021"] {
        let (shown, _) = said(&repository, &["log", word]);
        let totals: Vec<&str> =
            shown.lines().filter(|line| line.contains("published")).map(str::trim).collect();
        assert_eq!(totals, ["changed published.2021-06", "added published.2021"], "{word}");
    }
}

#[test]
fn log_is_limited_by_day_revision_and_number() {
    let repository = long_history("log_is_limited_by_day_revision_and_number");
    let days = |args: &[&str]| -> Vec<String> {
        let (shown, _) = said(&repository, &[&["log"], args].concat());
        let commits = shown.lines().filter(|line| !line.starts_with(' ') && !line.is_empty());
        commits.map(|line| line[11..21].to_owned()).collect()
    };
    let all = ["2026-03-03", "2026-03-01", "2026-02-03", "2026-02-01", "2026-01-01"];
    assert_eq!(days(&[]), all);
    assert_eq!(days(&["--limit", "2"]), all[..2]);
    assert_eq!(days(&["--since", "2026-03-01"]), all[..2]);
    assert_eq!(days(&["--since", "2026-02"]), all[..4]);
    assert_eq!(days(&["--since", "2026-02", "--limit", "3"]), all[..3]);
    assert_eq!(days(&["--since", "today"]), [""; 0]);
    // A version that is broken, and one with only a new comment, are no beginning.
    assert_eq!(days(&["--since", "HEAD~1"]), all[..1]);
    assert_eq!(days(&["--since", "HEAD~3"]), all[..2]);
    assert_eq!(days(&["--since", "HEAD"]), [""; 0]);
    assert_eq!(days(&["z", "--since", "2026-02-02"]), all[1..3]);
    let said = refused(&repository, &["log", "--since", "lately"]);
    assert!(said.contains("in `--since`: `lately` is neither a date nor a revision"), "{said}");
    assert!(refused(&repository, &["log", "--since", "..2026"]).contains("has no first day"));
}

#[test]
fn log_is_a_changelog_or_a_document() {
    let repository = long_history("log_is_a_changelog_or_a_document");
    let (page, _) = said(&repository, &["log", "--format", "md", "--since", "2026-03"]);
    let head = &repository.head()[..10];
    let beginning = format!(
        "## 2026-03-03\n\n**fix, and \\\\u{{1b}}\\[31mc** ({head}): 2 → 3 networks\n\n- added **Land of c (c)**\n"
    );
    assert!(page.starts_with(&beginning), "{page}");
    assert!(said(&repository, &["log", "--format", "md"]).0.contains("**first: \\`a\\` and \\_b\\_** ("));
    let (document, _) = said(&repository, &["log", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&document).expect("JSON");
    let commits = document["commits"].as_array().expect("a list");
    assert_eq!(commits.len(), 5);
    assert_eq!(commits[0]["commit"], repository.head());
    assert_eq!(commits[0]["subject"], "fix, and \u{1b}[31mc");
    assert_eq!(commits[1]["changes"][0]["from"], "a");
    assert_eq!(commits[2]["layout"], true);
    let (document, _) = said(&repository, &["log", "--format", "json", "--since", "HEAD"]);
    assert_eq!(document, "{\n  \"format\": 1,\n  \"commits\": []\n}\n");
    said(&repository, &["log", "-o", "log.md"]);
    assert!(repository.read("log.md").starts_with("## 2026-03-03\n"));
}

#[test]
fn merge_is_one_change_of_the_branch_it_came_to() {
    let repository = Repository::new("merge_is_one_change_of_the_branch_it_came_to");
    repository.write("registry.toml", &registry(&["a", "m"]));
    repository.commit("first");
    repository.git(&["switch", "--quiet", "--create", "side"]);
    for (message, keys) in [("side 1", &["a", "b", "m"][..]), ("side 2", &["a", "b", "c", "m"])] {
        repository.write("registry.toml", &registry(keys));
        repository.commit(message);
    }
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("registry.toml", &registry(&["a", "m", "z"]));
    repository.commit("main");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "merge side", "side"]);
    let (shown, _) = said(&repository, &["log"]);
    let shown: Vec<&str> =
        shown.lines().filter(|line| !line.starts_with("    ") && !line.is_empty()).collect();
    let heads: Vec<&str> =
        shown.iter().filter_map(|line| line.get(22..).filter(|_| !line.starts_with(' '))).collect();
    assert_eq!(heads, ["merge side", "main", "first"]);
    assert_eq!(shown[1..4], ["  3 → 5 networks", "  added Land of b (b)", "  added Land of c (c)"]);
}

#[test]
fn shallow_clone_has_a_short_log_and_says_so() {
    let origin = long_history("shallow_clone_has_a_short_log_and_says_so");
    let clone = origin.cloned("shallow_log", &["--depth=3"]);
    let (shown, notes) = said(&clone, &["log"]);
    assert_eq!(
        shown.lines().filter(|line| line.starts_with("  ") && line.contains("added")).count(),
        1,
        "{shown}"
    );
    let first = &origin.git(&["rev-parse", "HEAD~2"])[..10];
    let note = format!("this clone has no commits before {first}; `git fetch --unshallow` fetches them");
    assert!(notes.contains(&note), "{notes}");
    // A complete history ends with the first commit, and says nothing.
    let clone = origin.cloned("complete_log", &[]);
    assert!(!said(&clone, &["log"]).1.contains("--unshallow"));
}

#[test]
fn newest_version_that_cannot_be_read_is_a_problem() {
    let repository = three_states("newest_version_that_cannot_be_read_is_a_problem");
    repository.write("registry.toml", "[network.a]\nname = \"\u{fffd}");
    std::fs::write(repository.0.join("registry.toml"), b"\xff\xfe").expect("it is written");
    repository.commit("UTF-16");
    let output = run_in(&repository.0, &["log"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("is left out: it is not UTF-8"), "{output:?}");
    assert!(stdout(&output).contains(" second\n"), "{output:?}");
}

#[test]
fn log_without_commits_is_empty() {
    let repository = Repository::new("log_without_commits_is_empty");
    repository.write("registry.toml", &registry(&["a"]));
    let (shown, notes) = said(&repository, &["log"]);
    assert_eq!((shown.as_str(), notes.as_str()), ("", "note: there is no commit yet\n"));
    repository.git(&["commit", "--quiet", "--allow-empty", "--message", "nothing"]);
    let (shown, notes) = said(&repository, &["log"]);
    assert_eq!((shown.as_str(), notes.as_str()), ("", "note: `registry.toml` is not in any commit yet\n"));
}

#[test]
fn nothing_of_the_repository_is_run_by_a_log() {
    let repository = long_history("nothing_of_the_repository_is_run_by_a_log");
    let mark = repository.0.join("ran");
    let trap = format!("touch {}; cat", mark.display());
    repository.write(".gitattributes", "*.toml diff=trap filter=trap\n");
    repository.commit("attributes");
    for key in [
        "diff.trap.textconv",
        "diff.trap.command",
        "diff.external",
        "filter.trap.smudge",
        "filter.trap.clean",
        "core.pager",
        "gpg.program",
        "core.fsmonitor",
    ] {
        repository.git(&["config", key, &trap]);
    }
    for (key, value) in [
        ("log.showSignature", "true"),
        ("log.diffMerges", "combined"),
        ("log.showRoot", "false"),
        ("diff.renames", "false"),
        ("diff.noprefix", "true"),
        ("format.pretty", "raw"),
        ("color.ui", "always"),
        ("log.date", "relative"),
        ("diff.orderFile", "missing"),
        ("core.quotePath", "true"),
    ] {
        repository.git(&["config", key, value]);
    }
    let (shown, _) = said(&repository, &["log"]);
    assert_eq!(
        shown.lines().filter(|line| line.starts_with("  ") && line.contains("network")).count(),
        5,
        "{shown}"
    );
    assert!(!mark.exists());
}
