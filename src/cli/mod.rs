//! The command line: parses the arguments, runs the command, prints an error, returns the exit code.
//!
//! The exit code is 0 for success, 1 for problems found, 2 for a failure, 130 after Ctrl-C at a question and 101 for a
//! crash; of git's merge driver, 129 for failures and crashes. If the reader of the output closes it (`| head`), the run
//! ends with 0 and no message. Only this folder uses files, the clock, the environment and the terminal.

mod addition;
mod args;
mod assignments;
mod base;
mod biography;
mod candidates;
mod change;
mod check;
mod columns;
mod commands;
mod complete;
mod conversation;
mod destination;
mod entries;
mod error;
mod find;
mod flags;
mod git;
mod given;
mod listed;
mod manual;
mod misspelt;
mod naming;
#[cfg(feature = "xlsx")]
mod origin;
mod output;
mod panic;
mod past;
mod plan;
mod questions;
mod registry;
mod replaced;
mod sheet;
#[cfg(unix)]
mod signal;
mod state;
mod step;
mod store;
mod target;
mod topics;
mod ui;
mod verdict;
mod versions;
mod warnings;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches};
use netreg::text::visible;

use args::Color;
use commands::Cli;
use ui::Ui;
use verdict::{FAILURE, INTERRUPTED, NO_ANSWER, Verdict};

/// Runs the program with these arguments and returns its exit code. The first argument is the name of the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::install_hook();
    #[cfg(unix)]
    signal::outlive_size_limit();
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(shell) = complete::asked(&args) {
        panic::is_silent();
        complete::answer(&shell, &args, Cli::command);
        return ExitCode::SUCCESS;
    }
    let all = Cli::command();
    let is_driver =
        named(&all, &args).is_some_and(|command| commands::is_merge_driver(command.get_name(), &args));
    let failure = if is_driver { NO_ANSWER } else { FAILURE };
    if is_driver {
        panic::ends_with(NO_ANSWER);
    }
    let cli = match parse(all, args) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            // The message repeats the arguments, which may contain control characters.
            let message = error.render().to_string();
            let lines: Vec<_> = message.lines().map(visible).collect();
            let _ = io::stderr().write_all((lines.join("\n") + "\n").as_bytes());
            return ExitCode::from(failure);
        }
        Err(help) => {
            let printed = help.print().and_then(|()| io::stdout().flush()).map_err(ui::unprinted);
            return exit_code(printed.map(|()| Verdict::Done), &Ui::new(Color::Auto, false, true), failure);
        }
    };
    let ui = Ui::new(cli.global.color, cli.global.quiet, cli.global.no_input);
    let result = commands::run(&cli, &ui);
    step::test_hook("end");
    exit_code(result, &ui, failure)
}

/// Prints the error of a command, if any, and returns the exit code, which is `failure` if it failed.
fn exit_code(result: anyhow::Result<Verdict>, ui: &Ui, failure: u8) -> ExitCode {
    match result {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::from(1),
        Ok(Verdict::Failed) => ExitCode::from(failure),
        Err(error) if error::is_gone(&error) && failure == FAILURE => ExitCode::SUCCESS,
        Err(error) => {
            ui.failure(&error);
            ExitCode::from(if error.is::<error::Interrupted>() { INTERRUPTED } else { failure })
        }
    }
}

/// Returns the command that the arguments name first.
fn named<'c>(all: &'c clap::Command, args: &[OsString]) -> Option<&'c clap::Command> {
    args.iter().skip(1).find_map(|arg| all.find_subcommand(arg))
}

