//! The commits in which a file changed, newest first, along the first parents: a merge is one change, that of the branch
//! into which it was merged. So each commit begins where the next one in the list ended. Renames of the file are followed.

use std::path::PathBuf;

use crate::cli::git::program::failed;
use crate::cli::git::tracked::{Tracked, id, os_string};

/// Settings that would run a program, wait for a file, or change what is printed.
const SETTINGS: [&str; 3] = ["log.showSignature=false", "log.showRoot=true", "log.diffMerges=first-parent"];

/// How the commits are listed: the files as git compares them, nothing that runs a program.
const OPTIONS: [&str; 16] = [
    "log",
    "--follow",
    "--first-parent",
    "-m",
    "--raw",
    "--no-abbrev",
    "-z",
    "--find-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-notes",
    "--no-use-mailmap",
    "-O/dev/null",
    "--date=short",
    "--encoding=UTF-8",
];

/// What is printed of each commit.
const FORMAT: &str = "--format=%x00%H%x00%P%x00%ad%x00%s";

/// A commit in which a file changed.
pub struct Commit {
    /// Its ID.
    pub id: String,
    /// The day of its author, as `2026-06-15`.
    pub day: String,
    /// The first line of its message.
    pub subject: String,
    /// Whether this clone has its parents, or it has none.
    pub is_complete: bool,
    /// The file before it; none if there was none.
    pub before: Option<Version>,
    /// The file in it; none if it was removed.
    pub after: Option<Version>,
}

/// A file as a commit has it.
#[derive(Clone, PartialEq, Eq)]
pub struct Version {
    /// The ID of its content.
    pub blob: String,
    /// Its path from the top of the checkout.
    pub name: PathBuf,
}

impl Tracked {
    /// Returns the commits up to `HEAD` in which the file changed, those before a commit left out.
    ///
    /// # Errors
    ///
    /// Fails if git fails, or if the file is outside of the checkout.
    pub fn history(&self, after: Option<&str>) -> anyhow::Result<Vec<Commit>> {
        let name = self.name.as_ref().ok_or_else(|| self.leads_outside())?;
        // Git would wait for attributes that are a FIFO.
        self.conversions(name)?;
        let settings = SETTINGS.iter().flat_map(|setting| ["-c", setting]);
        let mut args: Vec<_> = settings.chain(OPTIONS).chain([FORMAT, "HEAD"]).map(os).collect();
        args.extend(after.map(|commit| os(&format!("^{commit}"))));
        args.extend([os("--"), name.clone().into_os_string()]);
        let output = self.git.run(args)?;
        if !output.status.success() {
            return Err(failed(&output).into());
        }
        let is_shallow = self.is_shallow()?;
        parsed(&output.stdout)
            .map(|(commit, has_parents)| self.completed(commit, has_parents, is_shallow))
            .collect()
    }

    /// Says of a commit whether this clone has its parents.
    fn completed(&self, commit: Commit, has_parents: bool, is_shallow: bool) -> anyhow::Result<Commit> {
        let is_complete = has_parents
            || !is_shallow
            || !self.header(&commit.id)?.iter().any(|line| line.starts_with("parent "));
        Ok(Commit { is_complete, ..commit })
    }

    /// Returns the bytes of a version of a file.
    ///
    /// # Errors
    ///
    /// Fails if this clone does not have it.
    pub fn version(&self, commit: &str, version: &Version) -> anyhow::Result<Vec<u8>> {
        self.blob(commit, &version.name, &version.blob)
    }
}

fn os(text: &str) -> std::ffi::OsString {
    text.into()
}

/// Returns the commits in what git printed, each with whether it has parents here.
fn parsed(printed: &[u8]) -> impl Iterator<Item = (Commit, bool)> {
    let mut words = printed.split(|byte| *byte == 0).peekable();
    std::iter::from_fn(move || {
        // An empty word begins a commit.
        let id = words.find(|word| !word.is_empty())?;
        let text = |word: Option<&[u8]>| String::from_utf8_lossy(word.unwrap_or_default()).into_owned();
        let has_parents = !text(words.next()).is_empty();
        let (day, subject) = (text(words.next()), text(words.next()));
        let (mut before, mut after) = (None, None);
        while let Some(line) = words.next_if(|word| word.trim_ascii_start().starts_with(b":")) {
            let line = String::from_utf8_lossy(line);
            let fields: Vec<&str> = line.trim_start().trim_start_matches(':').split(' ').collect();
            let [old_mode, new_mode, old, new, status] = fields[..] else { break };
            let from = PathBuf::from(os_string(words.next().unwrap_or_default()));
            let to = if status.starts_with(['R', 'C']) {
                words.next().map(|path| os_string(path).into())
            } else {
                None
            };
            let to = to.unwrap_or_else(|| from.clone());
            before = file(old_mode, old, from);
            after = file(new_mode, new, to);
        }
        let commit = Commit { id: text(Some(id)), day, subject, is_complete: true, before, after };
        Some((commit, has_parents))
    })
}

/// Returns a file of this mode; none if there is nothing, or a link or a folder.
fn file(mode: &str, blob: &str, name: PathBuf) -> Option<Version> {
    id(blob).filter(|_| mode.starts_with("100")).map(|blob| Version { blob, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_are_read_with_any_path_and_subject() {
        let (one, two) = ("1".repeat(40), "2".repeat(40));
        let none = "0".repeat(40);
        let printed = format!(
            "\0{one}\0{two}\x002026-06-15\0: a\tb\0\n:100644 100644 {one} {two} R097\0old name\0new\nname\0\
             \0{two}\0\x002026-06-14\0\0\n:000000 100644 {none} {one} A\0old name\0"
        );
        let commits: Vec<(Commit, bool)> = parsed(printed.as_bytes()).collect();
        let shown = |version: &Option<Version>| {
            version.as_ref().map(|version| (version.blob.clone(), version.name.display().to_string()))
        };
        let facts: Vec<_> = commits
            .iter()
            .map(|(commit, has_parents)| {
                (commit.subject.as_str(), *has_parents, shown(&commit.before), shown(&commit.after))
            })
            .collect();
        let old = Some((one.clone(), "old name".to_owned()));
        let new = Some((two, "new\nname".to_owned()));
        assert_eq!(facts, [(": a\tb", true, old.clone(), new), ("", false, None, old)]);
    }
}
