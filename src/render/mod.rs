//! What people look at: tables, cards, lists of findings live in the files beside this one.
//!
//! Promises: pure functions from values to text; nothing in the text can steer a terminal.

pub mod card;
pub mod markdown;
pub mod sheet;
pub mod table;