/// Parses the arguments; `all` is the complete program.
fn parse(all: clap::Command, args: Vec<OsString>) -> Result<Cli, clap::Error> {
    let matches = match matches_of_one(&all, &args) {
        Some(matches) => {
            // The process ends soon, so it would be a waste of time to take this apart.
            std::mem::forget(all);
            matches
        }
        None => matches_of_all(all, args)?,
    };
    let mut cli = Cli::from_arg_matches(&matches)?;
    let has_file =
        |matches: &clap::ArgMatches| matches.value_source("file") == Some(ValueSource::CommandLine);
    cli.global.file_is_typed =
        has_file(&matches) || matches.subcommand().is_some_and(|(_, matches)| has_file(matches));
    if cli.global.file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        if cli.global.file_is_typed {
            let message = "`--file` needs a file name\nhelp: omit `--file` to use `registry.toml`\n";
            return Err(clap::Error::raw(ErrorKind::InvalidValue, message));
        }
        cli.global.file = None;
    }
    Ok(cli)
}

/// Returns what the arguments say if the program has, of `all`, only the command that they name, or `None` if that is
/// an error.
///
/// clap gives a copy of each global option to every command, which would be a third of its work. Whatever is accepted
/// here means the same in the complete program, because no command sees the others.
fn matches_of_one(all: &clap::Command, args: &[OsString]) -> Option<clap::ArgMatches> {
    let command = named(all, args)?;
    let mut program = args::Global::augment_args(clap::Command::new("netreg"))
        .disable_help_subcommand(true)
        .subcommand(command.clone());
    let matches = program.try_get_matches_from_mut(args).ok();
    std::mem::forget(program);
    matches.filter(|matches| matches.subcommand().is_some())
}

/// Returns what the arguments say to the complete program. No arguments ask for help, as `cargo` has it.
fn matches_of_all(all: clap::Command, mut args: Vec<OsString>) -> Result<clap::ArgMatches, clap::Error> {
    if args.len() < 2 {
        args = vec!["netreg".into(), "--help".into()];
    }
    let asks_for_help = args.iter().any(|arg| arg == "help" || arg == "--help");
    let width = ui::page_width().into();
    // The overview takes time to make, too, and `--version` or the help of a command do not print it.
    let shows_overview =
        args.get(1).is_some_and(|first| !is_version(first) && all.find_subcommand(first).is_none());
    let program = if shows_overview { manual::overview::with_overview(all, width) } else { all };
    let program = if asks_for_help { topics::with_fields(program, width) } else { program };
    let is_plain = ui::is_unforced(&io::stdout());
    let program = if is_plain { program.color(clap::ColorChoice::Never) } else { program };
    program.try_get_matches_from(args).map_err(with_better_help)
}

fn is_version(arg: &OsString) -> bool {
    arg == "--version" || arg == "-V"
}

/// Returns the error of an unknown command with the help of netreg instead of the one of clap, if there is one.
fn with_better_help(error: clap::Error) -> clap::Error {
    let Some(ContextValue::String(command)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let Some(help) = commands::help_for_unknown(command) else { return error };
    clap::Error::raw(ErrorKind::InvalidSubcommand, format!("unknown command `{command}`\nhelp: {help}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn program_with_one_command_means_what_the_complete_one_does() {
        for line in [
            "netreg validate",
            "netreg -q validate --fix a b",
            "netreg -f count list --columns key",
            "netreg edit ZMB status=closed -f x",
            "netreg add New --key zzz --no-input",
            "netreg --today 2026-01-01 count --by region",
        ] {
            let all = matches_of_all(Cli::command(), args(line)).expect(line);
            if let Some(one) = matches_of_one(&Cli::command(), &args(line)) {
                // What is in front of the values are the names that the program knows.
                let values = |matches: &clap::ArgMatches| {
                    let shown = format!("{matches:?}");
                    shown.split_once(", args: ").map(|(_, values)| values.to_owned()).expect("values")
                };
                assert_eq!(values(&one), values(&all), "{line}");
            } else {
                assert!(line.contains("-f count"), "{line}");
            }
        }
    }

    #[test]
    fn whatever_the_program_with_one_command_refuses_is_left_to_the_complete_one() {
        for line in [
            "netreg -f validate",
            "netreg --version validate",
            "netreg validate -h",
            "netreg list --x",
            "netreg",
        ] {
            assert!(matches_of_one(&Cli::command(), &args(line)).is_none(), "{line}");
        }
    }
}
