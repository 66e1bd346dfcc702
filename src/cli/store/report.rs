//! The folder of a report. Nothing in it is replaced but an earlier report.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;
use netreg::render::site::{self, FILES, File, PAGE};
use netreg::text::shell_word;

use crate::cli::store::{export, path::is_stream};
use crate::cli::{error::Problem, ui::Ui};

/// A folder into which a report can be written.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Returns the folder with this path, which need not exist yet.
    ///
    /// # Errors
    ///
    /// Fails if it is not a folder, or has files that are not those of a report.
    pub fn at(path: &Path) -> anyhow::Result<Self> {
        if is_stream(path) {
            let problem = Problem::new("a report is several files, so it cannot go to standard output");
            return Err(problem.help("name a folder: `-o public`").into());
        }
        let shown = path.display();
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self { path: path.to_owned() }),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                let problem = Problem::new(format!("`{shown}` is not a folder"));
                return Err(problem.help("name a new folder: `-o public`").into());
            }
            Err(error) => return Err(error).context(format!("cannot read the folder `{shown}`")),
        };
        let names = entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<Vec<_>, _>>();
        let names = names.with_context(|| format!("cannot read the folder `{shown}`"))?;
        let is_ours = |name: &std::ffi::OsString| {
            let roots = FILES.iter().filter_map(|(path, _)| path.split('/').next());
            roots.into_iter().any(|root| name == root)
        };
        if !names.iter().all(is_ours) && !has_page(path) {
            let problem = Problem::new(format!("`{shown}` has other files, and no earlier report"));
            let other = shell_word(&path.join("report"));
            return Err(problem.help(format!("choose a new folder: `-o {other}`")).into());
        }
        Ok(Self { path: path.to_owned() })
    }

    /// Returns the path of the page.
    pub fn page(&self) -> PathBuf {
        self.path.join(PAGE)
    }

    /// Writes the files, the page last, and removes those that an earlier report had and this one has not.
    ///
    /// # Errors
    ///
    /// Fails if one cannot be written. Each of the others is then the old or the new one.
    pub fn write(&self, files: &[File], ui: &Ui) -> anyhow::Result<()> {
        for file in files {
            let path = self.path.join(file.path);
            let folder = path.parent().unwrap_or(&self.path);
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create the folder `{}`", folder.display()))?;
            export::write(&path, &file.text, ui)?;
        }
        let is_made = |path: &str| files.iter().any(|file| file.path == path);
        for (path, _) in FILES.iter().filter(|(path, _)| !is_made(path)) {
            let path = self.path.join(path);
            if path.is_file() {
                export::remove(&path)?;
            }
        }
        Ok(())
    }
}

/// Returns `true` if a folder has a page that netreg made.
fn has_page(path: &Path) -> bool {
    fs::read_to_string(path.join(PAGE)).is_ok_and(|page| page.contains(site::MARK))
}
