//! Paths: which registry is meant, and what is at a path.

use std::env;
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::error::Problem;

/// The name under which a registry is looked for.
pub const NAME: &str = "registry.toml";

/// What standard input is called.
pub const STDIN: &str = "standard input";

/// Returns the path of the registry: the one given, else `registry.toml` here or in a parent folder.
pub fn locate(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let here = env::current_dir().context("cannot tell which folder this is")?;
    for folder in here.ancestors() {
        let path = folder.join(NAME);
        // A broken link or a folder of that name is met, not passed over.
        if is_there(&path) {
            // Shown as short as it can be typed.
            let up = here.components().count() - folder.components().count();
            return Ok(std::iter::repeat_n("..", up).collect::<PathBuf>().join(NAME));
        }
    }
    Err(Problem::new(format!("there is no `{NAME}` here or in a folder above"))
        .help("`netreg init` makes one here; go to the folder of yours, or name the file with `-f FILE`")
        .into())
}

/// Tells whether a path means standard input, and standard output for what becomes of it.
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns what a path is called in a message.
pub fn name_of(path: &Path) -> String {
    if is_stream(path) { STDIN.to_owned() } else { path.display().to_string() }
}

/// Tells whether something that can be read stands at a path: a file, or a pipe.
pub fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| !meta.is_dir())
}

/// Returns the path of a file with links followed, as far as it goes.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned())
}

/// Tells whether something stands at a path, a broken link among them.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns `true` if a path is that of a file which can be run.
pub fn is_program(path: &Path) -> bool {
    #[cfg(unix)]
    let can_run = |meta: &fs::Metadata| meta.permissions().mode() & 0o111 != 0;
    #[cfg(not(unix))]
    let can_run = |_: &fs::Metadata| true;
    path.metadata().is_ok_and(|meta| meta.is_file() && can_run(&meta))
}
