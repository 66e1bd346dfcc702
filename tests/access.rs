//! Owner, permissions and attributes of a registry after it is replaced by its new text.
#![cfg(unix)]

mod support;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Output;

#[cfg(debug_assertions)]
use support::at;
use support::users::{
    EIO, ENOTSUP, EPERM, FCHMOD, FCHOWN, FGETXATTR, FLISTXATTR, FREMOVEXATTR, FSETXATTR, NOBODY, as_nobody,
    as_user, given_away, is_superuser, where_refused,
};
use support::{SET, UTOPIA, names, run, skipped, stderr, with_registry};

const NO_LIST: &str = "`registry.toml` has lost its access control list";
const MODE: &str = "the mode of `registry.toml` has changed";
const ALL_THREE: &str = "the owner, group and mode of `registry.toml` have changed";

const ACCESS: &str = "system.posix_acl_access";
const DEFAULT: &str = "system.posix_acl_default";

// The kinds of entry in an access control list.
const USER_OBJ: u16 = 0x01;
const USER: u16 = 0x02;
const GROUP_OBJ: u16 = 0x04;
const MASK: u16 = 0x10;
const OTHER: u16 = 0x20;

/// Returns the bytes of an access control list in which `NOBODY` is the named user.
fn acl(entries: &[(u16, u16)]) -> Vec<u8> {
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (tag, rights) in entries {
        let id = if *tag == USER { NOBODY } else { u32::MAX };
        bytes.extend(tag.to_le_bytes());
        bytes.extend(rights.to_le_bytes());
        bytes.extend(id.to_le_bytes());
    }
    bytes
}

/// Returns a list that lets one more user write, and the group only read.
fn shared() -> Vec<u8> {
    acl(&[(USER_OBJ, 6), (USER, 6), (GROUP_OBJ, 4), (MASK, 6), (OTHER, 0)])
}

/// Makes a world-writable folder with a registry of this mode; returns both paths.
fn made(name: &str, mode: u32) -> (PathBuf, PathBuf) {
    let (here, file) = with_registry(name, UTOPIA);
    fs::set_permissions(&file, Permissions::from_mode(mode)).expect("its mode is set");
    fs::set_permissions(&here, Permissions::from_mode(0o777)).expect("its mode is set");
    (here, file)
}

/// Sets an attribute; returns `false` if the system cannot.
fn set(path: &Path, name: &str, value: &[u8]) -> bool {
    let set = xattr::set(path, name, value);
    if let Err(error) = &set {
        skipped(&format!("the attribute `{name}` cannot be set here: {error}"));
    }
    set.is_ok()
}

fn get(path: &Path, name: &str) -> Option<Vec<u8>> {
    xattr::get(path, name).unwrap_or_default()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").mode() & 0o7777
}

/// Checks that the file has the new text and that these warnings were printed.
fn assert_changed(file: &Path, output: &Output, warnings: &[&str]) {
    let mut said: String = warnings.iter().flat_map(|warning| ["warning: ", warning, "\n"]).collect();
    if !warnings.is_empty() {
        let names_many = [" and ", "extended attributes"].iter().any(|many| said.contains(many));
        let what = if names_many || warnings.len() > 1 { "them" } else { "it" };
        said += &format!("help: ask the owner of the file to set {what} again\n");
    }
    assert_eq!(stderr(output), said);
    assert_eq!(output.status.code(), Some(0));
    assert!(fs::read_to_string(file).expect("it is read").contains("note = \"x\"\n"));
    assert_eq!(names(file.parent().expect("a folder")), ["registry.toml"]);
}

#[test]
fn access_control_list_is_kept() {
    let (here, file) = made("access_control_list_is_kept", 0o640);
    if !set(&file, ACCESS, &shared()) {
        return;
    }
    assert_eq!(mode(&file), 0o660, "the mask replaces the group");
    assert_changed(&file, &run(&here, &SET), &[]);
    assert_eq!((get(&file, ACCESS), mode(&file)), (Some(shared()), 0o660));
}

