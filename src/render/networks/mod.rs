//! Rows of networks as a table, a card, Markdown, HTML, CSV, JSON or a workbook.

pub mod bars;
pub mod card;
pub mod csv;
pub mod empty;
pub mod escaped;
pub mod headings;
pub mod html;
pub mod json;
pub mod markdown;
mod narrow;
pub mod notes;
pub mod numbers;
pub mod rows;
pub mod sheet;
pub mod table;
pub mod words;
pub mod wrap;
#[cfg(feature = "xlsx")]
pub mod xlsx;
