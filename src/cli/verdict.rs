//! The verdict of a run, which decides its exit code.

/// The exit code of a failure.
pub const FAILURE: u8 = 2;

/// The exit code of a failure of git's merge driver, and of its crash. Git takes every code up to 128 for an answer.
pub const NO_ANSWER: u8 = 129;

/// The exit code after Ctrl-C at a question, as shells have it.
pub const INTERRUPTED: u8 = 130;

/// The outcome of a command that did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to report.
    Done,
    /// A problem was found.
    Found,
    /// A part of the work failed; its error has been printed.
    Failed,
}
