//! Who may do what with a file, and what else the system keeps about it: taken from the file that is
//! replaced, given to the one that replaces it.
//!
//! Promises: at no moment may anyone do more with the new file than with the old one, its owner and the
//! superuser aside; what could not be kept is returned in words. A new file must be private and empty when
//! it comes here.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

use xattr::FileExt;

use crate::cli::store::acl;

/// The bits of a mode that say who may read, write and execute.
const RIGHTS: u32 = 0o777;

/// The bits of a mode that there are.
const MODE: u32 = 0o7777;

/// What the system derives from the content of a file, or takes away when it is written.
const OF_CONTENT: [&str; 3] = ["security.capability", "security.evm", "security.ima"];

/// The access rights and the attributes of a file.
pub struct Access {
    meta: Metadata,
    /// The access control list; none where the file has none.
    acl: Option<Vec<u8>>,
    /// Access rights of another kind, such as those of NFS.
    foreign: Vec<Attribute>,
    attributes: Vec<Attribute>,
    /// What could not be read.
    unread: Vec<String>,
    /// Whether rights may be among what could not be read.
    is_unclear: bool,
}

struct Attribute {
    name: OsString,
    value: Vec<u8>,
}

impl Access {
    /// Reads the access rights and the attributes of a file.
    pub fn of(file: &File) -> io::Result<Self> {
        let meta = file.metadata()?;
        let (mut unread, mut is_unclear) = (Vec::new(), false);
        let acl = known(file.get_xattr(acl::NAME)).unwrap_or_else(|_| {
            unread.push("access control list".to_owned());
            is_unclear = true;
            None
        });
        let names = known(file.list_xattr().map(Some)).unwrap_or_else(|_| {
            unread.push("extended attributes".to_owned());
            None
        });
        let (mut foreign, mut attributes) = (Vec::new(), Vec::new());
        for name in names.into_iter().flatten() {
            if name == acl::NAME || OF_CONTENT.iter().any(|derived| name == *derived) {
                continue;
            }
            let is_foreign = name.as_encoded_bytes().starts_with(b"system.");
            match known(file.get_xattr(&name)) {
                Ok(Some(value)) if is_foreign => foreign.push(Attribute { name, value }),
                Ok(Some(value)) => attributes.push(Attribute { name, value }),
                Ok(None) => {}
                Err(_) => {
                    unread.push(called(&name));
                    is_unclear |= is_foreign;
                }
            }
        }
        Ok(Self { meta, acl, foreign, attributes, unread, is_unclear })
    }

    /// Returns `true` if the file still has the owner, the group and the mode that were read.
    pub fn is_current(&self, file: &File) -> bool {
        let of = |meta: &Metadata| (meta.uid(), meta.gid(), meta.mode());
        file.metadata().is_ok_and(|meta| of(&meta) == of(&self.meta))
    }

    /// Returns how many other names the file has.
    pub fn other_names(&self) -> u64 {
        self.meta.nlink().saturating_sub(1)
    }

    /// Gives a new file what this one had, as far as the system lets us; returns what was not kept, such
    /// as `owner`.
    pub fn give(&self, new: &File) -> io::Result<Vec<String>> {
        let own = new.metadata()?;
        let mut lost = self.unread.clone();
        // While the file is ours and can be written: the mode of the old one may forbid it.
        lost.extend(self.attributes.iter().filter(|one| !one.give(new)).map(|one| called(&one.name)));
        if own.gid() != self.meta.gid() {
            let _ = fchown(new, None, Some(self.meta.gid()));
        }
        let keeps_group = new.metadata()?.gid() == self.meta.gid();
        let mut mode = self.give_lists(new, keeps_group, &mut lost);
        if !keeps_group {
            // The members of the old group are among the others now, and others in the new group.
            let common = mode >> 3 & mode & 0o7;
            mode = mode & 0o700 | common << 3 | common;
        }
        if keeps_group && own.uid() == self.meta.uid() {
            // To set a user or group ID is a right of the file that had it, nobody else's.
            mode |= self.meta.mode() & (MODE & !RIGHTS);
        }
        if new.metadata()?.mode() & MODE != mode {
            // Some file systems have no modes to be changed; what they gave is compared below.
            let _ = new.set_permissions(Permissions::from_mode(mode));
        }
        // Last, as it ends our right to the rest where we are not the superuser in full.
        if own.uid() != self.meta.uid() {
            let _ = fchown(new, Some(self.meta.uid()), None);
        }
        let (now, then) = (new.metadata()?, &self.meta);
        if now.uid() != then.uid() {
            lost.push("owner".to_owned());
        }
        if now.gid() != then.gid() {
            lost.push("group".to_owned());
        }
        let (now, then) = (now.mode() & MODE, then.mode() & MODE);
        if now != then {
            lost.push(format!("mode ({now:04o} now, {then:04o} before)"));
        }
        Ok(lost)
    }

    /// Gives the new file the access control list, or none; returns the mode that it may have beside it.
    fn give_lists(&self, new: &File, keeps_group: bool, lost: &mut Vec<String>) -> u32 {
        let mut mode = self.meta.mode() & RIGHTS;
        // A list means the group of the file too, so it is not given to another.
        let is_given = |list: &Vec<u8>| keeps_group && new.set_xattr(acl::NAME, list).is_ok();
        if !self.acl.as_ref().is_some_and(is_given) {
            if let Some(list) = &self.acl {
                mode = acl::mode_without(list, mode);
                lost.push("access control list".to_owned());
            }
            // One that came from the folder gives nothing as long as the mode gives the group nothing.
            if !has_no_list(new) {
                mode &= 0o707;
            }
        }
        for list in &self.foreign {
            if !(keeps_group && list.give(new)) {
                mode &= 0o700;
                lost.push(called(&list.name));
            }
        }
        if self.is_unclear { mode & 0o700 } else { mode }
    }
}

impl Attribute {
    /// Gives a file this attribute; returns `true` if it has it.
    fn give(&self, file: &File) -> bool {
        file.get_xattr(&self.name).is_ok_and(|value| value.as_ref() == Some(&self.value))
            || file.set_xattr(&self.name, &self.value).is_ok()
    }
}

/// Removes the access control list that a new file has from its folder; returns `true` if it has none.
fn has_no_list(new: &File) -> bool {
    let has_none = || matches!(known(new.get_xattr(acl::NAME)), Ok(None));
    has_none() || new.remove_xattr(acl::NAME).is_ok() && has_none()
}

/// Takes a file system that has no attributes for a file that has none.
fn known<T>(result: io::Result<Option<T>>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        result => result,
    }
}

/// Returns what an attribute is called in a message.
fn called(name: &OsStr) -> String {
    format!("attribute `{}`", name.display())
}
