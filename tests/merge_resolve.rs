//! `netreg merge` for people: `--install`, `--resolve` and `--check` in real repositories.

#![cfg(unix)]

mod support;

use netreg::compare::merge::{Markers, Sides, merge};
use netreg::compare::resolve::take_apart;
use std::fs;
use std::time::{Duration, Instant};
use support::branches::Branch;
use support::merging::{Merging, record, registry};
use support::{run, stderr, stdout, synth, text, with_registry};

const FILE: &str = "registry.toml";

/// A record with the lines of another, so that conflicts cut through records.
fn member(key: &str, more: &str) -> String {
    record(key, &format!("{more}members = [\"IOM\", \"UNHCR\"]\n"))
}

fn members(keys: &[&str]) -> String {
    registry(&[]) + &keys.iter().map(|key| member(key, "")).collect::<String>()
}

/// Returns what two branches make of a registry, and whether the merge by record is clean.
fn cases() -> [(&'static str, String, String, String, bool); 3] {
    let base = members(&["avalon", "utopia", "xanadu"]);
    let field = |value: &str| base.replace(&member("utopia", ""), &member("utopia", value));
    [
        (
            "added in one place",
            base.clone(),
            members(&["avalon", "erewhon", "utopia", "xanadu"]),
            members(&["avalon", "lilliput", "utopia", "xanadu"]),
            true,
        ),
        (
            "fields beside each other",
            base.clone(),
            field("established = 2021-01-01\n"),
            field("chairs = [\"UN RC\"]\n")
                .replace(&member("avalon", ""), &member("avalon", "status = \"planned\"\n")),
            true,
        ),
        (
            "one field",
            base.clone(),
            field("established = 2021-01-01\n"),
            field("established = 2021-02-02\n"),
            false,
        ),
    ]
}

/// Lets git merge without the driver, which must be a conflict.
fn refused(merging: &Merging, style: &str, args: &[&str]) -> String {
    merging.repository.write(".git/info/attributes", "registry.toml !merge\n");
    let style = format!("merge.conflictStyle={style}");
    let output = merging.git(&[&["-c", &style], args].concat());
    assert_eq!(output.status.code(), Some(1), "{args:?}: {output:?}");
    let text = merging.repository.read(FILE);
    assert!(text.contains("<<<<<<< "), "{text}");
    text
}

/// Returns a text without the name of the base, which the markers of one style do not have.
fn nameless(text: &str) -> String {
    let line = |line: &str| if line.starts_with("||||||| ") { "|||||||".to_owned() } else { line.to_owned() };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn resolved_file_is_what_the_driver_gives() {
    for ends in ["\n", "\r\n"] {
        for style in ["merge", "diff3", "zdiff3"] {
            for (case, base, ours, theirs, is_clean) in cases() {
                let [base, ours, theirs] = [base, ours, theirs].map(|text| text.replace('\n', ends));
                let merging = Merging::new("resolved_file_is_what_the_driver_gives", FILE, &base);
                merging.two(FILE, &ours, &theirs);
                let head = merging.repository.head();
                let merge = ["merge", "--no-edit", "theirs"];
                assert_eq!(merging.git(&merge).status.code(), Some(i32::from(!is_clean)), "{case}");
                let by_driver = merging.repository.read(FILE);
                merging.does(&["reset", "-q", "--hard", &head]);
                refused(&merging, style, &merge);
                let output = merging.netreg(&["merge", "--resolve"]);
                let said = stderr(&output);
                assert_eq!(output.status.code(), Some(i32::from(!is_clean)), "{case}: {said}");
                assert_eq!(nameless(&merging.repository.read(FILE)), nameless(&by_driver), "{case}, {style}");
                let end = if is_clean {
                    "next: git add registry.toml\n"
                } else {
                    "1 conflict left in `registry.toml`; next: choose between the markers, then git add registry.toml\n"
                };
                assert!(said.ends_with(end), "{case}: {said}");
            }
        }
    }
}

#[test]
fn random_branches_are_resolved_as_the_driver_merges_them() {
    let merging = Merging::without_driver("random_branches_are_resolved", FILE, &registry(&[]));
    let mut resolved = 0;
    for seed in 0..40u64 {
        let base = if seed % 2 == 0 { synth::registry(seed, 5) } else { synth::scattered(seed, 12) };
        let mut random = synth::Random::new(seed ^ 1);
        let [ours, theirs] = ['o', 't'].map(|side| Branch::of(&base, side, &mut random));
        merging.branch("base", "main", FILE, &base);
        merging.branch("theirs", "base", FILE, &theirs);
        merging.branch("ours", "base", FILE, &ours);
        let style = if seed % 3 == 0 { "merge" } else { ["diff3", "zdiff3"][usize::from(seed % 3 == 1)] };
        let style = format!("merge.conflictStyle={style}");
        if merging.git(&["-c", &style, "merge", "--no-edit", "theirs"]).status.success() {
            continue;
        }
        let markers = Markers { ours: "HEAD", ..Markers::default() };
        let by_driver = merge(Sides { base: &base, ours: &ours, theirs: &theirs }, &markers);
        let output = merging.netreg(&["merge", "--resolve"]);
        let code = i32::from(!by_driver.is_clean());
        assert_eq!(output.status.code(), Some(code), "{seed}: {}", stderr(&output));
        assert_eq!(nameless(&merging.repository.read(FILE)), nameless(&by_driver.text), "{seed}");
        merging.does(&["reset", "-q", "--hard"]);
        resolved += 1;
    }
    assert!(resolved > 20, "only {resolved} of 40 were conflicts");
}

#[test]
fn conflict_of_any_command_is_resolved() {
    let (_, base, ours, theirs, _) = &cases()[0];
    let both = members(&["avalon", "erewhon", "lilliput", "utopia", "xanadu"]);
    for args in [&["rebase", "theirs"][..], &["cherry-pick", "theirs"], &["stash", "pop"]] {
        let merging = Merging::new("conflict_of_any_command_is_resolved", FILE, base);
        merging.two(FILE, ours, theirs);
        if args[0] == "stash" {
            merging.does(&["switch", "-q", "main"]);
            merging.repository.write(FILE, theirs);
            merging.does(&["stash", "-q"]);
            merging.does(&["switch", "-q", "ours"]);
        }
        refused(&merging, "merge", args);
        let output = merging.netreg(&["merge", "--resolve", FILE]);
        assert_eq!(
            stderr(&output),
            "resolved 1 conflict in `registry.toml`; next: git add registry.toml\n",
            "{args:?}"
        );
        assert_eq!(merging.repository.read(FILE), both, "{args:?}");
    }
}

#[test]
fn file_that_both_sides_added_has_no_base() {
    let merging = Merging::new("file_that_both_sides_added_has_no_base", FILE, &registry(&[]));
    merging.does(&["rm", "-q", FILE]);
    merging.does(&["commit", "-q", "-m", "gone"]);
    for (name, keys) in [("theirs", ["avalon", "lilliput"]), ("ours", ["avalon", "erewhon"])] {
        merging.does(&["switch", "-q", "-C", name, "main"]);
        merging.repository.write(FILE, &members(&keys));
        merging.repository.commit(name);
    }
    let (head, both) = (merging.repository.head(), members(&["avalon", "erewhon", "lilliput"]));
    merging.does(&["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!(merging.repository.read(FILE), both);
    merging.does(&["reset", "-q", "--hard", &head]);
    refused(&merging, "diff3", &["merge", "theirs"]);
    let output = merging.netreg(&["merge", "--resolve"]);
    assert_eq!(stderr(&output), "resolved 1 conflict in `registry.toml`; next: git add registry.toml\n");
    assert_eq!(merging.repository.read(FILE), both);
}

#[test]
fn edit_by_hand_is_kept() {
    let (_, base, ours, theirs, _) = &cases()[0];
    for style in ["merge", "zdiff3"] {
        let merging = Merging::new("edit_by_hand_is_kept", FILE, base);
        merging.two(FILE, ours, theirs);
        let text = refused(&merging, style, &["merge", "--no-edit", "theirs"]);
        let (old, new) = (member("xanadu", ""), member("xanadu", "verified = 2026-01-01\n"));
        merging.repository.write(FILE, &text.replace(&old, &new));
        let output = merging.netreg(&["merge", "--resolve"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let both = members(&["avalon", "erewhon", "lilliput", "utopia"]) + &new;
        assert_eq!(merging.repository.read(FILE), both, "{style}");
    }
}

#[test]
fn without_a_base_nothing_is_removed() {
    let (_, _, ours, theirs, _) = &cases()[0];
    let conflict =
        |ours: &str, theirs: &str| format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n");
    let (here, file) = with_registry("without_a_base_nothing_is_removed", &conflict(ours, theirs));
    let output = run(&here, &["merge", "--resolve", "--today", "2026-06-15"]);
    let said = stderr(&output);
    assert!(said.contains("the state before both changes is not known, so nothing is removed"), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(text(&file), members(&["avalon", "erewhon", "lilliput", "utopia", "xanadu"]));

    let field = |day: &str| registry(&["avalon"]) + &record("utopia", &format!("verified = {day}\n"));
    let (a, b) = (field("2026-01-01"), field("2026-02-02"));
    fs::write(&file, conflict(&a, &b)).expect("it is written");
    let output = run(&here, &["merge", "--resolve"]);
    assert_eq!(output.status.code(), Some(1));
    let dispute =
        "<<<<<<< HEAD\nverified = 2026-01-01\n||||||| base\n=======\nverified = 2026-02-02\n>>>>>>> theirs\n";
    assert_eq!(text(&file), field("2026-01-01").replace("verified = 2026-01-01\n", dispute));
    // A second run leaves the dispute as it is.
    let output = run(&here, &["merge", "--resolve"]);
    assert_eq!((output.status.code(), text(&file)), (Some(1), a.replace("verified = 2026-01-01\n", dispute)));
}

#[test]
fn file_that_cannot_be_resolved_is_left_as_it_is() {
    let whole = registry(&["avalon"]);
    for (case, code, said) in [
        (whole.clone(), 0, "`registry.toml` has no conflict\n"),
        (
            whole.clone() + "note = \"\"\"\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n\"\"\"\n",
            0,
            "`registry.toml` has no conflict\n",
        ),
        (
            whole + "<<<<<<< a\nnote = \n=======\nnote = \"y\"\n>>>>>>> b\n",
            1,
            "error: cannot read the `a` version of `registry.toml`, line 8: ",
        ),
    ] {
        let (here, file) = with_registry("file_that_cannot_be_resolved_is_left_as_it_is", &case);
        let output = run(&here, &["merge", "--resolve"]);
        assert!(stderr(&output).starts_with(said), "{}", stderr(&output));
        assert_eq!((output.status.code(), text(&file)), (Some(code), case));
    }
}

#[test]
fn damaged_conflict_is_not_called_no_conflict() {
    let (_, base, ours, theirs, _) = &cases()[2];
    let said = |line: &str, number: usize| {
        format!(
            "error: `registry.toml`, line {number}: `{line}` is a conflict marker, and the others of the conflict are \
             missing; the file was not changed\n\
             help: choose by hand which lines stay, and remove the markers, then `git add registry.toml`\n"
        )
    };
    for (from, line) in [("<<<<<<<", "======="), ("=======", "<<<<<<< HEAD"), (">>>>>>>", "<<<<<<< HEAD")] {
        let merging = Merging::without_driver("damaged_conflict", FILE, base);
        merging.two(FILE, ours, theirs);
        let text = refused(&merging, "merge", &["merge", "--no-edit", "theirs"]);
        let lines = |is_left: &dyn Fn(&str) -> bool| {
            text.split_inclusive('\n').filter(|line| is_left(line)).collect::<String>()
        };
        let damaged = lines(&|line| !line.starts_with(from));
        let only = lines(&|line| !is_marker(line) || line.starts_with(from));
        for (text, line) in [(&damaged, line), (&only, from)] {
            merging.repository.write(FILE, text);
            let at = text.lines().position(|other| other.starts_with(line)).expect("a marker");
            let output = merging.netreg(&["merge", "--resolve"]);
            let said = said(text.lines().nth(at).expect("a line"), at + 1);
            assert_eq!((output.status.code(), stderr(&output)), (Some(1), said));
            assert_eq!(&merging.repository.read(FILE), text);
        }
    }
    // A conflict that is whole does not hide one that is not.
    let text = registry(&["avalon"]) + "<<<<<<< a\n=======\nnote = \"x\"\n>>>>>>> b\nchairs = []\n=======\n";
    let (here, _) = with_registry("damaged_conflict_below_another", &text);
    let output = run(&here, &["merge", "--resolve"]);
    let number = text.lines().count();
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), said("=======", number)));
}

fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
}

#[test]
fn marker_in_a_note_is_quoted_only_if_a_side_quotes_it() {
    let base = registry(&["avalon"]);
    let field = |note: &str| base.clone() + &format!("note = \"\"\"\n{note}\"\"\"\n");
    let merging = Merging::without_driver("marker_in_a_note", FILE, &base);
    merging.two(FILE, &field("a\n=======\n"), &field("b\n"));
    refused(&merging, "merge", &["merge", "--no-edit", "theirs"]);
    for (note, code) in [("a\n=======\nb\n", 0), ("a\n>>>>>>> theirs\n", 1)] {
        merging.repository.write(FILE, &field(note));
        let output = merging.netreg(&["merge", "--resolve"]);
        assert_eq!(output.status.code(), Some(code), "{note}: {}", stderr(&output));
        assert_eq!(stderr(&output).contains("`>>>>>>> theirs` is a conflict marker"), code == 1);
    }
}

#[test]
fn conflict_round_a_note_that_quotes_markers_is_resolved() {
    let quoted = "note = \"\"\"\nHow to settle:\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n\"\"\"\n";
    let base = registry(&["avalon"]);
    let [ours, theirs] = [quoted, "verified = 2024-01-01\n"].map(|line| base.clone() + line);
    for style in ["merge", "diff3", "zdiff3"] {
        let merging = Merging::new("conflict_round_a_note", FILE, &base);
        merging.two(FILE, &ours, &theirs);
        let head = merging.repository.head();
        merging.does(&["merge", "-q", "--no-edit", "theirs"]);
        let by_driver = merging.repository.read(FILE);
        merging.does(&["reset", "-q", "--hard", &head]);
        let text = refused(&merging, style, &["merge", "--no-edit", "theirs"]);
        let output = merging.netreg(&["merge", "--resolve"]);
        let said = "resolved 1 conflict in `registry.toml`; next: git add registry.toml\n";
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), said));
        assert_eq!(merging.repository.read(FILE), by_driver);
        // Once it is edited, nobody can tell which markers are quoted.
        let edited = text + "chairs = []\n";
        merging.repository.write(FILE, &edited);
        let output = merging.netreg(&["merge", "--resolve"]);
        assert!(stderr(&output).contains("is a conflict marker"), "{}", stderr(&output));
        assert_eq!((output.status.code(), merging.repository.read(FILE)), (Some(1), edited));
    }
}

