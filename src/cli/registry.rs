//! What the commands share that ask a registry: open it, and own up to what could not be read.
//!
//! Promises: a partial answer is given, said to be partial, and ends with exit code 1.

use std::path::PathBuf;

use netreg::model::country::{self, Miss};
use netreg::model::date::{Date, Day};
use netreg::model::diagnostic::Diagnostic;
use netreg::model::field::Table;
use netreg::model::record::Record;
use netreg::parse::{Registry, code, unknown_format};
use netreg::select::denominator::Denominator;
use netreg::select::filter::UnresolvedNames;
use netreg::select::lifespan::AsOf;
use netreg::text::{Lines, all_of, any_of, counted, nearest};

use crate::cli::args::{self, Global};
use crate::cli::error::Problem;
use crate::cli::store::{self, Text, trace};
use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;

/// What is said where the options leave every network out.
pub const NONE_MEANT: &str = "no network is meant by these options";

/// Reads the registry that the options name.
pub fn open(global: &Global) -> anyhow::Result<Text> {
    let path = store::locate(global.file.as_deref())?;
    trace::works_on(&path);
    store::read(&path)
}

/// Parses a registry in a format that is known.
pub fn parse(text: &Text) -> anyhow::Result<Registry<'_>> {
    let registry = Registry::parse(&text.text);
    known_format(&text.name, &registry.diagnostics)?;
    Ok(registry)
}

/// Makes sure that a registry is in a format that is known: nothing is answered from another, and nothing is
/// written to it.
pub fn known_format(name: &str, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
    let Some(unknown) = unknown_format(diagnostics) else { return Ok(()) };
    let problem = Problem { message: unknown.message.clone(), help: unknown.help.clone() };
    Err(problem.at(name).into())
}

/// Says how much of the registry the answer leaves out, and chooses the verdict: `damaged` parts
/// were not understood, and a text that is never closed hides all that follows it.
pub fn verdict(ui: &Ui, text: &Text, damaged: usize, findings: &[Diagnostic]) -> Verdict {
    if damaged == 0 {
        return Verdict::Done;
    }
    let what = match findings.iter().find(|finding| finding.code == code::OPEN_TEXT) {
        Some(open) => format!(
            "nothing below line {} of `{}` could be read",
            Lines::new(&text.text).line(open.span.start),
            text.name
        ),
        None => format!("{} of `{}` could not be read in full", counted(damaged, "part"), text.name),
    };
    ui.warning(&format!("{what}, so this answer may be wrong"), Some("`netreg validate` says what is wrong"));
    Verdict::Found
}

/// Makes sure that every key and name in the conditions is a country's or a network's. Where one is not,
/// it may be in a part that could not be read, and that is said.
pub fn known(
    unresolved: &UnresolvedNames<'_>,
    ui: &Ui,
    text: &Text,
    damaged: usize,
    findings: &[Diagnostic],
) -> anyhow::Result<()> {
    let Some(wrong) = unresolved.wrong() else { return Ok(()) };
    verdict(ui, text, damaged, findings);
    Err(wrong.into())
}

/// Returns the files that were named, or the registry where none was.
pub fn paths(files: &[PathBuf], global: &Global) -> anyhow::Result<Vec<PathBuf>> {
    if files.is_empty() {
        return Ok(vec![store::locate(global.file.as_deref())?]);
    }
    if global.file_is_typed {
        return Err(Problem::new("`--file` and file arguments say two things")
            .help("name the files as arguments")
            .into());
    }
    Ok(files.to_vec())
}

/// Finds networks as [`find`] does. Where there is none, it may be in a part that could not be read,
/// and that is said.
pub fn found<'d>(
    typed: &str,
    document: &'d Registry<'_>,
    findings: &[Diagnostic],
    text: &Text,
    ui: &Ui,
) -> anyhow::Result<Vec<&'d Record<'d>>> {
    find(typed, document).inspect_err(|_| {
        verdict(ui, text, document.damaged(), findings);
    })
}

