//! The errors of a disk that has no room for a file.

use std::io::ErrorKind;

/// Returns why a file cannot grow and the help for that, or `None` if the error has another cause.
pub fn lack_of_space(error: ErrorKind) -> Option<(&'static str, &'static str)> {
    const FREE_SPACE: &str = "free some space, then run the command again";
    match error {
        ErrorKind::StorageFull => Some(("no space left on the disk", FREE_SPACE)),
        ErrorKind::QuotaExceeded => Some(("disk quota exceeded", FREE_SPACE)),
        ErrorKind::FileTooLarge => Some((
            "the file would exceed the limit on file sizes",
            "`ulimit -f unlimited` raises the limit; then run the command again",
        )),
        _ => None,
    }
}