#[test]
fn edit_that_only_moves_lines_is_kept() {
    let (_, base, ours, theirs, _) = &cases()[0];
    let merging = Merging::new("edit_that_only_moves_lines_is_kept", FILE, base);
    merging.two(FILE, ours, theirs);
    let text = refused(&merging, "merge", &["merge", "--no-edit", "theirs"]);
    let (first, last) = (member("avalon", ""), member("xanadu", ""));
    let moved = text.replace(&first, "").replace(&last, &(last.clone() + &first));
    merging.repository.write(FILE, &moved);
    let output = merging.netreg(&["merge", "--resolve"]);
    let expected = members(&["lilliput", "erewhon", "utopia", "xanadu", "avalon"]);
    assert_eq!((output.status.code(), merging.repository.read(FILE)), (Some(0), expected));
}

#[test]
fn line_typed_into_the_base_is_not_lost_without_a_word() {
    let (_, base, ours, theirs, is_clean) = &cases()[1];
    for with_git in [true, false] {
        let merging = Merging::new("line_typed_into_the_base", FILE, base);
        merging.two(FILE, ours, theirs);
        let text = refused(&merging, "diff3", &["merge", "--no-edit", "theirs"]);
        if !with_git {
            fs::remove_dir_all(merging.repository.0.join(".git")).expect("it is removed");
        }
        let typed = text.replacen("\n=======", "\nnote = \"typed\"\n=======", 1);
        merging.repository.write(FILE, &typed);
        let line = typed.lines().position(|line| line.starts_with("note")).expect("a line") + 1;
        let output = merging.netreg(&["merge", "--resolve"]);
        let said = format!(
            "error: `registry.toml`, line {line}: `note = \"typed\"` is only in the state before both changes, between \
             `|||||||` and `=======`, so it would be lost; the file was not changed\n\
             help: move the line to one of the sides, or remove it, then run the command again\n"
        );
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), said));
        assert_eq!(merging.repository.read(FILE), typed);
        // In a side, it is in the result.
        let moved = text.replacen("\n|||||||", "\nnote = \"typed\"\n|||||||", 1);
        merging.repository.write(FILE, &moved);
        let output = merging.netreg(&["merge", "--resolve"]);
        assert_eq!(output.status.code(), Some(i32::from(!is_clean)), "{}", stderr(&output));
        assert!(merging.repository.read(FILE).contains("note = \"typed\"\n"));
    }
}

