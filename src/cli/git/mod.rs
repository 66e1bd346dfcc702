//! Git, asked as a program: revisions, merge bases, the text of a file at a commit.
//!
//! Promises: only the checkout that contains the file is asked, and it is not changed; an id is 40 or 64
//! hexadecimal digits; git's own words are kept where it fails. Only commands are used that have no filters,
//! pagers or external programs. Nothing is fetched: an object that a partial clone left out is a failure.
//! Which revision is meant is left to `base/`.

mod conversions;
mod program;
mod tracked;
mod tree;

pub use conversions::Conversion;
pub use tracked::{Tracked, short};
pub use tree::{Stored, at_commit};
