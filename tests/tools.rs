//! Integration with other tools, tested with the tools themselves: engines of editors, pre-commit, the
//! schemas of SARIF, workflows and jobs, and the shell of the Action. Ignored by default, because the tools
//! must be installed; `.ci/tools` installs them and runs these tests.
#![cfg(unix)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use netreg::validate;
use serde_json::Value;
use support::git::Repository;
use support::runner::commands;
use support::{context, folder, netreg, run_on, stderr, stdout};

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(package().join(path)).expect("it is there")
}

/// Runs a tool in a folder.
fn tool(here: &Path, name: &str, args: &[&str]) -> Output {
    let mut command = Command::new(name);
    command.current_dir(here).args(args).env("NO_COLOR", "1");
    command.output().unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn said(output: &Output) -> String {
    stdout(output) + &stderr(output)
}

/// Makes a file that names the schema, as `registry.toml` does.
fn with_schema(here: &Path, name: &str, registry: &str) -> PathBuf {
    let schema = package().join("docs/registry.schema.json");
    let path = here.join(name);
    // A byte order mark must be at the beginning.
    let (mark, rest) = registry.strip_prefix('\u{FEFF}').map_or(("", registry), |rest| ("\u{FEFF}", rest));
    fs::write(&path, format!("{mark}#:schema {}\n{rest}", schema.display())).expect("it is written");
    path
}

/// The engines with the arguments that check a file without network access.
const ENGINES: [(&str, &[&str]); 2] =
    [("tombi", &["lint", "--offline"]), ("taplo", &["lint", "--no-auto-config"])];

fn engine(here: &Path, (name, args): (&str, &[&str]), files: &[&str]) -> Output {
    tool(here, name, &[args, files].concat())
}

#[test]
#[ignore = "needs tombi and taplo"]
fn editors_accept_files_without_findings() {
    for one in ENGINES {
        let output = engine(package(), one, &["registry.toml"]);
        assert!(output.status.success(), "{one:?}: {}", said(&output));
    }
    let here = folder("editors_accept");
    let mut files = Vec::new();
    for rule in validate::all() {
        let validated = validate::validate_text(&context(), rule.good);
        assert_eq!(validated.findings, [], "{}", rule.code);
        // A schema knows no suppressions.
        if validated.suppressed.is_empty() {
            let name = format!("{}.toml", rule.code);
            with_schema(&here, &name, rule.good);
            files.push(name);
        }
    }
    assert!(files.len() > 40);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    for one in ENGINES {
        let output = engine(&here, one, &files);
        assert!(output.status.success(), "{one:?}: {}", said(&output));
    }
}

#[test]
#[ignore = "needs tombi and taplo"]
fn editors_flag_a_bad_date_an_unknown_field_and_a_bad_code() {
    let here = folder("editors_flag");
    let registry = |key: &str, fields: &str| {
        format!("[registry]\nformat = 1\n\n[network.{key}]\nname = \"X\"\n{fields}")
    };
    for (case, registry) in [
        ("date", registry("utopia", "established = \"June 2021\"\n")),
        ("qualified", registry("utopia", "established = \"2021~\"\n")),
        ("month", registry("utopia", "established = \"2021-13\"\n")),
        ("year", registry("utopia", "established = 2021\n")),
        ("time", registry("utopia", "verified = 2021-06-30T10:00:00Z\n")),
        ("field", registry("utopia", "cordinator = \"IOM\"\n")),
        ("key", registry("ZMX", "")),
        ("covers", registry("utopia", "covers = [\"ZMX\"]\n")),
        ("status", registry("utopia", "status = \"open\"\n")),
        ("address", registry("utopia", "website = \"http://example.org\"\n")),
        ("table", registry("utopia", "") + "[networks.x]\n"),
        ("format", registry("utopia", "").replace("format = 1", "format = 2")),
    ] {
        let name = format!("{case}.toml");
        with_schema(&here, &name, &registry);
        for one in ENGINES {
            let output = engine(&here, one, &[&name]);
            assert!(!output.status.success(), "{one:?} accepts {case}: {registry}");
        }
    }
}

#[test]
#[ignore = "needs tombi and taplo"]
fn rules_that_the_schema_checks_are_documented() {
    let here = folder("schema_checks");
    let page = text("docs/format.md");
    let section =
        page.split("## In an editor\n").nth(1).expect("a section").split("\n## ").next().expect("its text");
    let row = |head: &str| -> BTreeSet<&str> {
        let lines = section.lines().filter(|line| line.starts_with(head));
        lines
            .flat_map(|line| line.split(['|', ',', ':', ';', ' ']).filter(|word| word.starts_with("NR")))
            .collect()
    };
    let (yes, part) = (row("| yes |"), row("| in part |"));
    for rule in validate::all() {
        let name = format!("{}.toml", rule.code);
        with_schema(&here, &name, rule.bad);
        let code = rule.code.to_string();
        for one in ENGINES {
            let output = engine(&here, one, &[&name]);
            let is_said = yes.contains(code.as_str()) || part.contains(code.as_str());
            assert_eq!(!output.status.success(), is_said, "{one:?} {code}: {}", said(&output));
        }
    }
}

fn is_valid(schema: &[&str], file: &Path) {
    let file = file.to_str().expect("UTF-8");
    let output = tool(package(), "check-jsonschema", &[schema, &[file]].concat());
    assert!(output.status.success(), "{file}: {}", said(&output));
}

#[test]
#[ignore = "needs check-jsonschema and the schema of SARIF"]
fn sarif_logs_match_the_published_schema() {
    let schema = package().join("target/sarif/schema.json");
    let schema = ["--regex-variant", "python", "--schemafile", schema.to_str().expect("UTF-8")];
    let here = folder("logs_are_valid");
    let mut all: Vec<PathBuf> = ["log.sarif", "log.base.sarif"]
        .iter()
        .map(|name| package().join("tests/formats").join(name))
        .collect();
    let texts = validate::all().map(|rule| (rule.code.to_string(), rule.bad));
    for (name, text) in
        texts.chain([("empty".to_owned(), ""), ("clean".to_owned(), "[registry]\nformat = 1\n")])
    {
        let path = here.join(name).with_extension("sarif");
        let log = run_on(text.as_bytes(), &["validate", "--format", "sarif", "-"]).stdout;
        fs::write(&path, log).expect("it is written");
        all.push(path);
    }
    let files: Vec<&str> = all.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    let output = tool(package(), "check-jsonschema", &[&schema[..], &files].concat());
    assert!(output.status.success(), "{}", said(&output));
    // The validator detects a broken log: the message must be an object, not a text.
    let broken =
        text("tests/formats/log.sarif").replacen("\"message\": {", "\"message\": \"x\", \"other\": {", 1);
    fs::write(here.join("broken.sarif"), broken).expect("it is written");
    let broken = here.join("broken.sarif");
    let output =
        tool(package(), "check-jsonschema", &[&schema[..], &[broken.to_str().expect("UTF-8")]].concat());
    assert!(!output.status.success(), "a broken log is valid");
}

#[test]
#[ignore = "needs check-jsonschema and pre-commit"]
fn workflows_hooks_and_their_examples_are_valid() {
    let file = |path: &str| package().join(path);
    is_valid(&["--builtin-schema", "vendor.github-actions"], &file(".github/actions/validate/action.yml"));
    for workflow in ["ci.yml", "release.yml"] {
        let path = file(&format!(".github/workflows/{workflow}"));
        is_valid(&["--builtin-schema", "vendor.github-workflows"], &path);
    }
    let output = tool(package(), "pre-commit", &["validate-manifest", ".pre-commit-hooks.yaml"]);
    assert!(output.status.success(), "{}", said(&output));
    // The examples of docs/ci.md.
    let here = folder("workflows_of_the_documentation");
    let page = text("docs/ci.md");
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).map(|block| block.split("```").next().expect("its text")).collect();
    let [github, steps, gitlab, hooks] = blocks.as_slice() else { panic!("{} examples", blocks.len()) };
    let with_steps = github.split("      - uses").next().expect("its head").to_owned() + steps;
    for (name, text, schema) in [
        ("workflow.yml", *github, "vendor.github-workflows"),
        ("steps.yml", &with_steps, "vendor.github-workflows"),
        ("gitlab-ci.yml", gitlab, "vendor.gitlab-ci"),
    ] {
        fs::write(here.join(name), text).expect("it is written");
        is_valid(&["--builtin-schema", schema], &here.join(name));
    }
    fs::write(here.join("hooks.yaml"), hooks).expect("it is written");
    let output = tool(&here, "pre-commit", &["validate-config", "hooks.yaml"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn hooks_format_before_they_validate() {
    for page in [".pre-commit-hooks.yaml", "docs/ci.md"] {
        let text = text(page);
        let hooks: Vec<&str> =
            text.lines().filter_map(|line| line.trim_start().strip_prefix("- id: ")).collect();
        assert_eq!(hooks, ["netreg-fmt", "netreg-validate"], "{page}");
    }
}

const FAULTY: &str = "[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia \"\nsources = [\"http://example.org/utopia\"]\n";

#[test]
#[ignore = "needs pre-commit, and builds the binary"]
fn hooks_run_from_a_repository_of_this_project() {
    // A repository with the files of this project, uncommitted ones included.
    let project = Repository::new("the_hooks_run_project");
    let files = tool(package(), "git", &["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
    for file in stdout(&files).split_terminator('\0').filter(|file| !file.starts_with("tests/fuzz/")) {
        let to = project.0.join(file);
        fs::create_dir_all(to.parent().expect("a folder")).expect("it is made");
        fs::copy(package().join(file), to).expect("it is copied");
    }
    let revision = project.commit("the project");
    let user = Repository::new("the_hooks_run_user");
    let config = format!(
        "repos:\n  - repo: {}\n    rev: {revision}\n    hooks:\n      - id: netreg-fmt\n      - id: netreg-validate\n        args: [--base=auto]\n",
        project.0.display()
    );
    user.write(".pre-commit-config.yaml", &config);
    user.write("registry.toml", FAULTY);
    user.write("data/registry.toml", "[registry]\nformat = 1\n");
    user.write("other.toml", "no = toml = at all\n");
    user.commit("old faults");
    user.commit("nothing");
    let hooks = || {
        let mut command = Command::new("pre-commit");
        command.current_dir(&user.0).args(["run", "--all-files", "--verbose"]);
        command.env("PRE_COMMIT_HOME", package().join("target/pre-commit"));
        // Build once and quickly: only the hooks are under test.
        command
            .env("CARGO_TARGET_DIR", package().join("target/hooks"))
            .env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.output().expect("pre-commit starts")
    };
    // Old faults do not fail the hook.
    let output = hooks();
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("nothing new in registry.toml; 2 old findings"), "{}", said(&output));
    // A new fault does. The other file is checked and formatted in the same run.
    user.write("registry.toml", &FAULTY.replace("\"]", "\", \"http://example.org/2\"]"));
    user.write("data/registry.toml", "[registry]\nformat=1\n");
    user.git(&["add", "--all"]);
    let output = hooks();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("`http://example.org/2` is not an https address")
            && said.contains("files were modified"),
        "{said}"
    );
    assert_eq!(user.read("data/registry.toml"), "[registry]\nformat = 1\n");
}

/// Returns the steps of the Action that run a script: name, condition, variables, script.
fn steps() -> Vec<Value> {
    let read = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))";
    let output = tool(package(), "python", &["-c", read, ".github/actions/validate/action.yml"]);
    let action: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let steps = action["runs"]["steps"].as_array().expect("steps").iter();
    steps.filter(|step| step["run"].is_string()).cloned().collect()
}

/// Runs the Action as a runner does, but with given values for expressions. Returns the exit code of the
/// first step that failed, and the output.
fn act(checkout: &Repository, inputs: &[(&str, &str)], event: &[(&str, &str)]) -> (i32, String) {
    let of_event =
        |name: &str| event.iter().find(|(variable, _)| *variable == name).map_or("", |(_, value)| value);
    let action = package().join(".github/actions/validate");
    let mut values: BTreeMap<&str, &str> = BTreeMap::from([
        ("inputs.file", "registry.toml"),
        ("inputs.base", "auto"),
        ("inputs.deny", ""),
        ("inputs.sarif", ""),
        ("github.action_path", action.to_str().expect("UTF-8")),
        ("github.event_name", of_event("GITHUB_EVENT_NAME")),
        (
            "github.event_name == 'push' && github.event.before || github.event.merge_group.base_sha",
            of_event("BEFORE"),
        ),
        ("github.base_ref || github.event.repository.default_branch", "main"),
    ]);
    values.extend(inputs.iter().copied());
    let output = checkout.0.join(".git/output");
    let temp = checkout.0.join(".git/temp");
    fs::create_dir_all(&temp).expect("it is made");
    let value = |expression: &str| -> String {
        let inner = expression.trim().trim_start_matches("${{").trim_end_matches("}}").trim();
        if inner == "steps.base.outputs.all != 'true' && inputs.base || ''" {
            let outputs = fs::read_to_string(&output).unwrap_or_default();
            let is_all = outputs.lines().any(|line| line == "all=true");
            return if is_all { String::new() } else { values["inputs.base"].to_owned() };
        }
        let known = values.get(inner).map(|value| (*value).to_owned());
        known.unwrap_or_else(|| panic!("an expression that this test does not know: {expression}"))
    };
    let binary = netreg().get_program().to_owned();
    let folder = Path::new(&binary).parent().expect("a folder").to_owned();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").expect("a path"));
    let _ = fs::remove_file(&output);
    let mut log = String::new();
    let mut failed = None;
    for step in steps() {
        let is_due = match step["if"].as_str() {
            None => failed.is_none(),
            Some("${{ !cancelled() && inputs.sarif != '' }}") => !value("inputs.sarif").is_empty(),
            Some(other) => panic!("a condition that this test does not know: {other}"),
        };
        if !is_due {
            continue;
        }
        let here = step["working-directory"].as_str().map_or(checkout.0.clone(), |place| value(place).into());
        let mut bash = Command::new("bash");
        bash.current_dir(here).args(["--noprofile", "--norc", "-eo", "pipefail", "-c"]);
        bash.arg(step["run"].as_str().expect("a script"))
            .env_clear()
            .env("PATH", &path)
            .env("HOME", &checkout.0);
        bash.env("RUNNER_TEMP", &temp).env("GITHUB_OUTPUT", &output).envs(event.iter().copied());
        for (name, expression) in step["env"].as_object().into_iter().flatten() {
            bash.env(name, value(expression.as_str().expect("a text")));
        }
        let output = bash.output().expect("bash starts");
        log += &said(&output);
        if !output.status.success() {
            failed = failed.or(output.status.code());
        }
    }
    (failed.unwrap_or(0), log)
}

/// Makes a repository with old faults on `main`, two commits on `feature`, the first of which adds a fault,
/// and the merge of both, as GitHub makes it. Returns it with the commit on `main`.
fn origin(name: &str) -> (Repository, String) {
    let origin = Repository::new(&format!("{name}_origin"));
    origin.write("registry.toml", FAULTY);
    let before = origin.commit("old faults");
    origin.git(&["switch", "--quiet", "--create", "feature"]);
    origin.write("registry.toml", &FAULTY.replace("\"]", "\", \"http://example.org/2\"]"));
    origin.commit("breaks");
    origin.commit("does not");
    origin.git(&["switch", "--quiet", "--detach", "main"]);
    origin.git(&["merge", "--quiet", "--no-ff", "--no-edit", "feature"]);
    origin.git(&["update-ref", "refs/pull/1/merge", "HEAD"]);
    (origin, before)
}

/// Makes a checkout of a reference, as actions/checkout does.
fn checked_out(origin: &Repository, name: &str, reference: &str) -> Repository {
    let checkout = Repository::new(name);
    checkout.git(&["remote", "add", "origin", &format!("file://{}", origin.0.display())]);
    let reference = format!("+{reference}:refs/remotes/origin/x");
    checkout.git(&["fetch", "--quiet", "--no-tags", "--depth=1", "origin", &reference]);
    checkout.git(&["checkout", "--quiet", "--detach", "refs/remotes/origin/x"]);
    checkout
}

/// Returns the number of errors that a log annotates.
fn errors(log: &str) -> usize {
    commands(log).iter().filter(|command| command.name == "error").count()
}

#[test]
#[ignore = "needs a Python with PyYAML"]
fn action_reports_new_findings_of_a_pull_request() {
    assert!(
        package().join(".github/actions/validate/../../../Cargo.toml").is_file(),
        "the Action would install another folder"
    );
    let (origin, _) = origin("the_action_pull_request");
    let checkout = checked_out(&origin, "the_action_pull_request", "refs/pull/1/merge");
    let merge = checkout.head();
    let in_pull_request =
        [("GITHUB_BASE_REF", "main"), ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_SHA", merge.as_str())];
    let (code, log) = act(&checkout, &[("inputs.sarif", "log.sarif")], &in_pull_request);
    assert_eq!((code, errors(&log)), (1, 1), "{log}");
    assert!(log.contains("the `main` side of this merge") && log.contains("2 old findings"), "{log}");
    let sarif: Value = serde_json::from_str(&checkout.read("log.sarif")).expect("a log");
    let states: Vec<&Value> = sarif["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| &result["baselineState"])
        .collect();
    assert_eq!(states, ["unchanged", "unchanged", "new"]);
    // Without a base, everything is reported; denied warnings fail.
    let (code, log) = act(&checkout, &[("inputs.base", ""), ("inputs.deny", "warnings")], &in_pull_request);
    assert_eq!((code, errors(&log)), (1, 3), "{log}");
    // A missing file fails the run, and is named.
    for file in ["missing.toml", "nowhere/missing.toml"] {
        let (code, log) = act(&checkout, &[("inputs.file", file)], &in_pull_request);
        assert_eq!(code, 2, "{log}");
        assert!(log.contains(&format!("::error title=netreg::cannot read `{file}`")), "{log}");
    }
    // A scheduled run has no change, so it reports everything.
    let (code, log) = act(&checkout, &[], &[("GITHUB_EVENT_NAME", "schedule")]);
    assert_eq!((code, errors(&log)), (1, 2), "{log}");

    // For a checkout of the head of the branch, the Action fetches the history to the target.
    let head = checked_out(&origin, "the_action_head", "refs/heads/feature");
    let (code, log) = act(&head, &[], &in_pull_request);
    assert_eq!((code, errors(&log)), (1, 1), "{log}");
    assert!(log.contains("where this branch left `main`"), "{log}");
}

#[test]
#[ignore = "needs a Python with PyYAML"]
fn action_reports_new_findings_of_a_push() {
    let (origin, before) = origin("the_action_push");
    // A push of two commits, the first of which adds a fault.
    let checkout = checked_out(&origin, "the_action_push", "refs/heads/feature");
    checkout.write(".git/event.json", &format!("{{\"before\": \"{before}\"}}"));
    let event = checkout.0.join(".git/event.json");
    let pushed = [
        ("GITHUB_EVENT_NAME", "push"),
        ("GITHUB_EVENT_PATH", event.to_str().expect("UTF-8")),
        ("BEFORE", &before),
    ];
    let (code, log) = act(&checkout, &[], &pushed);
    assert_eq!((code, errors(&log)), (1, 1), "{log}");
    assert!(log.contains("the commit before the push"), "{log}");
    // A merge queue builds on a commit that the event names.
    checkout.write(".git/queue.json", &format!("{{\"merge_group\": {{\"base_sha\": \"{before}\"}}}}"));
    let event = checkout.0.join(".git/queue.json");
    let queued = [
        ("GITHUB_EVENT_NAME", "merge_group"),
        ("GITHUB_EVENT_PATH", event.to_str().expect("UTF-8")),
        ("BEFORE", &*before),
    ];
    let (code, log) = act(&checkout, &[], &queued);
    assert_eq!((code, errors(&log)), (1, 1), "{log}");
    // History that was fetched before is kept.
    let deep = checked_out(&origin, "the_action_deep", "refs/heads/feature");
    deep.git(&["fetch", "--quiet", "--unshallow"]);
    deep.git(&["fetch", "--quiet", "--depth=3", "origin", "feature"]);
    let event = checkout.0.join(".git/event.json");
    let pushed = [
        ("GITHUB_EVENT_NAME", "push"),
        ("GITHUB_EVENT_PATH", event.to_str().expect("UTF-8")),
        ("BEFORE", &*before),
    ];
    act(&deep, &[], &pushed);
    assert_eq!(deep.git(&["rev-list", "--count", "HEAD"]), "3");
    // The same for a new branch.
    let checkout = checked_out(&origin, "the_action_new_branch", "refs/heads/feature");
    let zeros = "0".repeat(40);
    let new = format!(
        "{{\"before\": \"{zeros}\", \"ref\": \"refs/heads/feature\", \"repository\": {{\"default_branch\": \"main\"}}}}"
    );
    checkout.write(".git/event.json", &new);
    let event = checkout.0.join(".git/event.json");
    let pushed = [
        ("GITHUB_EVENT_NAME", "push"),
        ("GITHUB_EVENT_PATH", event.to_str().expect("UTF-8")),
        ("BEFORE", &*zeros),
    ];
    let (code, log) = act(&checkout, &[], &pushed);
    assert_eq!((code, errors(&log)), (1, 1), "{log}");
    assert!(log.contains("where this branch left `main`"), "{log}");
}

#[test]
#[ignore = "needs a Python with PyYAML"]
fn action_fetches_what_a_partial_clone_lacks() {
    let (origin, before) = origin("the_action_partial");
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let in_pull_request = |merge: &str| {
        [
            ("GITHUB_BASE_REF", "main".to_owned()),
            ("GITHUB_EVENT_NAME", "pull_request".to_owned()),
            ("GITHUB_SHA", merge.to_owned()),
        ]
    };
    for filter in ["blob:none", "tree:0"] {
        for depth in [&["--depth=1"][..], &[]] {
            for (reference, base) in [
                ("refs/pull/1/merge", "auto"),
                ("refs/heads/feature", "auto"),
                ("refs/heads/feature", &before),
            ] {
                // A checkout of actions/checkout with `filter`, of one commit or the whole history.
                let checkout = Repository::new("the_action_partial");
                checkout.git(&["remote", "add", "origin", &format!("file://{}", origin.0.display())]);
                let filter = format!("--filter={filter}");
                let reference = format!("+{reference}:refs/remotes/origin/x");
                let mut fetch = vec!["fetch", "--quiet", "--no-tags", &filter];
                fetch.extend(depth);
                fetch.extend(["origin", &reference]);
                if depth.is_empty() {
                    fetch.push("+refs/heads/main:refs/remotes/origin/main");
                } else if base != "auto" {
                    continue;
                }
                checkout.git(&fetch);
                checkout.git(&["checkout", "--quiet", "--detach", "refs/remotes/origin/x"]);
                let event = in_pull_request(&origin.git(&["rev-parse", "refs/pull/1/merge"]));
                let event: Vec<(&str, &str)> = event.iter().map(|(name, value)| (*name, &**value)).collect();
                if depth.is_empty() {
                    let output = checkout.validate(&["--base", base], &event);
                    assert!(
                        stderr(&output).contains("this partial clone does not contain"),
                        "{}",
                        stderr(&output)
                    );
                }
                let (code, log) = act(&checkout, &[("inputs.base", base)], &event);
                assert_eq!((code, errors(&log)), (1, 1), "{filter} {reference}: {log}");
            }
        }
    }
}

#[test]
#[ignore = "needs a Python with PyYAML"]
fn action_does_not_write_the_log_through_a_link() {
    let checkout = Repository::new("the_action_log");
    checkout.write("registry.toml", FAULTY);
    checkout.commit("old faults");
    let outside = folder("the_action_log_outside");
    let link = |file: &str, target: &Path| {
        let path = checkout.0.join(file);
        let _ = fs::remove_file(&path);
        std::os::unix::fs::symlink(target, path).expect("a link");
    };
    let log_of = |path: &Path| {
        let is_link = path.symlink_metadata().expect("it is there").is_symlink();
        assert!(!is_link, "{} is a link", path.display());
        let text = fs::read_to_string(path).expect("it is read");
        serde_json::from_str::<Value>(&text).expect("a log");
    };
    let act = |sarif: &str| act(&checkout, &[("inputs.base", ""), ("inputs.sarif", sarif)], &[]);
    let victim = outside.join("victim");
    fs::write(&victim, "victim").expect("it is written");
    let inside = checkout.0.join("inside");
    fs::create_dir(&inside).expect("it is made");
    // A link to a file, to a folder and to nothing.
    for target in [&victim, &inside, &outside.join("nothing")] {
        link("log.sarif", target);
        let (code, log) = act("log.sarif");
        assert_eq!(code, 1, "{log}");
        log_of(&checkout.0.join("log.sarif"));
    }
    assert_eq!(fs::read_to_string(&victim).expect("it is read"), "victim");
    assert!(!outside.join("nothing").exists() && fs::read_dir(&inside).expect("a folder").next().is_none());
    // A folder that is a link: to outside the workspace, and to another folder inside it.
    fs::write(outside.join("log.sarif"), "victim").expect("it is written");
    link("out", &outside);
    link("in", &inside);
    for sarif in
        ["out/log.sarif", "in/../out/log.sarif", checkout.0.join("out/log.sarif").to_str().expect("UTF-8")]
    {
        let (_, log) = act(sarif);
        assert!(log.contains("::error title=netreg::the SARIF log was not written"), "{sarif}: {log}");
        assert_eq!(fs::read_to_string(outside.join("log.sarif")).expect("it is read"), "victim");
    }
    let (code, log) = act("in/log.sarif");
    assert_eq!(code, 1, "{log}");
    log_of(&inside.join("log.sarif"));
    // A path outside that the workflow itself names.
    let (code, log) = act(outside.join("named.sarif").to_str().expect("UTF-8"));
    assert_eq!(code, 1, "{log}");
    log_of(&outside.join("named.sarif"));
}

#[test]
#[ignore = "needs a Python with PyYAML"]
fn action_inputs_cannot_add_outputs() {
    let (origin, _) = origin("the_action_outputs");
    let checkout = checked_out(&origin, "the_action_outputs", "refs/pull/1/merge");
    let event = [("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_BASE_REF", "main")];
    for input in ["inputs.base", "inputs.file"] {
        for value in ["HEAD\nall=true", "\nall=true", "auto\nbase="] {
            let (code, log) = act(&checkout, &[(input, value)], &event);
            assert_eq!(code, 2, "{input}: {log}");
            let outputs = fs::read_to_string(checkout.0.join(".git/output")).unwrap_or_default();
            assert_eq!(outputs, "", "{input}: {log}");
        }
    }
}

#[test]
#[ignore = "needs a Python with PyYAML"]
fn action_ignores_a_repository_in_the_checkout() {
    let origin = Repository::new("the_action_bare_origin");
    origin.git(&["init", "--quiet", "--bare", "--initial-branch=main", "data"]);
    let mark = origin.0.join(".git/ran");
    let config = format!(
        "[core]\n\tbare = true\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = file:///\n\tuploadpack = \": >'{}'; false\"\n",
        mark.display()
    );
    origin.write("data/config", &config);
    // Its history looks shallow, so that a fetch would be needed.
    origin.write("data/refs/heads/main", &("1".repeat(40) + "\n"));
    origin.write("data/shallow", &("1".repeat(40) + "\n"));
    origin.write("data/objects/info/none", "");
    origin.write("data/registry.toml", FAULTY);
    origin.commit("old faults");
    origin.git(&["switch", "--quiet", "--create", "feature"]);
    origin.write("data/registry.toml", &FAULTY.replace("\"]", "\", \"http://example.org/2\"]"));
    origin.commit("breaks");
    let checkout = checked_out(&origin, "the_action_bare", "refs/heads/feature");
    let data = checkout.0.join("data");
    let output = tool(&data, "git", &["fetch", "--quiet", "--unshallow", "origin"]);
    assert!(fs::remove_file(&mark).is_ok(), "plain git does not run it: {}", said(&output));
    let event = [("GITHUB_BASE_REF", "main"), ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_SHA", "x")];
    std::os::unix::fs::symlink("data/registry.toml", checkout.0.join("link.toml")).expect("a link");
    for file in ["data/registry.toml", "link.toml"] {
        let (code, log) = act(&checkout, &[("inputs.file", file)], &event);
        assert!(!mark.exists(), "{log}");
        assert_eq!((code, errors(&log)), (1, 1), "{log}");
        assert!(log.contains("where this branch left `main`"), "{log}");
    }
}
