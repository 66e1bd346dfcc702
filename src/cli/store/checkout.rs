//! The checkout of a git repository that contains a file, and the links on the way to the file.

use std::path::{Component, Path, PathBuf};

use crate::cli::store::path::{is_stream, is_there, real};

/// The name of the folder at the top of a checkout, or of a file that names another folder.
pub const GIT: &str = ".git";

/// How many links are followed on the way to a file, as on Linux.
pub const MOST_LINKS: usize = 40;

/// Returns the path of a file as git writes it in a patch: from the top of the checkout, or the file name alone
/// if the file is in no checkout.
pub fn patch_path(path: &Path) -> PathBuf {
    path_in_repository(path).unwrap_or_else(|| path.file_name().unwrap_or(path.as_os_str()).into())
}

/// Returns the path of a file from the top of the checkout that contains it, or `None` if it is in no checkout.
pub fn path_in_repository(path: &Path) -> Option<PathBuf> {
    Some(in_checkout(path)?.1)
}

/// Returns the top of the checkout that contains a file, and the path of the file from there. Links are
/// followed.
pub fn in_checkout(path: &Path) -> Option<(PathBuf, PathBuf)> {
    if is_stream(path) { None } else { checkout_of(&real(path)) }
}

/// Returns the same as [`in_checkout`] for a path in which no folder is a link. The top is the nearest folder that
/// contains `.git`, because git never tracks a file of that name.
pub fn checkout_of(real: &Path) -> Option<(PathBuf, PathBuf)> {
    let top = real.ancestors().skip(1).find(|folder| is_there(&folder.join(GIT)))?;
    let name = real.strip_prefix(top).ok()?;
    // A file inside `.git` is not checked out.
    (!name.starts_with(GIT)).then(|| (top.to_owned(), name.to_owned()))
}

/// A link on the way to a file.
pub struct Link {
    /// The path of the link, in which no folder is a link.
    pub path: PathBuf,
    /// The rest of the path of the file, below the link.
    pub rest: PathBuf,
}

/// Returns the links on the way to a file, in the order in which they are followed.
pub fn links(path: &Path) -> Vec<Link> {
    let (mut links, mut here) = (Vec::new(), PathBuf::new());
    let mut left = std::path::absolute(path).unwrap_or(path.to_owned());
    while let Some(part) = left.components().next() {
        let rest: PathBuf = left.components().skip(1).collect();
        let next = here.join(part);
        left = match (part, next.read_link()) {
            (Component::ParentDir, _) => {
                here.pop();
                rest
            }
            (_, Ok(target)) if links.len() < MOST_LINKS => {
                let left = target.join(&rest);
                links.push(Link { path: next, rest });
                left
            }
            _ => {
                here = next;
                rest
            }
        };
    }
    links
}
