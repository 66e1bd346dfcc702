//! The extended attributes of a file.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;

use xattr::FileExt;

/// An extended attribute.
pub struct Attribute {
    pub name: OsString,
    pub value: Vec<u8>,
}

impl Attribute {
    /// Gives a file this attribute; returns `true` if it has it.
    pub fn give(&self, file: &File) -> bool {
        file.get_xattr(&self.name).is_ok_and(|value| value.as_ref() == Some(&self.value))
            || file.set_xattr(&self.name, &self.value).is_ok()
    }
}

/// Returns `true` if only the system uses the attribute of this name. On Linux it contains access rights, which
/// `Lists` keeps; on FreeBSD no user can read it.
pub fn is_of_system(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b"system.")
}

/// Returns the result, or no attribute if the file system does not support attributes.
pub fn known<T>(result: io::Result<Option<T>>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        result => result,
    }
}

/// Returns the name of an attribute in messages.
pub fn called(name: &OsStr) -> String {
    format!("attribute `{}`", name.display())
}
