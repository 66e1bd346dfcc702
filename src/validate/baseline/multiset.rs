//! Values with how many there are of each.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// A multiset.
#[derive(Debug)]
pub struct Multiset<T>(HashMap<T, usize>);

impl<T> Default for Multiset<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Eq + Hash> Multiset<T> {
    /// Puts one in.
    pub fn put(&mut self, thing: T) {
        *self.0.entry(thing).or_default() += 1;
    }

    /// Takes one out; returns `true` if there was one.
    pub fn take<Q: Eq + Hash + ?Sized>(&mut self, thing: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        match self.0.get_mut(thing) {
            Some(1) => self.0.remove(thing).is_some(),
            Some(number) => {
                *number -= 1;
                true
            }
            None => false,
        }
    }

    /// Returns what is in it, each with how many there are.
    pub fn each(&self) -> impl Iterator<Item = (&T, usize)> {
        self.0.iter().map(|(thing, number)| (thing, *number))
    }
}

impl<T: Eq + Hash> FromIterator<T> for Multiset<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut bag = Self::default();
        things.into_iter().for_each(|thing| bag.put(thing));
        bag
    }
}
