//! Files: finds the registry, reads it, replaces it. No other folder of the source opens a file.

#[cfg(unix)]
mod access;
#[cfg(target_os = "linux")]
mod acl;
mod append;
#[cfg(unix)]
mod attribute;
mod checkout;
pub mod export;
mod folder;
#[cfg(target_os = "linux")]
mod lists;
mod losses;
mod mount;
mod path;
mod read;
pub mod replace;
pub mod report;
mod scratch;
pub mod space;
pub mod trace;

pub use append::append;
pub use checkout::{GIT, MOST_LINKS, checkout_of, in_checkout, links, patch_path, path_in_repository};
pub use folder::make_folder;
pub use path::{NAME, is_file, is_program, is_stream, is_there, locate, name_of, real};
pub use read::{Text, beginning, bytes, is_binary, read};
pub use scratch::Scratch;

/// No access control lists. On macOS they are not extended attributes, and on FreeBSD no user can read them. If
/// an unreadable list narrowed the mode, as on Linux, every registry would become private there.
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

/// The access rights that the standard library knows, for systems without modes.
#[cfg(not(unix))]
mod access {
    use std::fs::{File, Permissions};
    use std::io;

    use crate::cli::store::losses::Losses;

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
