//! Which networks, and how many: columns, filters, counts, and ratios to a denominator.

pub mod announce;
pub mod as_of;
pub mod basis;
pub mod cell;
pub mod certainty;
pub mod column;
pub mod count;
pub mod countries;
pub mod dates;
pub mod days;
pub mod denominator;
pub mod figures;
pub mod filter;
pub mod gaps;
pub mod group;
pub mod growth;
pub mod label;
pub mod percent;
pub mod question;
pub mod ratio;
pub mod steps;
pub mod tally;
