//! Where the rows of a workbook come from.

/// The custom property that names the commit which has exactly the registry that the workbook was made from.
pub const COMMIT: &str = "netreg commit";

/// The custom property that says `yes` if the registry had changes that are in no commit.
pub const UNCOMMITTED: &str = "netreg uncommitted changes";

/// Where the rows of a workbook come from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The title of the registry; empty if it has none.
    pub title: String,
    /// What git knows of its text.
    pub version: Version,
}

/// What git knows of the text of a registry.
#[derive(Clone, Debug, Default)]
pub enum Version {
    /// Nothing: it is not in a repository, or there is no registry.
    #[default]
    Unknown,
    /// A commit has exactly this text.
    Commit {
        /// Its ID in full.
        id: String,
        /// Its day, such as `2026-06-15`.
        day: String,
    },
    /// No commit has this text.
    Uncommitted,
}
