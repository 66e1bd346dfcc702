//! The command line: parse, call the command, show a failure, choose the exit code.
//!
//! Promises: 0 done, 1 something was found, 2 could not be done, 101 netreg crashed; a reader that goes
//! away is silence and 0. The only folder of the source that touches files, clock, environment and
//! terminal.

mod args;
mod base;
mod change;
mod check;
mod commands;
mod error;
mod flags;
mod git;
mod naming;
mod output;
mod panic;
mod registry;
#[cfg(unix)]
mod signal;
mod step;
mod store;
mod ui;
mod verdict;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches};
use netreg::text::visible;

use args::Color;
use commands::Cli;
use ui::Ui;
use verdict::Verdict;

/// Runs the program with these arguments, the first being its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::install_hook();
    #[cfg(unix)]
    signal::outlive_size_limit();
    let cli = match parse(args) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            // The message repeats what was typed.
            let message = error.render().to_string();
            let lines: Vec<_> = message.lines().map(visible).collect();
            let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
            return ExitCode::from(2);
        }
        Err(help) => {
            let printed = help.print().and_then(|()| io::stdout().flush()).map_err(ui::unprinted);
            return ended(printed.map(|()| Verdict::Done), &Ui::new(Color::Auto, false, true));
        }
    };
    let ui = Ui::new(cli.global.color, cli.global.quiet, cli.global.no_input);
    ended(commands::run(&cli, &ui), &ui)
}

/// Says why a command failed, if it did, and returns the exit code.
fn ended(result: anyhow::Result<Verdict>, ui: &Ui) -> ExitCode {
    match result {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::from(1),
        Ok(Verdict::Failed) => ExitCode::from(2),
        Err(error) if error::is_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            ui.failure(&error);
            ExitCode::from(2)
        }
    }
}

fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let matches = Cli::command().try_get_matches_from(args).map_err(with_better_help)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    let typed = |matches: &clap::ArgMatches| matches.value_source("file") == Some(ValueSource::CommandLine);
    cli.global.file_is_typed =
        typed(&matches) || matches.subcommand().is_some_and(|(_, matches)| typed(matches));
    if cli.global.file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        if cli.global.file_is_typed {
            let message = "`--file` needs a file name\nhelp: leave the option out to use `registry.toml`\n";
            return Err(clap::Error::raw(ErrorKind::InvalidValue, message));
        }
        cli.global.file = None;
    }
    Ok(cli)
}

/// Returns the error of an unknown command with the help that the command has of its own, if any.
fn with_better_help(error: clap::Error) -> clap::Error {
    let Some(ContextValue::String(command)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let Some(help) = commands::help_for_unknown(command) else { return error };
    clap::Error::raw(ErrorKind::InvalidSubcommand, format!("unknown command `{command}`\nhelp: {help}\n"))
}
