//! Completion: tells a shell which words can come next on a command line.
//!
//! Promises: prints no error, writes nothing, runs nothing, never reads standard input. An answer takes little time,
//! whatever the registry is.

mod condition;
mod context;
mod known;
pub mod line;
pub mod matching;
mod reply;
mod request;
pub mod script;
pub mod shell;
mod table;
mod values;
mod words;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use clap::Command;
use clap_complete::CompletionCandidate;
use clap_complete::engine::complete;

use context::Context;
use request::Request;
use shell::Shell;

/// Returns the shell whose script has started this process. Its first argument is `--`, with which nothing else begins,
/// so that a variable alone cannot keep netreg from its work.
pub fn asked(args: &[OsString]) -> Option<OsString> {
    let shell = env::var_os(script::SHELL)?;
    args.get(1).is_some_and(|arg| arg == "--").then_some(shell)
}

/// Prints the answer for a script. An unknown shell gets none.
pub fn answer(shell: &OsString, args: &[OsString], program: impl FnOnce() -> Command) {
    let shell = shell.to_str().and_then(Shell::of);
    let request = shell.and_then(|shell| Request::of(shell, args.get(2..)?));
    let Some(request) = request else { return };
    let candidates = candidates(&request, program());
    let reply = reply::spelled(&candidates, &request.current, &request.form);
    // The shell may be gone.
    let _ = io::stdout().write_all(reply.as_bytes());
}

fn candidates(request: &Request, mut program: Command) -> Vec<CompletionCandidate> {
    program.build();
    let context = Arc::new(Context::of(&program, &request.words));
    let mut program = table::with_completion(program, &context);
    // Options are shown by their long names.
    let current = if request.current == "-" { "--" } else { &request.current };
    let words = request.words.iter().map(String::as_str).chain([current]).map(OsString::from);
    let args: Vec<OsString> = [OsString::from("netreg")].into_iter().chain(words).collect();
    let last = args.len() - 1;
    let mut found = complete(&mut program, args, last, Some(Path::new("."))).unwrap_or_default();
    // Options are shown if one is begun, or if there is nothing else.
    let is_option =
        |candidate: &CompletionCandidate| candidate.get_value().as_encoded_bytes().starts_with(b"-");
    if request.current.is_empty() && !found.iter().all(is_option) {
        found.retain(|candidate| !is_option(candidate));
    }
    found.into_iter().map(|candidate| under_own_name(candidate, &request.current)).collect()
}

/// Returns a command under its own name, unless another one is being typed: the engine offers the first that fits.
fn under_own_name(candidate: CompletionCandidate, typed: &str) -> CompletionCandidate {
    match candidate.get_id().and_then(|id| id.strip_prefix("command::")) {
        Some(name) if name.starts_with(typed) => {
            CompletionCandidate::new(name.to_owned()).help(candidate.get_help().cloned())
        }
        _ => candidate,
    }
}
