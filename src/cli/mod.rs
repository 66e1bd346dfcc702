//! The command line: parse, call the command, show a failure, choose the exit code.
//!
//! Promises: 0 done, 1 something was found, 2 could not be done; a reader that goes away is
//! silence and 0. The only folder of the source that touches files, clock, environment and
//! terminal.

mod args;
mod commands;
mod failure;
mod output;
mod registry;
mod store;
mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use ui::Ui;

/// How a command ended that could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to report.
    Done,
    /// Something was found.
    Found,
    /// Part of it could not be done, which has been said.
    Failed,
}

/// Runs the program with these arguments, the first being its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // A reader that went away is silence here too.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let ui = Ui::new(cli.global.color, cli.global.quiet);
    match commands::run(&cli, &ui) {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::from(1),
        Ok(Verdict::Failed) => ExitCode::from(2),
        Err(error) if failure::is_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            ui.failure(&error);
            ExitCode::from(2)
        }
    }
}
