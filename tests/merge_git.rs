//! The merge driver in real repositories, installed by the command: whatever git does with it, no record of either
//! side is gone without a word.

#![cfg(unix)]

mod support;

use support::merging::{Merging, path_without_netreg, record, registry};
use support::{skipped, stderr, stdout};

const FILE: &str = "registry.toml";

/// The records of the base. Those that come are all between the first two, so that git by lines finds a conflict.
const BASE: [&str; 3] = ["avalon", "utopia", "xanadu"];
const OURS: [&str; 4] = ["avalon", "erewhon", "utopia", "xanadu"];
const THEIRS: [&str; 4] = ["avalon", "lilliput", "utopia", "xanadu"];
const BOTH: [&str; 5] = ["avalon", "erewhon", "lilliput", "utopia", "xanadu"];

/// Makes a repository in which each of two branches adds a record in the same place; `ours` is checked out.
fn two(name: &str) -> Merging {
    let merging = Merging::new(name, FILE, &registry(&BASE));
    merging.two(FILE, &registry(&OURS), &registry(&THEIRS));
    merging
}

/// Makes a repository in which both branches change one field differently, and each another field.
fn disputed(name: &str) -> Merging {
    let text = |established: &str, lines: &str| {
        registry(&["avalon"]) + &record("utopia", &format!("established = {established}\n{lines}"))
    };
    let merging = Merging::new(name, FILE, &text("2021-01-01", ""));
    merging.two(
        FILE,
        &text("2021-02-02", "coordinator = \"IOM\"\n"),
        &text("2021-03-03", "chairs = [\"UN RC\"]\n"),
    );
    merging
}

/// Checks that a git command went through and left the records of both sides.
fn has_both(merging: &Merging, args: &[&str]) {
    merging.does(args);
    assert_eq!(merging.repository.read(FILE), registry(&BOTH), "{args:?}");
    assert_eq!(merging.repository.git(&["diff", "--name-only", "HEAD"]), "", "{args:?}");
}

#[test]
fn records_added_in_one_place_merge_however_git_is_asked() {
    let name = "records_added_in_one_place_merge";
    has_both(&two(name), &["merge", "-q", "--no-edit", "theirs"]);
    has_both(&two(name), &["rebase", "-q", "theirs"]);
    has_both(&two(name), &["cherry-pick", "theirs"]);
    has_both(&two(name), &["-c", "merge.conflictStyle=zdiff3", "merge", "-q", "--no-edit", "theirs"]);

    let merging = two(name);
    merging.does(&["switch", "-q", "theirs"]);
    merging.repository.write(FILE, &registry(&["avalon", "lilliput", "utopia", "xanadu", "zembla"]));
    merging.does(&["stash", "-q"]);
    merging.does(&["switch", "-q", "ours"]);
    merging.does(&["stash", "pop", "-q"]);
    let kept = ["avalon", "erewhon", "utopia", "xanadu", "zembla"];
    assert_eq!(merging.repository.read(FILE), registry(&kept));
}

#[test]
fn reverted_commit_takes_only_its_own_record_away() {
    let merging = two("reverted_commit_takes_only_its_own_record_away");
    merging.branch("more", "ours", FILE, &registry(&BOTH));
    merging.does(&["revert", "--no-edit", "ours"]);
    assert_eq!(merging.repository.read(FILE), registry(&THEIRS));
}

#[test]
fn base_of_a_criss_cross_is_merged_by_record_too() {
    let merging = two("base_of_a_criss_cross_is_merged_by_record_too");
    merging.does(&["branch", "old", "theirs"]);
    merging.does(&["switch", "-q", "theirs"]);
    merging.does(&["merge", "-q", "--no-edit", "ours"]);
    merging.does(&["switch", "-q", "ours"]);
    merging.does(&["merge", "-q", "--no-edit", "old"]);
    for (branch, key) in [("theirs", "lilliput"), ("ours", "erewhon")] {
        merging.does(&["switch", "-q", branch]);
        let old = merging.repository.read(FILE);
        let new = old.replace(&record(key, ""), &record(key, "verified = 2026-01-01\n"));
        assert_ne!(old, new);
        merging.repository.write(FILE, &new);
        merging.does(&["commit", "-q", "--all", "-m", "verified"]);
    }
    merging.does(&["merge", "-q", "--no-edit", "theirs"]);
    let text = merging.repository.read(FILE);
    assert_eq!(text.replace("verified = 2026-01-01\n", ""), registry(&BOTH));
    assert_eq!(text.matches("verified = 2026-01-01\n").count(), 2);
}

