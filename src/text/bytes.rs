//! Kinds of bytes, for a fast first look at a text: most texts have none that needs a closer one.

/// A byte that most addresses do not have: white space, `@`, beyond ASCII, or one that no address can have.
pub const ODD_IN_ADDRESS: u8 = 1;

/// A byte that can be between the entries of a list, or is beyond ASCII.
pub const BETWEEN_ENTRIES: u8 = 2;

/// A mark that can be between entries, too, but is usual in an address.
pub const IN_ADDRESS: u8 = 4;

/// White space in ASCII.
pub const SPACE: u8 = 8;

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
    }
}

/// Returns the kinds of all bytes of a text together.
pub fn kinds(text: &str) -> u8 {
    let of = |bytes: &[u8]| bytes.iter().fold(0, |kinds, byte| kinds | KINDS[usize::from(*byte)]);
    // Eight bytes at once take half as long as one by one.
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    eights.iter().fold(of(rest), |kinds, eight| kinds | of(eight))
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
        assert_eq!(kinds("é"), ODD_IN_ADDRESS | BETWEEN_ENTRIES);
        assert_eq!(kinds(""), 0);
        assert_eq!(kinds("https:"), 0);
    }
}
