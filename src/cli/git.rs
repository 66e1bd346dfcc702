//! Git, asked as a program: revisions, merge bases, the text of a file at a commit.
//!
//! Promises: nothing is changed; git's own words are kept where it fails. Git itself may fetch what a partial
//! clone left out. Which revision is meant is left to `base/`.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::Context;

use crate::cli::failure::Failure;
use crate::cli::store;

/// What git's hooks set for the repository that they run in: a file may lie in another.
const OF_HOOKS: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/// A file in the work tree of a repository.
pub struct Tracked {
    folder: PathBuf,
    /// The file, from its folder, as git takes it.
    name: OsString,
}

impl Tracked {
    /// Finds the repository that a file lies in.
    pub fn at(path: &Path) -> anyhow::Result<Self> {
        let real = store::real(path);
        let folder = real.parent().unwrap_or(Path::new("/")).to_owned();
        let mut name = OsString::from("./");
        name.push(real.file_name().unwrap_or_default());
        let tracked = Self { folder, name };
        let output = tracked.run(["rev-parse", "--is-inside-work-tree"])?;
        let words = words(&output);
        if output.status.success() && output.stdout.starts_with(b"true") {
            return Ok(tracked);
        }
        if output.status.success() || words.contains("not a git repository") {
            return Err(Failure::new(format!(
                "`{}` lies in the work tree of no git repository",
                path.display()
            ))
            .help("give the old file itself: `--base FILE`")
            .into());
        }
        Err(Failure::new(format!("git cannot be asked about `{}`: {words}", path.display())).into())
    }

    /// Returns the commit that a revision means, none where there is no such revision here.
    pub fn commit(&self, revision: &str) -> anyhow::Result<Option<String>> {
        let verify = |what: &str| self.ask(["rev-parse", "-q", "--verify", "--end-of-options", what]);
        // What follows the last mark of a revision may belong to it: `:/words`.
        let Some(id) = verify(revision)? else { return Ok(None) };
        verify(&format!("{id}^{{commit}}"))
    }

    /// Returns the commit at which two histories parted, none where none is known here.
    pub fn merge_base(&self, one: &str, other: &str) -> anyhow::Result<Option<String>> {
        self.ask(["merge-base", one, other])
    }

    /// Tells whether a commit joins two histories, also where these are not here.
    pub fn is_merge(&self, commit: &str) -> anyhow::Result<bool> {
        let text = self.ask(["cat-file", "commit", commit])?.unwrap_or_default();
        let head = text.split("\n\n").next().unwrap_or_default();
        Ok(head.lines().filter(|line| line.starts_with("parent ")).count() > 1)
    }

    /// Tells whether the history that is here was cut off.
    pub fn is_shallow(&self) -> anyhow::Result<bool> {
        Ok(self.ask(["rev-parse", "--is-shallow-repository"])?.as_deref() == Some("true"))
    }

    /// Tells whether the file is as `HEAD` has it.
    pub fn is_clean(&self) -> anyhow::Result<bool> {
        let diff = ["--literal-pathspecs", "diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--"];
        Ok(self.ask(diff.map(OsStr::new).into_iter().chain([&*self.name]))?.is_some())
    }

    /// Returns what the file holds at a commit, as git would check it out; none where there is no file of
    /// text.
    pub fn text(&self, commit: &str) -> anyhow::Result<Option<String>> {
        let tree = [OsStr::new("ls-tree"), commit.as_ref(), "--".as_ref(), &self.name];
        // A link or a folder of that name is no file; one that git cannot look up is a failure.
        if !self.ask(tree)?.is_some_and(|entry| entry.starts_with("100")) {
            return Ok(None);
        }
        let mut path = OsString::from(format!("{commit}:"));
        path.push(&self.name);
        let output = self.run([OsStr::new("cat-file"), "--filters".as_ref(), &path])?;
        if !output.status.success() {
            return Err(Failure::new(format!("git failed: {}", words(&output))).into());
        }
        Ok(String::from_utf8(output.stdout).ok())
    }

    /// Asks git a question that it answers with 0 and a line, or with 1 for no.
    fn ask(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> anyhow::Result<Option<String>> {
        let output = self.run(args)?;
        match output.status.code() {
            Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())),
            Some(1) => Ok(None),
            _ => Err(Failure::new(format!("git failed: {}", words(&output))).into()),
        }
    }

    fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> anyhow::Result<Output> {
        let mut git = Command::new("git");
        git.current_dir(&self.folder).args(args).stdin(Stdio::null());
        git.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        for variable in OF_HOOKS {
            git.env_remove(variable);
        }
        git.output()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound if self.folder.is_dir() => {
                    Failure::new("cannot run `git`: it is not installed")
                        .help("install it, or give the old file itself: `--base FILE`")
                        .into()
                }
                _ => anyhow::Error::new(error),
            })
            .context("cannot ask git")
    }
}

/// Returns what git said was wrong, in one line.
fn words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join(" ");
    text.strip_prefix("fatal: ").unwrap_or(&text).to_owned()
}
