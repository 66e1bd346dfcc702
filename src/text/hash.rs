//! Hashes of texts and of names, by which equal ones are found among many.
//!
//! They are the same in every run, fast, and no secret: whoever wants can find another text with the same hash. So
//! callers look at the texts again.

use crate::text::{Span, normalize};

/// Returns a hash of a text, which is never 0.
pub fn hash(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let rest = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    words.chain([rest]).fold(Span::new(0, text.len()).end.into(), |hash, word| mixed(hash ^ word)).max(1)
}

/// Returns the number that stands for this one, with bits that depend on more of its bits.
const fn mixed(bits: u64) -> u64 {
    let product = (bits ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    product ^ product >> 32
}

/// Returns a hash of a name, which is never 0, and is equal for names that are equal once normalized.
pub fn name_hash(name: &str) -> u64 {
    // To normalize a name in ASCII would take longer.
    let words = if name.is_ascii() { of_words(name) } else { of_words(&normalize(name)) };
    words.max(1)
}

/// Stands for an apostrophe, which is left out.
const SILENT: u8 = 0;

/// Stands for "&".
const AND: u8 = 1;

/// What stands for each byte: a small letter, a space between words, or one of the numbers above.
static LETTERS: [u8; 256] = {
    let mut letters = [b' '; 256];
    let mut byte = u8::MAX;
    while byte > 0 {
        letters[byte as usize] = match byte {
            _ if !byte.is_ascii() || byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            b'\'' | b'`' | b'"' => SILENT,
            b'&' => AND,
            _ => b' ',
        };
        byte -= 1;
    }
    letters
};

/// Returns the hash of the words of a name: of one in ASCII as they are normalized, of a normalized one as they are.
fn of_words(name: &str) -> u64 {
    let (mut all, mut word) = (0, 0);
    for byte in name.bytes() {
        let letter = LETTERS[usize::from(byte)];
        if letter > b' ' {
            word = with_letter(word, letter);
        } else if letter != SILENT {
            all = with_word(all, word);
            all = if letter == AND { with_word(all, hash_of(b"and")) } else { all };
            word = 0;
        }
    }
    with_word(all, word)
}

const fn with_letter(word: u64, letter: u8) -> u64 {
    word.wrapping_mul(0x0100_0000_01B3) ^ letter as u64
}

/// Returns the hash of words with one more; "the" is left out, and "st" is "saint".
const fn with_word(words: u64, word: u64) -> u64 {
    const THE: u64 = hash_of(b"the");
    const ST: u64 = hash_of(b"st");
    match word {
        0 | THE => words,
        ST => mixed(words ^ hash_of(b"saint")),
        _ => mixed(words ^ word),
    }
}

/// Returns the hash of a word in small letters.
const fn hash_of(mut word: &[u8]) -> u64 {
    let mut hash = 0;
    while let [letter, rest @ ..] = word {
        hash = with_letter(hash, *letter);
        word = rest;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_apostrophe;

    #[test]
    fn texts_that_differ_little_have_different_hashes() {
        let number = |number: u32| format!("territory-{number:06}");
        for of in [hash, name_hash] {
            let mut hashes: Vec<u64> =
                (0..100_000).flat_map(|at| [of(&number(at)), of(&number(at)[10..])]).collect();
            hashes.extend((1..100).map(|length| of(&"a".repeat(length))));
            hashes.extend(["abcdefghijklmnop", "ijklmnopabcdefgh", "a b", "b a"].map(of));
            hashes.sort_unstable();
            assert!(hashes.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn names_that_are_equal_once_normalized_have_equal_hashes() {
        let pieces = [
            "the", "THE", "st", "St", "saint", "&", "and", "A", "z9", " ", " ", "'", "`", "\"", "-", ".",
            "é", "Ø",
        ];
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let mut piece = || {
                state = mixed(state);
                pieces[usize::try_from(state >> 8).unwrap_or_default() % pieces.len()]
            };
            let name: String = (0..6).map(|_| piece()).collect();
            let normalized = normalize(&name);
            assert_eq!(name_hash(&name), name_hash(&normalized), "{name:?}");
            assert_eq!(name_hash(&normalized) == name_hash("saint"), normalized == "saint", "{name:?}");
        }
    }

    #[test]
    fn apostrophes_are_those_of_names() {
        for byte in 0..=127 {
            assert_eq!(LETTERS[usize::from(byte)] == SILENT, is_apostrophe(char::from(byte)), "{byte}");
        }
    }
}
