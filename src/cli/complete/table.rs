//! Which argument has which values: one table, by the names that arguments give their values.
//!
//! An argument of a new command is completed if its value has a name of this table, such as `DENOMINATOR`.

use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, Command, ValueHint};
use clap_complete::ArgValueCompleter;
use netreg::model::{Field, Table, country};
use netreg::render::gaps::title;
use netreg::select::gaps::Section;

use crate::cli::complete::context::Context;
use crate::cli::complete::values::{self, Candidates};
use crate::cli::complete::{condition, words};

/// Returns the words that can come next, given what was typed.
type Complete = fn(&str, &Context) -> Candidates;

/// The values that can be completed, by name.
const TABLE: [(&str, Complete); 25] = [
    ("COUNTRY", values::records),
    ("QUERY", |typed, context| values::countries(typed, country::all().iter(), context.language())),
    ("COUNTRY|ADDRESS", values::records),
    ("COUNTRY|ADDRESS… FIELD=VALUE…", words::candidates),
    ("DENOMINATOR", |typed, context| values::ids(typed, Table::Denominator, context)),
    ("MILESTONE", |typed, context| values::ids(typed, Table::Milestone, context)),
    ("DATE|MILESTONE", values::days),
    ("REGION", |typed, context| values::areas(typed, None, context.language())),
    ("STATUS", |typed, _| values::statuses(typed)),
    ("CONDITION", condition::candidates),
    ("TABLE", |typed, _| values::tables(typed)),
    ("COLUMN", values::columns),
    ("COLUMN,…", |typed, context| {
        let mut found = values::columns(typed, context);
        found.extend(values::beginning(typed, [("all", "Every column")]));
        found
    }),
    ("FIELD", |typed, _| values::groupings(typed)),
    ("SECTION", |typed, _| {
        values::beginning(typed, Section::ALL.map(|section| (section.id(), title(section))))
    }),
    ("AGE", |typed, _| values::beginning(typed, ["1y", "6m", "90d"].map(|age| (age, "")))),
    ("CODE", |typed, _| values::rules(typed)),
    ("CODE|warnings", |typed, _| {
        let mut found = values::rules(typed);
        found.extend(values::beginning(typed, [("warnings", "Every rule that warns")]));
        found
    }),
    ("LANG", |typed, _| values::languages(typed)),
    ("REV|FILE|auto", |typed, _| {
        let mut found = values::beginning(typed, [("auto", "The commit at which the changes began")]);
        found.extend(values::files(typed));
        found
    }),
    ("REV|FILE", |typed, _| values::files(typed)),
    ("OLD", |typed, _| values::files(typed)),
    ("NEW", |typed, _| values::files(typed)),
    ("URL", |typed, _| values::beginning(typed, [("https://", "")])),
    ("DATE", |typed, _| values::beginning(typed, [("today", "The current day in UTC")])),
];

/// Returns a program that is built with completion for each argument of the table.
pub fn with_completion(program: Command, context: &Arc<Context>) -> Command {
    let program = program.mut_args(|arg| completed(arg, context));
    program.mut_subcommands(|command| with_completion(command, context))
}

fn completed(arg: Arg, context: &Arc<Context>) -> Arg {
    if let Some(field) = field_of(&arg, &context.command) {
        return with(arg, context, |typed, context| values::of_field(field, typed, context));
    }
    if let Some(complete) = of(&arg) {
        return with(arg, context, complete);
    }
    if arg.get_value_hint() == ValueHint::AnyPath { with_hint(arg) } else { arg }
}

fn with(
    arg: Arg,
    context: &Arc<Context>,
    complete: impl Fn(&str, &Context) -> Candidates + Send + Sync + 'static,
) -> Arg {
    let context = Arc::clone(context);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| complete(&typed.to_string_lossy(), &context)))
}

/// Returns an argument that takes a path with the kind of that: a folder if it is called so, else a file.
fn with_hint(arg: Arg) -> Arg {
    let is_folder = arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "DIR"));
    arg.value_hint(if is_folder { ValueHint::DirPath } else { ValueHint::FilePath })
}

/// Returns the field of which an argument of `add` is the flag.
fn field_of(arg: &Arg, command: &str) -> Option<&'static Field> {
    Table::Network.field(arg.get_id().as_str()).filter(|_| command == "add")
}

/// Returns how the values of an argument are completed.
fn of(arg: &Arg) -> Option<Complete> {
    let name = arg.get_value_names()?.first()?.as_str();
    TABLE.iter().find(|(known, _)| *known == name).map(|(_, complete)| *complete)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::Cli;
    use clap::CommandFactory;

    /// The names of values that cannot be completed: numbers, texts, revisions.
    const FREE: [&str; 8] =
        ["HEADING=FIELD", "NUMBER", "TEXT", "NAME", "SLUG", "DAY", "DATE|REV", "REVISION"];

    fn arguments(command: &Command, found: &mut Vec<Arg>) {
        found.extend(command.get_arguments().cloned());
        command.get_subcommands().for_each(|command| arguments(command, found));
    }

    #[test]
    fn every_value_is_completed_or_known_to_be_free() {
        let mut program = Cli::command();
        program.build();
        let mut all = Vec::new();
        arguments(&program, &mut all);
        for arg in all.iter().filter(|arg| arg.get_num_args().is_some_and(|number| number.takes_values())) {
            let name = arg.get_value_names().and_then(|names| names.first()).expect("a name").as_str();
            let is_path = arg.get_value_hint() != clap::ValueHint::Unknown;
            let is_known = is_path || !arg.get_possible_values().is_empty() || FREE.contains(&name);
            let is_completed = TABLE.iter().any(|(known, _)| *known == name);
            assert!(is_known || is_completed, "add a row for `{name}` of {}, or call it free", arg.get_id());
        }
        for name in TABLE.into_iter().map(|(name, _)| name).chain(FREE) {
            let is_used = |arg: &Arg| arg.get_value_names().is_some_and(|names| names.contains(&name.into()));
            // Other commands ask for milestones alone.
            assert!(name == "MILESTONE" || all.iter().any(is_used), "no argument has a `{name}`");
        }
    }
}
