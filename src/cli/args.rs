//! Global options and the groups of options that several commands share.
//!
//! Promises: parsing arguments touches nothing. No short option means two things.

use std::path::PathBuf;

use anyhow::Context;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use netreg::model::country::{self, Area, Language, Level};
use netreg::model::date::{Date, Day};
use netreg::model::input;
use netreg::model::record::Status;
use netreg::select::filter::{Filter, Selection};
use netreg::text::{all_of, any_of};

use crate::cli::error::Problem;

/// The options of every command.
#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Registry to work on, `-` for standard input [default: registry.toml here or in a folder above]
    #[arg(short, long, global = true, value_name = "FILE", env = "NETREG_FILE", hide_env_values = true, value_parser = path())]
    pub file: Option<PathBuf>,

    /// Whether the file was named on the command line, not in the environment.
    #[arg(skip)]
    pub file_is_typed: bool,

    /// Day to take for today [default: the day in UTC]
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<String>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Say nothing beside the result
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Never ask a question
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// What every command takes that writes.
#[derive(Args)]
pub struct WriteArgs {
    /// Write nothing: print the change as a patch that `git apply` takes
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// When to use colour.
#[derive(Clone, Copy, ValueEnum)]
pub enum Color {
    /// Where the stream shows it
    Auto,
    /// Even in a file
    Always,
    /// Not at all
    Never,
}

/// How rows are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON document.
    Json,
    /// A Markdown table.
    Md,
}

/// Which networks are meant.
#[derive(Args)]
pub struct SelectionArgs {
    /// Only networks in this M49 region or sub-region (name or code; repeatable)
    #[arg(long, value_name = "REGION")]
    region: Vec<String>,

    /// Only networks in this state (repeatable)
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<StatusArg>,

    /// Only networks for which this holds: `coordinator=IOM`, also `!=`, `~` (holds), `<`, `<=`, `>`,
    /// `>=`; `website` where it is given, `!website` where it is not (repeatable: all must hold)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,

    /// Networks as they were on this date or milestone of the registry
    #[arg(long, value_name = "DATE|MILESTONE")]
    pub as_of: Option<String>,
}

/// The state of a network.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusArg {
    Planned,
    Established,
    Closed,
}

impl SelectionArgs {
    /// Looks up what was typed.
    pub fn selection(&self, today: Day) -> anyhow::Result<Selection> {
        let areas = self.region.iter().map(|typed| area(typed)).collect::<anyhow::Result<_>>()?;
        let status = |status: &StatusArg| match status {
            StatusArg::Planned => Status::Planned,
            StatusArg::Established => Status::Established,
            StatusArg::Closed => Status::Closed,
        };
        let filter = |typed: &String| Filter::parse(typed, today).map_err(Into::into);
        let filters = self.filters.iter().map(filter).collect::<anyhow::Result<_>>()?;
        Ok(Selection { areas, statuses: self.status.iter().map(status).collect(), filters })
    }
}

/// In which language names are shown.
#[derive(Args)]
pub struct LanguageArgs {
    /// Language of the names of countries and regions: ar, en, es, fr, ru or zh [default: en]
    #[arg(long, value_name = "LANG", env = "NETREG_LANG", hide_env_values = true, value_parser = language)]
    lang: Option<Language>,
}

impl LanguageArgs {
    /// Returns the language that was chosen.
    pub fn language(&self) -> Language {
        self.lang.unwrap_or_default()
    }
}

fn language(typed: &str) -> Result<Language, String> {
    // An empty variable is none, as everywhere.
    if typed.is_empty() {
        return Ok(Language::default());
    }
    Language::of(typed).ok_or_else(|| {
        let codes = Language::ALL.map(Language::code);
        format!("names are in the six languages of UN M49: write {} (also in `NETREG_LANG`)", any_of(&codes))
    })
}

/// Takes any path, an empty one too: an empty variable is none, as everywhere.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

fn area(typed: &str) -> anyhow::Result<&'static Area> {
    let areas = country::areas();
    country::find_area(typed).ok_or_else(|| {
        let regions = || {
            let regions = areas.iter().filter(|area| area.level == Level::Region).map(|area| area.name);
            let regions = all_of(&regions.collect::<Vec<_>>());
            format!("the regions are {regions}; sub-regions such as `Eastern Africa` are known too")
        };
        let failure = Problem::new(format!("UN M49 has no region `{typed}`"));
        failure.suggest(typed, areas.iter().map(|area| area.name), regions).into()
    })
}

impl Global {
    /// Returns the day that is taken for today.
    pub fn today(&self) -> anyhow::Result<Day> {
        // The one place that asks the clock.
        let utc = chrono::Utc::now().date_naive();
        let Some(typed) = &self.today else { return Ok(utc) };
        let when = date(typed, utc).context("in `--today`")?;
        when.as_day().ok_or_else(|| {
            Problem::new(format!("`--today {typed}` is not a day"))
                .help("write a day, such as `2021-06-30`")
                .into()
        })
    }
}

/// Reads a date that was typed.
pub fn date(typed: &str, today: Day) -> anyhow::Result<Date> {
    input::when(typed, today).map_err(Into::into)
}
