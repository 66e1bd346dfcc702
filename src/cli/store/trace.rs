//! The files that this run works on and has changed, for the line of a panic.
//!
//! A command notes its registry where it opens it. Other files that are read, such as the text of `--base` or the
//! event of a workflow, are not noted: the line would send the reader to the wrong file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::cli::store::path::name_of;

/// The files of a run.
#[derive(Clone)]
pub struct Trace {
    /// The registry that was opened last.
    pub file: Option<String>,
    /// The files that were changed.
    pub written: Vec<String>,
    /// The temporary file that was created last.
    temporary: Option<PathBuf>,
}

impl Trace {
    /// A run that has not opened a file.
    pub const EMPTY: Self = Self { file: None, written: Vec::new(), temporary: None };
}

static TRACE: Mutex<Trace> = Mutex::new(Trace::EMPTY);

/// Notes the registry that the run works on from now on.
pub fn works_on(path: &Path) {
    note(|trace| trace.file = Some(name_of(path)));
}

/// Notes that a temporary file was created.
pub fn has_made(path: &Path) {
    note(|trace| trace.temporary = Some(path.to_owned()));
}

/// Notes that a file was changed.
pub fn has_written(name: &str) {
    note(|trace| trace.written.push(name.to_owned()));
}

fn note(what: impl FnOnce(&mut Trace)) {
    what(&mut TRACE.lock().unwrap_or_else(PoisonError::into_inner));
}

/// Removes the temporary file, if it is still there, and returns the files of the run.
pub fn abandon() -> Trace {
    // Waiting could last forever: the thread that panics may hold the lock.
    let trace = TRACE.try_lock().map(|trace| trace.clone());
    let trace = trace.unwrap_or(Trace::EMPTY);
    if let Some(path) = &trace.temporary {
        let _ = fs::remove_file(path);
    }
    trace
}
