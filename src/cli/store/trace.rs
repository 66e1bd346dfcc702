//! The files that this run reads and has changed, for the line that a crash prints.
//!
//! A command records its registry when it opens it. Other files, such as the base or the event of a workflow, are
//! not recorded: the line would then send the reader to the wrong file.

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
    /// The trace of a run that has not opened a file.
    pub const EMPTY: Self = Self { file: None, written: Vec::new(), temporary: None };
}

static TRACE: Mutex<Trace> = Mutex::new(Trace::EMPTY);

/// Records the registry that the run works on from now on.
pub fn works_on(path: &Path) {
    note(|trace| trace.file = Some(name_of(path)));
}

/// Records that a temporary file was created.
pub fn has_made(path: &Path) {
    note(|trace| trace.temporary = Some(path.to_owned()));
}

/// Records that a file was changed.
pub fn has_written(name: &str) {
    note(|trace| trace.written.push(name.to_owned()));
}

/// Changes the trace of this run.
fn note(change: impl FnOnce(&mut Trace)) {
    change(&mut TRACE.lock().unwrap_or_else(PoisonError::into_inner));
}

/// Removes the temporary file if it is still there, and returns the trace of the run.
pub fn abandon() -> Trace {
    // The thread that panics may have the lock, so waiting for it could last forever.
    let trace = TRACE.try_lock().map(|trace| trace.clone());
    let trace = trace.unwrap_or(Trace::EMPTY);
    if let Some(path) = &trace.temporary {
        let _ = fs::remove_file(path);
    }
    trace
}