#[test]
fn check_says_what_git_and_what_the_driver_would_do() {
    for (at, said) in [
        "registry.toml: GitHub would report 1 conflict; netreg resolves it\n",
        "registry.toml: GitHub would report 1 conflict; netreg resolves it\n",
        "registry.toml: utopia: `established` was changed differently by both sides\n",
    ]
    .into_iter()
    .enumerate()
    {
        let (case, base, ours, theirs, is_clean) = &cases()[at];
        let merging = Merging::without_driver("check_says_what_git_and_the_driver_do", FILE, base);
        merging.two(FILE, ours, theirs);
        let output = merging.netreg(&["merge", "--check", "theirs"]);
        assert_eq!(stdout(&output), said, "{case}");
        assert_eq!(
            (output.status.code(), merging.repository.read(FILE)),
            (Some(i32::from(!is_clean)), ours.clone())
        );
        let output = merging.netreg(&["merge", "--check", "main"]);
        assert_eq!(
            (output.status.code(), stdout(&output).as_str()),
            (Some(0), "registry.toml: no conflict with `main`\n")
        );
    }
    let (_, base, ours, theirs, _) = &cases()[0];
    let merging = Merging::without_driver("check_fails", FILE, base);
    merging.two(FILE, ours, theirs);
    let shallow = merging.repository.cloned("check_shallow", &["--depth=1", "--no-single-branch"]);
    for (folder, revision, said) in [
        (
            &merging.repository.0,
            "nowhere",
            "`nowhere` is not a revision\nhelp: `git branch --all` lists the branches\n",
        ),
        (
            &merging.repository.0,
            "theirs:x",
            "`theirs:x` is not a revision\nhelp: give the revision without a path, such as `--check main`\n",
        ),
        (
            &shallow.0,
            "origin/theirs",
            "commit not found in this clone: the commit at which this branch left `origin/theirs`\nhelp: `git fetch --unshallow` fetches it; in a workflow, use `fetch-depth: 0`\n",
        ),
    ] {
        let output = run(folder, &["merge", "--check", revision]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(2), format!("error: {said}")));
    }
}

