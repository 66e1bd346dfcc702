//! A text in a file of its own, for a program that reads files.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use tempfile::NamedTempFile;

/// A file that is removed when this value is dropped.
pub struct Scratch(NamedTempFile);

impl Scratch {
    /// Writes a text to a file in the folder of the system for such files.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn new(text: &str) -> anyhow::Result<Self> {
        let written =
            NamedTempFile::new().and_then(|mut file| file.write_all(text.as_bytes()).map(|()| file));
        written.map(Self).context("cannot write a temporary file")
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