#[test]
fn access_control_list_that_cannot_be_set_grants_no_more_access() {
    for (list, left) in [
        (shared(), "(mode 0640, before 0660)"),
        // A user to whom the list denies access would get the permissions of the group or of others.
        (acl(&[(USER_OBJ, 6), (USER, 0), (GROUP_OBJ, 6), (MASK, 6), (OTHER, 4)]), "(mode 0600, before 0664)"),
    ] {
        let (here, file) = made("access_control_list_that_cannot_be_set_grants_no_more_access", 0o640);
        if !set(&file, ACCESS, &list) {
            return;
        }
        let Some(output) = where_refused(&here, ENOTSUP, &[FSETXATTR], &SET) else { return };
        assert_changed(&file, &output, &[NO_LIST, &format!("{MODE} {left}")]);
        assert_eq!(get(&file, ACCESS), None);
    }
}

#[test]
fn unreadable_access_control_list_leaves_access_to_the_owner_only() {
    let (here, file) = made("unreadable_access_control_list", 0o664);
    let Some(output) = where_refused(&here, EIO, &[FGETXATTR], &SET) else { return };
    assert_changed(&file, &output, &[NO_LIST, &format!("{MODE} (mode 0600, before 0664)")]);
}

#[test]
fn attributes_that_cannot_be_listed_are_lost() {
    let (here, file) = made("attributes_that_cannot_be_listed_are_lost", 0o664);
    let Some(output) = where_refused(&here, EIO, &[FLISTXATTR], &SET) else { return };
    assert_changed(&file, &output, &["`registry.toml` has lost its extended attributes"]);
}

#[test]
fn default_list_of_the_folder_grants_no_more_access() {
    let (here, file) = made("default_list_of_the_folder_grants_no_more_access", 0o640);
    let default = acl(&[(USER_OBJ, 7), (USER, 7), (GROUP_OBJ, 7), (MASK, 7), (OTHER, 5)]);
    if !set(&here, DEFAULT, &default) {
        return;
    }
    assert_changed(&file, &run(&here, &SET), &[]);
    assert_eq!((get(&file, ACCESS), mode(&file)), (None, 0o640));
    // It is not mixed with a list that the file has.
    assert!(set(&file, ACCESS, &shared()));
    assert_eq!(run(&here, &["set", "utopia", "note="]).status.code(), Some(0));
    assert_eq!((get(&file, ACCESS), mode(&file)), (Some(shared()), 0o660));
    // A new file inherits the default list, as with other programs.
    assert_eq!(run(&here, &["init", "-f", "new.toml"]).status.code(), Some(0));
    let inherited = acl(&[(USER_OBJ, 6), (USER, 7), (GROUP_OBJ, 7), (MASK, 6), (OTHER, 4)]);
    assert_eq!(get(&here.join("new.toml"), ACCESS), Some(inherited));
}

#[test]
fn default_list_that_cannot_be_removed_grants_no_access() {
    let (here, file) = made("default_list_that_cannot_be_removed_grants_no_access", 0o664);
    let default = acl(&[(USER_OBJ, 7), (USER, 7), (GROUP_OBJ, 7), (MASK, 7), (OTHER, 5)]);
    if !set(&here, DEFAULT, &default) {
        return;
    }
    let Some(output) = where_refused(&here, EPERM, &[FREMOVEXATTR], &SET) else { return };
    assert_changed(&file, &output, &[&format!("{MODE} (mode 0604, before 0664)")]);
}

#[test]
#[cfg(debug_assertions)]
fn file_with_a_list_is_private_until_its_rights_are_set() {
    let (here, file) = made("file_with_a_list_is_private_until_its_rights_are_set", 0o640);
    if !set(&here, DEFAULT, &acl(&[(USER_OBJ, 7), (USER, 7), (GROUP_OBJ, 7), (MASK, 7), (OTHER, 5)])) {
        return;
    }
    for (list, given) in [(None, "640"), (Some(shared()), "660")] {
        list.map(|list| set(&file, ACCESS, &list));
        for (step, seen) in [("made", "600"), ("given", given), ("compared", given)] {
            let note = format!("note={step} {given}");
            let output =
                at(&here, step, "stat -c '%a %s' .*.netreg-tmp > ../seen", &["set", "utopia", &note]);
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            let found = fs::read_to_string(here.join("../seen")).expect("it is read");
            // Its permissions are set while the file is still empty.
            let size = if step == "compared" { fs::metadata(&file).expect("it is there").len() } else { 0 };
            assert_eq!(found, format!("{seen} {size}\n"), "{step}");
        }
    }
}

