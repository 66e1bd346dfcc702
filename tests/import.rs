//! `netreg import` on files and in git: what it writes, what it refuses, and what it merges.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

#[cfg(feature = "xlsx")]
use support::git::Repository;
use support::{TODAY, folder, names, netreg, run, stderr, text};

/// A registry of three networks, with comments.
const REGISTRY: &str = "\
# A made-up registry.

[registry]
format = 1

[network.fog]
name = \"Fog\"
established = \"2020\"   # from the first page
coordinator = \"IOM\"
sources = [\"https://example.org/fog\"]
note = \"A page.\"

# This one is colder.
[network.ice]
name = \"Ice\"
established = \"[..2024-08]\"
sources = [\"https://example.org/ice\"]

[network.sun]
name = \"Sun\"
sources = [\"https://example.org/sun\"]
";

/// Returns a folder with the registry and a sheet.
fn with_sheet(name: &str, sheet: &str) -> PathBuf {
    let here = folder(name);
    fs::write(here.join("registry.toml"), REGISTRY).expect("it is written");
    fs::write(here.join("sheet.csv"), sheet).expect("it is written");
    here
}

fn import(here: &Path, args: &[&str]) -> Output {
    let mut all = vec!["import", "--today", TODAY];
    all.extend(args);
    run(here, &all)
}

#[test]
fn update_changes_only_the_lines_of_the_fields_that_differ() {
    let here = with_sheet("update", "key,established,chairs,note\nfog,2020-05,UN RC; IOM,\nice,,,\n");
    let output = import(&here, &["sheet.csv", "--update"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let expected = REGISTRY
        .replace("\"2020\"   #", "\"2020-05\"   #")
        .replace("coordinator = ", "chairs = [\"UN RC\", \"IOM\"]\ncoordinator = ");
    assert_eq!(text(&here.join("registry.toml")), expected);
    assert!(stderr(&output).contains("0 added, 1 changed, 1 the same"), "{}", stderr(&output));
    assert_eq!(names(&here), ["registry.toml", "sheet.csv"]);
}

#[test]
fn sheet_against_a_base_changes_and_clears_what_it_changed_and_keeps_what_the_registry_changed() {
    let here = with_sheet(
        "against",
        "key,established,coordinator,note\nfog,2020-05,IOM,\nice,..2024-08,,\nrain,2022,,\n",
    );
    fs::write(here.join("base.toml"), REGISTRY).expect("it is written");
    let now = REGISTRY.replace("\"IOM\"", "\"UNHCR\"").replace("[..2024-08]", "2024-03");
    fs::write(here.join("registry.toml"), &now).expect("it is written");
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    assert_eq!(output.status.code(), Some(1), "a new network needs a name: {}", stderr(&output));
    let sheet = text(&here.join("sheet.csv")).replace("key,", "key,name,").replace("fog,", "fog,Fog,");
    let sheet = sheet.replace("ice,", "ice,Ice,").replace("rain,", "rain,Rain,");
    fs::write(here.join("sheet.csv"), sheet).expect("it is written");
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let expected = now
        .replace("\"2020\"   #", "\"2020-05\"   #")
        .replace("note = \"A page.\"\n", "")
        .replace("[network.sun]", "[network.rain]\nname = \"Rain\"\nestablished = \"2022\"\n\n[network.sun]");
    assert_eq!(text(&here.join("registry.toml")), expected);
    let said = stderr(&output);
    for words in [
        "2 records changed in the registry since",
        "2 records changed in the sheet since",
        "coordinator: \"IOM\" → \"UNHCR\"",
        "note: \"A page.\" (removed)",
        "1 network of base.toml is not in the sheet: `sun`; it stays as it is",
        "imported 3 rows: 1 added, 1 changed, 1 the same",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn what_both_changed_is_shown_at_its_cell_and_nothing_is_written() {
    let here = with_sheet("conflict", "key,established,note\nfog,2020-05,A page.\nice,..2024-07,\n");
    fs::write(here.join("base.toml"), REGISTRY).expect("it is written");
    let now = REGISTRY.replace("\"2020\"", "2020-06-30");
    fs::write(here.join("registry.toml"), &now).expect("it is written");
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for words in [
        "`established` of `fog` is `2020-05` here and `2020-06-30` in the registry; it was `2020`",
        "--> sheet.csv: line 2, column `established`",
        "write `2020-06-30` here to keep what the registry has, or run `netreg set fog established=2020-05`",
        "1 problem in 1 line; nothing was written (without these: 0 added, 1 changed, 0 the same)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(text(&here.join("registry.toml")), now);
    // Each of the two ways leads on.
    let sheet = text(&here.join("sheet.csv"));
    fs::write(here.join("sheet.csv"), sheet.replace("2020-05", "2020-06-30")).expect("it is written");
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    fs::write(here.join("sheet.csv"), sheet).expect("it is written");
    fs::write(here.join("registry.toml"), &now).expect("it is written");
    assert_eq!(run(&here, &["set", "fog", "established=2020-05"]).status.code(), Some(0));
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn network_that_the_registry_removed_and_the_sheet_changed_is_a_conflict() {
    let here = with_sheet("removed", "key,established\nsun,2021\n");
    fs::write(here.join("base.toml"), REGISTRY).expect("it is written");
    let now = REGISTRY.split("\n[network.sun]").next().expect("the others").to_owned();
    fs::write(here.join("registry.toml"), &now).expect("it is written");
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("the sheet changed `sun`, but it was removed from the registry"));
    assert_eq!(text(&here.join("registry.toml")), now);
}

#[test]
fn what_netreg_works_out_is_not_changed_in_silence() {
    let csv = |here: &Path| String::from_utf8(run(here, &["list", "--format", "csv"]).stdout).expect("text");
    let here = with_sheet("derived", "");
    let sheet = csv(&here);
    assert!(sheet.contains("2020,2020-01-01,2020-12-31"), "{sheet}");
    fs::write(here.join("sheet.csv"), sheet.replace("2020-01-01", "2020-03-01")).expect("it is written");
    let output = import(&here, &["sheet.csv", "--update"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("`established-earliest` follows from `established`"),
        "{}",
        stderr(&output)
    );
    // Beside a date that is new, the old days are only old.
    fs::write(here.join("sheet.csv"), sheet.replace("2020,2020-01-01", "2020-03,2020-01-01"))
        .expect("it is written");
    let output = import(&here, &["sheet.csv", "--update"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn region_of_a_sheet_from_a_registry_is_not_changed_in_silence() {
    let here = folder("region");
    let registry =
        "[registry]\nformat = 1\n\n[network.BVT]\nname = \"Bouvet Island\"\nestablished = \"2021\"\n";
    fs::write(here.join("registry.toml"), registry).expect("it is written");
    for (region, code) in [("Americas", 0), ("Amériques", 0), ("", 0), ("Europe", 1)] {
        let sheet = format!("key,region,established\nBVT,{region},2021-05\n");
        fs::write(here.join("sheet.csv"), sheet).expect("it is written");
        let output = import(&here, &["sheet.csv", "--against", "registry.toml", "--dry-run"]);
        assert_eq!(output.status.code(), Some(code), "{region}: {}", stderr(&output));
        let is_said = stderr(&output).contains("`region` follows from the key");
        assert_eq!(is_said, code == 1, "{}", stderr(&output));
    }
}

#[test]
fn rules_speak_of_the_cells() {
    let here = with_sheet(
        "rules",
        "key,established,closed,source\nBouvet Island,2021,2020,https://example.org\nHMD,2031,,https://example.org/x\n",
    );
    let output = import(&here, &["sheet.csv"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("--> sheet.csv: line 2, column `closed`"), "{said}");
    assert!(said.contains("--> sheet.csv: line 3, column `established`"), "{said}");
    assert!(said.contains("2 problems in 2 lines; nothing was written"), "{said}");
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
    // Also beside problems of other kinds, in the same run.
    let sheet = text(&here.join("sheet.csv")) + "fog,2020,,\nAntarctica,03.04.2021,,\n";
    fs::write(here.join("sheet.csv"), sheet).expect("it is written");
    let output = import(&here, &["sheet.csv"]);
    let said = stderr(&output);
    for line in 2..=5 {
        assert!(said.contains(&format!("--> sheet.csv: line {line}")), "{line}: {said}");
    }
    assert!(said.contains("4 problems in 4 lines"), "{said}");
}

#[test]
fn existing_networks_and_broken_rules_are_shown_in_one_run() {
    let here = with_sheet(
        "one-run",
        "key,name,established,closed\nfog,,2021,\nBVT,,2021,2020\nrain,,2020,\nHMD,,2031,\nsnow,Snow,2020,\n",
    );
    let output = import(&here, &["sheet.csv"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for place in [
        "line 2\n",
        "line 3, column `closed`\n",
        "line 4\n",
        "line 5, column `established`\n",
        "4 problems in 4 lines",
    ] {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
}

#[test]
fn end_closes_a_network_as_in_set() {
    let here = with_sheet("end", "key,closed\nfog,2023\n");
    let output = import(&here, &["sheet.csv", "--update"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("status: \"closed\" (added)"), "{}", stderr(&output));
    let written = text(&here.join("registry.toml"));
    assert!(
        written.contains("status = \"closed\"\n") && written.contains("closed = \"2023\"\n"),
        "{written}"
    );
    // Who gives a status means it.
    fs::write(here.join("registry.toml"), REGISTRY).expect("it is written");
    fs::write(here.join("sheet.csv"), "key,status,closed\nfog,established,2023\n").expect("it is written");
    let output = import(&here, &["sheet.csv", "--update"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
}

#[test]
fn row_of_a_network_with_another_key_counts_by_what_it_changed() {
    let here = with_sheet("renamed", "key,name,established\nsun,Sun,2021\nfog,Fog,2020\n");
    fs::write(here.join("base.toml"), REGISTRY).expect("it is written");
    fs::write(here.join("registry.toml"), REGISTRY.replace("[network.sun]", "[network.sunny]"))
        .expect("it is written");
    let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("0 added, 1 changed, 1 the same"), "{}", stderr(&output));
    assert!(
        text(&here.join("registry.toml"))
            .contains("[network.sunny]\nname = \"Sun\"\nestablished = \"2021\"\n")
    );
}

#[test]
fn base_that_cannot_be_read_is_named() {
    let here = with_sheet("torn-base", "key,established\nfog,2021\n");
    let twice = format!("{REGISTRY}\n[network.fog]\nname = \"Fog\"\n");
    for base in [format!("{REGISTRY}<<<<<<< ours\n=======\n>>>>>>> theirs\n"), twice, "key,name\n".to_owned()]
    {
        fs::write(here.join("base.toml"), base).expect("it is written");
        let output = import(&here, &["sheet.csv", "--against", "base.toml"]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("of `base.toml` could not be read") && !said.contains("registry.toml"),
            "{said}"
        );
    }
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
}

#[test]
fn mapping_file_that_cannot_be_read_is_an_error_before_anything_is_written() {
    let here = with_sheet("no-mapping", "key,Focal\nfog,UNHCR\n");
    fs::create_dir(here.join("import.toml")).expect("a folder");
    let output = import(&here, &["sheet.csv", "--update", "--map", "Focal=coordinator"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("`import.toml`"), "{}", stderr(&output));
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
}

#[test]
fn mapping_is_kept_and_dry_run_keeps_nothing() {
    let here = with_sheet("mapping", "Land,Since when,Page\nBouvet Island,2021,https://example.org/bouvet\n");
    let map = ["--map", "Land=country", "--map", "Since when=established", "--map", "Page=sources"];
    let args = |last: &[&'static str]| [&["sheet.csv"], &map[..], last].concat();
    assert_eq!(import(&here, &args(&["--dry-run"])).status.code(), Some(0));
    assert_eq!(names(&here), ["registry.toml", "sheet.csv"]);
    let output = import(&here, &args(&[]));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(names(&here), ["import.toml", "registry.toml", "sheet.csv"]);
    let kept = text(&here.join("import.toml"));
    assert!(
        kept.ends_with("\"Land\" = \"country\"\n\"Since when\" = \"established\"\n\"Page\" = \"sources\"\n"),
        "{kept}"
    );
    // The next import is one word.
    fs::write(here.join("registry.toml"), REGISTRY).expect("it is written");
    let output = import(&here, &["sheet.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        text(&here.join("registry.toml"))
            .contains("[network.BVT]\nname = \"Bouvet Island\"\nestablished = \"2021\"\n")
    );
    assert_eq!(text(&here.join("import.toml")), kept);
}

#[test]
fn sheet_and_registry_can_come_from_standard_input() {
    let here = with_sheet("stream", "key,name,established\nrain,Rain,2022\n");
    let file = fs::File::open(here.join("sheet.csv")).expect("it is there");
    let output = netreg().current_dir(&here).args(["import", "-", "--today", TODAY]).stdin(file).output();
    let output = output.expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(text(&here.join("registry.toml")).contains("[network.rain]"));
    let file = fs::File::open(here.join("registry.toml")).expect("it is there");
    fs::write(here.join("sheet.csv"), "key,name\nsnow,Snow\n").expect("it is written");
    let output = netreg()
        .current_dir(&here)
        .args(["-f", "-", "import", "sheet.csv", "--map", "key=key", "--today", TODAY])
        .stdin(file)
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let out = String::from_utf8(output.stdout).expect("text");
    assert!(out.contains("[network.snow]") && !text(&here.join("registry.toml")).contains("snow"));
    assert_eq!(names(&here), ["registry.toml", "sheet.csv"]);
}

#[test]
fn line_ends_and_comments_of_the_registry_stay() {
    let here = with_sheet("crlf", "key,established\nice,2023\n");
    let crlf = format!("\u{feff}{}", REGISTRY.replace('\n', "\r\n"));
    fs::write(here.join("registry.toml"), &crlf).expect("it is written");
    let output = import(&here, &["sheet.csv", "--update"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(text(&here.join("registry.toml")), crlf.replace("[..2024-08]", "2023"));
}

#[test]
fn registry_that_cannot_be_told_is_refused() {
    let here = with_sheet("unclear", "key,established\nfog,2023\n");
    let twice = format!("{REGISTRY}\n[network.fog]\nname = \"Fog\"\n");
    let torn = format!("{REGISTRY}<<<<<<< ours\n=======\n>>>>>>> theirs\n");
    for registry in [twice, torn] {
        fs::write(here.join("registry.toml"), &registry).expect("it is written");
        let output = import(&here, &["sheet.csv", "--update"]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(text(&here.join("registry.toml")), registry);
    }
}

#[test]
#[cfg(feature = "xlsx")]
fn workbook_is_merged_with_the_commit_that_it_was_made_from() {
    let here = Repository::new("workbook");
    here.write("registry.toml", REGISTRY);
    here.commit("first");
    let at = |args: &[&str]| run(&here.0, args);
    assert_eq!(at(&["list", "-o", "networks.xlsx"]).status.code(), Some(0));
    here.write("registry.toml", &REGISTRY.replace("\"IOM\"", "\"UNHCR\""));
    here.commit("second");
    let now = here.read("registry.toml");
    let output = import(&here.0, &["networks.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(here.read("registry.toml"), now);
    assert!(
        stderr(&output).contains("1 record changed in the registry")
            && stderr(&output).contains("nothing changed in the sheet")
    );
    // Without the base, the workbook is only what it says.
    let output = import(&here.0, &["networks.xlsx", "--update"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(here.read("registry.toml"), REGISTRY);
    // A workbook from changes that are in no commit has no base.
    here.write("registry.toml", &now.replace("\"Fog\"", "\"Fogs\""));
    assert_eq!(at(&["list", "-o", "networks.xlsx"]).status.code(), Some(0));
    let output = import(&here.0, &["networks.xlsx"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("`--against COMMIT` names the commit"), "{}", stderr(&output));
}
