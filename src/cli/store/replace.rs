//! Replaces or creates a registry, completely or not at all.
//!
//! Promises:
//!
//! - However the run ends, also by a failed disk or a power cut, the complete old file or the complete new one is
//!   there.
//! - Runs of netreg wait for each other. A file that an editor saves before the rename is not overwritten.
//! - A symbolic link stays a link. Owner, group, mode, extended attributes and, on Linux, access control lists are
//!   kept if the system permits it (`access.rs`). A warning names those that are lost, and a note says that other
//!   hard links keep the old text.
//!
//! `folder.rs` locks the folder and makes the new file.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use netreg::text::shell_word;
use tempfile::NamedTempFile;

use crate::cli::store::folder::{Folder, new_place, unwritable};
use crate::cli::store::losses::{note_other_links, warn_of_losses};
use crate::cli::store::path::{is_there, leads_to, missing_target, name_of};
use crate::cli::store::read::{Text, is_folder, is_text_of, read, unreadable};
use crate::cli::{error::Problem, step::test_hook, store::access::Access, store::trace, ui::Ui};

/// A file that no other run of netreg can change, with its text.
pub struct LockedFile {
    /// The text and the name that the user gave.
    pub text: Text,
    /// The path of the file, links followed.
    path: PathBuf,
    folder: Folder,
}

/// Locks the folder of a file and reads the file.
///
/// # Errors
///
/// Fails if the file cannot be read or replaced.
pub fn lock(path: &Path, ui: &Ui) -> anyhow::Result<LockedFile> {
    let real = fs::canonicalize(path).map_err(|error| match error.kind() {
        // A pipe behind `/dev/stdin` exists, but is in no folder.
        ErrorKind::NotFound if path.exists() => not_a_file(path).into(),
        ErrorKind::NotFound if missing_target(path).is_none() => missing(path).into(),
        _ => unreadable(path, error),
    })?;
    if real.is_dir() {
        return Err(is_folder(path).into());
    }
    if !real.is_file() {
        return Err(not_a_file(path).into());
    }
    let folder = Folder::lock(&real, ui)?;
    test_hook("locked");
    // If a link has changed while we waited for the lock, follow it again.
    if fs::canonicalize(path).ok().as_ref() != Some(&real) {
        drop(folder);
        return lock(path, ui);
    }
    let text = read(path)?;
    test_hook("read");
    Ok(LockedFile { text, path: real, folder })
}

impl LockedFile {
    /// Replaces the text of the file.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written, or if another program has changed it. The file is then unchanged.
    pub fn replace(&self, new: &str, ui: &Ui) -> anyhow::Result<()> {
        let Self { text, path, folder } = self;
        let shown = Path::new(&text.name);
        // Opened for writing: the folder may permit to replace a file that its owner has protected.
        let old = OpenOptions::new().write(true).open(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => unreadable(shown, error),
            _ => unwritable(shown, error),
        })?;
        let access = Access::of(&old).map_err(|error| unreadable(shown, error))?;
        let (new, losses) =
            folder.temporary(new.as_bytes(), Some(&access)).map_err(|error| unwritable(shown, error))?;
        let is_same = is_text_of(path, &text.text).map_err(|error| unreadable(shown, error))?;
        // Rights that were removed in the meantime must not come back either.
        if !is_same || !access.is_current(&old) {
            let message = format!("another program has just changed `{}`; nothing was written", text.name);
            return Err(Problem::new(message).help("check that change, then run the command again").into());
        }
        test_hook("compared");
        new.persist(path).map_err(|error| unwritable(shown, error.error))?;
        trace::has_written(&text.name);
        test_hook("renamed");
        folder.flush(ui);
        warn_of_losses(&text.name, &losses, ui);
        note_other_links(&text.name, access.other_links(), ui);
        Ok(())
    }
}

/// Creates a file with this text.
///
/// # Errors
///
/// Fails if the file exists or cannot be written.
pub fn create(path: &Path, text: &str, ui: &Ui) -> anyhow::Result<()> {
    let real = new_place(path)?;
    let folder = Folder::lock(&real, ui)?;
    test_hook("locked");
    let (new, _) = folder.temporary(text.as_bytes(), None).map_err(|error| unwritable(path, error))?;
    let named = match new.persist_noclobber(&real) {
        Ok(_) => Ok(()),
        Err(refused) if is_lack(refused.error.kind()) => claim(&real, refused.file),
        Err(refused) => Err(refused.error),
    };
    named.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(path).into(),
        _ => unwritable(path, error),
    })?;
    trace::has_written(&name_of(path));
    folder.flush(ui);
    Ok(())
}

/// Returns `true` for the errors of a drive that has neither a rename that replaces nothing nor hard links, as some
/// shared drives.
fn is_lack(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Unsupported | ErrorKind::PermissionDenied | ErrorKind::InvalidInput)
}

/// Gives a new file its name on such a drive: an empty file takes the name first.
///
/// # Errors
///
/// Fails if another program has taken the name, or if the file cannot be written; the empty file is then removed.
fn claim(real: &Path, new: NamedTempFile) -> io::Result<()> {
    test_hook("refused");
    OpenOptions::new().write(true).create_new(true).open(real)?;
    new.persist(real).map(drop).map_err(|refused| {
        let _ = fs::remove_file(real);
        refused.error
    })
}

/// Returns the error for a file to change that does not exist.
fn missing(path: &Path) -> Problem {
    Problem::new(format!("cannot read `{}`: no such file", path.display()))
        .help(format!("`netreg init -f {}` creates a new registry with this name", shell_word(path)))
}

/// Returns the error for a pipe, a socket or a device, which cannot be replaced.
fn not_a_file(path: &Path) -> Problem {
    Problem::new(format!("cannot write `{}`: not a regular file", path.display()))
        .help("use `-f -` to read standard input and write to standard output")
}

/// Checks that a file can be created.
///
/// # Errors
///
/// Fails if the path is taken or its folder does not exist.
pub fn look(path: &Path) -> anyhow::Result<()> {
    trace::works_on(path);
    if is_there(path) {
        return Err(exists(path).into());
    }
    new_place(path).map(drop)
}

/// Returns the error for a file to create that exists already.
fn exists(path: &Path) -> Problem {
    if let Some(target) = missing_target(path) {
        return Problem::new(format!("cannot write `{}`: {}", path.display(), leads_to(&target)))
            .help(format!("`netreg init -f {}` creates a registry there", shell_word(&target)));
    }
    Problem::new(format!("`{}` already exists", path.display()))
        .help("choose another name: `netreg init -f FILE`")
}
