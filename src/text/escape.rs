//! Escapes text from a registry, so that it cannot control a terminal, a workflow log or a web page.
//!
//! An escaped character can be read back; a harmless text stays as it is.

use std::borrow::Cow;
use std::ffi::OsStr;

use crate::text::bytes::{COMMAND, ODD_IN_CELL, kinds_in_cell};

/// Returns `true` if a character must be escaped in a terminal or on a page: control characters, line
/// separators, the marks that change the direction of writing (Unicode Standard Annex 9, "Directional
/// Formatting Characters"), invisible characters (Unicode Character Database,
/// "Default_Ignorable_Code_Point", and letters without a shape) and noncharacters, which no XML may contain. Joiners
/// and variation selectors are allowed, because scripts need them.
pub fn is_unsafe(c: char) -> bool {
    // Most characters are plain ASCII.
    !matches!(c, ' '..='~')
        && (c.is_control()
            || u32::from(c) & 0xFFFE == 0xFFFE
            || matches!(u32::from(c), 0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180E
            | 0x200B | 0x200E | 0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF))
}

/// Returns `true` if a workflow log of GitHub takes the beginning of `rest` for a command: `##[` anywhere in a
/// line, `::` at its start or after white space, where a text may be wrapped. `before` is the character before
/// `rest`.
pub fn is_command(before: Option<char>, rest: &str) -> bool {
    let begins = |mark: &str| rest.chars().filter(|c| !is_ignorable(*c)).take(mark.len()).eq(mark.chars());
    match rest.chars().next() {
        Some('#') => begins("##["),
        Some(':') => before.is_none_or(char::is_whitespace) && begins("::"),
        _ => false,
    }
}

/// Returns `true` if a program that compares texts by the rules of a language ignores a character that is not
/// unsafe: a joiner or a variation selector.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Escapes every unsafe character, as `\u{1b}`, and the first character of everything that a workflow log would
/// take for a command.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_harmless(text) { text.into() } else { harmless(text, is_unsafe) }
}

/// Returns `true` if a text is printable ASCII of which nothing is escaped, as most texts are.
pub fn is_harmless(text: &str) -> bool {
    kinds_in_cell(text) & (ODD_IN_CELL | COMMAND) == 0
}

/// Escapes a line of a file as [`visible`] does, but keeps its tabs.
pub fn visible_line(line: &str) -> Cow<'_, str> {
    harmless(line, |c| is_unsafe(c) && c != '\t')
}

/// Escapes the characters for which `spells` returns `true`, and commands as [`visible`] does.
pub fn harmless(text: &str, spells: impl Fn(char) -> bool) -> Cow<'_, str> {
    let mut before = None;
    spelt_out(text, |c, rest| {
        let is_command = is_command(before, rest);
        if !is_ignorable(c) {
            before = Some(c);
        }
        is_command || spells(c)
    })
}

/// Escapes the characters for which `spells` returns `true`. Its arguments are the character and the text that
/// begins with it.
pub fn spelt_out(text: &str, mut spells: impl FnMut(char, &str) -> bool) -> Cow<'_, str> {
    respelt(text, |c, rest| spells(c, rest).then(|| c.escape_unicode().to_string()))
}

/// Replaces each character for which `spelling` returns a text. Its arguments are the character and the text
/// that begins with it.
pub fn respelt(text: &str, mut spelling: impl FnMut(char, &str) -> Option<String>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(spelling) = spelling(c, &text[at..]) {
            out.push_str(&text[from..at]);
            out.push_str(&spelling);
            from = at + c.len_utf8();
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Returns a text of a registry for a sentence: in backticks, escaped, and at most 60 characters long.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    // A command cannot begin here, because a backtick comes first.
    let shown = spelt_out(text, |c, _| is_unsafe(c));
    match shown.char_indices().nth(MOST) {
        Some((at, _)) => format!("`{}…`", &shown[..at]),
        None => format!("`{shown}`"),
    }
}

/// Quotes a word for a shell (POSIX, "Quoting"): in single quotes if it contains special characters, and
/// between `$'` and `'` if it contains unsafe characters or is not UTF-8.
pub fn shell_word(word: &(impl AsRef<OsStr> + ?Sized)) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "=+-_./:,@%".contains(c);
    let bytes = word.as_ref().as_encoded_bytes();
    match str::from_utf8(bytes) {
        Ok("") => "''".to_owned(),
        Ok(word) if matches!(visible(word), Cow::Borrowed(_)) => {
            if word.chars().all(is_plain) {
                word.to_owned()
            } else {
                format!("'{}'", word.replace('\'', "'\\''"))
            }
        }
        _ => format!("$'{}'", in_octal(bytes, |c| c == ' ' || is_plain(c) && !is_unsafe(c))),
    }
}

/// Returns a text with every byte in octal, as `\012`, except the characters for which `stays` returns `true`.
pub fn in_octal(bytes: &[u8], stays: impl Fn(char) -> bool) -> String {
    let octal = |out: &mut String, byte: u8| out.push_str(&format!("\\{byte:03o}"));
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if stays(c) {
                out.push(c);
            } else {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| octal(&mut out, byte));
            }
        }
        chunk.invalid().iter().for_each(|byte| octal(&mut out, *byte));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_escaped() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{9b}"), "a\\u{1b}[31m\\u{202e}b\\u{9b}");
        assert!(matches!(visible("Côte d’Ivoire 中国 السودان"), Cow::Borrowed(_)));
    }

    #[test]
    fn workflow_commands_are_escaped() {
        for (text, shown) in [
            ("::error::x", "\\u{3a}:error::x"),
            ("a ::error::x", "a \\u{3a}:error::x"),
            ("a##[error]x", "a\\u{23}#[error]x"),
            ("###[error]x", "#\\u{23}#[error]x"),
            ("a::b ## [c]", "a::b ## [c]"),
            ("\u{200d}:\u{200c}:error::x", "\u{200d}\\u{3a}\u{200c}:error::x"),
            ("#\u{200c}#[x]", "\\u{23}\u{200c}#[x]"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    #[cfg(unix)]
    fn shell_words_are_quoted_exactly() {
        use std::os::unix::ffi::OsStrExt;

        for (word, shown) in [
            (&b""[..], "''"),
            (b"a-b/c.toml", "a-b/c.toml"),
            ("Länder.toml".as_bytes(), "Länder.toml"),
            (b"it's $(id)", "'it'\\''s $(id)'"),
            (b"a\nb", "$'a\\012b'"),
            (b"caf\xE9 1's", "$'caf\\351 1\\047s'"),
            ("a\u{202E}b".as_bytes(), "$'a\\342\\200\\256b'"),
            (b"##[group]", "$'\\043\\043\\133group\\135'"),
        ] {
            assert_eq!(shell_word(OsStr::from_bytes(word)), shown);
        }
    }
}
