//! A file in a checkout of a git repository, and the commits of that repository.

use std::env;
use std::ffi::OsString;
#[cfg(unix)]
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use netreg::text::shell_word;

use crate::cli::git::program::{Git, failed, line, reason};
use crate::cli::{error::Problem, store};

/// The number of digits of an ID in messages.
const SHORT: usize = 10;

/// A file in a checkout.
pub struct Tracked {
    pub git: Git,
    /// The path of the file, as the user gave it.
    pub path: PathBuf,
    /// The links of the checkout on the way to the file, in the order in which they are followed.
    pub links: Vec<LinkedName>,
    /// The path of the file from the top of the checkout, links followed; `None` if it is outside.
    pub name: Option<PathBuf>,
    /// The help if the history of the file cannot be read: what to compare with instead.
    pub(super) instead: &'static str,
}

/// A link on the way to a file. Its paths start at the top of the checkout.
pub struct LinkedName {
    pub link: PathBuf,
    /// The path of the file through the link.
    pub name: PathBuf,
}

impl Tracked {
    /// Finds the checkout that contains a file: the one of the nearest `.git` above it. Git itself might find
    /// a folder that only looks like a repository. If there is a link on the way, its checkout is used, because
    /// a change can replace a file or a folder by a link.
    ///
    /// # Errors
    ///
    /// Fails if the file is in no checkout, or if git finds another one.
    pub fn at(path: &Path) -> anyhow::Result<Self> {
        Self::at_or(path, "compare with another file: `--base FILE`")
    }

    /// Finds the checkout as [`Self::at`] does; the help of an error says what to do `instead`.
    ///
    /// # Errors
    ///
    /// As [`Self::at`].
    pub fn at_or(path: &Path, instead: &'static str) -> anyhow::Result<Self> {
        let end = store::in_checkout(path);
        let mut links = store::links(path).into_iter().filter_map(|link| {
            let (top, linked) = store::checkout_of(&link.path)?;
            Some((top, LinkedName { name: linked.join(link.rest), link: linked }))
        });
        let Some((top, first)) = links.next() else {
            let Some((top, name)) = end else {
                let shown = path.display();
                return Err(Problem::new(format!("`{shown}` is not in a checkout of a git repository"))
                    .help(instead)
                    .into());
            };
            return Self::open(top, path, (Vec::new(), Some(name)), instead);
        };
        let (mut all, mut is_inside) = (vec![first], true);
        for (other, link) in links {
            is_inside = other == top;
            if !is_inside {
                break;
            }
            all.push(link);
        }
        let name = end.filter(|(other, _)| is_inside && *other == top).map(|(_, name)| name);
        Self::open(top, path, (all, name), instead)
    }

