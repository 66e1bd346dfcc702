//! Which networks, and how many: columns, filters, counts, and ratios to a denominator.

pub mod column;
pub mod count;
pub mod denominator;
pub mod filter;
pub mod lifespan;
pub mod percent;