#[test]
#[cfg(debug_assertions)]
fn permission_removed_during_the_write_is_not_restored() {
    let (here, file) = made("permission_removed_during_the_write_is_not_restored", 0o664);
    let output = at(&here, "flushed", "chmod 600 registry.toml", &SET);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("another program has just changed `registry.toml`"), "{said}");
    assert_eq!((fs::read_to_string(&file).expect("it is read").as_str(), mode(&file)), (UTOPIA, 0o600));
    assert_eq!(names(&here), ["registry.toml"]);
}

#[test]
fn extended_attributes_are_kept() {
    let (here, file) = made("extended_attributes_are_kept", 0o644);
    let binary = [0, 255, 10, 27];
    if !set(&file, "user.origin", b"https://example.org") || !set(&file, "user.binary", &binary) {
        return;
    }
    assert_changed(&file, &run(&here, &SET), &[]);
    assert_eq!(get(&file, "user.origin").as_deref(), Some(&b"https://example.org"[..]));
    assert_eq!(get(&file, "user.binary").as_deref(), Some(&binary[..]));
}

#[test]
fn attribute_that_cannot_be_copied_is_named() {
    let (here, file) = made("attribute_that_cannot_be_copied_is_named", 0o644);
    if !set(&file, "user.odd\u{1b}[31m", b"x") {
        return;
    }
    let Some(output) = where_refused(&here, ENOTSUP, &[FSETXATTR], &SET) else { return };
    assert_changed(&file, &output, &["`registry.toml` has lost its attribute `user.odd\\u{1b}[31m`"]);
}

#[test]
fn system_attribute_that_a_user_cannot_copy_is_named() {
    let (here, file) = made("system_attribute_is_named", 0o666);
    if !is_superuser(&here) || !set(&file, "security.netreg", b"x") || !set(&file, "user.origin", b"y") {
        return;
    }
    // An attribute that describes the old content is not copied. Where it cannot be set, the other checks
    // still apply.
    set(&file, "security.ima", b"\x01z");
    let Some(output) = as_nobody(&here, &SET) else { return };
    let lost = "`registry.toml` has lost its attribute `security.netreg`";
    assert_changed(&file, &output, &[lost, "the owner and group of `registry.toml` have changed"]);
    assert_eq!(get(&file, "user.origin").as_deref(), Some(&b"y"[..]));
    assert_eq!((get(&file, "security.netreg"), get(&file, "security.ima")), (None, None));
}

#[test]
fn file_system_without_attributes_gives_no_warning() {
    let (here, file) = made("file_system_without_attributes_gives_no_warning", 0o664);
    let calls = [FGETXATTR, FLISTXATTR, FSETXATTR, FREMOVEXATTR];
    let Some(output) = where_refused(&here, ENOTSUP, &calls, &SET) else { return };
    assert_changed(&file, &output, &[]);
    assert_eq!(mode(&file), 0o664);
}

#[test]
fn group_permissions_are_not_given_to_another_group() {
    for (before, now) in [(0o646, 0o644), (0o626, 0o622), (0o676, 0o666), (0o666, 0o666), (0o4646, 0o644)] {
        let (here, file) = made("group_permissions_are_not_given_to_another_group", before);
        if !is_superuser(&here) {
            return;
        }
        let Some(output) = as_nobody(&here, &SET) else { return };
        let said = if before == now {
            "the owner and group of `registry.toml` have changed".to_owned()
        } else {
            format!("{ALL_THREE} (mode {now:04o}, before {before:04o})")
        };
        assert_changed(&file, &output, &[&said]);
        let meta = fs::metadata(&file).expect("it is there");
        assert_eq!((mode(&file), meta.uid(), meta.gid()), (now, NOBODY, NOBODY));
    }
}

#[test]
fn write_by_a_group_member_keeps_group_and_mode() {
    let (here, file) = made("write_by_a_group_member_keeps_group_and_mode", 0o664);
    if !is_superuser(&here) {
        return;
    }
    let group = fs::metadata(&file).expect("it is there").gid();
    let has_list = set(&file, ACCESS, &shared());
    let before = mode(&file);
    let Some(output) = as_user(&here, group, &SET) else { return };
    assert_changed(&file, &output, &["the owner of `registry.toml` has changed"]);
    let meta = fs::metadata(&file).expect("it is there");
    assert_eq!((mode(&file), meta.uid(), meta.gid()), (before, NOBODY, group));
    assert_eq!(get(&file, ACCESS), has_list.then(shared));
}

