//! The text that a commit has at the path of a file.
//!
//! Links are followed as the commit has them. A link that leads out of the checkout is an error, because another
//! repository has the history of its target.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use netreg::text::shell_word;

use crate::cli::error::Problem;
use crate::cli::git::program::{failed, reason};
use crate::cli::git::tracked::{LinkedName, Tracked, id, os_string, short};
use crate::cli::store::{self, MOST_LINKS};

/// A file at a commit.
pub struct Stored {
    /// Its path from the top of the checkout, without links.
    pub name: PathBuf,
    /// The bytes that git stores for it.
    pub bytes: Vec<u8>,
}

/// The target of a path with links in a commit.
enum End {
    /// A path without links.
    Path(PathBuf),
    Nothing,
    Outside,
}

/// An entry of a tree.
struct Entry {
    mode: String,
    id: String,
}

impl Entry {
    fn is_file(&self) -> bool {
        self.mode.starts_with("100")
    }

    fn is_link(&self) -> bool {
        self.mode == "120000"
    }

    fn is_submodule(&self) -> bool {
        self.mode == "160000"
    }
}

impl Tracked {
    /// Returns the file as git stores it at a commit, or `None` if the commit does not have it.
    ///
    /// If the commit or `HEAD` has a link on the way to the file, links are followed as the commit has them. A link
    /// that git does not track is followed as it is in the checkout. If no link is on the way, a link of the commit
    /// does not count as a file.
    ///
    /// # Errors
    ///
    /// Fails if a link leads out of the checkout, unless the commit has a file there.
    pub fn stored(&self, commit: &str) -> anyhow::Result<Option<Stored>> {
        let name = match self.known_link(commit)? {
            None => self.name.clone(),
            Some(link) => match self.end(commit, &link.name)? {
                End::Path(name) => Some(name),
                End::Nothing if self.name.is_some() => return Ok(None),
                End::Nothing | End::Outside => None,
            },
        };
        let name = name.ok_or_else(|| self.leads_outside())?;
        match self.entry(commit, &name)? {
            Some(file) if file.is_file() => {
                let bytes = self.blob(commit, &name, &file.id)?;
                Ok(Some(Stored { name, bytes }))
            }
            _ => Ok(None),
        }
    }

    /// Returns the first link on the way to the file at whose path the commit or `HEAD` has anything.
    fn known_link(&self, commit: &str) -> anyhow::Result<Option<&LinkedName>> {
        if self.links.is_empty() {
            return Ok(None);
        }
        let head = self.commit("HEAD")?;
        for link in &self.links {
            for commit in [Some(commit), head.as_deref()].into_iter().flatten() {
                if self.entry(commit, &link.link)?.is_some() {
                    return Ok(Some(link));
                }
            }
        }
        Ok(None)
    }

    /// Returns the error for a link that leads out of the checkout.
    pub(super) fn leads_outside(&self) -> Problem {
        let path = &self.path;
        let message =
            format!("a symbolic link in the path of `{}` leads out of its repository", path.display());
        let problem = Problem::new(message);
        if store::in_checkout(path).is_some() {
            problem.help(format!("use the path of the file itself: `{}`", shell_word(&store::real(path))))
        } else {
            problem.help(self.instead)
        }
    }

