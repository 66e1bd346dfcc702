//! Text → [`Registry`]: records, comments and diagnostics.
//!
//! Promises: parsing never fails, never panics and never stops at the first problem. Whether values make sense
//! is checked in `validate/`.
//!
//! There are two doors. [`Registry::parse`] keeps every record; [`Source::each`] hands them on one at a time,
//! for validating and counting a million records in little memory.

mod blocks;

#[doc(hidden)]
pub mod code;
#[doc(hidden)]
pub mod comments;
mod conflict;
mod faulty_text;
mod fields;
mod header;
pub(crate) mod list;
mod reader;
mod registry;
mod source;
mod statement;
mod straight;
mod tables;
pub(crate) mod toml_error;
mod unknown_tables;
mod unparsed;
mod unread;
mod value;
mod version;

pub(crate) use conflict::{is_marker_line, label, marker, parted as parted_conflicts};
pub(crate) use reader::{Reader, shift};
pub use registry::Registry;
#[doc(hidden)]
pub use registry::{Damage, since, unknown_format};
#[cfg(debug_assertions)]
#[doc(hidden)]
pub use source::PARSES;
pub use source::Source;
pub(crate) use unparsed::{may_give, words};
pub(crate) use unread::{UnreadBlock, has_content};
