//! What a user reads where netreg itself is at fault: a line that can be reported.
//!
//! Promises: the line names the file and says whether it was written; no temporary file is left; the exit
//! code is 101. All of it happens in the hook: release builds abort after it, and nothing is dropped.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::process;

use netreg::text::{all_of, visible};

use crate::cli::store::trace::{self, Trace};

/// The exit code of a Rust program that panics.
const EXIT_CODE: i32 = 101;

/// Where a bug is reported, if the manifest says so.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Has every panic end the run with its line.
pub fn install_hook() {
    panic::set_hook(Box::new(|panic| {
        let trace = trace::abandon();
        let _ = writeln!(io::stderr(), "{}", line(panic, &trace));
        // Captured only where `RUST_BACKTRACE` asks for it.
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            let _ = writeln!(io::stderr(), "{backtrace}");
        }
        process::exit(EXIT_CODE);
    }));
}

fn line(panic: &PanicHookInfo<'_>, trace: &Trace) -> String {
    let place =
        panic.location().map_or(String::new(), |place| format!("{}:{}: ", place.file(), place.line()));
    let payload = panic.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or(payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    let file = trace.file.as_ref().map_or(String::new(), |file| format!(" while it worked on `{file}`"));
    let written: Vec<&str> = trace.written.iter().map(String::as_str).collect();
    let written = match written.as_slice() {
        [] => "no file was written".to_owned(),
        [file] => format!("`{file}` was written before"),
        files => format!("{} were written before", all_of(files)),
    };
    let address = if REPOSITORY.is_empty() { "in the issue tracker of netreg" } else { REPOSITORY };
    let at = if REPOSITORY.is_empty() { "" } else { "at " };
    let line = format!(
        "error: netreg has a bug ({place}{message}){file}; {written}; please report this {at}{address}"
    );
    visible(&line).into_owned()
}
