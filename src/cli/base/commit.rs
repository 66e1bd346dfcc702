//! A commit that findings are compared with, and the failures where it is not in this clone.

use netreg::text::shell_word;

use crate::cli::error::Problem;

/// A commit, and how it was found.
pub struct Commit {
    pub id: String,
    /// What it is: "where this branch left `main`".
    pub what: String,
}

impl Commit {
    /// Names a commit at which this branch left another.
    pub fn left(id: String, branch: &str) -> Self {
        Self { id, what: format!("where this branch left {branch}") }
    }
}

/// Says that a commit is not here.
pub fn missing(what: &str) -> Problem {
    Problem::new(format!("commit not found in this clone: {what}"))
}

/// Says that the commit at which this branch left another is not here.
pub fn missing_fork(branch: &str) -> Problem {
    missing(&format!("the commit at which this branch left {branch}"))
}

/// Returns what `git fetch` takes to fetch a branch of the origin, as a word of a shell.
pub fn refspec(branch: &str) -> String {
    shell_word(&format!("+refs/heads/{branch}:refs/remotes/origin/{branch}"))
}
