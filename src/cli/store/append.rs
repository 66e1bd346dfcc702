//! Adds text to a file that other programs write too: the summary of a workflow step.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::cli::store::trace;

/// Adds a text to the end of a file, which may then have `most` bytes. `text` gets the number of bytes that are
/// left, and must return no more.
///
/// # Errors
///
/// Fails if the file cannot be written.
pub fn append(path: &Path, most: u64, text: impl FnOnce(usize) -> String) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", path.display());
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path).with_context(cannot)?;
    let used = file.metadata().with_context(cannot)?.len();
    let room = usize::try_from(most.saturating_sub(used)).unwrap_or(usize::MAX);
    file.write_all(text(room).as_bytes()).with_context(cannot)?;
    trace::has_written(&path.display().to_string());
    Ok(())
}
