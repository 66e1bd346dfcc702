//! The file beside the registry that keeps which field a column is, so that `--map` is given once.

use std::path::PathBuf;

use netreg::import::{FILE, Mapping};

use crate::cli::args::Global;
use crate::cli::error::Problem;
use crate::cli::store::{self, export};
use crate::cli::ui::Ui;

/// The file, whether it is there or not.
pub struct MappingFile {
    /// Where it is; nowhere beside standard input.
    path: Option<PathBuf>,
    /// Its text, if it is there.
    pub text: Option<String>,
}

impl MappingFile {
    /// Reads the file beside the registry.
    ///
    /// # Errors
    ///
    /// Fails if it is there and cannot be read: then it could not be written either, and the networks would be.
    pub fn read(global: &Global) -> anyhow::Result<Self> {
        let registry = store::locate(global.file.as_deref())?;
        if store::is_stream(&registry) {
            return Ok(Self { path: None, text: None });
        }
        let path = registry.with_file_name(FILE);
        let text = if store::is_there(&path) { Some(store::read(&path)?.text) } else { None };
        Ok(Self { path: Some(path), text })
    }

    /// Adds what was given in this run.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written, and says that the networks are imported all the same.
    pub fn add(&self, mapping: &Mapping, ui: &Ui) -> anyhow::Result<()> {
        if let (Some(path), Some(text)) = (&self.path, mapping.kept(self.text.as_deref())) {
            export::write(path, text.as_bytes(), ui).map_err(|error| {
                Problem::new(format!("the rows are imported, but {error:#}"))
                    .help("give the same `--map` in the next import")
            })?;
            ui.note(&format!("`{}` keeps what `--map` says, for the next import", store::name_of(path)));
        }
        Ok(())
    }
}
