//! Which lines of a text may name a record, read or not.

use crate::model::address::Address;
use crate::text::{Lines, Span};

/// The lines of a text, and the places in it that may name one record.
pub struct Mentions<'t> {
    lines: Lines<'t>,
    /// The words of its header.
    headers: Vec<u32>,
    /// Its key, or the name of its table if that has no keys, as a word.
    words: Vec<u32>,
}

impl<'t> Mentions<'t> {
    /// Finds the places that may name the record with this address. This is done once a text, because a line may be
    /// that of many findings.
    pub fn of(text: &'t str, address: &Address) -> Self {
        let header = address.table.header(&address.key);
        let header = header.trim_matches(['[', ']']);
        let name = if address.table.is_keyed() { &address.key } else { address.table.key() };
        let is_apart = |c: char| !c.is_alphanumeric() && c != '-' && c != '_';
        let is_word = |(at, word): &(usize, &str)| {
            let (before, behind) = (&text[..*at], &text[at + word.len()..]);
            (before.is_empty() || before.ends_with(is_apart))
                && (behind.is_empty() || behind.starts_with(is_apart))
        };
        let place = |(at, _)| Span::new(at, at).start;
        let words = text.match_indices(name).filter(|_| !name.contains(is_apart)).filter(is_word);
        Self {
            lines: Lines::new(text),
            headers: text.match_indices(header).map(place).collect(),
            words: words.map(place).collect(),
        }
    }

    /// Returns `true` if the lines of a place have the words of the header.
    pub fn has_header(&self, place: Span) -> bool {
        self.has(&self.headers, place)
    }

    /// Returns `true` if the lines of a place have the name as a word.
    pub fn has_word(&self, place: Span) -> bool {
        self.has(&self.words, place)
    }

    fn has(&self, all: &[u32], place: Span) -> bool {
        let start = self.lines.span(self.lines.line(place.start)).start;
        let end = self.lines.span(self.lines.line(place.end)).end;
        all.get(all.partition_point(|at| *at < start)).is_some_and(|at| *at < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_place_name_a_record_by_its_header_or_as_a_word() {
        let text = "[network.utopia\nutopian = 1, \"x-utopia\"\nx utopia\r\nnetwork.a";
        let mentions = Mentions::of(text, &Address::network("utopia"));
        let at = |word: &str| {
            let start = text.find(word).unwrap_or_default();
            Span::new(start, start + 1)
        };
        for (word, has_header, has_word) in [
            ("[", true, true),
            ("utopian", false, false),
            ("x-", false, false),
            ("x utopia", false, true),
            ("\r", false, true),
            ("network.a", false, false),
        ] {
            let found = (mentions.has_header(at(word)), mentions.has_word(at(word)));
            assert_eq!(found, (has_header, has_word), "{word}");
        }
        assert!(mentions.has_word(Span::new(0, text.len())));
    }
}
