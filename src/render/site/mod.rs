//! A report: a page that is quoted, and the files beside it.
//!
//! All of them are made of the same facts (`facts.rs`), whose numbers are those of `count`. Same input, same bytes.

mod facts;
mod files;
mod license;
mod page;
mod tiles;
mod timeline;

pub use facts::{Facts, Revision};
pub use files::{FILES, File, PAGE};
pub use page::MARK;

/// Returns the files of a report, in the order of [`FILES`]. `changes` is what changed in each commit, as `log` writes it;
/// without it, and without a publisher, a file is missing.
pub fn files(facts: &Facts<'_>, changes: Option<&str>) -> Vec<File> {
    let (mut files, what): (Vec<File>, Vec<&'static str>) = files::beside(facts, changes).into_iter().unzip();
    let others: Vec<_> = files.iter().map(|file| file.path).zip(what).collect();
    files.push(File { path: PAGE, text: page::render(facts, &others) });
    files
}
