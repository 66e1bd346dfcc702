//! What a commit has at the path of a file.
//!
//! Promises: a path is looked up in the commit alone: links are followed as the commit has them. A link that
//! leads out of the checkout is a failure, because another history is on the other side.

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
    /// What git stores for it.
    pub bytes: Vec<u8>,
}

/// What a path with links leads to in a commit.
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
    /// Returns what git stores for the file at a commit, or none if the commit has no file of that name.
    ///
    /// A link on the way that the commit or `HEAD` knows is looked up by its path, and links are then followed as
    /// the commit has them. A link that git does not know is the user's own, and is followed as it is. Without a
    /// link on the way, a link of the commit is not a file.
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

    /// Returns the first link on the way to the file that a commit or `HEAD` has, as whatever it was there.
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

    /// Says that a link leads out of the checkout.
    fn leads_outside(&self) -> Problem {
        let path = &self.path;
        let message = format!("a link on the way to `{}` leads out of its checkout", path.display());
        let failure = Problem::new(message);
        if store::in_checkout(path).is_some() {
            failure.help(format!("name the file itself: `{}`", shell_word(&store::real(path))))
        } else {
            failure.help("give the old file itself: `--base FILE`")
        }
    }

    /// Follows the links that a commit has on the way to a path.
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
            // A path from the root is one from the top if it leads there.
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

    /// Returns what a commit has at a path.
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

    /// Returns what a file or a link of a commit contains.
    fn blob(&self, commit: &str, name: &Path, blob: &str) -> anyhow::Result<Vec<u8>> {
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

    /// Returns the first tree on the way to a path that is not here.
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

    /// Returns `true` if the clone left objects out.
    fn is_partial(&self) -> anyhow::Result<bool> {
        let keys = r"^(remote\..*\.promisor|extensions\.partialclone)$";
        Ok(self.git.ask(["config", "--get-regexp", keys])?.is_some())
    }

    /// Says that a partial clone left an object out.
    fn left_out(&self, commit: &str, name: &Path, id: &str) -> Problem {
        let (path, short) = (name.display(), short(commit));
        Problem::new(format!("this partial clone does not contain `{path}` at {short} (object {id})"))
            .help(format!("`{} cat-file -e {}` fetches it", self.command(), at_commit(commit, name)))
    }
}

/// Returns the name that git has for a path at a commit, as a word of a shell.
pub fn at_commit(commit: &str, path: &Path) -> String {
    let mut name = OsString::from(format!("{commit}:"));
    name.push(path);
    shell_word(&name)
}

/// Returns the arguments that list one name in a tree.
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

/// Returns the entry in a line of a tree.
fn entry(listed: &[u8]) -> Option<Entry> {
    let text = String::from_utf8_lossy(listed);
    let mut words = text.split(['\t', ' ']);
    let mode = words.next()?.to_owned();
    Some(Entry { mode, id: id(words.nth(1)?)? })
}
