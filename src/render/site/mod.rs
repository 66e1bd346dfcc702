//! The page of a registry and what goes beside it.

// The page is to read it.
#[allow(dead_code)]
mod tiles;
