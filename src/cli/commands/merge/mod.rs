//! `netreg merge`: the merge driver of git, and what people need around it.

mod by_lines;
mod check;
mod driver;
mod install;
mod report;
mod resolve;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::cli::{args::Global, ui::Ui, verdict::Verdict};

/// The options for people. Without one of them, the command is the driver of git.
const FOR_PEOPLE: [&str; 4] = ["install", "uninstall", "resolve", "check"];

#[derive(Args)]
#[command(
    override_usage = "netreg merge --install|--uninstall [--global]\n       \
        netreg merge --resolve [FILE]\n       \
        netreg merge --check REVISION\n       \
        netreg merge BASE OURS THEIRS [OPTIONS]",
    after_help = "\
Examples:
  netreg merge --check origin/main
  netreg merge --resolve
  netreg merge --install

Exit codes: 0 no conflict, 1 conflict, 2 failure; as git's driver, 129 failure"
)]
pub struct MergeArgs {
    #[command(flatten)]
    people: PeopleArgs,

    #[command(flatten)]
    driver: driver::DriverArgs,
}

#[derive(Args)]
struct PeopleArgs {
    /// Let git merge the registry of this repository by record: adds a line to `.gitattributes`, and sets the git
    /// configuration
    #[arg(long, group = "way")]
    install: bool,

    /// Undo `--install`
    #[arg(long, group = "way")]
    uninstall: bool,

    /// Install or uninstall for all of your repositories
    #[arg(long, conflicts_with_all = ["resolve", "check", "BASE"])]
    global: bool,

    /// Resolve the conflicts in a file as far as records allow, after git refused to merge [default: the registry]
    #[arg(long, value_name = "FILE", num_args = 0..=1, group = "way")]
    #[expect(clippy::option_option, reason = "the option can be given without a file")]
    resolve: Option<Option<PathBuf>>,

    /// Say whether HEAD merges with a revision, such as `origin/main`, by lines and by record; write nothing
    #[arg(long, value_name = "REVISION", group = "way")]
    check: Option<String>,
}

/// Returns `true` if the arguments of `netreg merge` are those of git's driver.
pub fn is_driver(args: &[OsString]) -> bool {
    let is_for_people = |arg: &OsString| {
        let arg = arg.to_string_lossy();
        let name = arg.strip_prefix("--").and_then(|option| option.split('=').next());
        name.is_some_and(|name| FOR_PEOPLE.contains(&name))
    };
    !args.iter().any(is_for_people)
}

pub fn run(args: &MergeArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let people = &args.people;
    if let Some(file) = &people.resolve {
        return resolve::run(file.as_deref(), global, ui);
    }
    if let Some(revision) = &people.check {
        return check::run(revision, global, ui);
    }
    if people.install || people.uninstall {
        return install::run(people.install, people.global, global, ui);
    }
    driver::run(&args.driver, global, ui)
}
