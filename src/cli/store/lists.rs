//! The access control lists of a file on Linux, and access rights of other kinds, such as those of NFS.
//!
//! Promises: a new file never gives more rights than the lists and the mode of the old one.

use std::ffi::{OsStr, OsString};
use std::fs::File;

use xattr::FileExt;

use crate::cli::store::acl;
use crate::cli::store::attribute::{Attribute, called, is_of_system, known};

/// The lists of a file.
pub struct Lists {
    /// The POSIX access control list, if the file has one.
    acl: Option<Vec<u8>>,
    /// Access rights of other kinds.
    others: Vec<Attribute>,
    /// `true` if the file may have a list that could not be read.
    is_unclear: bool,
}

impl Lists {
    /// Returns the lists of a file with the attributes `names`. Adds those that cannot be read to `unread`.
    pub fn of(file: &File, names: &[OsString], unread: &mut Vec<String>) -> Self {
        let mut lists = Self { acl: None, others: Vec::new(), is_unclear: false };
        let mut read = |name: &OsStr, called: String| {
            known(file.get_xattr(name)).unwrap_or_else(|_| {
                unread.push(called);
                lists.is_unclear = true;
                None
            })
        };
        // Read by its name, because some file systems do not include it in the list of attributes.
        lists.acl = read(acl::NAME.as_ref(), "access control list".to_owned());
        for name in names.iter().filter(|name| is_of_system(name) && *name != acl::NAME) {
            let value = read(name, called(name));
            lists.others.extend(value.map(|value| Attribute { name: name.clone(), value }));
        }
        lists
    }

    /// Gives a new file the lists, as far as that is safe. Returns the part of `mode` that the file may have with
    /// them, and adds what is not kept to `lost`.
    pub fn give(&self, new: &File, keeps_group: bool, mut mode: u32, lost: &mut Vec<String>) -> u32 {
        // A list gives rights to the group of the file, so a file with another group must not get it.
        let is_given = |list: &Vec<u8>| keeps_group && new.set_xattr(acl::NAME, list).is_ok();
        if !self.acl.as_ref().is_some_and(is_given) {
            if let Some(list) = &self.acl {
                mode = acl::mode_without(list, mode);
                lost.push("access control list".to_owned());
            }
            // A list that the file has from its folder gives no rights if the mode gives none to the group.
            if !has_no_list(new) {
                mode &= 0o707;
            }
        }
        for list in &self.others {
            if !(keeps_group && list.give(new)) {
                mode &= 0o700;
                lost.push(called(&list.name));
            }
        }
        if self.is_unclear { mode & 0o700 } else { mode }
    }
}

/// Removes the access control list that a new file has from its folder; returns `true` if it has none.
fn has_no_list(new: &File) -> bool {
    let has_none = || matches!(known(new.get_xattr(acl::NAME)), Ok(None));
    has_none() || new.remove_xattr(acl::NAME).is_ok() && has_none()
}
