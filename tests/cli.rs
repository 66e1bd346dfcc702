//! Runs every transcript in `tests/cli/`, the README and the questions of analysts, and compares the output.
//! `TRYCMD=overwrite cargo test --test cli` accepts a new output.

use std::fs;
use std::path::{Path, PathBuf};

/// The day on which transcripts run, which is in none: a command that depends on the day needs `--today`.
const NO_DAY: &str = "2099-09-09";

/// The transcripts beside those in the folders of `tests/cli/`.
const PAGES: [&str; 2] = ["README.md", "docs/questions.md"];

#[test]
fn commands_print_what_their_transcripts_show() {
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("netreg", trycmd::schema::Bin::Path(env!("CARGO_BIN_EXE_netreg").into()))
        .env("NO_COLOR", "1")
        .env("GITHUB_BASE_REF", "")
        .env("GITHUB_EVENT_NAME", "")
        .env("GITHUB_STEP_SUMMARY", "")
        .env("NETREG_TEST_DAY", NO_DAY)
        .case("tests/cli/*/*.md");
    for page in PAGES {
        cases.case(page);
    }
}

#[test]
fn no_transcript_depends_on_the_day() {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
    };
    let folders = entries(Path::new("tests/cli")).into_iter();
    let transcripts = folders.flat_map(|folder| entries(&folder)).filter(|path| path.is_file());
    for file in transcripts.chain(PAGES.map(PathBuf::from)) {
        let text = fs::read_to_string(&file).expect("a transcript");
        assert!(!text.contains(NO_DAY), "{} needs `--today`", file.display());
    }
}
