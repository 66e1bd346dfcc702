//! Undoes what programs do to letters outside ASCII: text in UTF-8 that was read as Windows-1252, HTML
//! entities, and code points in angle brackets.

use std::borrow::Cow;

use crate::text::normalize::with_mark;

/// A text goes wrong once in each program that it passes through.
const MOST_TIMES: usize = 3;

/// Returns the text as it was before it went wrong; any other text as it is.
pub fn repaired(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MOST_TIMES {
        let Some(better) = decoded(&text).or_else(|| without_references(&text)) else { break };
        text = better.into();
    }
    text
}

/// Returns the text whose UTF-8 was read as Windows-1252, if that is what happened to all of this one.
fn decoded(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes = text.chars().map(windows_1252).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok()
}

/// The characters of the bytes 0x80 to 0x9F in Windows-1252 (WHATWG Encoding Standard, index windows-1252). A
/// byte without one is read as the control character with its number.
const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Returns the byte that is read as this character.
fn windows_1252(c: char) -> Option<u8> {
    match HIGH.chars().position(|high| high == c) {
        Some(at) => u8::try_from(0x80 + at).ok(),
        None => u8::try_from(u32::from(c)).ok(),
    }
}

/// Returns the text with a character for each reference, if there is one: `&ocirc;`, `&#244;`, `&#xF4;`,
/// `<U+00F4>`.
fn without_references(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find(['&', '<']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = match rest.strip_prefix('&') {
            Some(name) => until(name, ';').and_then(|(name, after)| Some((named(name)?, after))),
            None => until(&rest[1..], '>').and_then(|(name, after)| {
                let digits = name.strip_prefix("U+")?;
                Some((numbered(digits, 16)?, after))
            }),
        };
        if let Some((c, after)) = reference {
            found = true;
            plain.push(c);
            rest = after;
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    found.then(|| plain + rest)
}

/// The most bytes of the name of a character.
const LONGEST: usize = 10;

/// Returns what is before and behind an end that is near.
fn until(text: &str, end: char) -> Option<(&str, &str)> {
    let (at, _) = text.char_indices().take(LONGEST).find(|(_, c)| *c == end)?;
    Some((&text[..at], &text[at + end.len_utf8()..]))
}

/// The marks of letters in the names of HTML (HTML Standard, "Named character references"): `ocirc` is `o` with
/// a circumflex.
const MARKS: [(&str, char); 7] = [
    ("acute", '\u{301}'),
    ("caron", '\u{30c}'),
    ("cedil", '\u{327}'),
    ("circ", '\u{302}'),
    ("grave", '\u{300}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
];

/// Returns the character with a number.
fn numbered(digits: &str, radix: u32) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}

/// Returns the character that a reference of HTML names.
fn named(name: &str) -> Option<char> {
    if let Some(digits) = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
        return numbered(digits, 16);
    }
    if let Some(digits) = name.strip_prefix('#') {
        return numbered(digits, 10);
    }
    match name {
        "amp" => return Some('&'),
        "apos" | "lsquo" | "rsquo" | "quot" => return Some('’'),
        "nbsp" => return Some(' '),
        "Aring" | "aring" => return Some('å'),
        "Oslash" | "oslash" => return Some('ø'),
        _ => {}
    }
    let mut letters = name.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    let (_, mark) = MARKS.into_iter().find(|(mark, _)| *mark == letters.as_str())?;
    with_mark(letter, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_text_is_repaired_and_other_text_stays() {
        for (broken, whole) in [
            ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
            ("CuraÃ§ao", "Curaçao"),
            ("SÃ£o TomÃ© & PrÃ\u{ad}ncipe", "São Tomé & Príncipe"),
            ("CÃƒÂ´te d'Ivoire", "Côte d'Ivoire"),
            ("Ð—Ð°Ð¼Ð±Ð¸Ñ\u{8f}", "Замбия"),
            ("C&ocirc;te d&rsquo;Ivoire", "Côte d’Ivoire"),
            ("C&#244;te, C&#xF4;te, C<U+00F4>te", "Côte, Côte, Côte"),
            ("Trinidad &amp; Tobago", "Trinidad & Tobago"),
            ("&Aring;land", "åland"),
        ] {
            assert_eq!(repaired(broken), whole);
        }
        for text in [
            "Zambia",
            "Côte d’Ivoire",
            "Åland",
            "Trinidad & Tobago; more",
            "a < b > c",
            "&;",
            "<>",
            "<nbsp>",
            "&U+00F4;",
            "&&&&&&&&&&&&&&&&",
            "<nbsp>",
            "&U+00F4;",
            "",
            "&é;",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
