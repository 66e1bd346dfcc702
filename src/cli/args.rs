//! The options that all commands share, and the groups of options that several commands share.
//!
//! A short option has the same meaning in every command.

use std::env;
use std::path::PathBuf;

use anyhow::Context;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use netreg::model::{Area, Day, Language, Level, Status, country, input};
use netreg::select::filter::Selection;
use netreg::text::any_of;

use crate::cli::{error::Problem, step};

/// The options that all commands share.
#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Use this registry file, `-` for standard input [default: registry.toml here or in a folder above]
    #[arg(short, long, global = true, value_name = "FILE", env = "NETREG_FILE", hide_env_values = true, value_parser = path())]
    pub file: Option<PathBuf>,

    /// Whether `--file` is on the command line, and not from the environment.
    #[arg(skip)]
    pub file_is_typed: bool,

    /// Use this day as today, such as 2026-06-30 [default: the current day in UTC]
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<String>,

    /// Choose when to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Print only the result
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Never ask a question
    #[arg(long, global = true)]
    pub no_input: bool,
}

// The options of every command that writes.
#[derive(Args)]
pub struct WriteArgs {
    /// Print the change as a patch for `git apply`, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// When to use colour.
#[derive(Clone, Copy, ValueEnum)]
pub enum Color {
    /// In a terminal that supports it
    Auto,
    /// Always, also in files and pipes
    Always,
    /// Never
    Never,
}

/// The format of rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON document
    Json,
    /// A Markdown table
    Md,
    /// A web page with one table, which a word processor opens, too
    Html,
    /// A workbook of Excel
    #[cfg(feature = "xlsx")]
    Xlsx,
}

impl Format {
    /// Returns `true` if people read the format, and not programs.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Md | Self::Html)
    }
}

/// The format of changes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangesFormat {
    /// A line for each record and field
    Human,
    /// Markdown: for `diff` a comment on a pull request, for `log` a changelog
    Md,
    /// One JSON document
    Json,
}

impl ChangesFormat {
    /// Returns the given format, else the one that the ending of a file asks for.
    pub fn chosen(given: Option<Self>, ending: Option<Format>) -> Self {
        given.unwrap_or(match ending {
            Some(Format::Json) => Self::Json,
            Some(Format::Md) => Self::Md,
            _ => Self::Human,
        })
    }
}

// The filters that select networks.
#[derive(Args)]
pub struct SelectionArgs {
    /// Select networks in this UN M49 region or sub-region, such as `Eastern Africa` or 014 (repeatable)
    #[arg(long, value_name = "REGION")]
    region: Vec<String>,

    /// Select networks with this status (repeatable)
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<StatusArg>,

    /// Select networks that match this condition, such as `coordinator=IOM` (repeatable: all must match)
    ///
    /// The operators are `=`, `!=`, `~` (contains), `<`, `<=`, `>` and `>=`. `coordinator=IOM|UNHCR` selects either.
    /// `website` selects networks that have the field, `!website` those that do not. `in=ldcs` selects those of the
    /// countries of a denominator. A date can be a milestone: `established>imrf-2022`.
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,

    /// Select networks that existed on this date or milestone of the registry, such as 2021-12-31
    #[arg(long, value_name = "DATE|MILESTONE")]
    pub as_of: Option<String>,
}

/// The status of a network.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusArg {
    Planned,
    Established,
    Closed,
}

impl SelectionArgs {
    /// Returns the filters as a selection of networks.
    ///
    /// # Errors
    ///
    /// Fails if a region is unknown or a condition is invalid.
    pub fn selection(&self, today: Day) -> anyhow::Result<Selection> {
        let areas = self.region.iter().map(|name| area(name)).collect::<anyhow::Result<_>>()?;
        let status = |status: &StatusArg| match status {
            StatusArg::Planned => Status::Planned,
            StatusArg::Established => Status::Established,
            StatusArg::Closed => Status::Closed,
        };
        let mut selection = Selection::default();
        selection.areas = areas;
        selection.statuses = self.status.iter().map(status).collect();
        self.filters.iter().try_for_each(|condition| selection.add(condition, today))?;
        Ok(selection)
    }
}

// The option that chooses the language of names.
#[derive(Args)]
pub struct LanguageArgs {
    /// Show names of countries and regions in this language: ar, en, es, fr, ru or zh [default: en]
    #[arg(long, value_name = "LANG", env = "NETREG_LANG", hide_env_values = true, value_parser = language)]
    lang: Option<Language>,
}

impl LanguageArgs {
    /// Returns the language that was chosen.
    pub fn language(&self) -> Language {
        self.lang.unwrap_or_default()
    }
}

/// Returns the language of `NETREG_LANG`, for what has no `--lang`.
pub fn usual_language() -> Language {
    env::var("NETREG_LANG").ok().and_then(|code| Language::of(&code)).unwrap_or_default()
}

/// Parses the value of `--lang` and `NETREG_LANG`.
fn language(code: &str) -> Result<Language, String> {
    // An empty environment variable counts as not set.
    if code.is_empty() {
        return Ok(Language::default());
    }
    Language::of(code).ok_or_else(|| {
        let codes = Language::ALL.map(Language::code);
        format!("use {} (in `--lang` or `NETREG_LANG`)", any_of(&codes))
    })
}

/// Returns a parser that accepts any path, also an empty one: an empty environment variable counts as not set.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

/// Returns the region or sub-region with this name or code.
fn area(name: &str) -> anyhow::Result<&'static Area> {
    let areas = country::areas();
    country::find_area(name).ok_or_else(|| {
        let regions = || {
            let regions = areas.iter().filter(|area| area.level == Level::Region).map(|area| area.name);
            let regions = any_of(&regions.collect::<Vec<_>>());
            format!("use {regions}, or a sub-region such as `Eastern Africa`")
        };
        let problem = Problem::new(format!("UN M49 has no region `{name}`"));
        problem.suggest(name, areas.iter().map(|area| area.name), regions).into()
    })
}

impl Global {
    /// Returns the day of `--today`, else the current day in UTC. Only this function reads the clock.
    ///
    /// # Errors
    ///
    /// Fails if `--today` is not a day.
    pub fn today(&self) -> anyhow::Result<Day> {
        let utc = chrono::Utc::now().date_naive();
        let Some(input) = self.today.clone().or_else(step::test_day) else { return Ok(utc) };
        input::day(&input, utc).context("in `--today`")
    }
}
