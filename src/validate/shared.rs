//! Which hashes may be there more than once, found without sorting all of them.

/// Marks for many hashes: two bits for each of the places to which they lead. There are about sixteen
/// to thirty-two times as many places as hashes, so few lead to the same place by chance.
pub struct Shared {
    seen: Vec<u64>,
    again: Vec<u64>,
    /// The number of places, which is a power of two, minus one.
    last: u64,
}

impl Shared {
    /// Marks some hashes, about `number` of them.
    pub fn of(hashes: impl Iterator<Item = u64>, number: usize) -> Self {
        let words = (number / 4).next_power_of_two();
        let mut marks = Self { seen: vec![0; words], again: vec![0; words], last: words as u64 * 64 - 1 };
        for hash in hashes {
            let (word, bit) = marks.place(hash);
            marks.again[word] |= marks.seen[word] & bit;
            marks.seen[word] |= bit;
        }
        marks
    }

    /// Returns `false` if a hash was certainly there only once.
    pub fn may_be(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.again[word] & bit != 0
    }

    /// Returns the word of a hash, and its bit in it.
    fn place(&self, hash: u64) -> (usize, u64) {
        let place = hash & self.last;
        (usize::try_from(place / 64).unwrap_or_default(), 1 << (place % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::Shared;
    use crate::text::hash;

    #[test]
    fn hash_that_is_there_twice_is_always_found_and_few_others_are() {
        for number in [0, 1, 2, 3, 250, 10_000] {
            let all: Vec<u64> = (0..number).map(|at| hash(&format!("Territory {at}"))).collect();
            let twice = &all[..number / 10];
            let marks = Shared::of(all.iter().chain(twice).copied(), number);
            assert!(twice.iter().all(|hash| marks.may_be(*hash)));
            let others = all[number / 10..].iter().filter(|hash| marks.may_be(**hash)).count();
            assert!(others * 5 <= number, "{others} of {number}");
        }
    }
}