#[test]
fn access_control_list_is_not_given_to_another_group() {
    let (here, file) = made("access_control_list_is_not_given_to_another_group", 0o640);
    if !is_superuser(&here) || !set(&file, ACCESS, &shared()) {
        return;
    }
    let Some(output) = as_nobody(&here, &SET) else { return };
    assert_changed(&file, &output, &[NO_LIST, &format!("{ALL_THREE} (mode 0600, before 0660)")]);
    assert_eq!(get(&file, ACCESS), None);
}

#[test]
fn write_by_the_superuser_keeps_owner_and_permissions() {
    let (here, file) = made("write_by_the_superuser_keeps_owner_and_permissions", 0o400);
    if !is_superuser(&here) || !set(&file, "user.origin", b"y") {
        return;
    }
    if !given_away(&file) {
        return;
    }
    let has_list = set(&file, ACCESS, &shared());
    assert_changed(&file, &run(&here, &SET), &[]);
    let meta = fs::metadata(&file).expect("it is there");
    assert_eq!((meta.uid(), meta.gid()), (NOBODY, NOBODY));
    assert_eq!(get(&file, ACCESS), has_list.then(shared));
    assert_eq!(get(&file, "user.origin").as_deref(), Some(&b"y"[..]));
}

#[test]
fn set_user_id_bit_is_not_restored_for_another_owner() {
    let (here, file) = made("set_user_id_bit_is_not_restored_for_another_owner", 0o644);
    if !is_superuser(&here) {
        return;
    }
    if !given_away(&file) {
        return;
    }
    fs::set_permissions(&file, Permissions::from_mode(0o6755)).expect("its mode is set");
    assert_changed(&file, &run(&here, &SET), &[&format!("{MODE} (mode 0755, before 6755)")]);
    // If the owner stays the same, the bit stays, as with any other program.
    let (here, file) = made("set_user_id_bit_is_not_restored_for_another_owner", 0o2664);
    assert_changed(&file, &run(&here, &SET), &[]);
    assert_eq!(mode(&file), 0o2664);
}

#[test]
fn mode_that_cannot_be_set_stays_private() {
    let (here, file) = made("mode_that_cannot_be_set_stays_private", 0o664);
    let Some(output) = where_refused(&here, EPERM, &[FCHMOD], &SET) else { return };
    assert_changed(&file, &output, &[&format!("{MODE} (mode 0600, before 0664)")]);
    // Nothing needs to be set on a file system that gives every file one mode.
    fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("its mode is set");
    let Some(output) = where_refused(&here, EPERM, &[FCHMOD], &["-q", "set", "utopia", "name=x"]) else {
        return;
    };
    assert_changed(&file, &output, &[]);
}

#[test]
fn drive_that_refuses_modes_and_owners_does_not_stop_the_write() {
    for errno in [EPERM, ENOTSUP] {
        let (here, file) = made("drive_that_refuses_modes_and_owners", 0o664);
        let Some(output) = where_refused(&here, errno, &[FCHMOD, FCHOWN], &SET) else { return };
        assert_changed(&file, &output, &[&format!("{MODE} (mode 0600, before 0664)")]);
        let (here, file) = made("drive_that_refuses_modes_and_owners", 0o644);
        if !is_superuser(&here) || !given_away(&file) {
            return;
        }
        let Some(output) = where_refused(&here, errno, &[FCHOWN], &SET) else { return };
        assert_changed(&file, &output, &["the owner and group of `registry.toml` have changed"]);
        assert_eq!(mode(&file), 0o644);
    }
}

#[test]
fn other_hard_links_keep_the_old_text_and_a_note_says_so() {
    let (here, file) = made("other_hard_links_keep_the_old_text", 0o644);
    if let Err(error) = fs::hard_link(&file, here.join("other.toml")) {
        return skipped(&format!("no hard link can be created here: {error}"));
    }
    let output = run(&here, &SET[1..]);
    let said = "note: other hard links to `registry.toml` (1) still contain the old text\n";
    assert!(stderr(&output).contains(said), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(here.join("other.toml")).expect("it is read"), UTOPIA);
    assert_ne!(fs::read_to_string(&file).expect("it is read"), UTOPIA);
}
