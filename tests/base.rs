//! `validate --base` in real repositories: only findings that a branch or a push adds are reported.

#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use support::git::Repository;
use support::{run, run_on, stderr, stdout};

const HEAD: &str = "[registry]\nformat = 1\n";

/// Returns a record with an address that is not https: one error.
fn faulty(key: &str) -> String {
    format!("\n[network.{key}]\nname = \"Land of {key}\"\nsources = [\"http://example.org/{key}\"]\n")
}

fn sound(key: &str) -> String {
    faulty(key).replace("http:", "https:")
}

/// Returns a registry with this number of faulty records: `n00`, `n01`, …
fn registry(number: usize) -> String {
    let records = (0..number).map(|at| faulty(&format!("n{at:02}")));
    std::iter::once(HEAD.to_owned()).chain(records).collect()
}

/// Returns the exit code, the findings as `concise` prints them, and standard error.
fn concise(repository: &Repository, base: &str) -> (Option<i32>, Vec<String>, String) {
    let output = repository.validate(&["--format", "concise", "--base", base], &[]);
    let lines = stdout(&output).lines().map(str::to_owned).collect();
    (output.status.code(), lines, stderr(&output))
}

/// Makes `main` with old faults, and `feature`, which starts there and is checked out.
fn with_branch(name: &str, text: &str) -> Repository {
    let repository = Repository::new(name);
    repository.write("registry.toml", text);
    repository.commit("old faults");
    repository.git(&["switch", "--quiet", "--create", "feature"]);
    repository
}

#[test]
fn only_new_findings_of_a_branch_are_reported() {
    let old = registry(40);
    let repository = with_branch("only_new_findings_of_a_branch_are_reported", &old);
    let new = old.replace("http://example.org/n03", "https://example.org/n03");
    let new = new.replace("http://example.org/n17", "https://example.org/n17");
    let new = new.replace("[network.n20]\n", "[network.n20]\n# a line more\n") + &faulty("n40");
    repository.write("registry.toml", &new);
    repository.commit("a new one");
    let line = new.lines().count();
    for base in ["main", "auto"] {
        let variables: &[(&str, &str)] = if base == "auto" { &[("GITHUB_BASE_REF", "main")] } else { &[] };
        let output = repository.validate(&["--format", "concise", "--base", base], variables);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            stdout(&output),
            format!(
                "registry.toml:{line}:12: error[NR302] `http://example.org/n40` is not an https address\n"
            )
        );
        let said = stderr(&output);
        assert!(said.contains("1 new error in registry.toml; 38 old findings"), "{said}");
        assert!(said.contains("lists them); 2 fixed"), "{said}");
    }
    // Without a base, all findings are reported.
    assert_eq!(stdout(&repository.validate(&["--format", "concise"], &[])).lines().count(), 39);
}

#[test]
fn findings_are_matched_by_record_and_value() {
    let one = HEAD.to_owned() + &faulty("a") + &sound("b");
    let cases = [
        // A second bad address in a list that had one.
        ("second", one.replace("[\"http:", "[\"http://example.org/2\", \"http:"), vec!["NR302"]),
        // The same address once more.
        ("again", one.replace("/a\"]", "/a\", \"http://example.org/a\"]"), vec!["NR302", "NR306"]),
        // A record that was moved, and one with another key or name.
        ("moved", HEAD.to_owned() + &sound("b") + &faulty("a"), vec!["NR501"]),
        ("renamed", one.replace("network.a", "network.aa"), vec![]),
        ("named", one.replace("Land of a", "Land of oz"), vec![]),
        // Another record with the same kind of fault, in the place of the old one.
        ("another", HEAD.to_owned() + &faulty("c"), vec!["NR302"]),
        // The fault wanders to another record.
        ("wanders", HEAD.to_owned() + &sound("a") + &faulty("b"), vec!["NR302"]),
        // Fixed.
        ("fixed", HEAD.to_owned() + &sound("a") + &sound("b"), vec![]),
    ];
    for (case, new, codes) in cases {
        let repository = with_branch("findings_are_matched_by_record_and_value", &one);
        repository.write("registry.toml", &new);
        let (code, lines, said) = concise(&repository, "main");
        let found: Vec<&str> =
            lines.iter().map(|line| line.split(['[', ']']).nth(1).expect("a code")).collect();
        assert_eq!(found, codes, "{case}: {said}");
        assert_eq!(code, Some(i32::from(codes.contains(&"NR302"))), "{case}");
    }
}

