//! Why a run could not be done: one sentence and the remedy, carried by `anyhow`.
//!
//! Promises: a failure ends the command with exit code 2. What is wrong with the data is never a
//! failure: that is a `Diagnostic`.

use std::fmt;
use std::io;

use netreg::text::nearest;

/// A failure with its remedy.
#[derive(Debug)]
pub struct Failure {
    message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Failure {
    /// Makes a failure that has no remedy of its own.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Makes a failure of a reason and, where there is one, its remedy.
    pub fn of((message, help): (String, Option<String>)) -> Self {
        Self { message, help }
    }

    /// Adds the remedy.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the candidate that was most likely meant as the remedy, else what `otherwise` says.
    pub fn meant<'c>(
        self,
        typed: &str,
        candidates: impl IntoIterator<Item = &'c str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        match nearest(typed, candidates) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self.help(otherwise()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Returns the remedy that an error carries, wherever in its chain.
pub fn help(error: &anyhow::Error) -> Option<&str> {
    error.chain().find_map(|cause| cause.downcast_ref::<Failure>()?.help.as_deref())
}

/// Returns why a run could not be done and, in a line of its own, the remedy.
pub fn in_words(error: &anyhow::Error) -> String {
    let help = help(error).map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!("{error:#}{help}")
}

/// Returns why a file cannot become larger and what to do about it, if that is what an error says.
pub fn lack_of_room(kind: io::ErrorKind) -> Option<(&'static str, &'static str)> {
    const FREE_SPACE: &str = "free some space, then run this again";
    match kind {
        io::ErrorKind::StorageFull => Some(("there is no room left on the disk", FREE_SPACE)),
        io::ErrorKind::QuotaExceeded => Some(("your disk quota is used up", FREE_SPACE)),
        io::ErrorKind::FileTooLarge => Some((
            "the file would be larger than the limit on file sizes",
            "`ulimit -f unlimited` raises the limit; then run this again",
        )),
        _ => None,
    }
}

/// Tells whether the reader of our output went away (`| head`).
pub fn is_gone(error: &anyhow::Error) -> bool {
    let kind =
        |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
