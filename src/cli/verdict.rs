//! The verdict of a run, which decides its exit code.

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
