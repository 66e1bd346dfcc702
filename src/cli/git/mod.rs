//! Git, run as a program: revisions, merge bases, the text of a file at a commit.
//!
//! Only the checkout that contains the file is read. Git changes nothing in it, except the settings that `config.rs`
//! writes and the file that `merge_file.rs` merges. The commands of git that are used run no filters, pagers or external programs. Nothing is fetched: an object
//! that a partial clone does not contain is an error. If git fails, the error contains its message.

pub mod attributes;
mod config;
mod conversions;
mod history;
mod merge_file;
mod program;
mod tracked;
mod tree;
mod unmerged;

pub use config::Scope;
pub use conversions::Conversion;
pub use history::{Commit, Version};
pub use program::{Git, failed};
pub use tracked::{Tracked, short};
pub use tree::{Stored, at_commit};
