//! The three states of a merge, and what comes of them.

use crate::compare::identity::Identity;
use crate::compare::merge::conflict::Dispute;

/// One of the three states of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The state from which both come.
    Base,
    /// The state of this branch.
    Ours,
    /// The state of the other branch.
    Theirs,
}

/// The three states of a merge, or something of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// That of the base.
    pub base: T,
    /// That of this branch.
    pub ours: T,
    /// That of the other branch.
    pub theirs: T,
}

impl<T> Sides<T> {
    /// Returns the base, ours and theirs.
    pub fn in_order(self) -> [T; 3] {
        [self.base, self.ours, self.theirs]
    }

    /// Returns that of one state.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::Base => &self.base,
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// Returns the same with ours called theirs, and the other way round.
    pub fn swapped(self) -> Self {
        Self { base: self.base, ours: self.theirs, theirs: self.ours }
    }
}

/// What a merge gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The text, with markers round whatever is in dispute.
    pub text: String,
    /// What is in dispute; a merge without any is clean.
    pub disputes: Vec<Dispute>,
    /// The records in which changes of both sides came together, so that neither side has them as they are now; one with
    /// another key under both.
    pub mixed: Vec<Identity>,
    /// The sides that could not be read in full, so that the merge is one by lines.
    pub unread: Vec<Side>,
}

impl Merged {
    /// Returns `true` if nothing is in dispute.
    pub fn is_clean(&self) -> bool {
        self.disputes.is_empty()
    }
}
