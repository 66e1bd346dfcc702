//! The three versions of a file that git keeps while a merge is not finished.

use std::ffi::OsStr;

use netreg::compare::merge::Sides;

use crate::cli::git::program::failed;
use crate::cli::git::tracked::Tracked;

impl Tracked {
    /// Returns the versions of the file that are not merged yet, as git stores them. One that is not there is `None`.
    ///
    /// # Errors
    ///
    /// Fails if git cannot read the index or a version.
    pub fn unmerged(&self) -> anyhow::Result<Sides<Option<Vec<u8>>>> {
        let mut versions = Sides { base: None, ours: None, theirs: None };
        let Some(name) = &self.name else { return Ok(versions) };
        let args = ["ls-files", "-u", "-z", "--full-name", "--"].map(OsStr::new);
        let output = self.git.run(args.into_iter().chain([name.as_os_str()]))?;
        if !output.status.success() {
            return Err(failed(&output).into());
        }
        for entry in String::from_utf8_lossy(&output.stdout).split('\0') {
            // Mode, ID and number of the version.
            let words: Vec<&str> = entry.split(['\t', ' ']).collect();
            let [_, id, number, ..] = words[..] else { continue };
            let version = match number {
                "1" => &mut versions.base,
                "2" => &mut versions.ours,
                _ => &mut versions.theirs,
            };
            let output = self.git.run(["cat-file", "blob", id])?;
            if !output.status.success() {
                return Err(failed(&output).into());
            }
            *version = Some(output.stdout);
        }
        Ok(versions)
    }
}
