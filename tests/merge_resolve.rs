//! `netreg merge` for people: `--install`, `--resolve` and `--check` in real repositories.

#![cfg(unix)]

mod support;

use std::fs;
use std::process::Command;

use support::merging::{Merging, record, registry};
use support::{folder, run, stderr, stdout, text, with_registry};

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
            field("chairs = [\"UN RC\"]\n").replace(&member("avalon", ""), &member("avalon", "status = \"planned\"\n")),
            true,
        ),
        ("one field", base.clone(), field("established = 2021-01-01\n"), field("established = 2021-02-02\n"), false),
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
fn settled_file_is_what_the_driver_gives() {
    for ends in ["\n", "\r\n"] {
        for style in ["merge", "diff3", "zdiff3"] {
            for (case, base, ours, theirs, is_clean) in cases() {
                let [base, ours, theirs] = [base, ours, theirs].map(|text| text.replace('\n', ends));
                let merging = Merging::new("settled_file_is_what_the_driver_gives", FILE, &base);
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
                let end = if is_clean { "next: git add registry.toml\n" } else { "established was changed differently by both sides\n" };
                assert!(said.ends_with(end), "{case}: {said}");
            }
        }
    }
}