#[test]
fn conflict_between_the_bases_of_a_criss_cross_hides_none_and_makes_none() {
    for (ours, theirs, is_clean) in [("2021-04-04", "2021-04-04", true), ("2021-01-01", "2021-03-03", false)]
    {
        let merging = disputed("conflict_between_the_bases_of_a_criss_cross");
        merging.does(&["branch", "old", "theirs"]);
        for (branch, other, day, key) in
            [("theirs", "ours", theirs, "lilliput"), ("ours", "old", ours, "erewhon")]
        {
            merging.does(&["switch", "-q", branch]);
            assert_eq!(merging.git(&["merge", "--no-edit", other]).status.code(), Some(1));
            let lines = format!("established = {day}\nchairs = [\"UN RC\"]\ncoordinator = \"IOM\"\n");
            let text = registry(&["avalon", key]) + &record("utopia", &lines);
            merging.repository.write(FILE, &text);
            merging.does(&["commit", "-q", "--all", "-m", "resolved"]);
        }
        let output = merging.git(&["merge", "--no-edit", "theirs"]);
        let (text, said) = (merging.repository.read(FILE), stderr(&output));
        assert_eq!(output.status.code(), Some(i32::from(!is_clean)), "{said}{text}");
        let dispute = "registry.toml: utopia: `established` was changed differently by both sides\n";
        assert_eq!(said, if is_clean { "" } else { dispute });
        assert!(text.starts_with(&registry(&["avalon", "erewhon", "lilliput"])), "{text}");
        assert_eq!(text.matches(&format!("established = {ours}\n")).count(), 1, "{text}");
    }
}

#[test]
fn octopus_and_resolve_do_not_ask_a_driver_and_refuse() {
    let merging = two("octopus_and_resolve_do_not_ask_a_driver_and_refuse");
    merging.branch("third", "main", FILE, &registry(&["avalon", "utopia", "xanadu", "zembla"]));
    merging.does(&["switch", "-q", "ours"]);
    let head = merging.repository.head();
    for args in [&["theirs", "third"][..], &["-s", "resolve", "theirs"]] {
        assert!(!merging.git(&[&["merge", "-q", "--no-edit"], args].concat()).status.success());
        merging.does(&["reset", "-q", "--hard"]);
        assert_eq!(
            (merging.repository.head(), merging.repository.read(FILE)),
            (head.clone(), registry(&OURS))
        );
    }
    // One after the other is no octopus.
    has_both(&merging, &["merge", "-q", "--no-edit", "theirs"]);
    merging.does(&["merge", "-q", "--no-edit", "third"]);
    assert_eq!(merging.repository.read(FILE), registry(&BOTH) + &record("zembla", ""));
}

#[test]
fn path_needs_no_plain_name_and_no_fixed_folder() {
    let file = "it's a \"list\"/my $HOME.toml";
    let merging = Merging::new("path_needs_no_plain_name", file, &registry(&BASE));
    merging.two(file, &registry(&OURS), &registry(&THEIRS));
    merging.does(&["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!(merging.repository.read(file), registry(&BOTH));
    // A name in markers and messages may have any characters, too.
    let branch = "it's-a-$(b`x`)-\"q\"";
    let changed = |day: &str| registry(&["avalon"]) + &record("utopia", &format!("verified = {day}\n"));
    merging.branch(branch, "main", file, &changed("2026-01-01"));
    merging.branch("other", "main", file, &changed("2026-02-02"));
    let output = merging.git(&["merge", "--no-edit", branch]);
    let (text, said) = (merging.repository.read(file), stderr(&output));
    assert!(text.contains(&format!("\n>>>>>>> {branch}\n")), "{text}");
    assert!(said.contains(&format!("{file}: utopia: `verified` was changed differently")), "{said}");

    // A subtree keeps the name, not the folder.
    let merging = two("subtree");
    merging.does(&["checkout", "-q", "--orphan", "whole"]);
    merging.does(&["rm", "-rfq", "."]);
    merging.repository.write(".gitattributes", "registry.toml merge=netreg\n");
    merging.repository.write("part/registry.toml", &registry(&BASE));
    merging.repository.commit("whole");
    let merge = ["merge", "-q", "--no-edit", "--allow-unrelated-histories"];
    merging.does(&[&merge[..], &["-s", "ours", "main"]].concat());
    merging.repository.write("part/registry.toml", &registry(&OURS));
    merging.repository.commit("ours");
    merging.does(&[&merge[..], &["-Xsubtree=part", "theirs"]].concat());
    assert_eq!(merging.repository.read("part/registry.toml"), registry(&BOTH));
}

#[test]
fn line_ends_of_one_side_are_no_conflict() {
    let merging = Merging::new("line_ends_of_one_side_are_no_conflict", FILE, &registry(&BASE));
    merging.does(&["config", "core.autocrlf", "false"]);
    merging.two(FILE, &registry(&OURS), &registry(&THEIRS).replace('\n', "\r\n"));
    merging.does(&["merge", "-q", "--no-edit", "theirs"]);
    // The ends that one side has changed are changed in all lines.
    assert_eq!(merging.repository.read(FILE), registry(&BOTH).replace('\n', "\r\n"));
}

#[test]
fn dispute_is_marked_round_its_field_and_the_rest_is_merged() {
    let merging = disputed("dispute_is_marked_round_its_field");
    let base = merging.repository.git(&["rev-parse", "--short", "main"]);
    for (args, theirs, base) in [
        (&["merge", "--no-edit", "theirs"][..], "theirs", base.as_str()),
        (&["cherry-pick", "theirs"], "(theirs)", "parent of "),
    ] {
        let output = merging.git(args);
        let (text, said) = (merging.repository.read(FILE), stderr(&output));
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("registry.toml: utopia: `established` was changed differently by both sides"),
            "{said}"
        );
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|line| line.starts_with("<<<<<<< ")).expect(&text);
        assert_eq!(lines[at], "<<<<<<< HEAD");
        assert_eq!(lines[at + 1], "established = 2021-02-02");
        assert!(lines[at + 2].starts_with(&format!("||||||| {base}")), "{text}");
        assert_eq!(
            lines[at + 3..at + 6],
            ["established = 2021-01-01", "=======", "established = 2021-03-03"]
        );
        assert!(lines[at + 6].starts_with(">>>>>>> ") && lines[at + 6].ends_with(theirs), "{text}");
        assert!(
            text.contains("chairs = [\"UN RC\"]\n") && text.contains("coordinator = \"IOM\"\n"),
            "{text}"
        );
        merging.does(&["reset", "-q", "--hard"]);
    }
    // The size of markers is an attribute of git.
    merging.repository.write(".git/info/attributes", "registry.toml conflict-marker-size=12\n");
    merging.git(&["merge", "--no-edit", "theirs"]);
    assert!(
        merging.repository.read(FILE).contains("\n<<<<<<<<<<<< HEAD\n"),
        "{}",
        merging.repository.read(FILE)
    );
}

