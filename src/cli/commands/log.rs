//! `netreg log`: what changed in each commit, or the history of one record.

use std::ops::ControlFlow;

use clap::Args;
use netreg::compare::diff::Difference;
use netreg::model::{Date, Day};
use netreg::render::changes::log::{Format, Log};
use netreg::select::as_of::no_first_day;

use crate::cli::args::{ChangesFormat, Global};
use crate::cli::biography::Biography;
use crate::cli::git::{Commit, Tracked};
use crate::cli::versions::{Versions, entry};
use crate::cli::{destination::DestinationArgs, error::Problem, state, ui::Ui, verdict::Verdict};

/// The help if there is no history.
const INSTEAD: &str = "run it on a file in a git repository: `netreg log -f PATH/registry.toml`";

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg log
  netreg log Zambia
  netreg log denominator.gcm-states --limit 3
  netreg log --since v1.0 --format md -o CHANGELOG.md

Exit codes: 0 success, 1 the newest version could not be read, 2 failure")]
pub struct LogArgs {
    /// Show only this record: a country by code or name, a slug, or an address [default: all records]
    #[arg(value_name = "COUNTRY|ADDRESS")]
    record: Option<String>,

    /// Show the changes since a day, such as 2026-01-31, or after a revision, such as v1.0
    #[arg(long, value_name = "DATE|REV")]
    since: Option<String>,

    /// Show at most this many commits [default: all]
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,

    /// How to show the changes [default: by the ending of --output, else human]
    #[arg(long)]
    format: Option<ChangesFormat>,

    #[command(flatten)]
    destination: DestinationArgs,
}

pub fn run(args: &LogArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let destination = args.destination.open_for_page(global, ui)?;
    let mut log = Log::new(match ChangesFormat::chosen(args.format, args.destination.format()) {
        ChangesFormat::Human => Format::Human,
        ChangesFormat::Md => Format::Markdown,
        ChangesFormat::Json => Format::Json,
    });
    let tracked = state::tracked(global, INSTEAD)?;
    let path = tracked.path.display().to_string();
    if tracked.commit("HEAD")?.is_none() {
        ui.note("there is no commit yet");
        destination.put(&log.text())?;
        return Ok(Verdict::Done);
    }
    let since = args.since(&tracked, today)?;
    let commits = tracked.history(None)?;
    if commits.is_empty() {
        ui.note(&format!("`{path}` is not in any commit yet"));
        destination.put(&log.text())?;
        return Ok(Verdict::Done);
    }
    // The others are there to compare with: the one before the first may be a version that cannot be read.
    let number = match &since.commit {
        Some(commit) => tracked.history(Some(commit))?.len(),
        None => commits.iter().rposition(|commit| since.takes(commit)).map_or(0, |last| last + 1),
    };
    let versions = Versions::new(tracked, commits);
    let range = Range { versions: &versions, number, since: &since, path: &path };
    let verdict = args.fill(&mut log, &range, today, ui)?;
    destination.put(&log.text())?;
    if log.is_empty() {
        ui.reassure("no commit changes a value");
    }
    Ok(verdict)
}

/// Which commits are shown.
#[derive(Default)]
struct Since {
    /// Those of this day and later ones.
    day: Option<String>,
    /// Those after this one.
    commit: Option<String>,
}

impl Since {
    fn takes(&self, commit: &Commit) -> bool {
        self.day.as_ref().is_none_or(|day| commit.day >= *day)
    }
}

/// The versions of a file that are looked at.
struct Range<'r> {
    versions: &'r Versions,
    /// How many of the newest can be shown.
    number: usize,
    /// Which of these are.
    since: &'r Since,
    /// The file.
    path: &'r str,
}

impl LogArgs {
    /// Returns which commits are shown. A word that is a date is no revision.
    fn since(&self, tracked: &Tracked, today: Day) -> anyhow::Result<Since> {
        let Some(word) = &self.since else { return Ok(Since::default()) };
        if let Ok(date) = Date::parse_flag(word, today) {
            let day = date.earliest().ok_or_else(|| no_first_day(date).at("in `--since`"))?;
            return Ok(Since { day: Some(day.to_string()), commit: None });
        }
        let commit = tracked.commit(word)?.ok_or_else(|| {
            Problem::new(format!("in `--since`: `{word}` is neither a date nor a revision"))
                .help("write a day such as `2026-01-31`, or a revision such as `v1.0`")
        })?;
        Ok(Since { day: None, commit: Some(commit) })
    }

    /// Adds the commits that change a value.
    fn fill(&self, log: &mut Log, range: &Range<'_>, today: Day, ui: &Ui) -> anyhow::Result<Verdict> {
        let Range { versions, number, since, path } = *range;
        let mut biography =
            self.record.as_deref().map(|record| Biography::of(record, versions, path, ui)).transpose()?;
        let limit = self.limit.filter(|limit| *limit > 0).unwrap_or(usize::MAX);
        let is_newest_read = versions.each(number, Some(ui), |commit, old, new| {
            let mut difference = Difference::between(old, new);
            if let Some(biography) = &mut biography {
                biography.keep(&mut difference);
            }
            if difference.records.is_empty() || !since.takes(commit) {
                return Ok(ControlFlow::Continue(()));
            }
            let is_of_all = biography.is_none();
            log.add(&entry(commit, [old, new], &difference, is_of_all.then_some(today)));
            Ok(if log.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(if is_newest_read { Verdict::Done } else { Verdict::Found })
    }
}
