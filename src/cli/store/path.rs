//! Paths: finds the registry, and tells what is at a path.

use std::env;
use std::fs;
use std::io;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::error::Problem;

/// The default name of a registry.
pub const NAME: &str = "registry.toml";

/// The name of standard input in messages.
pub const STDIN: &str = "standard input";

/// Returns the path of the registry: the given one, else `registry.toml` in this folder or in the nearest one
/// above.
///
/// # Errors
///
/// Fails if no path is given and there is no `registry.toml`.
pub fn locate(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let here = env::current_dir().context("cannot determine the current folder")?;
    for folder in here.ancestors() {
        let path = folder.join(NAME);
        // A broken link or a folder with this name is not skipped: the user should see that it is wrong.
        if is_there(&path) {
            // A relative path is shorter in messages.
            let up = here.components().count() - folder.components().count();
            return Ok(std::iter::repeat_n("..", up).collect::<PathBuf>().join(NAME));
        }
    }
    Err(Problem::new(format!("no `{NAME}` in this folder or above it, and no file given with `-f`"))
        .help("`netreg init` creates one in this folder")
        .into())
}

/// Returns `true` if a path is `-`: standard input, and standard output for a command that writes.
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns the name of a file in messages.
pub fn name_of(path: &Path) -> String {
    if is_stream(path) { STDIN.to_owned() } else { path.display().to_string() }
}

/// Returns `true` if a path is that of something that can be read: a file or a pipe, for example.
pub fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| !meta.is_dir())
}

/// Returns the path of a file with links followed, or the absolute path if there is no file.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned())
}

/// Returns `true` if two paths lead to the same file, also by links. The path `-` is that of standard input.
pub fn is_same(path: &Path, other: &Path) -> bool {
    let file = |path: &Path| if is_stream(path) { PathBuf::from("/dev/stdin") } else { path.to_owned() };
    let [path, other] = [path, other].map(file);
    #[cfg(unix)]
    let is_linked = || {
        use std::os::unix::fs::MetadataExt as _;
        let number = |path: &Path| path.metadata().map(|meta| (meta.dev(), meta.ino()));
        number(&path).is_ok_and(|file| number(&other).is_ok_and(|other| file == other))
    };
    #[cfg(not(unix))]
    let is_linked = || false;
    real(&path) == real(&other) || is_linked()
}

/// Returns `true` if there is anything at a path, also a broken link.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns the path to which a broken link leads, or `None` if there is a file or no link.
pub fn missing_target(path: &Path) -> Option<PathBuf> {
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    if !path.metadata().is_err_and(|error| is_missing(&error)) {
        return None;
    }
    // A loop of links is another error.
    let mut target = None;
    let mut at = path.to_owned();
    while let Ok(next) = at.read_link() {
        at = at.parent().unwrap_or(Path::new("")).join(next);
        target = Some(at.clone());
    }
    target
}

/// Returns why nothing is at a path that is a broken link to `target`.
pub fn leads_to(target: &Path) -> String {
    format!("it is a link to `{}`, which does not exist", target.display())
}

/// Returns `true` if a path is that of a file that can be run.
pub fn is_program(path: &Path) -> bool {
    #[cfg(unix)]
    let can_run = |meta: &fs::Metadata| meta.permissions().mode() & 0o111 != 0;
    #[cfg(not(unix))]
    let can_run = |_: &fs::Metadata| true;
    path.metadata().is_ok_and(|meta| meta.is_file() && can_run(&meta))
}
