//! The formats of `validate`: one sample in all of them, annotations as the runner of GitHub reads them, hostile
//! text, and exit codes.

mod support;

use std::path::Path;

use netreg::model::{Kind, Table};
use netreg::model::{field, spelling};
use netreg::render::diagnostics::{CheckedFile, concise, github, human, json, sarif, summary};
use netreg::text::is_unsafe;
use serde_json::Value;
use snapbox::Data;
use support::git::Repository;
use support::runner::{Command, command, commands};
use support::{findings, run, run_on, stderr, stdout};

const SAMPLE: &str = include_str!("formats/registry.toml");
const BEFORE: &str = include_str!("formats/before.toml");

const FORMATS: [&str; 5] = ["human", "concise", "json", "github", "sarif"];

fn snapshot(name: &str, actual: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    snapbox::assert_data_eq!(actual, Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw());
}

/// A repository with the sample, which differs from the last commit.
fn sample(name: &str) -> Repository {
    let repository = Repository::new(name);
    repository.write("registry.toml", BEFORE);
    repository.commit("before");
    repository.write("registry.toml", SAMPLE);
    repository
}

#[test]
fn sample_matches_the_snapshot_in_every_format() {
    let repository = sample("sample_matches_the_snapshot_in_every_format");
    let page = repository.0.join(".git/summary.md");
    let variables = [("GITHUB_STEP_SUMMARY", page.to_str().expect("UTF-8"))];
    for (format, file) in [
        ("human", "human.txt"),
        ("concise", "concise.txt"),
        ("json", "findings.json"),
        ("github", "github.txt"),
        ("sarif", "log.sarif"),
    ] {
        let output = repository.validate(&["--format", format], &variables);
        assert_eq!(output.status.code(), Some(1), "{format}");
        snapshot(file, stdout(&output));
    }
    snapshot("summary.md", repository.read(".git/summary.md"));
    // The same, compared with the last commit.
    for (format, file) in
        [("json", "findings.base.json"), ("github", "github.base.txt"), ("sarif", "log.base.sarif")]
    {
        snapshot(file, stdout(&repository.validate(&["--format", format, "--base", "HEAD"], &[])));
    }
}

#[test]
fn output_without_findings_is_one_document() {
    let empty = ["[registry]\nformat = 1\n"];
    let document = |format: &str, args: &[&str]| {
        let args: Vec<&str> = ["validate", "--format", format, "-"].iter().chain(args).copied().collect();
        stdout(&run_on(empty[0].as_bytes(), &args))
    };
    assert_eq!(document("human", &[]), "");
    assert_eq!(document("concise", &[]), "");
    assert_eq!(document("github", &[]), "::notice title=netreg::nothing found in standard input\n");
    for format in ["json", "sarif"] {
        let found: Value = serde_json::from_str(&document(format, &[])).expect("one document");
        let list = if format == "json" { &found["findings"] } else { &found["runs"][0]["results"] };
        assert_eq!(list.as_array().map(Vec::len), Some(0), "{found}");
    }
}

#[test]
fn exit_codes_are_the_same_in_each_format() {
    let repository = Repository::new("exit_codes_are_the_same_in_each_format");
    repository.write("good.toml", "[registry]\nformat = 1\n");
    repository.write("warned.toml", "[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\n");
    repository.write("bad.toml", SAMPLE);
    for format in FORMATS {
        for (args, code) in [
            (&["good.toml"][..], 0),
            (&["warned.toml"], 0),
            (&["warned.toml", "--deny", "warnings"], 1),
            (&["bad.toml"], 1),
            (&["bad.toml", "--exit-zero"], 0),
            (&["bad.toml", "good.toml"], 1),
            (&["missing.toml"], 2),
            (&["bad.toml", "missing.toml"], 2),
            (&["bad.toml", "missing.toml", "--exit-zero"], 2),
            (&["good.toml", "--base", "nowhere"], 2),
            (&["good.toml", "--deny", "NR999"], 2),
        ] {
            let output = repository.validate(&[&["--format", format], args].concat(), &[]);
            assert_eq!(output.status.code(), Some(code), "{format} {args:?}: {}", stderr(&output));
        }
        // If a file cannot be read, the document is still valid, and says that it is not complete.
        let output = stdout(&repository.validate(&["--format", format, "missing.toml"], &[]));
        match format {
            "json" => assert_eq!(
                serde_json::from_str::<Value>(&output).expect("one document")["summary"]["files"],
                0
            ),
            "sarif" => {
                let log: Value = serde_json::from_str(&output).expect("one document");
                assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
            }
            "github" => assert_eq!(
                output,
                "::error title=netreg::cannot read `missing.toml`: no such file\n::notice title=netreg::no file was checked\n"
            ),
            _ => assert_eq!(output, ""),
        }
    }
}