#[test]
fn syntax_error_is_always_new() {
    let broken = HEAD.to_owned() + &faulty("a") + "\n[network.b]\nname = \"B\nsources = []\n";
    let repository = with_branch("syntax_error_is_always_new", &broken);
    repository.write("registry.toml", &(broken + "# a comment\n"));
    let (code, lines, said) = concise(&repository, "main");
    assert_eq!(code, Some(1));
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("NR001"), "{lines:?}");
    // What a fault hides is not counted as fixed.
    assert!(!said.contains("fixed"), "{said}");
}

#[test]
fn base_is_where_the_branch_left_main() {
    let repository = with_branch("base_is_where_the_branch_left_main", &registry(3));
    repository.commit("nothing yet");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("registry.toml", &registry(3).replace("http:", "https:"));
    repository.commit("all fixed");
    repository.git(&["switch", "--quiet", "feature"]);
    let (code, lines, said) = concise(&repository, "main");
    assert_eq!((code, lines.len()), (Some(0), 0), "{said}");
    assert!(said.contains("where this branch left `main`"), "{said}");
    assert!(said.contains("nothing new in registry.toml; 3 old findings"), "{said}");
}

/// Returns the exit code of `--base auto`, the number of findings, and standard error.
fn auto(repository: &Repository, variables: &[(&str, &str)]) -> (Option<i32>, usize, String) {
    let output = repository.validate(&["--format", "concise", "--base", "auto"], variables);
    (output.status.code(), stdout(&output).lines().count(), stderr(&output))
}

#[test]
fn auto_compares_with_the_commit_before_the_change() {
    let repository = Repository::new("auto_compares_with_the_commit_before_the_change");
    repository.write("registry.toml", &registry(2));
    // No commit yet, then the first: all findings are new.
    let (code, found, said) = auto(&repository, &[]);
    assert_eq!((code, found), (Some(1), 2), "{said}");
    assert!(said.contains("there is no earlier commit"), "{said}");
    repository.commit("first");
    let (code, found, said) = auto(&repository, &[]);
    assert_eq!((code, found), (Some(1), 2), "{said}");
    assert!(said.contains("there is no earlier commit"), "{said}");
    // An uncommitted change is compared with the last commit, a committed one with the commit before.
    repository.write("registry.toml", &registry(3));
    let (code, found, said) = auto(&repository, &[]);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    assert!(said.contains("the last commit\n"), "{said}");
    repository.commit("second");
    // Another file does not count.
    repository.write("other.txt", "a build left this");
    let (code, found, said) = auto(&repository, &[]);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    assert!(said.contains("the commit before this one\n"), "{said}");
    repository.commit("third");
    let (code, found, said) = auto(&repository, &[]);
    assert_eq!((code, found), (Some(0), 0), "{said}");

    // Commits that are not pushed are compared with the upstream.
    let clone = repository.cloned("auto_compares_with_the_commit_before_the_change_clone", &[]);
    for number in [4, 5] {
        clone.write("registry.toml", &registry(number));
        clone.commit("one more");
    }
    let (code, found, said) = auto(&clone, &[]);
    assert_eq!((code, found), (Some(1), 2), "{said}");
    assert!(said.contains("where this branch left its upstream"), "{said}");
}

