//! What programs read: the files beside this one.
//!
//! Promises: same sheet, same bytes; what is written can be read back without loss.

pub mod csv;
pub mod json;