/// Returns the annotations of a text under this path, as the runner reads them.
fn annotations(path: &str, text: &str) -> Vec<Command> {
    let found = findings(text);
    commands(&github::render(&[CheckedFile::new(path, text, &found)], &[]))
}

#[test]
fn runner_reads_annotations_as_they_were_written() {
    for path in ["registry.toml", "a%0Ab,c::d\ne=f: 100%.toml", "::error::x/r.toml", "##[group]"] {
        let found = findings(SAMPLE);
        let read = annotations(path, SAMPLE);
        assert_eq!(read.len(), found.len() + 1);
        for (annotation, severity) in read.iter().zip(["error"; 6].iter().chain(["warning"; 2].iter())) {
            assert_eq!(annotation.name, *severity);
            assert_eq!(annotation.properties["file"], path);
            assert!(annotation.data.starts_with(&format!("{path}:")), "{}", annotation.data);
        }
        let address =
            read.iter().find(|command| command.data.contains("100%,a::b")).expect("it is annotated");
        assert_eq!(address.properties["title"], "NR302 not-https");
        assert_eq!(
            address.data,
            format!(
                "{path}:24:12: error[NR302] `http://example.org/100%,a::b` is not an https address\n\
                 help: check whether the page is also available with `https://`"
            )
        );
        let numbers = ["line", "endLine", "col", "endColumn"].map(|name| address.properties[name].as_str());
        assert_eq!(numbers, ["24", "24", "12", "42"]);
        // The runner drops annotations that have columns and span several lines.
        let lines = read.iter().find(|command| command.properties["line"] != command.properties["endLine"]);
        let properties = &lines.expect("one spans several lines").properties;
        assert!(!properties.contains_key("col") && !properties.contains_key("endColumn"), "{properties:?}");
        // The footnote is wherever the name is.
        let kosovo = read.iter().find(|command| command.data.contains("Kosovo*")).expect("it is annotated");
        assert!(kosovo.data.contains("resolution 1244 (1999)"), "{}", kosovo.data);
        assert_eq!(read.last().map(|command| command.name.as_str()), Some("notice"));
    }
}

#[test]
fn ten_findings_of_a_level_are_annotated_and_all_are_in_the_log() {
    let network = |at: usize| {
        format!(
            "\n[network.n{at:02}]\nname = \"Land {at}\"\nchairs = [\"A\", \"A\"]\nsources = [\"http://example.org/{at}\"]\n"
        )
    };
    let text = "[registry]\nformat = 1\n".to_owned() + &(0..12).map(network).collect::<String>();
    let found = findings(&text);
    let log = github::render(&[CheckedFile::new("r.toml", &text, &found)], &[]);
    let names: Vec<String> = commands(&log).into_iter().map(|command| command.name).collect();
    let expected = [vec!["error"; 10], vec!["warning"; 10], vec!["notice"]].concat();
    assert_eq!(names, expected);
    let plain: Vec<&str> = log.lines().filter(|line| command(line).is_none()).collect();
    assert_eq!(plain.len(), 4, "{log}");
    assert!(plain[0].starts_with("r.toml:57:12: error[NR302] "), "{log}");
    assert!(log.ends_with(
        "::notice title=netreg::12 errors and 12 warnings in r.toml; `netreg validate --fix` fixes 12\n"
    ));
}

