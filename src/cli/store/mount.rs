//! Mount points. A container can mount a single file: nothing can be renamed onto it.

use std::fs;
use std::path::Path;

use crate::cli::store::path::real;

/// Returns `true` if a file is a mount point of this process, links followed. Only Linux tells.
pub fn is_mount_point(path: &Path) -> bool {
    let list = fs::read("/proc/self/mountinfo").unwrap_or_default();
    lists(&String::from_utf8_lossy(&list), &real(path).to_string_lossy())
}

/// Returns `true` if a list of mounts contains the mount point at a path; proc(5) describes the list.
fn lists(list: &str, path: &str) -> bool {
    list.lines().filter_map(|line| line.split(' ').nth(4)).any(|point| unescaped(point) == path)
}

/// Returns a field of the list with its escapes resolved.
fn unescaped(field: &str) -> String {
    // The backslash comes last: it must not begin another escape.
    let escapes = [(r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\043", "#"), (r"\134", r"\")];
    escapes.iter().fold(field.to_owned(), |field, (escape, character)| field.replace(escape, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_is_a_mount_point_only_if_it_is_mounted_itself() {
        let list = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            36 22 8:1 /real.toml /data/my\\040folder/registry.toml rw shared:1 - ext4 /dev/sda1 rw\n\
            37 22 0:5 /x /data/odd\\134040 rw - tmpfs tmpfs rw\n";
        for (path, is_one) in [
            ("/data/my folder/registry.toml", true),
            ("/data/odd\\040", true),
            ("/data/my folder", false),
            ("/data/my folder/registry.toml.old", false),
            ("/real.toml", false),
            ("/", true),
        ] {
            assert_eq!(lists(list, path), is_one, "{path}");
        }
    }
}