#[test]
fn file_that_one_side_removed_is_not_called_free_of_conflicts() {
    let base = registry(&["avalon"]);
    let changed = registry(&["avalon", "utopia"]);
    for (is_removed_here, did) in [(false, ["changed", "removed"]), (true, ["removed", "changed"])] {
        let merging = Merging::without_driver("file_that_one_side_removed", FILE, &base);
        merging.branch("changed", "main", FILE, &changed);
        merging.does(&["switch", "-q", "-C", "removed", "main"]);
        merging.does(&["rm", "-q", FILE]);
        merging.does(&["commit", "-q", "-m", "removed"]);
        let other = if is_removed_here { "changed" } else { "removed" };
        merging.does(&["switch", "-q", if is_removed_here { "removed" } else { "changed" }]);
        assert_eq!(merging.git(&["merge", "--no-edit", other]).status.code(), Some(1));
        let output = merging.netreg(&["merge", "--resolve"]);
        let said = format!(
            "error: `HEAD` {} `registry.toml`, and the other side {} it\n\
             help: `git add registry.toml` keeps the file, `git rm registry.toml` removes it\n",
            did[0], did[1]
        );
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), said));
        assert_eq!(merging.repository.read(FILE), changed);
    }
}

#[test]
fn file_without_markers_that_git_calls_unmerged_has_a_next_step() {
    let (_, base, ours, theirs, _) = &cases()[2];
    let merging = Merging::without_driver("file_without_markers", FILE, base);
    merging.two(FILE, ours, theirs);
    refused(&merging, "merge", &["merge", "--no-edit", "theirs"]);
    merging.repository.write(FILE, theirs);
    let output = merging.netreg(&["merge", "--resolve"]);
    let said = "`registry.toml` has no conflict; next: git add registry.toml\n";
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), said));
    merging.does(&["add", FILE]);
    let output = merging.netreg(&["merge", "--resolve"]);
    assert_eq!(stderr(&output), "`registry.toml` has no conflict\n");
}

