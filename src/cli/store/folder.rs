//! A locked folder, in which a new file is made beside the old one.
//!
//! The folder is locked and not the file, because the rename would replace a locked file. A separate lock file
//! would be left in every repository.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use netreg::text::shell_word;
use tempfile::NamedTempFile;

use crate::cli::store::losses::Losses;
use crate::cli::store::mount::is_mount_point;
use crate::cli::store::path::{is_there, missing_target};
use crate::cli::{error::Problem, step::test_hook, store::access::Access, store::space::lack_of_space};
use crate::cli::{store::trace, ui::Ui};

/// The start and end of the name of a temporary file. It does not contain the name of the file, which may be
/// as long as the system allows.
const PREFIX: &str = ".";
const SUFFIX: &str = ".netreg-tmp";

/// A folder that is locked until this value is dropped.
pub struct Folder {
    path: PathBuf,
    file: File,
}

impl Folder {
    /// Locks the folder of a file, and removes temporary files that killed runs have left there.
    pub fn lock(file: &Path, ui: &Ui) -> anyhow::Result<Self> {
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
            // Some network file systems have no locks. The file is still compared with the text that was read.
            Err(TryLockError::Error(error)) => {
                ui.warning(
                    &format!("{}: {error}; another run of netreg could write at the same time", cannot()),
                    None,
                );
                false
            }
        };
        let folder = Self { path, file: folder };
        if is_locked {
            folder.sweep();
        }
        Ok(folder)
    }

    /// Removes the temporary files in the folder. Only a run that has the lock creates one, so their runs have ended.
    fn sweep(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            if name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Writes bytes to a temporary file in the folder and flushes it to the disk. The file gets the access
    /// rights and attributes of `like`, and those that it does not get are returned. If anything fails, the file
    /// is removed.
    pub fn temporary(&self, bytes: &[u8], like: Option<&Access>) -> io::Result<(NamedTempFile, Losses)> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        if like.is_none() {
            // A new file gets the usual mode: what the umask of the user leaves of 0666.
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let mut new = builder.tempfile_in(&self.path)?;
        trace::has_made(new.path());
        test_hook("made");
        let losses = like.map_or(Ok(Losses::default()), |like| like.give(new.as_file()))?;
        test_hook("given");
        new.write_all(bytes)?;
        test_hook("written");
        new.as_file().sync_all()?;
        test_hook("flushed");
        Ok((new, losses))
    }

    /// Flushes the new name to the disk. The file has been replaced, so a failure is only a warning.
    pub fn flush(&self, ui: &Ui) {
        if let Err(error) = self.file.sync_all() {
            ui.warning(&format!("the file was written, but a power cut could undo it: {error}"), None);
        }
        test_hook("done");
    }
}

/// Returns the path of a file that does not exist but can be created, links to its folder followed.
///
/// # Errors
///
/// Fails if the path has no file name, or if its folder does not exist.
pub fn new_place(path: &Path) -> anyhow::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = format!("cannot write `{}`", path.display());
    let real = fs::canonicalize(folder).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            // A folder cannot be created in place of a broken link, only where the link leads.
            let folder = missing_target(folder).unwrap_or(folder.to_owned());
            let message = format!("{cannot}: there is no folder `{}`", folder.display());
            let help = format!("create the folder first: `mkdir -p {}`", shell_word(&folder));
            Problem::new(message).help(help).into()
        }
        _ => unwritable(path, error),
    })?;
    if !real.is_dir() {
        return Err(unwritable(path, ErrorKind::NotADirectory.into()));
    }
    Ok(real.join(path.file_name().with_context(|| format!("{cannot}: not a file name"))?))
}

/// Makes the folder of a file, and those above it.
///
/// # Errors
///
/// Fails if a folder cannot be made.
pub fn make_folder(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| unwritable(file, error))
}

/// Returns the error for a file that cannot be written.
pub fn unwritable(path: &Path, error: io::Error) -> anyhow::Error {
    let cannot = format!("cannot write `{}`", path.display());
    let left = if is_there(path) { "it is unchanged" } else { "no file was created" };
    let problem =
        |reason: &str, help: &str| Problem::new(format!("{cannot}: {reason}; {left}")).help(help).into();
    if let Some((reason, help)) = lack_of_space(error.kind()) {
        return problem(reason, help);
    }
    match error.kind() {
        ErrorKind::PermissionDenied => {
            problem("permission denied", "ask the owner for permission to write the file and its folder")
        }
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices if is_mount_point(path) => problem(
            "the file itself is a mount point, so it cannot be replaced",
            "mount its folder instead of the file, such as with `docker run -v \"$PWD\":/registry`",
        ),
        ErrorKind::ResourceBusy => {
            problem("another program uses the file", "close that program, then run the command again")
        }
        ErrorKind::ReadOnlyFilesystem => {
            problem("the file system is read-only", "work on a copy in another folder")
        }
        _ => anyhow::Error::new(error).context(format!("{cannot}; {left}")),
    }
}
