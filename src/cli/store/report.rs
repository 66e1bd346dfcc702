//! The folder of a report. Nothing in it is replaced but an earlier report.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use netreg::render::site::{self, FILES, File, PAGE};
use netreg::text::shell_word;

use crate::cli::store::path::{is_stream, is_there};
use crate::cli::store::{export, folder::unwritable};
use crate::cli::{error::Problem, ui::Ui};

/// A folder into which a report can be written.
pub struct Folder {
    path: PathBuf,
    /// The page of the earlier report that is there; none in a new or empty folder.
    earlier: Option<String>,
}

impl Folder {
    /// Returns the folder with this path, which need not exist yet.
    ///
    /// # Errors
    ///
    /// Fails if it is not a folder, or has files and no page of an earlier report.
    pub fn at(path: &Path) -> anyhow::Result<Self> {
        if is_stream(path) {
            let problem = Problem::new("a report is several files, so it cannot go to standard output");
            return Err(problem.help("name a folder: `-o public`").into());
        }
        let path = path.to_owned();
        let is_empty = match fs::read_dir(&path) {
            // Reports in other languages can be in folders of this one.
            Ok(mut entries) => {
                entries.all(|entry| entry.is_ok_and(|entry| earlier_page(&entry.path()).is_some()))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(no_folder(&path)),
            Err(error) => return Err(unwritable(&path, error)),
        };
        let earlier = earlier_page(&path);
        if !is_empty && earlier.is_none() {
            let problem =
                Problem::new(format!("`{}` has other files, and no earlier report", path.display()));
            return Err(problem.help(elsewhere(&path)).into());
        }
        Ok(Self { path, earlier })
    }

    /// Returns the path of the page.
    pub fn page(&self) -> PathBuf {
        self.path.join(PAGE)
    }

    /// Writes the files, and removes those that an earlier report had and this one has not. `registry` is the value of
    /// `--file`.
    ///
    /// # Errors
    ///
    /// Fails if one cannot be written. Each of the others is then the old or the new one. Nothing is written if one of
    /// them is the registry or a folder.
    pub fn write(&self, files: &[File], registry: Option<&Path>, ui: &Ui) -> anyhow::Result<()> {
        files.iter().try_for_each(|file| self.look(file.path, registry))?;
        let (page, others): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.path == PAGE);
        // A page is never newer than its data. In a new folder it comes first, because by it alone the folder is known to
        // have a report if the run ends too early.
        let order = if self.earlier.is_some() { [others, page] } else { [page, others] };
        for file in order.iter().flatten() {
            let path = self.path.join(file.path);
            let folder = path.parent().unwrap_or(&self.path);
            fs::create_dir_all(folder).map_err(|error| {
                if is_there(folder) { no_folder(folder) } else { unwritable(&path, error) }
            })?;
            export::write(&path, file.text.as_bytes(), ui)?;
        }
        let is_made = |path: &str| files.iter().any(|file| file.path == path);
        for (path, _) in FILES.iter().filter(|(path, _)| !is_made(path) && self.had(path)) {
            let path = self.path.join(path);
            if path.is_file() {
                export::remove(&path)?;
            }
        }
        Ok(())
    }

    /// Checks that a file of the report may be written.
    fn look(&self, file: &str, registry: Option<&Path>) -> anyhow::Result<()> {
        let path = self.path.join(file);
        let reason = if path.is_dir() {
            "it is a folder"
        } else if export::is_registry(&path, registry) {
            "it is the registry"
        } else {
            return Ok(());
        };
        let problem = Problem::new(format!("cannot write `{}`: {reason}", path.display()));
        Err(problem.help(elsewhere(&self.path)).into())
    }

    /// Returns `true` if the earlier report has a file: its page links to all of them.
    fn had(&self, file: &str) -> bool {
        self.earlier.as_ref().is_some_and(|page| page.contains(&format!("<a href=\"{file}\">")))
    }
}

/// Returns the page of the report that is in a folder, if there is one.
fn earlier_page(folder: &Path) -> Option<String> {
    // Reading a FIFO would take forever.
    let page = Some(folder.join(PAGE)).filter(|page| page.is_file())?;
    fs::read_to_string(page).ok().filter(|page| page.contains(site::MARK))
}

/// Returns the error for a path that is not that of a folder.
fn no_folder(path: &Path) -> anyhow::Error {
    let problem = Problem::new(format!("`{}` is not a folder", path.display()));
    problem.help("name a new folder: `-o public`").into()
}

/// Returns the help that names another folder.
fn elsewhere(path: &Path) -> String {
    format!("choose a new folder: `-o {}`", shell_word(&path.join("report")))
}
