//! Files: find the registry, read it; `replace.rs` writes it.
//!
//! Promises: every failure names the path and the reason; a text that is not UTF-8 gets the
//! place of the first wrong byte. No other folder of the source opens one.

#[cfg(unix)]
mod access;
#[cfg(target_os = "linux")]
mod acl;
#[cfg(target_os = "linux")]
mod lists;
pub mod replace;
pub mod trace;

use std::env;
use std::fs;
use std::io::{self, Read, Write};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use crate::cli::error::Problem;

/// The name under which a registry is looked for.
pub const NAME: &str = "registry.toml";

/// What git puts at the top of a checkout: a folder, or a file that names one.
pub const GIT: &str = ".git";

/// The most links that are followed on the way to a file, as on Linux.
pub const MOST_LINKS: usize = 40;

/// What standard input is called.
pub const STDIN: &str = "standard input";

/// A text with the name under which it was given.
pub struct Text {
    /// The path as people typed it, `standard input` for `-`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Returns the path of the registry: the one given, else `registry.toml` here or in a parent folder.
pub fn locate(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let here = env::current_dir().context("cannot tell which folder this is")?;
    for folder in here.ancestors() {
        let path = folder.join(NAME);
        // A broken link or a folder of that name is met, not passed over.
        if is_there(&path) {
            // Shown as short as it can be typed.
            let up = here.components().count() - folder.components().count();
            return Ok(std::iter::repeat_n("..", up).collect::<PathBuf>().join(NAME));
        }
    }
    Err(Problem::new(format!("there is no `{NAME}` here or in a folder above"))
        .help("`netreg init` makes one here; go to the folder of yours, or name the file with `-f FILE`")
        .into())
}

/// Tells whether a path means standard input, and standard output for what becomes of it.
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns what a path is called in a message.
pub fn name_of(path: &Path) -> String {
    if is_stream(path) { STDIN.to_owned() } else { path.display().to_string() }
}

/// Reads a text; `-` is standard input.
pub fn read(path: &Path) -> anyhow::Result<Text> {
    let name = name_of(path);
    let bytes = if is_stream(path) {
        read_all(io::stdin().lock()).context("cannot read standard input")?
    } else {
        read_file(path)?
    };
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(&name).into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, text }),
        Err(error) => Err(not_utf8(&name, error.as_bytes(), error.utf8_error().valid_up_to()).into()),
    }
}

fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.is_dir() {
        return Err(is_folder(path).into());
    }
    if path.metadata().is_ok_and(|file| u32::try_from(file.len()).is_err()) {
        return Err(too_large(&path.display().to_string()).into());
    }
    fs::File::open(path).and_then(read_all).map_err(|error| unreadable(path, error))
}

fn is_folder(path: &Path) -> Problem {
    Problem::new(format!("cannot read `{}`: it is a folder", path.display())).help("name the file in it")
}

/// Says why a file cannot be read.
fn unreadable(path: &Path, error: io::Error) -> anyhow::Error {
    let cannot = format!("cannot read `{}`", path.display());
    match error.kind() {
        io::ErrorKind::NotFound => Problem::new(format!("{cannot}: there is no such file")).into(),
        io::ErrorKind::PermissionDenied => Problem::new(format!("{cannot}: permission denied"))
            .help("ask the owner of the file for the right to read it")
            .into(),
        _ => anyhow::Error::new(error).context(cannot),
    }
}

/// Tells whether something that can be read stands at a path: a file, or a pipe.
pub fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| !meta.is_dir())
}

/// Returns the path of a file with links followed, as far as it goes.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned())
}

/// Adds a text to the end of a file, and no more than makes it `most` bytes in all: `text` is given
/// the room that there is.
pub fn append(path: &Path, most: u64, text: impl FnOnce(usize) -> String) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", path.display());
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path).with_context(cannot)?;
    let taken = file.metadata().with_context(cannot)?.len();
    let room = usize::try_from(most.saturating_sub(taken)).unwrap_or(usize::MAX);
    file.write_all(text(room).as_bytes()).with_context(cannot)?;
    trace::has_written(&path.display().to_string());
    Ok(())
}

