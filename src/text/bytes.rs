//! A fast first look at the bytes of a text, many at once: most texts have none that needs a closer one.

/// A byte that most addresses do not have: white space, `@`, beyond ASCII, or one that no address can have.
pub const ODD_IN_ADDRESS: u8 = 1;

/// A byte that can be between the entries of a list, or is beyond ASCII.
pub const BETWEEN_ENTRIES: u8 = 2;

/// A mark that can be between entries, too, but is usual in an address.
pub const IN_ADDRESS: u8 = 4;

/// White space in ASCII.
pub const SPACE: u8 = 8;

/// A byte that is escaped in a cell of data, or may be: not printable ASCII, a backslash or a semicolon.
pub const ODD_IN_CELL: u8 = 16;

/// A printable byte for which a cell of CSV needs quotation marks.
pub const QUOTED: u8 = 32;

/// A mark of which two may begin a command in a workflow log.
pub const COMMAND: u8 = 64;

/// The kinds of each byte.
static KINDS: [u8; 256] = {
    let mut all = [0; 256];
    let mut byte = u8::MAX;
    while byte > 0 {
        all[byte as usize] = kinds_of(byte);
        byte -= 1;
    }
    all[0] = kinds_of(0);
    all
};

const fn kinds_of(byte: u8) -> u8 {
    let odd = match byte {
        b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'@' => ODD_IN_ADDRESS,
        b'!'..=b'~' => 0,
        _ => ODD_IN_ADDRESS,
    };
    odd | match byte {
        b',' | b';' | b'&' | b'[' | 0x80.. => BETWEEN_ENTRIES,
        b'/' | b'+' | b'|' => IN_ADDRESS,
        b'\t'..=b'\r' | b' ' => SPACE,
        _ => 0,
    } | match byte {
        b',' | b'"' => QUOTED,
        b':' | b'#' => COMMAND,
        0..b' ' | b'\\' | b';' | 0x7F.. => ODD_IN_CELL,
        _ => 0,
    }
}

/// Returns the kinds of all bytes of a text together.
pub fn kinds(text: &str) -> u8 {
    let of = |bytes: &[u8]| bytes.iter().fold(0, |kinds, byte| kinds | KINDS[usize::from(*byte)]);
    // Eight bytes at once take half as long as one by one.
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    eights.iter().fold(of(rest), |kinds, eight| kinds | of(eight))
}

/// Returns the kinds of all bytes of a text together, as [`kinds`], without [`COMMAND`] if no two such marks are side by side.
pub fn kinds_in_cell(text: &str) -> u8 {
    let kinds = kinds(text);
    let bytes = text.as_bytes();
    let is_doubled = |at: usize| bytes.get(at + 1) == Some(&bytes[at]);
    let has_command = kinds & COMMAND != 0 && memchr::memchr2_iter(b':', b'#', bytes).any(is_doubled);
    if has_command { kinds } else { kinds & !COMMAND }
}

/// Returns for each byte whether it is one of these.
pub const fn set(bytes: &[u8]) -> [bool; 256] {
    let mut set = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        set[bytes[at] as usize] = true;
        at += 1;
    }
    set
}

/// Returns `true` if a text contains another one.
pub fn contains(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// Returns the place of the first `byte` of a text, which is ASCII.
pub fn find_byte(text: &str, byte: u8) -> Option<usize> {
    memchr::memchr(byte, text.as_bytes())
}

/// Returns the parts of a text between the bytes that are `byte`, which is ASCII, as `str::split` does.
pub fn split(text: &str, byte: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let Some(at) = find_byte(text, byte) else { return Some(text) };
        rest = Some(&text[at + 1..]);
        Some(&text[..at])
    })
}

/// Returns how many bytes are before the first one that is not printable ASCII, or is a quotation mark or a backslash.
#[inline]
pub fn usual_length(bytes: &[u8]) -> usize {
    // Most texts are short.
    bytes.first_chunk().and_then(usual_of_eight).unwrap_or_else(|| usual_of_many(bytes))
}

/// Returns the same of any number of bytes.
#[inline(never)]
fn usual_of_many(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks();
    for (at, eight) in eights.iter().enumerate() {
        if let Some(length) = usual_of_eight(eight) {
            return at * 8 + length;
        }
    }
    let is_usual = |byte: &&u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    eights.len() * 8 + rest.iter().take_while(is_usual).count()
}

/// Returns the same of eight bytes; `None` if all are usual.
#[inline]
fn usual_of_eight(bytes: &[u8; 8]) -> Option<usize> {
    // Each number has the highest bit of a byte set if it is below a space, DEL or above, or one of the two. What is
    // carried to the next byte sets bits only above the first byte that is unusual
    // (Warren, "Hacker's Delight", 2nd edition, section 6-1).
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(*bytes);
    let is = |byte: u8| (word ^ (ONES * u64::from(byte))).wrapping_sub(ONES);
    let below = word.wrapping_sub(ONES * u64::from(b' '));
    let unusual = (word | below | word.wrapping_add(ONES) | is(b'"') | is(b'\\')) & HIGH;
    (unusual != 0).then(|| unusual.trailing_zeros() as usize / 8)
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
    use super::*;

    #[test]
    fn one_byte_anywhere_is_seen() {
        for (byte, kind) in
            [(" ", ODD_IN_ADDRESS | SPACE), ("&", BETWEEN_ENTRIES), ("|", ODD_IN_ADDRESS | IN_ADDRESS)]
        {
            for at in 0..20 {
                let text = format!("{}{byte}{}", "a".repeat(at), "b".repeat(19 - at));
                assert_eq!(kinds(&text), kind, "{text}");
            }
        }
        assert_eq!(kinds("é"), ODD_IN_ADDRESS | BETWEEN_ENTRIES | ODD_IN_CELL);
        assert_eq!(kinds(""), 0);
        assert_eq!(kinds("https:"), COMMAND);
        assert_eq!([":#:", "a::b", "##"].map(kinds_in_cell), [0, COMMAND, COMMAND]);
    }

    #[test]
    fn parts_are_those_of_the_standard_library() {
        for text in ["", ",", "a", "a,b", ",a,,é,"] {
            assert!(split(text, b',').eq(text.split(',')), "{text}");
        }
    }

    #[test]
    fn first_unusual_byte_is_found_wherever_it_is() {
        for length in 0..40_usize {
            for byte in 0..=u8::MAX {
                let is_usual = (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\';
                for at in 0..length {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = byte;
                    assert_eq!(usual_length(&bytes), if is_usual { length } else { at }, "{byte} at {at}");
                    // A byte behind it, with which a subtraction could borrow, changes nothing.
                    bytes[length - 1] = b'!';
                    let expected = if is_usual || at == length - 1 { length } else { at };
                    assert_eq!(usual_length(&bytes), expected, "{byte} at {at}");
                }
            }
        }
    }
}
