//! Why a run could not be done: one sentence and the remedy, carried by `anyhow`.
//!
//! Promises: a failure ends the command with exit code 2. What is wrong with the data is never a
//! failure: that is a `Diagnostic`.

use std::io;

pub use netreg::model::problem::Problem;

/// Returns the remedy that an error carries, wherever in its chain.
pub fn help(error: &anyhow::Error) -> Option<&str> {
    error.chain().find_map(|cause| cause.downcast_ref::<Problem>()?.help.as_deref())
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