#[test]
fn conflicts_are_printed_with_quiet_too() {
    let (_, base, ours, theirs, _) = &cases()[2];
    let merging = Merging::without_driver("conflicts_are_printed_with_quiet_too", FILE, base);
    merging.two(FILE, ours, theirs);
    refused(&merging, "merge", &["merge", "--no-edit", "theirs"]);
    let output = merging.netreg(&["-q", "merge", "--resolve"]);
    let said = "registry.toml: utopia: `established` was changed differently by both sides\n";
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), said));
}

#[test]
fn fault_of_a_side_is_where_people_see_it() {
    let text = registry(&["avalon"])
        + "<<<<<<< HEAD\n=======\nnote = \"y\"\nstatus = \"planned\"\n>>>>>>> b\n"
        + &record("utopia", "chairs = [\n");
    let (here, file) = with_registry("fault_of_a_side_is_where_people_see_it", &text);
    let output = run(&here, &["merge", "--resolve"]);
    let line = text.lines().position(|line| line == "chairs = [").expect("a line") + 1;
    for side in ["HEAD", "b"] {
        let said = format!("error: cannot read the `{side}` version of `registry.toml`, line {line}: ");
        assert!(stderr(&output).contains(&said), "{}", stderr(&output));
    }
    assert_eq!((output.status.code(), support::text(&file)), (Some(1), text));
}

