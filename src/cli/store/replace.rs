//! The one way in which a file is written: whole, or not at all.
//!
//! Promises: whatever ends the run, a failed disk or a power cut among them, the old file or the
//! new one is there, whole. Runs of netreg wait for each other; a file that an editor saved
//! meanwhile, up to the moment of the rename, is left alone. A symbolic link stays; owner, group,
//! mode, extended attributes and, on Linux, access control lists stay if the system permits it (`access.rs`). A
//! warning names those that do not, and a note says that other hard links keep the old text.
//!
//! The lock is on the folder, because a rename takes the file away from under whoever locked it,
//! and a file of its own would litter every repository.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use netreg::text::shell_word;
use tempfile::NamedTempFile;

use crate::cli::error::{Problem, lack_of_room};
use crate::cli::step::test_hook;
use crate::cli::store::access::Access;
use crate::cli::store::losses::{Losses, note_other_links, warn_of_losses};
use crate::cli::store::path::{is_there, name_of};
use crate::cli::store::read::{Text, is_folder, read, unreadable};
use crate::cli::store::trace;
use crate::cli::ui::Ui;

/// How the name of a temporary file begins and ends. It does not depend on the name of the file,
/// which may be as long as the system allows.
const PREFIX: &str = ".";
const SUFFIX: &str = ".netreg-tmp";

/// A file that was read in order to be written: no other run of netreg changes it meanwhile.
pub struct LockedFile {
    /// The text, under the name that was given.
    pub text: Text,
    /// Where the file is, links followed.
    path: PathBuf,
    folder: Folder,
}

/// A folder that is locked as long as this lives.
struct Folder {
    path: PathBuf,
    file: File,
}

/// Locks the folder of a file and reads the file.
pub fn hold(path: &Path, ui: &Ui) -> anyhow::Result<LockedFile> {
    let real = fs::canonicalize(path).map_err(|error| match error.kind() {
        // A pipe behind `/dev/stdin` exists, but no folder contains it.
        ErrorKind::NotFound if path.exists() => not_a_file(path).into(),
        ErrorKind::NotFound => missing(path).into(),
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
    // A link that was turned while we waited is followed anew.
    if fs::canonicalize(path).ok().as_ref() != Some(&real) {
        drop(folder);
        return hold(path, ui);
    }
    let text = read(path)?;
    test_hook("read");
    Ok(LockedFile { text, path: real, folder })
}

impl LockedFile {
    /// Puts a new text in place of the old one.
    pub fn replace(self, new: &str, ui: &Ui) -> anyhow::Result<()> {
        let Self { text, path, folder } = self;
        let shown = Path::new(&text.name);
        // To write, as the folder may let us replace a file that its owner protects.
        let old = OpenOptions::new().write(true).open(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => unreadable(shown, error),
            _ => unwritable(shown, error),
        })?;
        let access = Access::of(&old).map_err(|error| unreadable(shown, error))?;
        let (new, losses) = folder.temporary(new, Some(&access)).map_err(|error| unwritable(shown, error))?;
        let now = fs::read(&path).map_err(|error| unreadable(shown, error))?;
        // A right that was taken away meanwhile must not come back either.
        if now != text.text.as_bytes() || !access.is_current(&old) {
            let message =
                format!("`{}` was changed by another program meanwhile; nothing was written", text.name);
            return Err(Problem::new(message).help("look at the change, then run this again").into());
        }
        test_hook("compared");
        new.persist(&path).map_err(|error| unwritable(shown, error.error))?;
        trace::has_written(&text.name);
        test_hook("renamed");
        folder.flush(ui);
        warn_of_losses(&text.name, &losses, ui);
        note_other_links(&text.name, access.other_links(), ui);
        Ok(())
    }
}

/// Writes a file that is not there yet.
pub fn create(path: &Path, text: &str, ui: &Ui) -> anyhow::Result<()> {
    let shown = path.display();
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let real = fs::canonicalize(parent.unwrap_or(Path::new("."))).map_err(|error| unwritable(path, error))?;
    let name =
        path.file_name().with_context(|| format!("cannot write `{shown}`: it is not the name of a file"))?;
    let real = real.join(name);
    let folder = Folder::lock(&real, ui)?;
    test_hook("locked");
    let (new, _) = folder.temporary(text, None).map_err(|error| unwritable(path, error))?;
    new.persist_noclobber(&real).map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => exists(path).into(),
        _ => unwritable(path, error.error),
    })?;
    trace::has_written(&name_of(path));
    folder.flush(ui);
    Ok(())
}