#[test]
fn removal_against_a_change_is_a_conflict() {
    let merging = Merging::new("removal_against_a_change_is_a_conflict", FILE, &registry(&BASE));
    let changed = registry(&BASE).replace("Land of utopia", "Utopia");
    merging.two(FILE, &registry(&["avalon", "xanadu"]), &changed);
    let output = merging.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let text = merging.repository.read(FILE);
    assert!(text.contains("<<<<<<<") && text.contains("name = \"Utopia\""), "{text}");
    assert!(stderr(&output).contains("registry.toml: utopia: removed by one side"), "{}", stderr(&output));
}

#[test]
fn without_netreg_the_merge_is_that_of_git() {
    for style in ["merge", "diff3"] {
        let merges = |mut merging: Merging| {
            merging.path = path_without_netreg();
            let output =
                merging.git(&["-c", &format!("merge.conflictStyle={style}"), "merge", "--no-edit", "theirs"]);
            (output.status.code(), merging.repository.read(FILE))
        };
        let with_driver = merges(disputed("without_netreg_the_merge_is_that_of_git"));
        let plain = disputed("without_netreg_the_merge_is_that_of_git");
        assert!(plain.netreg(&["merge", "--uninstall"]).status.success());
        let plain = merges(plain);
        assert!(plain.1.contains("\n<<<<<<< HEAD\n"), "{}", plain.1);
        let base = |text: &str| {
            text.lines()
                .map(|line| line.split_once("||||||| ").map_or(line, |_| "|"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!((with_driver.0, base(&with_driver.1)), (plain.0, base(&plain.1)), "{style}");
    }
}

#[test]
fn driver_that_fails_makes_git_refuse_and_changes_nothing() {
    let version = stdout(&two("driver_that_fails").git(&["version"]));
    let mut numbers = version.split([' ', '.']).filter_map(|word| word.trim().parse::<u32>().ok());
    if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) < (2, 42) {
        return skipped("a driver that fails: this git is too old");
    }
    for script in ["kill -9 $$", "exit 2", "exit 101", "exit 127", "echo x >\"$9\"; exit 130"] {
        let merging = two("driver_that_fails");
        merging.replace_netreg(script);
        let head = merging.repository.head();
        let output = merging.git(&["merge", "-q", "--no-edit", "theirs"]);
        assert!(!output.status.success(), "{script}");
        assert_eq!(merging.repository.read(FILE), registry(&OURS), "{script}");
        let state = merging.repository.git(&["status", "--porcelain"]);
        assert_eq!((merging.repository.head(), state.as_str()), (head, ""), "{script}");
    }
}
