//! Rows of a sheet become records: a workbook of Excel, text with separators, or JSON.
//!
//! Promises: nothing is invented. A cell that does not say what is known is reported, with its place, and then nothing
//! of the sheet is taken. No name is matched by likeness, no number becomes a date, and a cell that shows a month is
//! that month.
//!
//! The steps: `separated`, `json` and `workbook` read a grid; `headings` finds what its columns are; `rows` makes each row
//! a record; `plan` makes the records the changes of a registry.

mod cell;
mod check;
mod choice;
mod conflicts;
mod country;
mod date;
mod derived;
mod document;
mod finding;
mod grid;
mod headings;
mod identity;
mod json;
mod known;
mod mapping;
mod plan;
mod rows;
#[cfg(test)]
mod sample;
mod separated;
mod source;
mod spelling;
mod value;
#[cfg(feature = "xlsx")]
mod workbook;

pub use check::problems;
pub use choice::{Sheet, choose};
pub use document::Document;
pub use finding::{Finding, Place, render};
pub use mapping::{FILE, Mapping};
pub use plan::{Mode, Outcome, Plan, plan};
pub use rows::{Incoming, Reading, read};
