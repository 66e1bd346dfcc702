//! What a comparison with an earlier state gives.

use crate::model::Diagnostic;
use crate::validate::Suppressed;

/// What was found in a registry beside what was found in its earlier state.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// New ones, and those that were suppressed and are not any more; by place.
    pub new: Vec<Diagnostic>,
    /// Old ones, by place.
    pub old: Vec<Diagnostic>,
    /// New ones that are suppressed.
    pub new_suppressed: Vec<Suppressed>,
    /// Old ones that are suppressed.
    pub old_suppressed: Vec<Suppressed>,
    /// How many are fixed, as far as that can be known.
    pub fixed: usize,
}
