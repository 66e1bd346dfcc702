//! Settings of git that netreg reads and writes.

use std::ffi::OsStr;
use std::path::PathBuf;

use crate::cli::git::program::{Git, failed};
use crate::cli::git::tracked::printed_path;

/// Whose settings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of the repository; all of its work trees share them.
    Repository,
    /// Those of the user.
    User,
    /// Those of the machine.
    Machine,
}

impl Scope {
    fn option(self) -> &'static str {
        match self {
            Self::Repository => "--local",
            Self::User => "--global",
            Self::Machine => "--system",
        }
    }
}

impl Git {
    /// Returns a setting, or `None` if it is not set.
    ///
    /// # Errors
    ///
    /// Fails if git cannot read its settings.
    pub fn setting(&self, scope: Scope, key: &str) -> anyhow::Result<Option<String>> {
        self.ask(["config", scope.option(), "--get", key])
    }

    /// Returns a setting that is a path, with `~` replaced by the home of the user.
    ///
    /// # Errors
    ///
    /// Fails if git cannot read its settings.
    pub fn path_setting(&self, scope: Scope, key: &str) -> anyhow::Result<Option<PathBuf>> {
        let output = self.run(["config", scope.option(), "--type=path", "--get", key])?;
        Ok(output.status.success().then(|| printed_path(&output.stdout)))
    }

    /// Sets a setting; returns `true` if it had another value.
    ///
    /// # Errors
    ///
    /// Fails if git cannot write its settings.
    pub fn set(&self, scope: Scope, key: &str, value: &str) -> anyhow::Result<bool> {
        if self.setting(scope, key)?.as_deref() == Some(value) {
            return Ok(false);
        }
        self.write(scope, ["--replace-all", key, value])
    }

    /// Removes a setting; returns `true` if it was set.
    ///
    /// # Errors
    ///
    /// Fails if git cannot write its settings.
    pub fn unset(&self, scope: Scope, key: &str) -> anyhow::Result<bool> {
        if self.setting(scope, key)?.is_none() {
            return Ok(false);
        }
        self.write(scope, ["--unset-all", key])
    }

    fn write<const N: usize>(&self, scope: Scope, args: [&str; N]) -> anyhow::Result<bool> {
        let output = self.run(["config", scope.option()].into_iter().chain(args).map(OsStr::new))?;
        if output.status.success() { Ok(true) } else { Err(failed(&output).into()) }
    }
}
