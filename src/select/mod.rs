//! Which networks, and how many: columns, filters, counts, and ratios to a denominator.

pub mod cell;
pub mod column;
pub mod count;
pub mod denominator;
pub mod filter;
pub mod group;
pub mod lifespan;
pub mod members;
pub mod percent;
pub mod tally;
