//! What `import` has beside the sheet itself: the state from which it was made, the file that keeps which field a column
//! is, and what is said of the changes.

pub mod base;
pub mod changes;
pub mod mapping_file;