#[test]
fn many_conflicts_beside_a_string_are_taken_apart_without_beginning_again() {
    let conflict = "<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n".repeat(20_000);
    let string = |lines: &str| format!("note = \"\"\"\n{lines}\"\"\"\n");
    let begin = Instant::now();
    let beside = take_apart(&(string("") + &conflict), &[]).map(|marked| marked.marks.number);
    assert_eq!(beside, Some(20_000));
    let quoted = string(&conflict);
    assert_eq!(take_apart(&quoted, &[&quoted, &quoted]), None);
    // It took 25 seconds for a tenth of them.
    assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
}

#[test]
fn check_works_where_the_file_was_removed() {
    let (_, base, _, theirs, _) = &cases()[0];
    let mut merging = Merging::without_driver("check_works_where_the_file_was_removed", FILE, base);
    // No folder above it has a registry, which would be taken for the one that was removed.
    let alone = std::env::temp_dir().join(format!("netreg_removed_{}", std::process::id()));
    fs::rename(&merging.repository.0, &alone).expect("it is moved");
    merging.repository.0.clone_from(&alone);
    merging.branch("theirs", "main", FILE, theirs);
    merging.does(&["switch", "-q", "-C", "gone", "main"]);
    merging.does(&["rm", "-q", FILE]);
    merging.does(&["commit", "-q", "-m", "gone"]);
    let unknown = |gone: &str, revision: &str| {
        format!(
            "error: cannot tell whether `registry.toml` merges: `{gone}` does not have it; it may have another name \
             there\nhelp: `git merge {revision}` finds out\n"
        )
    };
    let output = merging.netreg(&["merge", "--check", "main"]);
    let said = "registry.toml: no conflict with `main`\n";
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), said), "{}", stderr(&output));
    let output = merging.netreg(&["merge", "--check", "theirs"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), unknown("HEAD", "theirs")));
    merging.does(&["switch", "-q", "theirs"]);
    let output = merging.netreg(&["merge", "--check", "gone"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), unknown("gone", "gone")));
    fs::remove_dir_all(&alone).expect("it is removed");
}

