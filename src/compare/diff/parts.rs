//! The parts of two large texts that differ, with what is next to them: records that are the same on both sides need not
//! be kept to be compared.

use std::collections::HashMap;

use crate::model::{Record, Table};
use crate::text::Span;

/// Where the networks of a text are, noted while it is read.
#[derive(Debug)]
pub struct Blocks<'t> {
    text: &'t str,
    blocks: Vec<Block>,
}

/// Where a network is, and its key as it is written.
#[derive(Clone, Copy, Debug)]
struct Block {
    key: Span,
    span: Span,
}

/// Two texts without networks that are the same in both, in the same order.
#[derive(Debug)]
pub struct DifferingText {
    /// What is left of the old text.
    pub old: String,
    /// What is left of the new text.
    pub new: String,
    /// Where the networks begin, in the new text, that are left out.
    pub left_out: Vec<u32>,
    /// Whether a network that is in both is in another place among those that are left out.
    pub is_moved: bool,
}

/// A network that is the same in both, by its index in the old and the new text.
type Pair = (usize, usize);

impl<'t> Blocks<'t> {
    /// Returns the networks of a text before the first is read.
    pub fn new(text: &'t str) -> Self {
        Self { text, blocks: Vec::new() }
    }

    /// Takes note of a record.
    pub fn add(&mut self, record: &Record<'_>) {
        if record.table == Table::Network {
            self.blocks.push(Block { key: record.key_span, span: record.block });
        }
    }

    /// Compares the networks with those of a newer text.
    pub fn parts(&self, new: &Self) -> DifferingText {
        let pairs = inner(&self.same(new));
        let (olds, news): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
        let left_out = news.iter().map(|at| new.blocks[*at].span.start).collect();
        let is_moved = self.is_moved(new, &olds, &news);
        DifferingText { old: self.without(&olds), new: new.without(&news), left_out, is_moved }
    }

    fn key(&self, at: usize) -> Option<&'t str> {
        Some(self.blocks.get(at)?.key.of(self.text))
    }

    /// Returns the networks that are the same, in one order in both texts.
    fn same(&self, new: &Self) -> Vec<Pair> {
        let (mut pairs, mut places) = (Vec::new(), None);
        let (mut at, mut other) = (0, 0);
        while let (Some(key), Some(new_key)) = (self.key(at), new.key(other)) {
            if key == new_key {
                if self.blocks[at].span.of(self.text) == new.blocks[other].span.of(new.text) {
                    pairs.push((at, other));
                }
                (at, other) = (at + 1, other + 1);
                continue;
            }
            // Most texts have the same keys up to here, and the places are not needed.
            let (olds, news) = places.get_or_insert_with(|| (self.places(), new.places()));
            let ahead = |places: &HashMap<&str, usize>, key, here| {
                places.get(key).filter(|place| **place > here).map(|place| *place - here)
            };
            let (old_way, new_way) = (ahead(olds, new_key, at), ahead(news, key, other));
            // What is only here comes or goes; of what is on both sides, the one that is nearer decides.
            let is_old_skipped = old_way.is_some_and(|way| new_way.is_none_or(|other| way <= other));
            let is_none_ahead = old_way.is_none() && new_way.is_none();
            at += usize::from(is_old_skipped || is_none_ahead);
            other += usize::from(!is_old_skipped);
        }
        pairs
    }

    /// Returns the place of each key.
    fn places(&self) -> HashMap<&'t str, usize> {
        self.blocks.iter().enumerate().map(|(at, block)| (block.key.of(self.text), at)).collect()
    }

    /// Returns `true` if a network that is in both texts has not as many of the left out ones above it.
    fn is_moved(&self, new: &Self, olds: &[usize], news: &[usize]) -> bool {
        let places: HashMap<&str, usize> = self.kept(olds).collect();
        new.kept(news).any(|(key, above)| places.get(key).is_some_and(|before| *before != above))
    }

    /// Returns the networks that are not left out, by their keys, with how many are left out above each.
    fn kept<'a>(&'a self, left_out: &'a [usize]) -> impl Iterator<Item = (&'t str, usize)> + 'a {
        let mut above = 0;
        self.blocks.iter().enumerate().filter_map(move |(at, block)| {
            let is_left_out = left_out.get(above) == Some(&at);
            above += usize::from(is_left_out);
            (!is_left_out).then(|| (block.key.of(self.text), above))
        })
    }

    fn without(&self, left_out: &[usize]) -> String {
        let mut text = String::new();
        let mut from = 0;
        for span in left_out.iter().map(|at| self.blocks[*at].span) {
            text += Span { start: from, end: span.start }.of(self.text);
            from = span.end;
        }
        text + Span { start: from, end: Span::new(0, self.text.len()).end }.of(self.text)
    }
}

/// Returns the pairs that have such pairs directly above and below. So the comments next to what is left are at the same
/// records as before.
fn inner(pairs: &[Pair]) -> Vec<Pair> {
    let is_below = |above: &Pair, below: &Pair| above.0 + 1 == below.0 && above.1 + 1 == below.1;
    let triples = pairs.windows(3);
    let inner = triples.filter(|three| is_below(&three[0], &three[1]) && is_below(&three[1], &three[2]));
    inner.map(|three| three[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Source;

    fn parts(old: &str, new: &str) -> DifferingText {
        let read = |text| {
            let mut blocks = Blocks::new(text);
            Source::new(text).each(&mut Vec::new(), |record| blocks.add(record));
            blocks
        };
        read(old).parts(&read(new))
    }

    fn networks(keys: &str) -> String {
        let network = |key| format!("[network.{key}]\nname = \"{key}\"\n\n");
        "[registry]\nformat = 1\n\n".to_owned() + &keys.chars().map(network).collect::<String>()
    }

    #[test]
    fn networks_that_are_the_same_are_left_out_but_for_the_neighbours_of_others() {
        for (old, new, left_old, left_new, is_moved) in [
            ("abcdef", "abcdef", "af", "af", false),
            ("abcefgh", "abcdefgh", "aceh", "acdeh", false),
            ("abcdef", "abef", "abcdef", "abef", false),
            // Out of order.
            ("abcdefgh", "abcxdefgh", "acdh", "acxdh", false),
            ("abcdefg", "gabcdef", "afg", "gaf", true),
            ("abcdefgh", "abcfdegh", "acdefgh", "acfdegh", false),
        ] {
            let parts = parts(&networks(old), &networks(new));
            assert_eq!((parts.old, parts.new), (networks(left_old), networks(left_new)), "{old} {new}");
            assert_eq!(parts.is_moved, is_moved, "{old} {new}");
        }
        assert_eq!(parts(&networks("abcd"), &networks("abcd")).left_out.len(), 2);
    }
}
