//! The manual: `docs/cli.md` and the man pages, which come from the program.
//!
//! `SNAPSHOTS=overwrite cargo test --test manual` accepts a new text of `docs/cli.md`.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::Data;
use support::{folder, names, netreg, run, skipped, stderr, stdout};

fn docs() -> String {
    let output = run(Path::new("."), &["generate", "docs"]);
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn page_on_the_command_line_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    snapbox::assert_data_eq!(docs(), Data::read_from(&path, None).raw());
}

#[test]
fn links_of_the_page_lead_to_its_headings() {
    let page = docs();
    let anchor = |heading: &str| heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    let anchors: Vec<String> = page.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
    let once: BTreeSet<&String> = anchors.iter().collect();
    assert_eq!(once.len(), anchors.len(), "two headings are the same: {anchors:?}");
    let links: Vec<&str> = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        assert!(once.contains(&link.to_owned()), "{link}");
    }
}

#[test]
fn netreg_alone_prints_its_help() {
    let alone = run(Path::new("."), &[]);
    assert_eq!((alone.status.code(), stderr(&alone)), (Some(0), String::new()));
    let help = stdout(&alone);
    for part in [
        "\nKeep a registry:\n  init ",
        "\nAsk a registry:\n  list ",
        "\nGlobal options:\n",
        "\nFirst steps:\n",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
    for args in ["-h", "--help", "help", "-qh"] {
        assert_eq!(stdout(&run(Path::new("."), &[args])), help, "{args}");
    }
    // An option is not a question for help.
    assert_eq!(run(Path::new("."), &["-q"]).status.code(), Some(2));
}

/// Writes the man pages into a folder, and returns their names.
fn pages(here: &Path) -> Vec<String> {
    let output = run(here, &["generate", "man", "-o", "man"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let names = names(&here.join("man"));
    assert_eq!(stderr(&output), format!("wrote {} files into man\n", names.len()));
    names
}

#[test]
fn each_command_has_a_man_page() {
    let here = folder("each_command_has_a_man_page");
    let names = pages(&here);
    let help = stdout(&run(&here, &["--help"]));
    let listed = help.lines().take_while(|line| *line != "Global options:");
    let listed: Vec<&str> = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(listed.len() > 10, "{help}");
    for name in listed {
        assert!(names.contains(&format!("netreg-{name}.1")), "{name}: {names:?}");
    }
    for name in ["netreg.1", "netreg-generate-completions.1"] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    let set = fs::read_to_string(here.join("man/netreg-set.1")).expect("it is there");
    for part in [
        ".TH NETREG-SET 1 \"\" \"netreg 0.1.0\" \"netreg\"\n",
        ".SH NAME\nnetreg\\-set \\- Change fields of networks and other records\n",
        ".SH EXAMPLES\n.RS 4\n.nf\nnetreg set ZMB verified=today\n",
        ".SH \"SEE ALSO\"\nnetreg(1)\n",
    ] {
        assert!(set.contains(part), "{part}: {set}");
    }
    // The main page alone goes to standard output.
    let main = fs::read_to_string(here.join("man/netreg.1")).expect("it is there");
    assert_eq!(stdout(&run(&here, &["generate", "man"])), main);
    // Pages of another version are replaced.
    fs::write(here.join("man/netreg-set.1"), "old").expect("it is written");
    pages(&here);
    assert_eq!(fs::read_to_string(here.join("man/netreg-set.1")).expect("it is there"), set);
}

#[test]
fn manual_is_the_same_whatever_the_day_the_terminal_and_the_language() {
    let here = folder("manual_is_the_same_whatever_the_day");
    for args in [&["generate", "man"][..], &["generate", "docs"]] {
        let usual = stdout(&run(&here, args));
        let mut other = netreg();
        other.current_dir(&here).args(["--today", "2030-01-01"]).args(args);
        other
            .env("COLUMNS", "40")
            .env("NETREG_LANG", "fr")
            .env("NETREG_FILE", "x")
            .env("SOURCE_DATE_EPOCH", "1");
        assert_eq!(stdout(&other.output().expect("it starts")), usual);
    }
}

#[test]
#[ignore = "needs mandoc and groff"]
fn man_pages_have_no_errors() {
    let here = folder("man_pages_have_no_errors");
    let names = pages(&here);
    for (tool, args) in [("mandoc", &["-Tlint", "-Werror"][..]), ("groff", &["-man", "-ww", "-z", "-Kutf8"])]
    {
        if Command::new(tool).arg("--version").output().is_err() {
            skipped(&format!("man pages in {tool}, which is not installed"));
            continue;
        }
        for name in &names {
            let output = Command::new(tool).current_dir(here.join("man")).args(args).arg(name).output();
            let output = output.expect("it starts");
            let said = stdout(&output) + &stderr(&output);
            assert!(output.status.success(), "{tool} {name}: {said}");
            // groff says with 0 what is wrong.
            assert!(tool != "groff" || said.is_empty(), "{name}: {said}");
        }
    }
}
