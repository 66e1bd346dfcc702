//! How often each command parses a text, whatever the number of countries and fields.

mod support;

use std::fs;

use support::{UTOPIA, at, netreg, text, with_registry};

/// A registry of five networks, one of which has a finding that is fixed.
fn five() -> String {
    let network = |key: &str| format!("\n[network.{key}]\nname = \"{key} \"\n");
    UTOPIA.to_owned() + &["a", "b", "c", "d"].map(network).concat()
}

/// Runs a command in a folder with a registry and an earlier state of it, and returns how often it parsed a text.
fn parses(args: &[&str]) -> usize {
    let (here, _) = with_registry("parses", &five());
    fs::write(here.join("old.toml"), UTOPIA).expect("it is written");
    let sheet = |rows: &str| format!("key,name,established,source\n{rows}");
    let new = sheet("e,E,2021,https://example.org/e\nf,F,2021,https://example.org/f\n");
    fs::write(here.join("new.csv"), new).expect("it is written");
    let changed = sheet("utopia,,2021,\n");
    fs::write(here.join("changed.csv"), changed).expect("it is written");
    let output = at(&here, "end", "echo $PARSES >parses", args);
    let number = text(&here.join("parses"));
    number.trim().parse().unwrap_or_else(|_| panic!("{args:?}: {output:?}"))
}

#[test]
fn each_command_parses_a_text_as_often_as_it_must() {
    if !cfg!(debug_assertions) {
        return;
    }
    for (args, expected) in [
        (&["list"][..], 1),
        (&["list", "--where", "name=Utopia", "--as-of", "2020"], 1),
        (&["list", "--sort", "name", "--format", "csv"], 1),
        #[cfg(feature = "xlsx")]
        (&["list", "-o", "networks.xlsx"], 1),
        (&["show", "utopia"], 1),
        (&["show", "a", "utopia"], 1),
        (&["count"], 1),
        (&["count", "--by", "status", "--as-of", "2020"], 1),
        (&["gaps"], 1),
        (&["gaps", "--all"], 1),
        (&["report", "--output", "report"], 1),
        (&["countries", "zambia"], 0),
        (&["validate"], 1),
        (&["validate", "--format", "json"], 1),
        (&["validate", "--base", "old.toml"], 2),
        // The parts that differ are parsed again, and kept.
        (&["diff", "old.toml"], 4),
        // Before and after.
        (&["validate", "--fix"], 2),
        (&["validate", "--fix", "--dry-run"], 2),
        (&["validate", "--fix", "--base", "old.toml"], 3),
        (&["fmt"], 1),
        (&["fmt", "--check"], 1),
        // Both texts are validated, because the new one has findings.
        (&["add", "Zambia"], 3),
        (&["import", "new.csv"], 3),
        // What changed is compared field by field.
        (&["import", "changed.csv", "--update"], 4),
        (&["add", "ZMB", "NER", "FJI", "GHA", "KEN", "--date", "2021", "--source", "https://example.org"], 3),
        (&["set", "utopia", "note=x"], 3),
        (
            &[
                "set",
                "utopia",
                "a",
                "b",
                "note=x",
                "members=A",
                "members+=B",
                "members-=A",
                "established=2021",
            ],
            3,
        ),
        (
            &[
                "set",
                "utopia",
                "key=atlantis",
                "name=Atlantis",
                "note=x",
                "website=https://example.org",
                "sources=",
            ],
            3,
        ),
        (&["remove", "utopia", "--yes"], 3),
        (&["add", "milestone.m", "title=M", "date=2020"], 3),
        (&["set", "registry", "title=x"], 3),
        // Nothing changes, so there is no second text.
        (&["set", "utopia", "name=Utopia"], 1),
    ] {
        assert_eq!(parses(args), expected, "{args:?}");
    }
}

#[test]
fn change_that_leaves_no_finding_is_made_in_two_parses() {
    if !cfg!(debug_assertions) {
        return;
    }
    let (here, file) = with_registry("parses-clean", "");
    let clean = "[registry]\nformat = 1\n\n[network.a]\nname = \"A\"\nsources = [\"https://example.org\"]\n";
    for args in [
        &["set", "a", "note=x"][..],
        &["remove", "a", "--yes"],
        // The new network has no source, which is new for certain.
        &["add", "Zambia"],
        &["add", "milestone.m", "title=M", "date=2020", "source=https://example.org"],
    ] {
        fs::write(&file, clean).expect("it is written");
        let output = at(&here, "end", "echo $PARSES >parses", args);
        assert_eq!(text(&here.join("parses")).trim(), "2", "{args:?}: {output:?}");
    }
}

#[test]
fn note_is_written_in_one_parse() {
    if !cfg!(debug_assertions) {
        return;
    }
    let dated = UTOPIA.to_owned() + "established = 2020-01-01\n";
    let (here, _) = with_registry("parses-announce", &dated);
    let output = at(&here, "end", "echo $PARSES >parses", &["announce", "utopia"]);
    assert_eq!(text(&here.join("parses")).trim(), "1", "{output:?}");
}

#[test]
fn records_out_of_order_are_found_in_one_parse() {
    if !cfg!(debug_assertions) {
        return;
    }
    let (here, file) = with_registry("parses-order", &five().replace("network.d", "network.B"));
    let output = at(&here, "end", "echo $PARSES >parses", &["validate"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("NR501"), "{output:?}");
    assert_eq!(text(&here.join("parses")).trim(), "1");
    assert!(netreg().arg("fmt").arg(&file).status().expect("it runs").success());
}
