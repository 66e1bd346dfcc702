//! The owner, group, mode and extended attributes of a file, which its replacement gets.
//!
//! Promises: on Linux, the new file never gives anyone more rights than the old one, not even for a moment; its
//! owner and the superuser are the exceptions. What could not be kept is returned. On other systems the promise
//! covers owner, group and mode only, because access control lists are not read there. The new file must be
//! private and empty when it is given its rights.

use std::ffi::OsString;
use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

use xattr::FileExt;

use crate::cli::store::attribute::{Attribute, called, is_of_system, known};
use crate::cli::store::lists::Lists;
use crate::cli::store::losses::{ATTRIBUTES, Losses};

/// The bits of a mode for the rights to read, write and execute.
const RIGHTS: u32 = 0o777;

/// All bits of a mode.
const MODE: u32 = 0o7777;

/// The attributes that the system derives from the content of a file, or removes when the file is written.
const OF_CONTENT: [&str; 3] = ["security.capability", "security.evm", "security.ima"];

/// The access rights and the attributes of a file.
pub struct Access {
    meta: Metadata,
    lists: Lists,
    attributes: Vec<Attribute>,
    /// The attributes and lists that could not be read.
    unread: Vec<String>,
}

impl Access {
    /// Returns the access rights and the attributes of a file.
    pub fn of(file: &File) -> io::Result<Self> {
        let meta = file.metadata()?;
        let mut unread = Vec::new();
        let names = known(file.list_xattr().map(Some)).unwrap_or_else(|_| {
            unread.push(ATTRIBUTES.to_owned());
            None
        });
        let names: Vec<OsString> = names.into_iter().flatten().collect();
        let lists = Lists::of(file, &names, &mut unread);
        let mut attributes = Vec::new();
        for name in names {
            if is_of_system(&name) || OF_CONTENT.iter().any(|derived| name == *derived) {
                continue;
            }
            match known(file.get_xattr(&name)) {
                Ok(Some(value)) => attributes.push(Attribute { name, value }),
                Ok(None) => {}
                Err(_) => unread.push(called(&name)),
            }
        }
        Ok(Self { meta, lists, attributes, unread })
    }

    /// Returns `true` if the file still has the owner, the group and the mode that were read.
    pub fn is_current(&self, file: &File) -> bool {
        let of = |meta: &Metadata| (meta.uid(), meta.gid(), meta.mode());
        file.metadata().is_ok_and(|meta| of(&meta) == of(&self.meta))
    }

    /// Returns how many other hard links the file has.
    pub fn other_links(&self) -> u64 {
        self.meta.nlink().saturating_sub(1)
    }

    /// Gives a new file the owner, the rights and the attributes of this one, as far as the system permits.
    /// Returns what was not kept.
    pub fn give(&self, new: &File) -> io::Result<Losses> {
        let own = new.metadata()?;
        let mut lost = self.unread.clone();
        // Attributes come first, while the file is ours: the mode of the old file may forbid to write.
        lost.extend(self.attributes.iter().filter(|one| !one.give(new)).map(|one| called(&one.name)));
        if own.gid() != self.meta.gid() {
            let _ = fchown(new, None, Some(self.meta.gid()));
        }
        let keeps_group = new.metadata()?.gid() == self.meta.gid();
        let mut mode = self.lists.give(new, keeps_group, self.meta.mode() & RIGHTS, &mut lost);
        if !keeps_group {
            // Members of the old group are now others, and some others are members of the new group. So both
            // get only the rights that both had.
            let common = mode >> 3 & mode & 0o7;
            mode = mode & 0o700 | common << 3 | common;
        }
        if keeps_group && own.uid() == self.meta.uid() {
            // The set-user-ID and set-group-ID bits are safe only with the same owner and group.
            mode |= self.meta.mode() & (MODE & !RIGHTS);
        }
        if new.metadata()?.mode() & MODE != mode {
            // Some file systems cannot change modes; the result is compared below.
            let _ = new.set_permissions(Permissions::from_mode(mode));
        }
        // The owner comes last: without all rights of the superuser, we cannot change the file afterwards.
        if own.uid() != self.meta.uid() {
            let _ = fchown(new, Some(self.meta.uid()), None);
        }
        let (now, then) = (new.metadata()?, &self.meta);
        let mut changed = Vec::new();
        if now.uid() != then.uid() {
            changed.push("owner");
        }
        if now.gid() != then.gid() {
            changed.push("group");
        }
        let modes = (now.mode() & MODE, then.mode() & MODE);
        let modes = (modes.0 != modes.1).then_some(modes);
        changed.extend(modes.map(|_| "mode"));
        Ok(Losses { lost, changed, modes })
    }
}
