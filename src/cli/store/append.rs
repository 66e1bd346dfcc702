//! Adds to a file that others write too, such as the summary of a workflow step.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::cli::store::trace;

/// Adds a text to the end of a file, and no more than makes it `most` bytes in all: `text` is given
/// the room that there is.
pub fn append(path: &Path, most: u64, text: impl FnOnce(usize) -> String) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", path.display());
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path).with_context(cannot)?;
    let taken = file.metadata().with_context(cannot)?.len();
    let room = usize::try_from(most.saturating_sub(taken)).unwrap_or(usize::MAX);
    file.write_all(text(room).as_bytes()).with_context(cannot)?;
    trace::has_written(&path.display().to_string());
    Ok(())
}
