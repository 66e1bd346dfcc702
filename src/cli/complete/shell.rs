//! The shells for which there is completion.

use clap::ValueEnum;

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// The friendly interactive shell
    Fish,
    /// Elvish
    Elvish,
    /// PowerShell, and Windows PowerShell
    Powershell,
}

impl Shell {
    /// Returns the shell with this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::from_str(name, false).ok()
    }
}
