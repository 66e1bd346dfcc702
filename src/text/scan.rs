//! Looks at many bytes at once.

/// Returns `true` if a text contains another one.
pub fn contains(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// Returns the place of the first `byte` of a text, which is ASCII.
pub fn find(text: &str, byte: u8) -> Option<usize> {
    memchr::memchr(byte, text.as_bytes())
}

/// Returns how many bytes are before the first one that is not printable ASCII, or is a quotation mark or a backslash.
pub fn usual_bytes(bytes: &[u8]) -> usize {
    // Eight bytes at once: the lowest bit that is set marks the first byte that is below another, or equal to it
    // (Warren, "Hacker's Delight", 2nd edition, section 6-1).
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let below = |word: u64, byte: u8| word.wrapping_sub(ONES * u64::from(byte)) & !word;
    let equal = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let (words, rest) = bytes.as_chunks();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let unusual = word | below(word, b' ') | equal(word, b'"') | equal(word, b'\\') | equal(word, 0x7F);
        if unusual & HIGH != 0 {
            return at * 8 + (unusual & HIGH).trailing_zeros() as usize / 8;
        }
    }
    let is_usual = |byte: &&u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    words.len() * 8 + rest.iter().take_while(is_usual).count()
}

/// Returns `true` if a text is ASCII that can be printed, is not empty and has no space at its ends.
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    has_plain_ends(text) && bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Returns `true` if a text is not empty and has no space at its ends.
pub fn has_plain_ends(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(|first| *first != b' ') && bytes.last().is_some_and(|last| *last != b' ')
}

#[cfg(test)]
mod tests {
    use super::usual_bytes;

    #[test]
    fn first_unusual_byte_is_found_wherever_it_is() {
        for length in 0..40_usize {
            for byte in 0..=u8::MAX {
                let is_usual = (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\';
                for at in 0..length {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = byte;
                    assert_eq!(usual_bytes(&bytes), if is_usual { length } else { at }, "{byte} at {at}");
                    // A byte behind it, with which a subtraction could borrow, changes nothing.
                    bytes[length - 1] = b'!';
                    let expected = if is_usual || at == length - 1 { length } else { at };
                    assert_eq!(usual_bytes(&bytes), expected, "{byte} at {at}");
                }
            }
        }
    }
}