    /// Returns a file in the checkout with this top, if git finds the same top.
    fn open(
        top: PathBuf,
        path: &Path,
        (links, name): (Vec<LinkedName>, Option<PathBuf>),
        instead: &'static str,
    ) -> anyhow::Result<Self> {
        let git = Git::at(top)?;
        let output = git.run(["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            let (shown, reason) = (path.display(), reason(&output));
            return Err(Problem::new(format!("git cannot read the repository of `{shown}`: {reason}")).into());
        }
        let found = printed_path(&output.stdout);
        if store::real(&found) != git.top {
            return Err(elsewhere(&git, &found)?.help(instead).into());
        }
        Ok(Self { git, path: path.to_owned(), links, name, instead })
    }

    /// Returns the ID of the commit that a revision names, or `None` if the repository does not have it.
    ///
    /// # Errors
    ///
    /// Fails if the repository is broken.
    pub fn commit(&self, revision: &str) -> anyhow::Result<Option<String>> {
        if revision.is_empty() {
            return Ok(None);
        }
        // Git searches the messages of commits for what follows `:/`, also for the suffix added here.
        if !revision.contains(":/")
            && let Some(commit) = self.id(&format!("{revision}^{{commit}}"))?
        {
            return Ok(Some(commit));
        }
        let Some(id) = self.id(revision)? else { return Ok(None) };
        // Git accepts every ID, also that of an object that the repository does not have.
        if id.eq_ignore_ascii_case(revision) {
            return Ok(None);
        }
        let commit = self.id(&format!("{id}^{{commit}}"))?;
        if commit.is_none() && !revision.contains(':') {
            let output = self.git.run(["cat-file", "-t", &id])?;
            if !output.status.success() {
                let reason = reason(&output);
                return Err(self.damaged(&format!("`{revision}` is the object {id}: {reason}")).into());
            }
        }
        Ok(commit)
    }

    /// Returns the ID of the object with this name, or `None`.
    fn id(&self, name: &str) -> anyhow::Result<Option<String>> {
        let output = self.git.run(["rev-parse", "-q", "--verify", "--end-of-options", name])?;
        match output.status.code() {
            Some(0) => Ok(id(&line(&output))),
            Some(1) => Ok(None),
            // Git fails for some names, and for every name if it cannot read the repository.
            Some(_) => self.git.ask(["rev-parse", "-q", "--verify", "refs/netreg"]).map(|_| None),
            None => Err(failed(&output).into()),
        }
    }

    /// Returns the merge base of two commits, or `None` if they have none in this clone.
    pub fn merge_base(&self, one: &str, other: &str) -> anyhow::Result<Option<String>> {
        if one == other {
            return Ok(Some(one.to_owned()));
        }
        Ok(self.git.ask(["merge-base", one, other])?.and_then(|line| id(&line)))
    }

    /// Returns `true` if a commit is a merge, even if this clone does not have its parents.
    pub fn is_merge(&self, commit: &str) -> anyhow::Result<bool> {
        Ok(self.header(commit)?.iter().filter(|line| line.starts_with("parent ")).count() > 1)
    }

    /// Returns the lines of a commit above its message.
    pub fn header(&self, commit: &str) -> anyhow::Result<Vec<String>> {
        let text = self.git.ask(["cat-file", "commit", commit])?.unwrap_or_default();
        Ok(text.lines().take_while(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    /// Returns `true` if this is a shallow clone.
    pub fn is_shallow(&self) -> anyhow::Result<bool> {
        Ok(self.git.ask(["rev-parse", "--is-shallow-repository"])?.as_deref() == Some("true"))
    }

    /// Returns the error for an object that is missing or cannot be read.
    pub fn damaged(&self, reason: &str) -> Problem {
        Problem::new(format!("the repository is damaged: {reason}"))
            .help(format!("`{} fsck` shows what is missing", self.command()))
    }

    /// Returns the start of a git command for this checkout, to be run in the current folder. `-C` is left out
    /// only at the top of the checkout: in a folder below it, git might find another repository.
    pub fn command(&self) -> String {
        if env::current_dir().is_ok_and(|here| store::real(&here) == self.git.top) {
            return "git".to_owned();
        }
        format!("git -C {}", shell_word(&self.git.top))
    }
}

/// Returns the error for a checkout whose top, according to git, is another folder.
fn elsewhere(git: &Git, found: &Path) -> anyhow::Result<Problem> {
    let nearest = git.top.join(store::GIT);
    let output = git.run(["rev-parse", "--git-dir"])?;
    let is_own = store::real(&git.top.join(printed_path(&output.stdout))) == store::real(&nearest);
    // If a folder `.git` is not a repository, git continues in the folder above. A file `.git` names a repository.
    let is_repository = is_own || nearest.is_file();
    let (nearest, top, found) = (nearest.display(), git.top.display(), found.display());
    Ok(Problem::new(if is_repository {
        format!("the repository `{nearest}` has its work tree in `{found}`, not in `{top}` (`core.worktree`)")
    } else {
        format!("`{nearest}` is not a git repository")
    }))
}

/// Returns the path in a line that git printed.
pub fn printed_path(line: &[u8]) -> PathBuf {
    PathBuf::from(os_string(line.strip_suffix(b"\n").unwrap_or(line)))
}

/// Returns bytes as a text of the system.
#[cfg(unix)]
pub fn os_string(bytes: &[u8]) -> OsString {
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
pub fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Returns a text if it is the ID of an object: 40 or 64 hexadecimal digits.
pub fn id(text: &str) -> Option<String> {
    // SHA-1 or SHA-256.
    let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| text.to_owned())
}

/// Returns the digits of an ID that messages show.
pub fn short(id: &str) -> &str {
    &id[..id.len().min(SHORT)]
}
