//! The text that a command changes: a file, which is locked meanwhile, or standard input.

use std::path::{Path, PathBuf};

use netreg::text::diff;

use crate::cli::store::replace::{self, LockedFile};
use crate::cli::store::{self, Text, trace};
use crate::cli::ui::Ui;

/// A text to be changed.
pub struct Target {
    path: PathBuf,
    place: Place,
}

/// Where the new text goes.
enum Place {
    /// Into the file.
    File(LockedFile),
    /// To standard output.
    Output(Text),
    /// Nowhere: what would change is printed as a patch.
    Patch(Text),
}

impl Target {
    /// Reads the text at a path, and locks the file if it is to be written.
    pub fn open(path: &Path, dry_run: bool, ui: &Ui) -> anyhow::Result<Self> {
        trace::works_on(path);
        let place = match (dry_run, store::is_stream(path)) {
            (true, _) => Place::Patch(store::read(path)?),
            (false, true) => Place::Output(store::read(path)?),
            (false, false) => Place::File(replace::lock(path, ui)?),
        };
        Ok(Self { path: path.to_owned(), place })
    }

    /// Returns the text as it was read.
    pub fn text(&self) -> &Text {
        match &self.place {
            Place::File(file) => &file.text,
            Place::Output(text) | Place::Patch(text) => text,
        }
    }

    /// Puts a new text in its place. A file that has this text already is not written.
    pub fn put(&self, new: &str, ui: &Ui) -> anyhow::Result<()> {
        let old = &self.text().text;
        match &self.place {
            Place::File(file) if new != old => file.replace(new, ui),
            Place::File(_) => Ok(()),
            Place::Output(_) => ui.out(new),
            Place::Patch(_) => show_patch(&self.path, Some(old), new, ui),
        }
    }
}

/// Prints the patch that makes the file at `path`, which contains `old`, into `new`.
pub fn show_patch(path: &Path, old: Option<&str>, new: &str, ui: &Ui) -> anyhow::Result<()> {
    let name = if store::is_stream(path) { store::NAME.into() } else { store::patch_path(path) };
    ui.patch(&diff::unified(name.as_os_str(), old, new))
}