#[test]
fn paths_start_at_the_top_of_the_repository() {
    let repository = Repository::new("paths_start_at_the_top_of_the_repository");
    repository.write("data/a b/registry.toml", SAMPLE);
    let check =
        |format: &str| stdout(&repository.validate_in(Path::new("data/a b"), &["--format", format], &[]));
    assert!(
        commands(&check("github"))
            .iter()
            .rev()
            .skip(1)
            .all(|command| command.properties["file"] == "data/a b/registry.toml")
    );
    let log: Value = serde_json::from_str(&check("sarif")).expect("a log");
    let uri = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "data/a%20b/registry.toml");
    assert!(check("concise").starts_with("registry.toml:"), "{}", check("concise"));
}

#[test]
fn summary_is_never_longer_than_its_page() {
    let repository = sample("summary_is_never_longer_than_its_page");
    let page = repository.0.join(".git/summary.md");
    let variables = [("GITHUB_STEP_SUMMARY", page.to_str().expect("UTF-8"))];
    let most = 1024 * 1024;
    // Text of other programs stays; there is room for no finding, for some, for all.
    for (taken, grows) in [(most, false), (most - 900, true), (most - 20_000, true), (0, true)] {
        repository.write(".git/summary.md", &"x".repeat(taken));
        repository.validate(&["--format", "github"], &variables);
        let text = repository.read(".git/summary.md");
        assert!(text.len() <= most && text.starts_with(&"x".repeat(taken)), "{taken}: {}", text.len());
        assert_eq!(text.len() > taken, grows, "{taken}: {}", &text[taken..]);
        let rows =
            text[taken..].lines().filter(|line| line.starts_with("| ") && line.contains(" NR")).count();
        let left = findings(SAMPLE).len() - rows;
        assert!(
            left == 0 || taken == most || text.contains(&format!("\n{left} more in the log\n")),
            "{}",
            &text[taken..]
        );
    }
    // A summary that cannot be written does not change the exit code.
    let output = repository.validate(&["--format", "github"], &[("GITHUB_STEP_SUMMARY", "/nowhere/x")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("the summary of the step was not written"), "{}", stderr(&output));
}

#[test]
fn fingerprints_survive_moved_lines() {
    let prints = |text: &str| -> Vec<String> {
        let found = findings(text);
        let log: Value =
            serde_json::from_str(&sarif::render(&[CheckedFile::new("r.toml", text, &found)], true))
                .expect("a log");
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let print = |result: &Value| result["partialFingerprints"]["primaryLocationLineHash"].to_string();
        results.iter().map(print).collect()
    };
    let moved = SAMPLE.replace("[network.NER]", "# a line\n# and one more\n\n[network.NER]");
    assert_eq!(prints(SAMPLE), prints(&moved));
    let mut all = prints(SAMPLE);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), findings(SAMPLE).len(), "each finding has its own");
    // Equal findings have different numbers; the hash is the same in every version.
    let twice =
        "[registry]\nformat = 1\n\n[network.a]\nname = \"A\"\nsources = [\"http://x\", \"http://x\"]\n";
    assert_eq!(prints(twice)[..2].concat(), "\"4be6e5138d38db42:1\"\"4be6e5138d38db42:2\"");
}

#[test]
fn rules_fit_the_limits_of_code_scanning() {
    for rule in netreg::validate::all() {
        for text in [rule.summary, rule.why] {
            assert!(!text.is_empty() && text.len() <= 900, "{}: {} bytes", rule.code, text.len());
        }
        assert!(rule.name.len() <= 255);
    }
}

