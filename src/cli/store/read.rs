//! Reads a text: a file or standard input.
//!
//! Promises: every error names the path and the reason. For a text that is not UTF-8, it names the first invalid
//! byte and its line.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use netreg::text::shell_word;

use crate::cli::error::Problem;
use crate::cli::store::path::{is_stream, leads_to, missing_target, name_of};

/// A text and its name.
pub struct Text {
    /// The path as the user gave it, or `standard input`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Reads a text. The path `-` is standard input.
///
/// # Errors
///
/// Fails if the file cannot be read, is larger than 4 GiB, or is not UTF-8.
pub fn read(path: &Path) -> anyhow::Result<Text> {
    let (name, bytes) = bytes(path)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, text }),
        Err(error) => Err(not_utf8(&name, error.as_bytes(), error.utf8_error().valid_up_to()).into()),
    }
}

/// Reads what need not be text: its name and its bytes. The path `-` is standard input.
///
/// # Errors
///
/// Fails if the file cannot be read, or is larger than 4 GiB.
pub fn bytes(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let name = name_of(path);
    let bytes = if is_stream(path) {
        read_all(io::stdin().lock(), 0).context("cannot read standard input")?
    } else {
        read_file(path)?
    };
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(&name).into());
    }
    Ok((name, bytes))
}

/// Returns the text at the beginning of a regular file, at most so many bytes, or `None` if there is none. Anything else,
/// such as a pipe, is not read, because that could take forever or take from others what is in it.
pub fn beginning(path: &Path, most: u64) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    bytes.truncate(valid);
    String::from_utf8(bytes).ok()
}

/// Reads the bytes of a file.
fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    let failed = |error| if path.is_dir() { is_folder(path).into() } else { unreadable(path, error) };
    let file = fs::File::open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if meta.is_dir() {
        return Err(is_folder(path).into());
    }
    // A pipe has no size.
    let Ok(size) = u32::try_from(meta.len()) else {
        return Err(too_large(&path.display().to_string()).into());
    };
    read_all(file, size as usize).map_err(failed)
}

/// Returns the error for a folder in place of a file.
pub fn is_folder(path: &Path) -> Problem {
    Problem::new(format!("cannot read `{}`: it is a folder", path.display()))
        .help("give the path of a file in this folder")
}

/// Returns the error for a file that cannot be read.
pub fn unreadable(path: &Path, error: io::Error) -> anyhow::Error {
    let cannot = format!("cannot read `{}`", path.display());
    match error.kind() {
        io::ErrorKind::NotFound => match missing_target(path) {
            Some(target) => Problem::new(format!("{cannot}: {}", leads_to(&target)))
                .help(format!("`ln -sf FILE {}` links it to another file", shell_word(path)))
                .into(),
            None => Problem::new(format!("{cannot}: no such file")).into(),
        },
        io::ErrorKind::PermissionDenied => Problem::new(format!("{cannot}: permission denied"))
            .help("ask the owner of the file for permission to read it")
            .into(),
        _ => anyhow::Error::new(error).context(cannot),
    }
}

/// Reads to the end, or one byte more than 4 GiB, which is enough to see that the text is too large. There is room for
/// `size` bytes from the start: a buffer that grows would be copied. A source may have more bytes.
fn read_all(from: impl Read, size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size);
    from.take(u64::from(u32::MAX) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns `true` if a file can be read, but is not UTF-8. What is not a regular file could be read only once.
pub fn is_binary(path: &Path) -> bool {
    path.is_file() && fs::read(path).is_ok_and(|bytes| str::from_utf8(&bytes).is_err())
}

/// Returns `true` if a file contains this text and nothing else. It is read piece by piece.
///
/// # Errors
///
/// Fails if the file cannot be read.
pub fn is_text_of(path: &Path, text: &str) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    let (mut piece, mut rest) = (vec![0; 1 << 16], text.as_bytes());
    loop {
        let number = match file.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            number => number?,
        };
        if number == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(&piece[..number]) {
            Some(below) => rest = below,
            None => return Ok(false),
        }
    }
}

/// Returns the error for a text that is too large.
fn too_large(name: &str) -> Problem {
    Problem::new(format!("`{name}` is larger than 4 GiB"))
        .help("check the file name: a registry is a text file with some hundred records")
}

/// Returns the error for a text whose byte at `at` is not UTF-8.
fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Problem {
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let problem = Problem::new(format!("`{name}` is not UTF-8: byte {at} (line {line}) is 0x{byte:02X}"));
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        problem.help("the file looks like UTF-16: save it as UTF-8")
    } else {
        problem.help("save the file as UTF-8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_is_only_a_hint() {
        for size in [0, 1, 4, 5, 6, 1000] {
            assert_eq!(read_all(&b"abcde"[..], size).expect("bytes"), b"abcde", "{size}");
        }
        // A read may return fewer bytes than there are.
        let parts = b"ab".chain(&b"cd"[..]).chain(&b"e"[..]);
        assert_eq!(read_all(parts, 5).expect("bytes"), b"abcde");
    }
}
