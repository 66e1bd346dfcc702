//! Values as text, for people and for programs.

pub mod diagnostics;
pub mod networks;
pub mod schema;
