//! The line that netreg prints when it crashes, so that the user can report it.
//!
//! The line names the file, says whether it was changed and where to report the crash. The hook also removes the
//! temporary file, because a release build aborts after the hook and drops nothing.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::process;
use std::sync::atomic::{AtomicI32, Ordering};

use netreg::text::{all_of, visible};

use crate::cli::store::trace::{self, Trace};

/// The exit code of a crash: that of a Rust program that panics, unless a command needs another.
static EXIT_CODE: AtomicI32 = AtomicI32::new(101);

/// The address of the repository in the manifest; empty if it has none.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Makes a crash end the run with this exit code.
pub fn ends_with(code: u8) {
    EXIT_CODE.store(code.into(), Ordering::Relaxed);
}

/// Makes a crash end the run without a word: what is typed on a command line must not be disturbed.
pub fn is_silent() {
    panic::set_hook(Box::new(|_| process::exit(EXIT_CODE.load(Ordering::Relaxed))));
}

/// Makes every panic print the line and end the run with the exit code of a crash.
pub fn install_hook() {
    panic::set_hook(Box::new(|panic| {
        let trace = trace::abandon();
        let _ = writeln!(io::stderr(), "{}", line(&cause(panic), &trace, REPOSITORY));
        // Captured only if `RUST_BACKTRACE` asks for it.
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            let _ = writeln!(io::stderr(), "{backtrace}");
        }
        process::exit(EXIT_CODE.load(Ordering::Relaxed));
    }));
}

/// Returns where a panic happened and its message.
fn cause(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or(payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    match panic.location() {
        Some(at) => format!("{}:{}: {message}", at.file(), at.line()),
        None => message.to_owned(),
    }
}

/// Returns the line for a panic; `repository` is empty if its address is not known.
fn line(cause: &str, trace: &Trace, repository: &str) -> String {
    let file = trace.file.as_ref().map_or(String::new(), |file| format!(" while working on `{file}`"));
    let changed: Vec<&str> = trace.written.iter().map(String::as_str).collect();
    let changed = match changed.as_slice() {
        [] => "no file was changed".to_owned(),
        [file] => format!("`{file}` was already changed"),
        files => format!("{} were already changed", all_of(files)),
    };
    let address = match repository {
        "" => "in the issue tracker of netreg".to_owned(),
        repository => format!("at {repository}"),
    };
    let line = format!("error: netreg crashed{file}; {changed} ({cause}); please report this line {address}");
    visible(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAUSE: &str = "src/parse/blocks.rs:12: no block";

    fn trace(file: Option<&str>, written: &[&str]) -> Trace {
        let mut trace = Trace::EMPTY;
        trace.file = file.map(str::to_owned);
        trace.written = written.iter().copied().map(str::to_owned).collect();
        trace
    }

    #[test]
    fn line_says_where_to_report_it() {
        let trace = trace(Some("a.toml"), &[]);
        let start = "error: netreg crashed while working on `a.toml`; no file was changed \
            (src/parse/blocks.rs:12: no block); please report this line ";
        assert_eq!(line(CAUSE, &trace, ""), format!("{start}in the issue tracker of netreg"));
        let address = "https://example.org/netreg";
        assert_eq!(line(CAUSE, &trace, address), format!("{start}at {address}"));
    }

    #[test]
    fn line_names_the_files_that_were_changed() {
        for (trace, said) in [
            (trace(None, &[]), "netreg crashed; no file was changed ("),
            (trace(Some("b"), &["a"]), "netreg crashed while working on `b`; `a` was already changed ("),
            (trace(Some("c"), &["a", "b"]), "working on `c`; `a` and `b` were already changed ("),
        ] {
            assert!(line(CAUSE, &trace, "").contains(said), "{}", line(CAUSE, &trace, ""));
        }
    }
}
