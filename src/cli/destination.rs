//! Where a result goes: to standard output, or into a file that is written completely or not at all.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::args::{Format, Global};
use crate::cli::step::test_hook;
use crate::cli::store::{self, export};
use crate::cli::ui::{Ui, table_width};

/// The option of every command whose result can go into a file.
#[derive(Args)]
pub struct DestinationArgs {
    /// Write the result into this file, and replace the file if it exists; `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Where the result of this run goes.
pub struct Destination<'a> {
    file: Option<&'a Path>,
    ui: &'a Ui,
}

impl DestinationArgs {
    /// Returns the destination that was chosen.
    ///
    /// # Errors
    ///
    /// Fails if the file is the registry, or cannot be written for another reason that is known before.
    pub fn open<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Destination<'a>> {
        let file = self.output.as_deref().filter(|path| !store::is_stream(path));
        if let Some(path) = file {
            export::look(path, global.file.as_deref())?;
        }
        Ok(Destination { file, ui })
    }

    /// Returns the format that the ending of the file asks for.
    pub fn format(&self) -> Option<Format> {
        let ending = self.output.as_ref()?.extension()?.to_str()?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(Format::Csv),
            "tsv" => Some(Format::Tsv),
            "json" => Some(Format::Json),
            "md" => Some(Format::Md),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        }
    }
}

impl Destination<'_> {
    /// Returns the width to which a result is fitted: that of the terminal, or `None` for a file or a pipe.
    pub fn width(&self) -> Option<u16> {
        if self.file.is_some() { None } else { table_width() }
    }

    /// Writes a result without changing it.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn put(&self, text: &str) -> anyhow::Result<()> {
        let Some(path) = self.file else { return self.ui.out(text) };
        test_hook("rendered");
        export::write(path, text, self.ui)?;
        self.ui.summary(&format!("wrote {}", path.display()));
        Ok(())
    }

    /// Writes a result for people, with its footnote if it has one.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn page(&self, text: &str, footnote: Option<&str>) -> anyhow::Result<()> {
        match footnote {
            Some(note) => self.put(&format!("{text}\n{note}\n")),
            None => self.put(text),
        }
    }

    /// Writes a result in a format that has no place for its footnote, which is printed on stderr.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn data(&self, text: &str, footnote: Option<&str>) -> anyhow::Result<()> {
        self.put(text)?;
        if let Some(note) = footnote {
            self.ui.footnote(note);
        }
        Ok(())
    }
}