#[test]
fn check_cannot_tell_what_becomes_of_a_file_with_another_name() {
    let (_, base, ours, theirs, _) = &cases()[2];
    let merging = Merging::without_driver("check_of_another_name", FILE, base);
    merging.branch("theirs", "main", FILE, theirs);
    merging.does(&["switch", "-q", "-C", "ours", "main"]);
    fs::create_dir(merging.repository.0.join("data")).expect("a folder");
    merging.does(&["mv", FILE, "data/"]);
    merging.does(&["commit", "-q", "-m", "another name"]);
    merging.repository.write("data/registry.toml", ours);
    merging.repository.commit("ours");
    let check = |file: &str, revision: &str, gone: &str| {
        let output = merging.netreg(&["-f", file, "merge", "--check", revision]);
        let said = format!(
            "error: cannot tell whether `{file}` merges: {gone} it; it may have another name there\n\
             help: `git merge {revision}` finds out\n"
        );
        let printed = (output.status.code(), stdout(&output), stderr(&output));
        assert_eq!(printed, (Some(1), String::new(), said));
    };
    check("data/registry.toml", "theirs", "`theirs` does not have");
    assert_eq!(
        merging.git(&["merge", "theirs"]).status.code(),
        Some(1),
        "git finds the name and the conflict"
    );
    merging.does(&["merge", "--abort"]);
    merging.does(&["switch", "-q", "theirs"]);
    check(FILE, "ours", "`ours` does not have");
    merging.does(&["switch", "-q", "ours"]);
    merging.does(&["mv", "data/registry.toml", "other.toml"]);
    merging.does(&["commit", "-q", "-m", "a third name"]);
    merging.repository.write("data/registry.toml", "");
    check("data/registry.toml", "theirs", "neither `HEAD` nor `theirs` has");
}

#[test]
fn check_finds_no_conflict_only_in_what_it_can_read() {
    let base = registry(&["avalon"]);
    let broken = base.clone() + &record("utopia", "chairs = [\n");
    for (text, code, said) in [
        (broken.as_str(), 1, "error: cannot read the `bad` version of `registry.toml`, line 10: "),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 9\n",
            2,
            "is a Git LFS pointer, not the registry itself\n",
        ),
    ] {
        let merging = Merging::without_driver("check_reads_both_sides", FILE, &base);
        merging.branch("good", "main", FILE, &registry(&["avalon", "xanadu"]));
        merging.branch("bad", "main", FILE, text);
        for (here, revision) in [("bad", "good"), ("good", "bad")] {
            merging.does(&["switch", "-q", here]);
            let output = merging.netreg(&["merge", "--check", revision]);
            let said = if here == "bad" { said.replace("`bad`", "`HEAD`") } else { said.to_owned() };
            assert!(stderr(&output).contains(&said), "{}", stderr(&output));
            assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(code), ""));
        }
    }
}
