//! Git, run as a program: revisions, merge bases, the text of a file at a commit.
//!
//! Only the checkout that contains the file is read, and nothing in it is changed. The commands of git that are
//! used run no filters, pagers or external programs. Nothing is fetched: an object that a partial clone does not
//! contain is an error. If git fails, the error contains its message.

mod conversions;
mod history;
mod program;
mod tracked;
mod tree;

pub use conversions::Conversion;
pub use history::{Commit, Version};
pub use tracked::{Tracked, short};
pub use tree::{Stored, at_commit};
