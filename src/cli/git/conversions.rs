//! The changes that git makes to a file when it is checked out, according to its attributes.

use std::ffi::OsStr;
use std::path::Path;

use netreg::text::shell_word;

use crate::cli::git::tracked::{Tracked, printed_path};
use crate::cli::{error::Problem, git::program::failed, store};

/// A change that git makes to a stored text when it is checked out.
pub enum Conversion {
    /// A filter, by its name.
    Filter(String),
    /// Another attribute, by its name.
    Other(String),
}

impl Tracked {
    /// Returns the conversions that the attributes of git contain for a path. Only files are read.
    ///
    /// # Errors
    ///
    /// Fails if an attributes file is a FIFO or a device, because git would wait for it.
    pub fn conversions(&self, name: &Path) -> anyhow::Result<Vec<Conversion>> {
        let conversion = |(attribute, value): (String, String)| match (attribute.as_str(), value.as_str()) {
            (_, "unspecified" | "unset") | ("filter", "set") => None,
            ("filter", _) => Some(Conversion::Filter(value)),
            _ => Some(Conversion::Other(attribute)),
        };
        let attributes = self.attributes(name, &["filter", "ident", "working-tree-encoding"])?;
        Ok(attributes.into_iter().filter_map(conversion).collect())
    }

    /// Returns attributes of a path, each with its value, without those of the user. Only files are read.
    ///
    /// # Errors
    ///
    /// Fails if an attributes file is a FIFO or a device, because git would wait for it.
    pub fn attributes(&self, name: &Path, names: &[&str]) -> anyhow::Result<Vec<(String, String)>> {
        let info = self.git.run(["rev-parse", "--git-path", "info/attributes"])?;
        let tracked = name.ancestors().skip(1).map(|folder| folder.join(".gitattributes"));
        let mut files = tracked.chain([printed_path(&info.stdout)]).map(|file| self.git.top.join(file));
        if let Some(file) = files.find(|file| store::is_file(file) && !file.is_file()) {
            return Err(Problem::new(format!("`{}` is not a regular file", file.display()))
                .help(format!("`rm {}` removes it", shell_word(&file)))
                .into());
        }
        let args = ["check-attr", "-z"].iter().chain(names).map(OsStr::new);
        let output = self.git.run(args.chain([OsStr::new("--"), name.as_os_str()]))?;
        if !output.status.success() {
            return Err(failed(&output).into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let words: Vec<&str> = text.split('\0').collect();
        let pair = |words: &[&str]| (words[1].to_owned(), words[2].to_owned());
        Ok(words.chunks_exact(3).map(pair).collect())
    }
}