/// Texts that could control a program that displays them.
const HOSTILE: [&str; 13] = [
    "::error::x",
    " \t::set-output name=a::b",
    "a\n::error file=b::c",
    "##[add-mask]x",
    "x##[error]y\r\n##[group]",
    "::stop-commands::x",
    "\u{1b}[31m\u{1b}]0;title\u{7}",
    "=HYPERLINK(\"https://example.org\")",
    "<script>alert(1)</script> | a | b |\n| --- |",
    "\u{202e}txet desrever\u{2066}",
    "\u{e0041}\u{2062}\u{3164}",
    "%0A::error::x%25",
    "`[x](https://example.org) **b** @someone #1 \\",
];

/// A registry for every text field of every table, in which the field has this text.
fn registries(text: &str) -> Vec<(String, String)> {
    let quoted = spelling::basic_string(text);
    let mut all = Vec::new();
    for table in Table::ALL {
        let header = table.header("x");
        for field in table.fields().iter().filter(|field| !matches!(field.kind, Kind::Number | Kind::Day)) {
            let value = if field.kind.is_list() { format!("[{quoted}, {quoted}]") } else { quoted.clone() };
            let head = if table == Table::Registry { "" } else { "[registry]\nformat = 1\n\n" };
            all.push((
                format!("{header} {}", field.key),
                format!("{head}{header}\n{} = {value}\n", field.key),
            ));
        }
        if table.is_keyed() {
            let header = table.header(&quoted);
            all.push((
                format!("{header} (key)"),
                format!("[registry]\nformat = 1\n\n{header}\nname = \"x\"\n"),
            ));
        }
    }
    all.push(("unknown field".to_owned(), format!("[registry]\nformat = 1\n{quoted} = 1\n")));
    all.push(("unknown table".to_owned(), format!("[{quoted}]\na = 1\n")));
    all.push(("comment".to_owned(), format!("# {}\n[registry]\nformat = one\n", text.replace('\n', " "))));
    all
}

/// Returns what is wrong with an output that contains hostile text.
fn harm(format: &str, path: &str, output: &str) -> Option<String> {
    if let Some(c) = output.chars().find(|c| is_unsafe(*c) && !matches!(c, '\n' | '\t')) {
        return Some(format!("it contains U+{:04X}", u32::from(c)));
    }
    for command in commands(output) {
        let known = ["col", "endColumn", "endLine", "file", "line", "title"];
        let is_ours = format == "github"
            && ["error", "warning", "notice"].contains(&command.name.as_str())
            && command
                .properties
                .iter()
                .all(|(key, value)| known.contains(&key.as_str()) && (key != "file" || value == path));
        if !is_ours {
            return Some(format!("it contains the command {command:?}"));
        }
    }
    match format {
        "json" | "sarif" => serde_json::from_str::<Value>(output).err().map(|error| error.to_string()),
        "summary" => {
            let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let row = output.lines().find(|line| line.starts_with('|') && bars(line) != 6);
            // Text between backticks is code, unless they are escaped, so it contains no tag.
            let text: String = output.replace("\\`", "").split('`').step_by(2).collect();
            row.map(str::to_owned).or_else(|| text.contains('<').then(|| "it contains a tag".to_owned()))
        }
        _ => None,
    }
}

#[test]
fn hostile_text_is_harmless_in_every_field_and_format() {
    for text in HOSTILE {
        for (place, registry) in registries(text) {
            let found = findings(&registry);
            let path = "a,b::c.toml";
            let files = [CheckedFile::new(path, &registry, &found)];
            for (format, output) in [
                ("human", human::render(&files[0], false, 100)),
                ("concise", concise::render(&files[0])),
                ("json", json::render(&files)),
                ("github", github::render(&files, &[text.to_owned()])),
                ("sarif", sarif::render(&files, true)),
                ("summary", summary::render(&files, &[text.to_owned()], 1 << 20)),
            ] {
                assert_eq!(harm(format, path, &output), None, "{text:?} in {place}, as {format}:\n{output}");
            }
            // The places of many findings contain the names of records.
            let many = [&found[..]; 4].concat();
            let output = human::brief(&CheckedFile::new(path, &registry, &many), None, false, 100);
            assert_eq!(harm("human", path, &output), None, "{text:?} in {place}:\n{output}");
        }
    }
}

