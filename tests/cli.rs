//! Runs every transcript in `tests/cli/`, the README and the questions of analysts, and compares the output.
//! `TRYCMD=overwrite cargo test --test cli` accepts a new output.

#[test]
fn commands_print_what_their_transcripts_show() {
    trycmd::TestCases::new()
        .register_bin("netreg", trycmd::schema::Bin::Path(env!("CARGO_BIN_EXE_netreg").into()))
        .env("NO_COLOR", "1")
        .env("GITHUB_BASE_REF", "")
        .env("GITHUB_EVENT_NAME", "")
        .env("GITHUB_STEP_SUMMARY", "")
        .case("README.md")
        .case("docs/questions.md")
        .case("tests/cli/*/*.md");
}
