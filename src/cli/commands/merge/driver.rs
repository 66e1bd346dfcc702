//! The merge driver: three files go in, the result replaces ours.
//!
//! Promises: exit code 0 is a clean merge, 1 is one with markers, and everything else is above 128, for which git
//! refuses the merge and changes no file.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use netreg::compare::merge::{Markers, Merged, Sides, merge};
use netreg::text::shell_word;

use crate::cli::args::Global;
use crate::cli::commands::merge::report::Report;
use crate::cli::error::Problem;
use crate::cli::git::{Git, failed};
use crate::cli::store::{self, Text, export, trace};
use crate::cli::{target::Target, ui::Ui, verdict::Verdict};

/// What git calls our side while it merges two bases into one.
const BASES: &str = "Temporary merge branch 1";

#[derive(Args)]
#[command(next_help_heading = "As git's driver")]
pub struct DriverArgs {
    /// The file before both changes
    #[arg(id = "BASE", conflicts_with = "way")]
    base: Option<PathBuf>,

    /// The file with our change, which the result replaces
    #[arg(id = "OURS", conflicts_with = "way")]
    ours: Option<PathBuf>,

    /// The file with their change
    #[arg(id = "THEIRS", conflicts_with = "way")]
    theirs: Option<PathBuf>,

    /// Name the file in messages [default: OURS]
    #[arg(long, value_name = "PATH", requires = "BASE")]
    path: Option<PathBuf>,

    /// Make conflict markers this long [default: 7]
    #[arg(long, value_name = "NUMBER", requires = "BASE")]
    marker_size: Option<usize>,

    /// Call the base this in conflict markers
    #[arg(long, value_name = "NAME", requires = "BASE")]
    base_label: Option<OsString>,

    /// Call our side this in conflict markers
    #[arg(long, value_name = "NAME", requires = "BASE")]
    ours_label: Option<OsString>,

    /// Call their side this in conflict markers
    #[arg(long, value_name = "NAME", requires = "BASE")]
    theirs_label: Option<OsString>,
}

pub fn run(args: &DriverArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let files = (args.base.as_deref(), args.ours.as_deref(), args.theirs.as_deref());
    let (Some(base), Some(ours), Some(theirs)) = files else { return Err(incomplete(args).into()) };
    let usual = Markers::default();
    let labels = Sides {
        base: label(args.base_label.as_ref(), "%S", usual.base),
        ours: label(args.ours_label.as_ref(), "%X", usual.ours),
        theirs: label(args.theirs_label.as_ref(), "%Y", usual.theirs),
    };
    let size = args.marker_size.filter(|size| *size > 0).unwrap_or(usual.size);
    let markers = Markers { size, base: &labels.base, ours: &labels.ours, theirs: &labels.theirs };
    let name = args.path.as_deref().unwrap_or(ours);
    let today = global.today()?;
    let own = || if args.path.is_some() { Ours::of_git(ours) } else { Ours::of_person(ours, ui) };
    let read = || anyhow::Ok((store::read(base)?, store::read(theirs)?, own()?));
    let (old, new, target) = match read() {
        Err(_) if [base, ours, theirs].iter().any(|file| store::is_binary(file)) => {
            return by_lines(Sides { base, ours, theirs }, &markers, name, ui);
        }
        read => read?,
    };
    trace::works_on(name);
    let sides = Sides { base: old.text.as_str(), ours: target.text(), theirs: &new.text };
    let merged = merge(sides, &markers);
    target.put(&merged.text, ui)?;
    // Of bases that git merges first, nothing is said: only what comes of the sides counts.
    if labels.ours == BASES {
        return Ok(verdict(&merged));
    }
    let report = Report { name: &name.display().to_string(), markers: &markers };
    report.unread(&merged, ui);
    report.conflicts(&merged, ui);
    report.new_errors(&merged, sides, today, ui);
    Ok(verdict(&merged))
}

/// The file OURS, which the result replaces.
enum Ours<'a> {
    /// A file that git has made for this merge, and reads next: the path of the registry is another one. No other program
    /// has it, and git does not read it if netreg fails, so it is written without the time that a disk takes.
    OfGit(&'a Path, Text),
    /// Any other file.
    OfPerson(Target),
}

impl<'a> Ours<'a> {
    fn of_git(path: &'a Path) -> anyhow::Result<Self> {
        Ok(Self::OfGit(path, store::read(path)?))
    }

    fn of_person(path: &Path, ui: &Ui) -> anyhow::Result<Self> {
        Target::open(path, false, ui).map(Self::OfPerson)
    }

    fn text(&self) -> &str {
        match self {
            Self::OfGit(_, text) => &text.text,
            Self::OfPerson(target) => &target.text().text,
        }
    }

    fn put(&self, new: &str, ui: &Ui) -> anyhow::Result<()> {
        match self {
            Self::OfGit(path, _) => export::overwrite(path, new),
            Self::OfPerson(target) => target.put(new, ui),
        }
    }
}

/// Returns the error for fewer than three files. One word, or none, is what people type who know `git merge`.
fn incomplete(args: &DriverArgs) -> Problem {
    let branch = args.base.as_deref().unwrap_or(Path::new("origin/main"));
    let (shown, word) = (branch.display(), shell_word(branch));
    Problem::new("git calls `netreg merge` with three files: BASE OURS THEIRS").help(match args.ours {
        Some(_) => "give the third file, THEIRS".to_owned(),
        None => format!(
            "`netreg merge --check {word}` shows whether `{shown}` merges; `git merge {word}` merges it"
        ),
    })
}

/// Returns what git is told.
fn verdict(merged: &Merged) -> Verdict {
    if merged.is_clean() { Verdict::Done } else { Verdict::Found }
}

/// Returns the name of a side. Git before 2.44 does not replace the placeholder of a name.
fn label(given: Option<&OsString>, placeholder: &str, usual: &str) -> String {
    let given = given.map(|label| label.to_string_lossy()).filter(|label| label != placeholder);
    // A name with a line end would make a second line of the marker.
    given.map_or(usual.to_owned(), |label| label.replace(char::is_control, " "))
}

/// Merges files of which one is not UTF-8, as git does without a driver.
fn by_lines(files: Sides<&Path>, markers: &Markers<'_>, name: &Path, ui: &Ui) -> anyhow::Result<Verdict> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let output = Git::at(here)?.merge_file(files, markers, &[])?;
    let name = name.display();
    ui.warning(&format!("{name}: one side is not UTF-8, so it was merged by lines, not by record"), None);
    match output.status.code() {
        Some(0) => Ok(Verdict::Done),
        Some(1..128) => Ok(Verdict::Found),
        _ => Err(failed(&output).into()),
    }
}
