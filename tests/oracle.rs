//! Second opinions. Python's `tomllib` reads the same networks with the same values, and
//! `tests/oracle/counting.py`, which was written from `docs/format.md` alone, gives the same answers.
//! Ignored unless asked for, because they need Python 3.11; `.ci/tools` asks.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use netreg::format::format;
use netreg::parse::Registry;
use serde_json::{Map, Value};
use support::{cases, run_on, stdout, synth};

const READ: &str = "import json, sys, tomllib\n\
    files = {name: tomllib.load(open(name, 'rb')) for name in sys.argv[1:]}\n\
    print(json.dumps(files, default=lambda day: day.isoformat()))\n";

/// Returns the values that Python reads from each text, by way of files in a folder of this name. The order
/// of members does not matter in objects, but it does in lists.
fn theirs(name: &str, texts: &[String]) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the folder is made");
    let names: Vec<_> = (0..texts.len()).map(|at| folder.join(format!("{at}.toml"))).collect();
    for (name, text) in names.iter().zip(texts) {
        fs::write(name, text).expect("it is written");
    }
    let output = Command::new("python3").args(["-c", READ]).args(&names).output().expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: Map<String, Value> = serde_json::from_slice(&output.stdout).expect("one document");
    names.iter().map(|name| theirs[&name.display().to_string()].clone()).collect()
}

/// Returns the networks as netreg lists them, by key, with only the fields of the file.
fn ours(text: &str) -> Map<String, Value> {
    let listed = stdout(&run_on(text.as_bytes(), &["list", "--format", "json", "-f", "-"]));
    let listed: Value = serde_json::from_str(&listed).expect("one document");
    let networks = listed["networks"].as_array().expect("a list").iter();
    let fields = |network: &Value| {
        let fields = network.as_object().expect("an object").clone().into_iter();
        fields
            .filter(|(column, _)| {
                !["key", "alpha-2", "m49", "region", "sub-region"].contains(&column.as_str())
            })
            // A date is an object, in which `date` is what the file says.
            .map(|(column, value)| (column, value.get("date").cloned().unwrap_or(value)))
            .collect()
    };
    networks
        .map(|network| (network["key"].as_str().expect("a key").to_owned(), Value::Object(fields(network))))
        .collect()
}

#[test]
#[ignore = "needs Python 3.11"]
fn python_reads_the_same_networks() {
    let mut texts = vec![include_str!("../registry.toml").replace("name = \"Kosovo\"", "name = \"Kosovo*\"")];
    // Python's reader refuses a byte order mark.
    texts.extend((0..200).map(|seed| synth::registry(seed, 8).trim_start_matches('\u{FEFF}').to_owned()));
    for (text, theirs) in texts.iter().zip(theirs("python_reads_the_same_networks", &texts)) {
        let mut theirs = theirs["network"].as_object().cloned().unwrap_or_default();
        for (_, network) in &mut theirs {
            // netreg prints the default.
            network.as_object_mut().expect("fields").entry("status").or_insert_with(|| "established".into());
        }
        assert_eq!(ours(text), theirs, "{text}");
    }
}

#[test]
#[ignore = "needs Python 3.11"]
fn python_reads_the_same_data_after_formatting() {
    let texts: Vec<String> = (0..300).map(|seed| synth::scattered(seed, 24)).collect();
    let formatted =
        |text: &String| format(&Registry::parse(text)).unwrap_or_else(|finding| panic!("{finding:?}"));
    let after: Vec<String> = texts.iter().map(formatted).collect();
    assert_ne!(texts, after);
    let name = "python_reads_the_same_data";
    for (at, (before, after)) in theirs(name, &texts).iter().zip(theirs(name, &after)).enumerate() {
        assert_eq!(*before, after, "{}", texts[at]);
    }
}

/// Runs `tests/oracle/counting.py`, which must find no difference.
fn counting(args: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/counting.py");
    let output = Command::new("python3").arg(script).args(args).output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs Python 3.11"]
fn python_counts_as_the_page_says() {
    counting(&[env!("CARGO_BIN_EXE_netreg"), "1", &cases().cases.max(2000).to_string()]);
}

#[test]
#[ignore = "needs Python 3.11"]
fn counting_on_some_days_is_counting_on_all() {
    counting(&["--check", "1", "100"]);
}
