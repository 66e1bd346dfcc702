//! The commit of a base, and the errors for a commit that is not in this clone.

use netreg::text::shell_word;

use crate::cli::error::Problem;

/// The commit of a base.
pub struct Commit {
    pub id: String,
    /// The description of the commit, such as "where this branch left `main`".
    pub what: String,
}

impl Commit {
    /// Returns the commit at which this branch left another.
    pub fn left(id: String, branch: &str) -> Self {
        Self { id, what: format!("where this branch left {branch}") }
    }
}

/// Returns the error for a commit that is not in this clone.
pub fn missing(what: &str) -> Problem {
    Problem::new(format!("commit not found in this clone: {what}"))
}

/// Returns the error for a clone without the commit at which this branch left another.
pub fn missing_fork(branch: &str) -> Problem {
    missing(&format!("the commit at which this branch left {branch}"))
}

/// Returns the argument of `git fetch` for a branch of the origin, quoted for a shell.
pub fn refspec(branch: &str) -> String {
    shell_word(&format!("+refs/heads/{branch}:refs/remotes/origin/{branch}"))
}