/// Returns the networks with the key that was typed or that its country has: at least one, more
/// where the file holds it twice.
fn find<'d>(typed: &str, document: &'d Registry<'_>) -> anyhow::Result<Vec<&'d Record<'d>>> {
    let with_key = |key: &str| document.networks().filter(|network| network.key == key).collect::<Vec<_>>();
    let found = with_key(typed);
    if !found.is_empty() {
        return Ok(found);
    }
    let country = match country::find(typed) {
        Ok(country) => country,
        Err(miss) => return Err(unknown(typed, &miss, document).into()),
    };
    let found = with_key(country.alpha3);
    if found.is_empty() {
        let name = country.display_name();
        return Err(Problem::new(format!("{name} ({}) is not in the registry", country.alpha3))
            .help(format!(
                "`netreg list` shows the networks that are, `netreg add {}` adds it",
                country.alpha3
            ))
            .into());
    }
    Ok(found)
}

fn unknown(typed: &str, miss: &Miss, document: &Registry<'_>) -> Problem {
    let Problem { message, help } = miss.explained(typed);
    let message = match miss {
        Miss::Several(_) => message,
        Miss::None(_) => format!("{message}, nor a network of the registry"),
    };
    let slug = nearest(typed, document.networks().map(|network| network.key.as_ref()));
    let slug = slug.map(|slug| format!("did you mean `{slug}`?"));
    let otherwise = || "`netreg list` shows the networks, `netreg countries` the countries".to_owned();
    Problem::new(message).help(help.or(slug).unwrap_or_else(otherwise))
}

/// Returns the days that `--as-of` means: a date, or the id of a milestone.
pub fn as_of<'r>(
    typed: &str,
    milestones: impl Iterator<Item = &'r Record<'r>>,
    today: Day,
) -> anyhow::Result<AsOf> {
    let milestones: Vec<&Record<'_>> = milestones.collect();
    // What is spelt as a date is one, whatever a milestone is called.
    let named =
        milestones.iter().find(|milestone| milestone.key == typed && Date::parse_flag(typed, today).is_err());
    let when = match named {
        Some(milestone) => milestone
            .when("date")
            .ok_or_else(|| Problem::new(format!("the milestone `{typed}` has no date that can be read")))?,
        None if typed.starts_with(|c: char| c.is_ascii_alphabetic()) && typed != "today" => {
            return Err(no_milestone(typed, &milestones).into());
        }
        None => args::date(typed, today)?,
    };
    AsOf::when(when, today).map_err(Into::into)
}

/// Returns the total that `--of` means: that of the denominator with this ID.
pub fn total<'d>(id: &str, preamble: &'d Registry<'_>) -> anyhow::Result<Denominator<'d>> {
    let denominators = || preamble.of(Table::Denominator);
    let mut meant = denominators().filter(|denominator| denominator.key == id);
    if let Some(denominator) = meant.next() {
        let total = match meant.next() {
            Some(_) => Err("is in the registry twice".to_owned()),
            None => Denominator::of(denominator),
        };
        return total.map_err(|reason| {
            Problem::new(format!("the denominator `{id}` {reason}"))
                .help("`netreg validate` says what is wrong")
                .into()
        });
    }
    let ids: Vec<&str> = denominators().map(|denominator| denominator.key.as_ref()).collect();
    let otherwise = || {
        if ids.is_empty() {
            return "the registry has none: add a table `[denominator.ID]` with `title`, `value`, `date` and `source`"
                .to_owned();
        }
        format!("the denominators are {}", all_of(&ids))
    };
    let failure = Problem::new(format!("there is no denominator `{id}` in the registry"));
    Err(failure.suggest(id, ids.iter().copied(), otherwise).into())
}

fn no_milestone(typed: &str, milestones: &[&Record<'_>]) -> Problem {
    let ids: Vec<&str> = milestones.iter().map(|milestone| milestone.key.as_ref()).collect();
    let date = "write a date, such as `2021-06-24`";
    let otherwise = || if ids.is_empty() { date.to_owned() } else { format!("{date}, or {}", any_of(&ids)) };
    Problem::new(format!("`{typed}` is neither a date nor a milestone of the registry")).suggest(
        typed,
        ids.iter().copied(),
        otherwise,
    )
}
