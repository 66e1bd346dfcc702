//! Registries beside each other: what changed between two, and one that has the changes of both.

pub mod diff;
pub mod identity;
pub(crate) mod keyless;
pub mod marks;
pub mod merge;
pub mod quoted;
pub(crate) mod renames;
pub mod resolve;
