//! Two registries that come from a third become one, by record and field.
//!
//! Promises: what both sides agree on, or only one of them changed, is taken; all else is a conflict with markers. No
//! record and no comment of either side is lost without one.

mod conflict;
mod lines;
mod sides;

use crate::parse::Registry;

pub use conflict::{Dispute, Disputed, Markers};
pub use sides::{Merged, Side, Sides};

/// Merges the changes that `ours` and `theirs` made to `base`.
pub fn merge(texts: Sides<&str>, markers: &Markers<'_>) -> Merged {
    let registries = Sides {
        base: Registry::parse(texts.base),
        ours: Registry::parse(texts.ours),
        theirs: Registry::parse(texts.theirs),
    };
    let sides =
        [(Side::Base, &registries.base), (Side::Ours, &registries.ours), (Side::Theirs, &registries.theirs)];
    let unread = sides.iter().filter(|(_, registry)| registry.damaged() > 0).map(|(side, _)| *side);
    lines::merge(texts, markers, unread.collect())
}