/// Says that there is no file to be changed.
fn missing(path: &Path) -> Problem {
    Problem::new(format!("cannot read `{}`: there is no such file", path.display()))
        .help(format!("`netreg init -f {}` makes a new registry of that name", shell_word(path)))
}

/// Says that a pipe, a socket or a device cannot be replaced.
fn not_a_file(path: &Path) -> Problem {
    Problem::new(format!("cannot write `{}`: it is not a file", path.display()))
        .help("`-f -` reads standard input and writes to standard output")
}

/// Makes sure that a file can be created: the path is free and its folder exists.
pub fn look(path: &Path) -> anyhow::Result<()> {
    trace::works_on(path);
    if is_there(path) {
        return Err(exists(path).into());
    }
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) if !parent.is_dir() => Err(unwritable(path, ErrorKind::NotFound.into())),
        _ => Ok(()),
    }
}

/// Says that a file is there, which was to be made.
fn exists(path: &Path) -> Problem {
    Problem::new(format!("`{}` is there already", path.display()))
        .help("`netreg add` adds a network to it; another name is given with `-f FILE`")
}

impl Folder {
    /// Locks the folder of a file, and takes away what a killed run left in it.
    fn lock(file: &Path, ui: &Ui) -> anyhow::Result<Self> {
        let path = file.parent().unwrap_or(Path::new("/")).to_owned();
        let cannot = || format!("cannot lock the folder `{}`", path.display());
        let folder = File::open(&path).map_err(|error| unwritable(file, error))?;
        let is_locked = match folder.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                ui.note("waiting for another run of netreg in this folder");
                folder.lock().with_context(cannot)?;
                true
            }
            // Some network file systems have no locks; comparing with what was read remains.
            Err(TryLockError::Error(error)) => {
                ui.warning(&format!("{}: {error}; let nobody else write meanwhile", cannot()), None);
                false
            }
        };
        let folder = Self { path, file: folder };
        if is_locked {
            folder.sweep();
        }
        Ok(folder)
    }

    /// Removes the temporary files in the folder: whoever made one held the lock, and has ended.
    fn sweep(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            if name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Writes a text to a temporary file in the folder and flushes it to the disk. The file gets the access
    /// rights and attributes of `like`; what of these it does not get is returned. It is removed if anything
    /// fails.
    fn temporary(&self, text: &str, like: Option<&Access>) -> io::Result<(NamedTempFile, Losses)> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        if like.is_none() {
            // A new file is made as others are: what the mask of the user leaves of it.
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let mut new = builder.tempfile_in(&self.path)?;
        trace::has_made(new.path());
        test_hook("made");
        let losses = like.map_or(Ok(Losses::default()), |like| like.give(new.as_file()))?;
        test_hook("given");
        new.write_all(text.as_bytes())?;
        test_hook("written");
        new.as_file().sync_all()?;
        test_hook("flushed");
        Ok((new, losses))
    }

    /// Has the new name on the disk. The file is in its place by now, so a failure is but a warning.
    fn flush(self, ui: &Ui) {
        if let Err(error) = self.file.sync_all() {
            ui.warning(&format!("the change is made, but may not survive a power cut: {error}"), None);
        }
        test_hook("done");
    }
}

/// Returns the failure to write a file.
fn unwritable(path: &Path, error: io::Error) -> anyhow::Error {
    let cannot = format!("cannot write `{}`", path.display());
    let left = if is_there(path) { "it is as it was" } else { "no file was created" };
    let failure =
        |reason: &str, help: &str| Problem::new(format!("{cannot}: {reason}; {left}")).help(help).into();
    if let Some((reason, help)) = lack_of_room(error.kind()) {
        return failure(reason, help);
    }
    match error.kind() {
        ErrorKind::PermissionDenied => {
            failure("permission denied", "ask the owner for the right to write the file and its folder")
        }
        ErrorKind::ReadOnlyFilesystem => failure("the file system is read-only", "work on a copy elsewhere"),
        ErrorKind::NotFound => {
            Problem::new(format!("{cannot}: there is no such folder")).help("make the folder first").into()
        }
        _ => anyhow::Error::new(error).context(format!("{cannot}; {left}")),
    }
}
