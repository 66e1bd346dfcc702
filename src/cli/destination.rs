//! Where a result goes: to standard output, or into a file that is written completely or not at all.

#[cfg(feature = "xlsx")]
use std::io::IsTerminal as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use netreg::text::{any_of, counted, shell_word};

use crate::cli::args::{Format, Global};
use crate::cli::error::Problem;
use crate::cli::step::test_hook;
use crate::cli::store::{self, export};
use crate::cli::ui::{Ui, table_width};

// The option of every command whose result can go into a file.
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

/// The endings of files for which there is a format.
const ENDINGS: &[(&str, Format)] = &[
    #[cfg(feature = "xlsx")]
    ("xlsx", Format::Xlsx),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("json", Format::Json),
    ("md", Format::Md),
    ("html", Format::Html),
    ("htm", Format::Html),
];

/// The ending of a file that spreadsheets read.
const SPREADSHEET: &str = if cfg!(feature = "xlsx") { "xlsx" } else { "csv" };

/// The endings of files that office programs write: each with the ending of a file that they read, and what that is for.
const OFFICE: [(&str, &str, &str); 7] = [
    ("xlsx", SPREADSHEET, "for Excel"),
    ("xls", SPREADSHEET, "for Excel"),
    ("ods", SPREADSHEET, "for a spreadsheet"),
    ("docx", "html", "for Word"),
    ("doc", "html", "for Word"),
    ("odt", "html", "for a word processor"),
    ("pdf", "html", "and print it from a browser"),
];

impl DestinationArgs {
    /// Returns the destination of a result that has no rows: text, or JSON.
    ///
    /// # Errors
    ///
    /// Fails as [`Self::open_for`] does.
    pub fn open<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Destination<'a>> {
        self.open_for(&[Format::Json], global, ui)
    }

    /// Returns the destination of a page: text, Markdown or JSON.
    ///
    /// # Errors
    ///
    /// Fails as [`Self::open_for`] does.
    pub fn open_for_page<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Destination<'a>> {
        self.open_for(&[Format::Json, Format::Md], global, ui)
    }

    /// Returns the destination of a page that is always Markdown.
    ///
    /// # Errors
    ///
    /// Fails as [`Self::open_for`] does.
    pub fn open_for_note<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Destination<'a>> {
        self.open_for(&[Format::Md], global, ui)
    }

    /// Returns the destination of a result with rows, in any format.
    ///
    /// # Errors
    ///
    /// Fails as [`Self::open_for`] does.
    pub fn open_for_rows<'a>(&'a self, global: &Global, ui: &'a Ui) -> anyhow::Result<Destination<'a>> {
        self.open_for(Format::value_variants(), global, ui)
    }

    /// Returns the destination of a result that has these formats.
    ///
    /// # Errors
    ///
    /// Fails if the file is the registry, if its ending promises another format, or if it cannot be written for another
    /// reason that is known before.
    fn open_for<'a>(
        &'a self,
        formats: &[Format],
        global: &Global,
        ui: &'a Ui,
    ) -> anyhow::Result<Destination<'a>> {
        let file = self.output.as_deref().filter(|path| !store::is_stream(path));
        if let Some(path) = file {
            export::look(path, global.file.as_deref())?;
            known_ending(path, formats)?;
        }
        Ok(Destination { file, ui })
    }

    /// Returns the format that the ending of the file asks for.
    pub fn format(&self) -> Option<Format> {
        format_of(&ending(self.output.as_ref()?)?)
    }
}

/// Returns the ending of a name in lower case, without the dot.
fn ending(path: &Path) -> Option<String> {
    path.extension()?.to_str().map(str::to_ascii_lowercase)
}

/// Returns the format that an ending asks for.
fn format_of(ending: &str) -> Option<Format> {
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

/// Checks that the ending of a file does not promise a format that a result cannot have.
fn known_ending(path: &Path, formats: &[Format]) -> anyhow::Result<()> {
    let Some(ending) = ending(path) else { return Ok(()) };
    let office = OFFICE.iter().find(|(known, ..)| *known == ending);
    let has = |ending: &str| format_of(ending).is_some_and(|format| formats.contains(&format));
    if has(&ending) || format_of(&ending).is_none() && office.is_none() {
        return Ok(());
    }
    let option = |ending: &str| format!("-o {}", shell_word(&path.with_extension(ending)));
    let help = match office {
        Some((_, other, purpose)) if has(other) => format!("use `{}` {purpose}", option(other)),
        _ => {
            let endings = ENDINGS.iter().map(|(ending, _)| *ending).filter(|ending| has(ending));
            let options: Vec<String> = endings.chain(["txt"]).map(option).collect();
            format!("use {}", any_of(&options.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    };
    let message = format!("cannot write `{}`: this command has no format for `.{ending}`", path.display());
    Err(Problem::new(message).help(help).into())
}

/// Writes files, each with its name and text, into a folder, which is made if it is not there.
///
/// # Errors
///
/// Fails if one cannot be written.
pub fn write_all(folder: &Path, files: &[(&str, &str)], global: &Global, ui: &Ui) -> anyhow::Result<()> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for path in &paths {
        store::make_folder(path)?;
        export::look(path, global.file.as_deref())?;
    }
    test_hook("rendered");
    for (path, (_, text)) in paths.iter().zip(files) {
        export::write(path, text.as_bytes(), ui)?;
    }
    ui.summary(&format!("wrote {} into {}", counted(files.len(), "file"), folder.display()));
    Ok(())
}

impl Destination<'_> {
    /// Returns `true` if a person would see the bytes of the result.
    #[cfg(feature = "xlsx")]
    pub fn is_terminal(&self) -> bool {
        self.file.is_none() && io::stdout().is_terminal()
    }

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
        self.bytes(text.as_bytes())
    }

    /// Writes a result that need not be a text, without changing it.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn bytes(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let Some(path) = self.file else { return self.ui.bytes(bytes) };
        test_hook("rendered");
        export::write(path, bytes, self.ui)?;
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

    /// Writes a result while it is produced; into a file when it is complete.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn stream(&self, result: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        if self.file.is_none() {
            return self.ui.stream(|out| result(out));
        }
        let mut bytes = Vec::new();
        result(&mut bytes)?;
        self.bytes(&bytes)
    }

    /// Writes a result as [`Self::stream`] does, in a format that has no place for its footnote: that is returned, and
    /// printed on stderr.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn data(
        &self,
        result: impl FnOnce(&mut dyn Write) -> io::Result<Option<&'static str>>,
    ) -> anyhow::Result<()> {
        let mut footnote = None;
        self.stream(|out| {
            footnote = result(out)?;
            Ok(())
        })?;
        if let Some(note) = footnote {
            self.ui.footnote(note);
        }
        Ok(())
    }
}
