//! Values with how many there are of each.

use std::collections::HashMap;
use std::hash::Hash;

/// A multiset.
#[derive(Debug)]
pub struct Multiset<T>(HashMap<T, usize>);

impl<T: Eq + Hash> Multiset<T> {
    /// Takes one out; returns `true` if there was one.
    pub fn take(&mut self, thing: &T) -> bool {
        let left = self.0.get_mut(thing).filter(|number| **number > 0);
        left.map(|number| *number -= 1).is_some()
    }

    /// Returns what is in it, each with how many there are.
    pub fn each(&self) -> impl Iterator<Item = (&T, usize)> {
        self.0.iter().map(|(thing, number)| (thing, *number))
    }
}

impl<T: Eq + Hash> FromIterator<T> for Multiset<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut counts = HashMap::new();
        things.into_iter().for_each(|thing| *counts.entry(thing).or_default() += 1);
        Self(counts)
    }
}
