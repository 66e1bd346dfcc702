//! What this run has done with files so far, for the line that a panic leaves.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What a run has done with files.
#[derive(Clone)]
pub struct Trace {
    /// The file that was locked or read last.
    pub file: Option<String>,
    /// The files that have their new text.
    pub written: Vec<String>,
    /// The temporary file that was made last.
    temporary: Option<PathBuf>,
}

impl Trace {
    /// A run that has not opened a file.
    pub const EMPTY: Self = Self { file: None, written: Vec::new(), temporary: None };
}

static TRACE: Mutex<Trace> = Mutex::new(Trace::EMPTY);

/// Notes that a file is worked on.
pub fn works_on(name: &str) {
    note(|trace| trace.file = Some(name.to_owned()));
}

/// Notes that a temporary file was made.
pub fn has_made(path: &Path) {
    note(|trace| trace.temporary = Some(path.to_owned()));
}

/// Notes that a file has its new text.
pub fn has_written(name: &str) {
    note(|trace| trace.written.push(name.to_owned()));
}

fn note(what: impl FnOnce(&mut Trace)) {
    what(&mut TRACE.lock().unwrap_or_else(PoisonError::into_inner));
}

/// Removes the temporary file, if it is still there, and returns what was done.
pub fn abandon() -> Trace {
    // Not to be waited for: whoever holds it may be the one that panics.
    let trace = TRACE.try_lock().map(|trace| trace.clone());
    let trace = trace.unwrap_or(Trace::EMPTY);
    if let Some(path) = &trace.temporary {
        let _ = fs::remove_file(path);
    }
    trace
}
