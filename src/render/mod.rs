//! Values as text, for people and for programs.

pub mod announce;
pub mod changes;
pub mod diagnostics;
pub mod gaps;
mod html;
pub mod json;
mod markdown;
pub mod networks;
pub mod phrases;
pub mod schema;
pub mod site;
