//! Errors of a run: a message and its help, carried by `anyhow`.
//!
//! An error ends the command with exit code 2. A problem in the data is not an error but a `Diagnostic`.

use std::{fmt, io};

pub use netreg::model::problem::Problem;

/// The error that the user pressed Ctrl-C at a question.
#[derive(Debug)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted; nothing was written")
    }
}

impl std::error::Error for Interrupted {}

/// Returns the help of the first `Problem` in the chain of an error.
pub fn help(error: &anyhow::Error) -> Option<&str> {
    error.chain().find_map(|cause| cause.downcast_ref::<Problem>()?.help.as_deref())
}

/// Returns an error without its help, for a command that the help is not about.
pub fn without_help(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Problem>() {
        Ok(problem) => Problem { help: None, ..problem }.into(),
        Err(error) => error,
    }
}

/// Returns the message of an error and, in a line of its own, its help.
pub fn in_words(error: &anyhow::Error) -> String {
    let help = help(error).map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!("{error:#}{help}")
}

/// Returns `true` if the reader of the output has closed it (`| head`).
pub fn is_gone(error: &anyhow::Error) -> bool {
    let kind =
        |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
