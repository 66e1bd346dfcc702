//! What the commands share that ask a registry: open it, and own up to what could not be read.
//!
//! Promises: a partial answer is given, said to be partial, and ends with exit code 1.

use netreg::diagnostic::Diagnostic;
use netreg::life::AsOf;
use netreg::read::code;
use netreg::record::Record;
use netreg::text::{Lines, any_of, counted};
use netreg::when::{Day, When};

use crate::cli::Verdict;
use crate::cli::args::{self, Global};
use crate::cli::failure::Failure;
use crate::cli::store::{self, Text};
use crate::cli::ui::Ui;

/// Opens the registry that the options name.
pub fn open(global: &Global) -> anyhow::Result<Text> {
    store::read(&store::locate(global.file.as_deref())?)
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

/// Returns the days that `--as-of` means: a date, or the id of a milestone.
pub fn as_of<'r>(
    typed: &str,
    milestones: impl Iterator<Item = &'r Record<'r>>,
    today: Day,
) -> anyhow::Result<AsOf> {
    let milestones: Vec<&Record<'_>> = milestones.collect();
    // What is spelt as a date is one, whatever a milestone is called.
    let named =
        milestones.iter().find(|milestone| milestone.key == typed && When::parse_flag(typed, today).is_err());
    let when = match named {
        Some(milestone) => milestone
            .when("date")
            .ok_or_else(|| Failure::new(format!("the milestone `{typed}` has no date that can be read")))?,
        None if typed.starts_with(|c: char| c.is_ascii_alphabetic()) && typed != "today" => {
            return Err(no_milestone(typed, &milestones).into());
        }
        None => args::date(typed, today)?,
    };
    AsOf::when(when, today).map_err(|fault| Failure::new(fault.reason).help(fault.help).into())
}

fn no_milestone(typed: &str, milestones: &[&Record<'_>]) -> Failure {
    let ids: Vec<&str> = milestones.iter().map(|milestone| milestone.key.as_ref()).collect();
    let date = "write a date, such as `2021-06-24`";
    let otherwise = || if ids.is_empty() { date.to_owned() } else { format!("{date}, or {}", any_of(&ids)) };
    Failure::new(format!("`{typed}` is neither a date nor a milestone of the registry")).meant(
        typed,
        ids.iter().copied(),
        otherwise,
    )
}