/// Tells whether something stands at a path, a broken link among them.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns the path of a file as git writes it in a patch: from the top of the work tree, or from
/// the folder that the file is in where there is none.
pub fn patch_path(path: &Path) -> PathBuf {
    path_in_repository(path).unwrap_or_else(|| path.file_name().unwrap_or(path.as_os_str()).into())
}

/// Returns the path of a file from the top of the checkout that contains it, if one does.
pub fn path_in_repository(path: &Path) -> Option<PathBuf> {
    Some(in_checkout(path)?.1)
}

/// Returns the top of the checkout that contains a file, and the path of the file from there. Links are
/// followed.
pub fn in_checkout(path: &Path) -> Option<(PathBuf, PathBuf)> {
    if is_stream(path) { None } else { checkout_of(&real(path)) }
}

/// Returns the same for a path in which no folder is a link. The top is the nearest folder with a `.git`; git
/// never tracks a file of that name.
pub fn checkout_of(real: &Path) -> Option<(PathBuf, PathBuf)> {
    let top = real.ancestors().skip(1).find(|folder| is_there(&folder.join(GIT)))?;
    let name = real.strip_prefix(top).ok()?;
    // What git keeps for itself is not checked out.
    (!name.starts_with(GIT)).then(|| (top.to_owned(), name.to_owned()))
}

/// A link on the way to a file.
pub struct Link {
    /// Its path, in which no folder is a link.
    pub path: PathBuf,
    /// What the path of the file has below it.
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

/// Returns `true` if a path is that of a file which can be run.
pub fn is_program(path: &Path) -> bool {
    #[cfg(unix)]
    let can_run = |meta: &fs::Metadata| meta.permissions().mode() & 0o111 != 0;
    #[cfg(not(unix))]
    let can_run = |_: &fs::Metadata| true;
    path.metadata().is_ok_and(|meta| meta.is_file() && can_run(&meta))
}

/// Reads to the end, but no more than tells that it is too much.
fn read_all(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(u64::from(u32::MAX) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn too_large(name: &str) -> Problem {
    Problem::new(format!("`{name}` is larger than 4 GiB"))
        .help("a registry is a text file of some hundred records")
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Problem {
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let failure = Problem::new(format!("`{name}` is not UTF-8: byte {at} (line {line}) is 0x{byte:02X}"));
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        failure.help("it looks like UTF-16: save it as UTF-8")
    } else {
        failure.help("save the file as UTF-8")
    }
}

/// No access control lists. On macOS they are not extended attributes, and on FreeBSD no user can read them: to
/// take an unreadable list for a reason to narrow the mode would make every registry private there.
#[cfg(all(unix, not(target_os = "linux")))]
mod lists {
    use std::ffi::OsString;
    use std::fs::File;

    pub struct Lists;

    impl Lists {
        pub fn of(_: &File, _: &[OsString], _: &mut Vec<String>) -> Self {
            Self
        }

        #[expect(clippy::unused_self, reason = "on Linux there are lists to give")]
        pub fn give(&self, _: &File, _: bool, mode: u32, _: &mut Vec<String>) -> u32 {
            mode
        }
    }
}

/// Access rights where there are no modes: what the standard library knows of them.
#[cfg(not(unix))]
mod access {
    use std::fs::{File, Permissions};
    use std::io;

    use crate::cli::store::replace::Losses;

    pub struct Access(Permissions);

    impl Access {
        pub fn of(file: &File) -> io::Result<Self> {
            Ok(Self(file.metadata()?.permissions()))
        }

        pub fn is_current(&self, file: &File) -> bool {
            file.metadata().is_ok_and(|meta| meta.permissions() == self.0)
        }

        pub fn other_links(&self) -> u64 {
            0
        }

        pub fn give(&self, new: &File) -> io::Result<Losses> {
            new.set_permissions(self.0.clone()).map(|()| Losses::default())
        }
    }
}