#[test]
fn hostile_text_is_harmless_in_every_command() {
    let mut registry = "[registry]\nformat = 1\n".to_owned();
    for (at, text) in HOSTILE.iter().enumerate() {
        let quoted = spelling::basic_string(text);
        registry += &format!(
            "\n[denominator.d{at}]\ntitle = {quoted}\nvalue = 3\nsource = {quoted}\nnote = {quoted}\n"
        );
        registry += &format!("\n[network.n{at}]\n");
        for field in field::Table::Network.fields() {
            match field.kind {
                Kind::Text | Kind::Entity | Kind::Address => {
                    registry += &format!("{} = {quoted}\n", field.key)
                }
                Kind::Entities | Kind::Addresses => registry += &format!("{} = [{quoted}]\n", field.key),
                _ => {}
            }
        }
    }
    let all = [
        vec!["list", "--columns", "all"],
        vec!["list", "--columns", "all", "--format", "csv"],
        vec!["list", "--columns", "coordinator,note", "--format", "csv"],
        vec!["list", "--columns", "note,name", "--format", "tsv"],
        vec!["list", "--columns", "name,note", "--format", "json"],
        vec!["list", "--columns", "name,note", "--format", "md"],
        vec!["list", "--columns", "all", "--format", "html"],
        vec!["count", "--by", "coordinator"],
        vec!["count", "--by", "chairs", "--format", "csv"],
        vec!["validate", "-"],
    ];
    let shows = (0..HOSTILE.len()).map(|at| vec!["show".to_owned(), format!("n{at}")]);
    let counts = (0..HOSTILE.len()).map(|at| vec!["count".to_owned(), "--of".to_owned(), format!("d{at}")]);
    let all = all.into_iter().map(|args| args.into_iter().map(str::to_owned).collect::<Vec<_>>());
    for args in all.chain(shows).chain(counts) {
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        if args[0] != "validate" {
            args.extend(["--file", "-"]);
        }
        let output = run_on(registry.as_bytes(), &args);
        assert_ne!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        for text in [stdout(&output), stderr(&output)] {
            assert_eq!(harm("", "", &text), None, "{args:?}:\n{text}");
        }
    }
    // The input is repeated in the error.
    for text in HOSTILE {
        for args in [
            &["show", text][..],
            &["count", "--of", text],
            &["validate", text],
            &["list", "--where", text],
            &[text],
        ] {
            let output = run(Path::new(env!("CARGO_MANIFEST_DIR")), args);
            assert_eq!(harm("", "", &stderr(&output)), None, "{args:?}:\n{}", stderr(&output));
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn documents_of_many_findings_are_never_complete_in_memory() {
    let here = support::folder("a_document_of_many_findings");
    let entries = "  \"A\",\n".repeat(30_000);
    let text = format!(
        "[registry]\nformat = 1\n\n[network.x]\nname = \"X\"\nsources = [\"https://x\"]\nmembers = [\n{entries}]\n"
    );
    std::fs::write(here.join("registry.toml"), text).expect("it is written");
    let shell = |script: &str, args: &[&str]| {
        let mut shell = std::process::Command::new("sh");
        shell.current_dir(&here).args(["-c", script]).args(args).output().expect("sh starts")
    };
    if !shell("ulimit -v 80000", &[]).status.success() {
        return support::skipped("the shell cannot limit the memory of a process here");
    }
    for (format, least) in [("json", 20 << 20), ("sarif", 50 << 20)] {
        // The document is longer than the memory that the run may have.
        let script = r#"ulimit -v 80000 && exec "$0" validate --format "$1""#;
        let output = shell(script, &[env!("CARGO_BIN_EXE_netreg"), format]);
        assert_eq!(output.status.code(), Some(0), "{format}: {}", stderr(&output));
        assert!(output.stdout.len() > least, "{format}: {} bytes", output.stdout.len());
        assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok(), "{format}");
    }
}