#[test]
fn auto_checks_every_commit_of_a_push() {
    let repository = Repository::new("auto_checks_every_commit_of_a_push");
    repository.write("registry.toml", &registry(1));
    let before = repository.commit("before");
    // Three commits are pushed at once; the first of them breaks something.
    repository.write("registry.toml", &registry(2));
    repository.commit("breaks");
    repository.commit("does not");
    let event = repository.0.join(".git/event.json");
    let variables = |path: &Path| {
        [
            ("GITHUB_EVENT_NAME".to_owned(), "push".to_owned()),
            ("GITHUB_EVENT_PATH".to_owned(), path.display().to_string()),
        ]
    };
    let variables = variables(&event);
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (&**name, &**value)).collect();
    let checkout = repository.cloned("auto_checks_every_commit_of_a_push_checkout", &["--depth=1"]);

    fs::write(&event, format!("{{\"before\": \"{before}\", \"ref\": \"refs/heads/main\"}}"))
        .expect("it is written");
    let (code, found, said) = auto(&repository, &variables);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    assert!(said.contains("the commit before the push"), "{said}");
    // The same on a runner, which has the last commit alone: the command that is named brings the rest.
    let (code, found, said) = auto(&checkout, &variables);
    assert_eq!((code, found), (Some(2), 0), "{said}");
    let fetch = format!("git fetch --depth=1 origin {before}");
    assert!(said.contains(&fetch), "{said}");
    checkout.git(&fetch.split(' ').skip(1).collect::<Vec<_>>());
    assert_eq!(auto(&checkout, &variables).1, 1);

    // A new branch starts where it left `main`.
    let pushed = |branch: &str| {
        let zeros = "0".repeat(40);
        let repository = "\"repository\": {\"default_branch\": \"main\"}";
        fs::write(
            &event,
            format!("{{\"before\": \"{zeros}\", \"ref\": \"refs/heads/{branch}\", {repository}}}"),
        )
        .expect("it is written");
    };
    repository.git(&["switch", "--quiet", "--create", "topic"]);
    repository.write("registry.toml", &registry(3));
    repository.commit("breaks");
    repository.commit("does not");
    pushed("topic");
    let (code, found, said) = auto(&repository, &variables);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    assert!(said.contains("where this branch left `main`"), "{said}");
    let topic =
        repository.cloned("auto_checks_every_commit_of_a_push_topic", &["--depth=1", "--single-branch"]);
    let (code, _, said) = auto(&topic, &variables);
    assert_eq!(code, Some(2), "{said}");
    let fetch = "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main";
    assert!(said.contains(fetch), "{said}");
    topic.git(&fetch.split(' ').skip(1).collect::<Vec<_>>());
    assert_eq!(auto(&topic, &variables).1, 1);
    // The first push to a repository has no earlier commit.
    pushed("main");
    let (code, found, said) = auto(&repository, &variables);
    assert_eq!((code, found), (Some(1), 3), "{said}");
    assert!(said.contains("there is no earlier commit"), "{said}");
    // An event without the earlier commit fails the run.
    for text in ["", "[", "{}", "{\"before\": 5}", "{\"before\": \"main\"}"] {
        fs::write(&event, text).expect("it is written");
        let (code, _, said) = auto(&repository, &variables);
        assert_eq!(code, Some(2), "{text}: {said}");
    }
    repository.git(&["switch", "--quiet", "main"]);

    // Without an event, the checkout of a push is equal to its upstream.
    let checkout = repository.cloned("auto_checks_every_commit_of_a_push_other", &["--depth=1"]);
    let (code, _, said) = auto(&checkout, &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("`git fetch --deepen=1` fetches it"), "{said}");
    checkout.git(&["fetch", "--quiet", "--deepen=1"]);
    let (code, _, said) = auto(&checkout, &[]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn auto_finds_the_base_of_a_pull_request() {
    let repository = with_branch("auto_finds_the_base_of_a_pull_request", &registry(2));
    repository.write("registry.toml", &(registry(2) + &faulty("z")));
    repository.commit("feature");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("other.txt", "meanwhile");
    repository.commit("meanwhile");
    // GitHub checks out the merge of both, on no branch.
    repository.git(&["switch", "--quiet", "--detach"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--no-edit", "feature"]);
    repository.git(&["update-ref", "refs/pull/1/merge", "HEAD"]);
    let merge = repository.head();
    let in_pull_request = [("GITHUB_BASE_REF", "main")];

    let (code, found, said) = auto(&repository, &in_pull_request);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    let checkout = Repository::new("auto_finds_the_base_of_a_pull_request_checkout");
    checkout.git(&["remote", "add", "origin", &format!("file://{}", repository.0.display())]);
    checkout.git(&[
        "fetch",
        "--quiet",
        "--depth=1",
        "origin",
        "+refs/pull/1/merge:refs/remotes/pull/1/merge",
    ]);
    checkout.git(&["checkout", "--quiet", "--detach", "refs/remotes/pull/1/merge"]);
    let (code, found, said) = auto(&checkout, &in_pull_request);
    assert_eq!((code, found), (Some(2), 0), "{said}");
    let fetch = format!("git fetch --depth=2 origin {merge}");
    assert!(said.contains(&fetch) && said.contains("`fetch-depth: 2`"), "{said}");
    checkout.git(&fetch.split(' ').skip(1).collect::<Vec<_>>());
    let (code, found, said) = auto(&checkout, &in_pull_request);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    assert!(said.contains("the `main` side of this merge"), "{said}");

    // `pull_request_target` checks out the target, without the changes of the request.
    repository.git(&["switch", "--quiet", "main"]);
    let (code, _, said) = auto(&repository, &in_pull_request);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("`main` already contains the commit that is checked out"), "{said}");

    // A merge made on the branch is not GitHub's merge.
    repository.git(&["switch", "--quiet", "--create", "merged", "feature"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--no-edit", "main"]);
    let own =
        repository.cloned("auto_finds_the_base_of_a_pull_request_own", &["--depth=2", "--single-branch"]);
    let (code, _, said) = auto(&own, &[("GITHUB_BASE_REF", "main"), ("GITHUB_SHA", merge.as_str())]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("git fetch --unshallow origin +refs/heads/main"), "{said}");

    // Only the head of the branch, as some workflows check it out.
    repository.git(&["switch", "--quiet", "feature"]);
    let head =
        repository.cloned("auto_finds_the_base_of_a_pull_request_head", &["--depth=1", "--single-branch"]);
    let (code, _, said) = auto(&head, &in_pull_request);
    assert_eq!(code, Some(2), "{said}");
    let fetch = "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main";
    assert!(said.contains(fetch), "{said}");
    head.git(&fetch.split(' ').skip(1).collect::<Vec<_>>());
    let (code, found, said) = auto(&head, &in_pull_request);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    assert!(said.contains("where this branch left `main`"), "{said}");
}

#[test]
fn base_can_be_a_file() {
    let repository = with_branch("base_can_be_a_file", &registry(2));
    repository.write("new.toml", &registry(3));
    repository.write("main", "");
    let base = |base: &str| repository.validate(&["--format", "concise", "--base", base, "new.toml"], &[]);
    assert_eq!(stdout(&base("registry.toml")).lines().count(), 1);
    // A file that is not a registry has no findings.
    assert_eq!(stdout(&base("/dev/null")).lines().count(), 3);
    // What is compared with nothing has nothing fixed.
    let said = stderr(&base("/dev/null"));
    assert!(said.contains("3 new errors in new.toml") && !said.contains("fixed"), "{said}");
    // Whose name is that of a branch, too.
    let output = base("main");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`main` is both a file and a revision"), "{}", stderr(&output));
    assert_eq!(base("./main").status.code(), Some(1));
    assert_eq!(base("main^0").status.code(), Some(1));
    // Neither a file nor a revision; an input without history.
    let output = base("mian");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`mian` is neither a file nor a revision"), "{}", stderr(&output));
    let output = run_on(HEAD.as_bytes(), &["validate", "-", "--base", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("standard input has no history"), "{}", stderr(&output));
    let output =
        run_on(registry(3).as_bytes(), &["validate", "-", "--base", "/dev/null", "--format", "concise"]);
    assert_eq!(stdout(&output).lines().count(), 3);
    // Outside a repository, a revision is unknown and a file works.
    let outside = tempfile_folder();
    fs::write(outside.join("a.toml"), registry(2)).expect("it is written");
    fs::write(outside.join("b.toml"), registry(1)).expect("it is written");
    let output = run(&outside, &["validate", "a.toml", "--base", "main"]);
    assert!(stderr(&output).contains("is not in a checkout of a git repository"), "{}", stderr(&output));
    let output = run(&outside, &["validate", "a.toml", "--base", "b.toml", "--format", "concise"]);
    assert_eq!(stdout(&output).lines().count(), 1, "{}", stderr(&output));
    fs::remove_dir_all(outside).expect("it is removed");
}

/// Makes a folder outside any repository.
fn tempfile_folder() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("netreg-base-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("it is made");
    folder
}

#[test]
fn each_file_is_compared_with_its_own_version_at_the_base() {
    let repository = with_branch("each_file_is_compared_with_its_own_version_at_the_base", &registry(1));
    repository.write("below/registry.toml", &registry(2));
    repository.write("below/a b, c.toml", &registry(1));
    repository.commit("below");
    repository.write("below/a b, c.toml", &registry(2));
    let check = |args: &[&str], variables: &[(&str, &str)]| -> Output {
        let args: Vec<&str> = ["--format", "concise", "--base", "HEAD"].iter().chain(args).copied().collect();
        repository.validate_in(Path::new("below"), &args, variables)
    };
    assert_eq!(check(&[], &[]).status.code(), Some(0));
    assert_eq!(stdout(&check(&["a b, c.toml", "../registry.toml"], &[])).lines().count(), 1);
    // In a hook, git sets the repository, relative to its top folder.
    let in_hook = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index")];
    assert_eq!(stdout(&check(&["a b, c.toml"], &in_hook)).lines().count(), 1);
    // A file that the base does not have is new.
    let output = repository.validate(&["--base", "main", "below/registry.toml"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("which has no text file of that name: all of it is new"),
        "{}",
        stderr(&output)
    );
    // A symbolic link is followed to the file in git.
    std::os::unix::fs::symlink("below/registry.toml", repository.0.join("link.toml")).expect("a link");
    let output = repository.validate(&["--base", "HEAD", "link.toml"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn fix_with_a_base_fixes_only_new_findings() {
    let padded = |key: &str| sound(key).replace("\"Land of", "\" Land of");
    let repository =
        with_branch("fix_with_a_base_fixes_only_new_findings", &(HEAD.to_owned() + &padded("a")));
    repository.write("registry.toml", &(HEAD.to_owned() + &padded("a") + &padded("b")));
    let output = repository.validate(&["--base", "main"], &[]);
    assert!(stderr(&output).contains("`netreg validate --fix --base main` fixes 1;"), "{}", stderr(&output));
    let output = repository.validate(&["--base", "main", "--fix", "--dry-run"], &[]);
    assert_eq!(
        stdout(&output).lines().filter(|line| line.starts_with('+')).count(),
        2,
        "{}",
        stdout(&output)
    );
    let output = repository.validate(&["--base", "main", "--fix"], &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stderr(&output).contains("fixed 1 finding in registry.toml: 1 padded (NR304)"),
        "{}",
        stderr(&output)
    );
    assert_eq!(repository.read("registry.toml"), HEAD.to_owned() + &padded("a") + &sound("b"));
}

#[test]
fn denied_warnings_fail_only_if_new() {
    let bare = |key: &str| format!("\n[network.{key}]\nname = \"Land of {key}\"\n");
    let repository = with_branch("denied_warnings", &(HEAD.to_owned() + &bare("a")));
    let denied = ["--deny", "warnings", "--base", "main"];
    assert_eq!(repository.validate(&denied, &[]).status.code(), Some(0));
    repository.write("registry.toml", &(HEAD.to_owned() + &bare("a") + &bare("b")));
    assert_eq!(repository.validate(&denied, &[]).status.code(), Some(1));
    assert_eq!(repository.validate(&denied[2..], &[]).status.code(), Some(0));
}

#[test]
fn all_findings_of_an_added_file_are_new() {
    let repository = with_branch("all_findings_of_an_added_file_are_new", &registry(1));
    repository.write("good.toml", HEAD);
    repository.write("empty.toml", "");
    let check = |file: &str| repository.validate(&["--format", "concise", "--base", "HEAD", file], &[]);
    let (good, empty) = (check("good.toml"), check("empty.toml"));
    assert_eq!(good.status.code(), Some(0));
    assert!(!stderr(&good).contains("fixed"), "{}", stderr(&good));
    assert_eq!(empty.status.code(), Some(1), "{}", stderr(&empty));
    assert!(stdout(&empty).contains("NR012"), "{}", stdout(&empty));
    // A base that is not text counts as missing.
    fs::write(repository.0.join("wide.toml"), b"\xff\xfe[\0").expect("it is written");
    std::os::unix::fs::symlink("good.toml", repository.0.join("link.toml")).expect("a link");
    repository.commit("others");
    for file in ["wide.toml", "link.toml"] {
        fs::remove_file(repository.0.join(file)).expect("it is removed");
        repository.write(file, &registry(1));
        let output = check(file);
        assert_eq!(output.status.code(), Some(1), "{file}: {}", stderr(&output));
        assert!(
            stderr(&output).contains("has no text file of that name: all of it is new"),
            "{}",
            stderr(&output)
        );
    }
    // An object that git has lost is an error, not a missing file.
    let tree = repository.git(&["rev-parse", "HEAD^{tree}"]);
    fs::remove_file(repository.0.join(".git/objects").join(&tree[..2]).join(&tree[2..]))
        .expect("it is removed");
    assert_eq!(check("good.toml").status.code(), Some(2));
}

#[test]
fn file_name_is_not_a_glob_pattern() {
    let repository = with_branch("file_name_is_not_a_glob_pattern", &registry(1));
    repository.write("[ab].toml", &registry(1));
    repository.write("a.toml", HEAD);
    repository.commit("both");
    repository.write("a.toml", &registry(1));
    // `a.toml` differs from the last commit, `[ab].toml` does not.
    let output = repository.validate(&["--base", "auto", "[ab].toml"], &[]);
    assert!(stderr(&output).contains("the commit before this one"), "{}", stderr(&output));
}

#[test]
fn suggested_commands_are_quoted_for_the_shell() {
    let repository = with_branch("suggested_commands_are_quoted_for_the_shell", HEAD);
    repository.write("it's $(id).toml", &sound("a").replace("\"Land", "\" Land"));
    let output = repository.validate(&["--allow", "NR012", "--base", "HEAD", "it's $(id).toml"], &[]);
    let said = "`netreg validate --fix --base HEAD --allow NR012 'it'\\''s $(id).toml'` fixes 1";
    assert!(stderr(&output).contains(said), "{}", stderr(&output));
    // The command names the resolved commit, not `auto`.
    let output = repository.validate(&["--allow", "NR012", "--base", "auto", "it's $(id).toml"], &[]);
    assert!(!stderr(&output).contains("--base auto"), "{}", stderr(&output));
}

#[test]
fn adding_a_suppression_fixes_nothing_and_removing_it_is_new() {
    let suppression =
        "\n[[allow]]\nrule = \"NR302\"\nkey = \"a\"\nreason = \"Its page is not there under https\"\n";
    let (plain, suppressed) = (HEAD.to_owned() + &faulty("a"), HEAD.to_owned() + suppression + &faulty("a"));
    let repository = with_branch("an_excuse_heals_nothing", &plain);
    repository.write("registry.toml", &suppressed);
    let (code, lines, said) = concise(&repository, "main");
    assert_eq!((code, lines.len()), (Some(0), 0), "{said}");
    assert!(!said.contains("fixed"), "{said}");
    repository.commit("suppressed");
    repository.write("registry.toml", &plain);
    let (code, lines, said) = concise(&repository, "HEAD");
    assert_eq!((code, lines.len()), (Some(1), 1), "{said}");
    // It is not for what comes in the place of what it was written for, nor does it wander.
    repository.write("registry.toml", &suppressed.replace("http://example.org/a", "javascript:x"));
    let (code, lines, said) = concise(&repository, "HEAD");
    assert_eq!((code, lines.len()), (Some(1), 1), "{said}");
    repository.write(
        "registry.toml",
        &suppressed.replace("sources =", "website = \"http://new.example.org\"\nsources ="),
    );
    let (_, lines, said) = concise(&repository, "HEAD");
    assert_eq!(lines.iter().filter(|line| line.contains("NR302")).count(), 1, "{said}");
    assert!(lines.iter().any(|line| line.contains("http://new.example.org")), "{lines:?}");
    // Suppressions follow a record to another key.
    repository
        .write("registry.toml", &suppressed.replace("\"a\"", "\"aa\"").replace("network.a", "network.aa"));
    let (code, lines, said) = concise(&repository, "HEAD");
    assert_eq!((code, lines.len()), (Some(0), 0), "{said}");
}

#[test]
fn line_endings_changed_by_git_are_ignored() {
    let repository = with_branch("line_endings_changed_by_git_are_ignored", &registry(2));
    repository.git(&["config", "core.autocrlf", "true"]);
    repository.write("registry.toml", &registry(2).replace('\n', "\r\n"));
    let (code, lines, said) = concise(&repository, "main");
    assert_eq!((code, lines.len()), (Some(0), 0), "{said}");
}
