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
        let info = self.git.run(["rev-parse", "--git-path", "info/attributes"])?;
        let tracked = name.ancestors().skip(1).map(|folder| folder.join(".gitattributes"));
        let mut files = tracked.chain([printed_path(&info.stdout)]).map(|file| self.git.top.join(file));
        if let Some(file) = files.find(|file| store::is_file(file) && !file.is_file()) {
            return Err(Problem::new(format!("`{}` is not a regular file", file.display()))
                .help(format!("`rm {}` removes it", shell_word(&file)))
                .into());
        }
        let names = ["filter", "ident", "working-tree-encoding"].map(OsStr::new);
        let args = ["check-attr", "-z"].map(OsStr::new).into_iter().chain(names);
        let output = self.git.run(args.chain([OsStr::new("--"), name.as_os_str()]))?;
        if !output.status.success() {
            return Err(failed(&output).into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let words: Vec<&str> = text.split('\0').collect();
        let conversion = |words: &[&str]| match *words {
            [_, _, "unspecified" | "unset"] | [_, "filter", "set"] => None,
            [_, "filter", name] => Some(Conversion::Filter(name.to_owned())),
            [_, attribute, _] => Some(Conversion::Other(attribute.to_owned())),
            _ => None,
        };
        Ok(words.chunks_exact(3).filter_map(conversion).collect())
    }
}