    /// Follows the links that a commit has on the way to a path, and returns the end.
    fn end(&self, commit: &str, path: &Path) -> anyhow::Result<End> {
        let parts = |path: &Path| path.components().map(|part| part.as_os_str().to_owned()).collect();
        let (mut left, mut name): (VecDeque<OsString>, _) = (parts(path), PathBuf::new());
        let mut links = 0;
        while let Some(part) = left.pop_front() {
            match Path::new(&part).components().next() {
                Some(Component::ParentDir) if name.pop() => continue,
                Some(Component::Normal(part)) => name.push(part),
                Some(Component::CurDir) | None => continue,
                Some(_) => return Ok(End::Outside),
            }
            let Some(entry) = self.entry(commit, &name)? else { return Ok(End::Nothing) };
            if entry.is_submodule() {
                return Ok(End::Outside);
            }
            if !entry.is_link() {
                continue;
            }
            links += 1;
            if links > MOST_LINKS {
                return Ok(End::Nothing);
            }
            let target = PathBuf::from(os_string(&self.blob(commit, &name, &entry.id)?));
            // An absolute target inside the checkout is a path from its top.
            let from_top = target.strip_prefix(&self.git.top);
            if from_top.is_ok() {
                name = PathBuf::new();
            } else {
                name.pop();
            }
            let mut next: VecDeque<OsString> = parts(from_top.unwrap_or(&target));
            next.append(&mut left);
            left = next;
        }
        Ok(End::Path(name))
    }

    /// Returns the entry that a commit has at a path.
    fn entry(&self, commit: &str, name: &Path) -> anyhow::Result<Option<Entry>> {
        let output = self.git.run(listing(commit, name.as_os_str()))?;
        if output.status.success() {
            return Ok(entry(&output.stdout));
        }
        Err(match self.missing_tree(commit, name)? {
            Some(tree) if self.is_partial()? => self.left_out(commit, name, &tree),
            Some(_) => self.damaged(&reason(&output)),
            None => failed(&output),
        }
        .into())
    }

    /// Returns the content of a file or a link of a commit.
    pub(super) fn blob(&self, commit: &str, name: &Path, blob: &str) -> anyhow::Result<Vec<u8>> {
        let output = self.git.run(["cat-file", "blob", blob])?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(if self.is_partial()? {
            self.left_out(commit, name, blob)
        } else {
            self.damaged(&reason(&output))
        }
        .into())
    }

    /// Returns the ID of the first tree on the way to a path that this clone does not have.
    fn missing_tree(&self, commit: &str, name: &Path) -> anyhow::Result<Option<String>> {
        let header = self.header(commit)?;
        let mut tree = header.iter().find_map(|line| id(line.strip_prefix("tree ")?));
        for part in name {
            let Some(here) = &tree else { break };
            let output = self.git.run(listing(here, part))?;
            if !output.status.success() {
                return Ok(tree);
            }
            tree = entry(&output.stdout).map(|entry| entry.id);
        }
        Ok(None)
    }

    /// Returns `true` if this is a partial clone.
    fn is_partial(&self) -> anyhow::Result<bool> {
        let keys = r"^(remote\..*\.promisor|extensions\.partialclone)$";
        Ok(self.git.ask(["config", "--get-regexp", keys])?.is_some())
    }

    /// Returns the error for an object that a partial clone does not contain.
    fn left_out(&self, commit: &str, name: &Path, id: &str) -> Problem {
        let (path, short) = (name.display(), short(commit));
        Problem::new(format!("this partial clone does not contain `{path}` at {short} (object {id})"))
            .help(format!("`{} cat-file -e {}` fetches it", self.command(), at_commit(commit, name)))
    }
}

/// Returns the name of a path at a commit for git (`COMMIT:PATH`), quoted for a shell.
pub fn at_commit(commit: &str, path: &Path) -> String {
    let mut name = OsString::from(format!("{commit}:"));
    name.push(path);
    shell_word(&name)
}

/// Returns the arguments of git that list one name of a tree.
fn listing<'a>(tree: &'a str, name: &'a OsStr) -> [&'a OsStr; 6] {
    [
        OsStr::new("ls-tree"),
        OsStr::new("-z"),
        OsStr::new("--full-tree"),
        tree.as_ref(),
        OsStr::new("--"),
        name,
    ]
}

/// Returns the entry in a line that `git ls-tree` printed.
fn entry(listed: &[u8]) -> Option<Entry> {
    let text = String::from_utf8_lossy(listed);
    let mut words = text.split(['\t', ' ']);
    let mode = words.next()?.to_owned();
    Some(Entry { mode, id: id(words.nth(1)?)? })
}
