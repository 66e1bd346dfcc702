//! The merge of git by lines.

use std::ffi::OsStr;
use std::path::{Path, absolute};
use std::process::Output;

use netreg::compare::merge::{Markers, Sides};

use crate::cli::git::program::Git;

impl Git {
    /// Merges three files by lines, as git does without a driver. The result replaces ours, or is
    /// printed if an option is `-p`. The exit code
    /// is the number of conflicts, or above 127 if git failed.
    ///
    /// # Errors
    ///
    /// Fails if git cannot be started.
    pub fn merge_file(
        &self,
        files: Sides<&Path>,
        markers: &Markers<'_>,
        options: &[&str],
    ) -> anyhow::Result<Output> {
        let size = format!("--marker-size={}", markers.size);
        let labels = [markers.ours, markers.base, markers.theirs];
        let mut args = vec![OsStr::new("merge-file"), OsStr::new("-q"), OsStr::new(&size)];
        args.extend(labels.iter().flat_map(|label| [OsStr::new("-L"), OsStr::new(*label)]));
        args.extend(options.iter().map(OsStr::new));
        let files = [absolute(files.ours)?, absolute(files.base)?, absolute(files.theirs)?];
        self.run(args.into_iter().chain([OsStr::new("--")]).chain(files.iter().map(|file| file.as_os_str())))
    }
}
