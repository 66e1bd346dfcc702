//! How a run ended, from which its exit code follows.

/// How a command ended that could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to report.
    Done,
    /// Something was found.
    Found,
    /// A part of it could not be done; the message has been printed.
    Failed,
}
