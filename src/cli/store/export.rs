//! Writes a result into a file, completely or not at all, whether the file exists or not.
//!
//! Promises: an existing file keeps its rights and, if anything fails, its text. A link stays a link. The registry is
//! never replaced by a result.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use netreg::text::shell_word;

use crate::cli::store::access::Access;
use crate::cli::store::folder::{Folder, new_place, unwritable};
use crate::cli::store::losses::{note_other_links, warn_of_losses};
use crate::cli::store::path::{is_same, leads_to, locate, missing_target, name_of};
use crate::cli::{error::Problem, step::test_hook, store::trace, ui::Ui};

/// Checks that a result can be written to a path. `registry` is the value of `--file`.
///
/// # Errors
///
/// Fails if the path is that of the registry or of something that is not a file, or if its folder does not exist.
pub fn look(path: &Path, registry: Option<&Path>) -> anyhow::Result<()> {
    if is_registry(path, registry) {
        return Err(Problem::new(format!(
            "`{}` is the registry; the result would replace it",
            path.display()
        ))
        .help("choose another file, such as `-o networks.csv`")
        .into());
    }
    place(path).map(drop)
}

/// Returns `true` if a path leads to the registry. `registry` is the value of `--file`.
pub fn is_registry(path: &Path, registry: Option<&Path>) -> bool {
    locate(registry).is_ok_and(|registry| is_same(path, &registry))
}

/// Writes a file with these bytes. A file that exists is replaced.
///
/// # Errors
///
/// Fails if the file cannot be written. If it exists, it is then unchanged.
pub fn write(path: &Path, bytes: &[u8], ui: &Ui) -> anyhow::Result<()> {
    let cannot = |error| unwritable(path, error);
    let (real, name) = (place(path)?, name_of(path));
    let folder = Folder::lock(&real, ui)?;
    test_hook("locked");
    // Opened for writing: the folder may permit to replace a file that its owner has protected.
    let old = match OpenOptions::new().write(true).open(&real) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        old => Some(old.and_then(|old| Access::of(&old)).map_err(cannot)?),
    };
    let (new, losses) = folder.temporary(bytes, old.as_ref()).map_err(cannot)?;
    new.persist(&real).map_err(|error| cannot(error.error))?;
    trace::has_written(&name);
    test_hook("renamed");
    folder.flush(ui);
    warn_of_losses(&name, &losses, ui);
    note_other_links(&name, old.map_or(0, |old| old.other_links()), ui);
    Ok(())
}

/// Writes a text over that of a file which is lost anyway if this fails.
///
/// # Errors
///
/// Fails if the file cannot be written.
pub fn overwrite(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).map_err(|error| unwritable(path, error))?;
    trace::has_written(&name_of(path));
    Ok(())
}

/// Removes a file.
///
/// # Errors
///
/// Fails if the file cannot be removed.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    fs::remove_file(path).map_err(|error| unwritable(path, error))?;
    trace::has_written(&name_of(path));
    Ok(())
}

/// Returns the path of a file that can be created or replaced, links followed.
fn place(path: &Path) -> anyhow::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(real) if real.is_dir() => {
            Err(refused(path, "it is a folder", "give the path of a file in this folder"))
        }
        Ok(real) if real.is_file() => Ok(real),
        // A pipe behind `/dev/stdout` exists, but is in no folder.
        result if result.is_ok() || path.exists() => {
            Err(refused(path, "not a regular file", "`-o -` writes to standard output"))
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unwritable(path, error)),
        _ => match missing_target(path) {
            Some(target) => {
                let help = format!("`-o {}` writes the file there", shell_word(&target));
                Err(refused(path, &leads_to(&target), &help))
            }
            None => new_place(path),
        },
    }
}

/// Returns the error for a path to which no result can be written.
fn refused(path: &Path, reason: &str, help: &str) -> anyhow::Error {
    Problem::new(format!("cannot write `{}`: {reason}", path.display())).help(help).into()
}
