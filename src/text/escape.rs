//! What may be shown of a text: nothing that could steer a terminal, a workflow log or a page.
//!
//! Promises: what is spelt out can be read back; a text that is harmless is shown as it is. Which format asks
//! for more is left to it.

use std::borrow::Cow;
use std::ffi::OsStr;

/// Tells whether a character must not reach a terminal or a published page as it is: control
/// characters, line separators, and the marks that turn the direction of writing
/// (Unicode Standard Annex 9, "Directional Formatting Characters"), and what is there unseen (Unicode
/// Character Database, "Default_Ignorable_Code_Point", and letters that are blank), but for the joiners and
/// the variation selectors, which scripts need.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    // Most are plain.
    !matches!(c, ' '..='~')
        && (c.is_control()
            || matches!(u32::from(c), 0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180E
            | 0x200B | 0x200E | 0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF))
}

/// Tells whether a command of a GitHub workflow begins at `rest`, to the log that shows it: `##[`
/// anywhere in a line, `::` at its beginning, blanks aside; `before` is the character before it. A text
/// may be broken at any blank.
#[must_use]
pub fn is_command(before: Option<char>, rest: &str) -> bool {
    let begins = |mark: &str| rest.chars().filter(|c| !is_ignorable(*c)).take(mark.len()).eq(mark.chars());
    match rest.chars().next() {
        Some('#') => begins("##["),
        Some(':') => before.is_none_or(char::is_whitespace) && begins("::"),
        _ => false,
    }
}

/// Tells whether a reader that compares by culture passes over a character that is not unsafe: a joiner, a
/// variation selector.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Returns the text with every unsafe character spelt out, such as `\u{1b}`, and the first character of
/// what a workflow log would take for a command.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    harmless(text, is_unsafe)
}

/// Does as [`visible`] for a line of a file: its tabs stay.
#[must_use]
pub fn visible_line(line: &str) -> Cow<'_, str> {
    harmless(line, |c| is_unsafe(c) && c != '\t')
}

/// Does as [`visible`], but goes by `spells` for single characters.
#[must_use]
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

/// Returns the text with those characters spelt out of which `spells` says so; it is given the
/// character and the text that begins with it.
#[must_use]
pub fn spelt_out(text: &str, mut spells: impl FnMut(char, &str) -> bool) -> Cow<'_, str> {
    respelt(text, |c, rest| spells(c, rest).then(|| c.escape_unicode().to_string()))
}

/// Returns the text with the `spelling` of each character that has another; that is given the character
/// and the text that begins with it.
#[must_use]
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

/// Tells whether a character is written from right to left (Unicode Character Database, blocks of
/// the scripts that are, presentation forms included).
fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Returns a text that stands between others in a line so that they keep their places: where it is
/// written from right to left, between the marks that set it apart (Unicode Standard Annex 9,
/// "Explicit Directional Isolates"). They take no column.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.contains(is_right_to_left) { format!("\u{2068}{text}\u{2069}").into() } else { text.into() }
}

/// Returns a short visible form of a text from the file, for a sentence: at most 60 characters.
#[must_use]
pub fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    // Between its marks it begins no line.
    let shown = spelt_out(text, |c, _| is_unsafe(c));
    match shown.char_indices().nth(MOST) {
        Some((at, _)) => format!("`{}…`", &shown[..at]),
        None => format!("`{shown}`"),
    }
}

/// Returns a word as a shell takes it (POSIX, "Quoting"): in single quotes where it contains more than is
/// plain, and between `$'` and `'` where a part of it cannot be shown as it is, or is not UTF-8.
#[must_use]
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

/// Returns a text with each byte in octal, `\012`, that is not part of a character that `stays`.
#[must_use]
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
    fn escape_sequences_become_visible() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{9b}"), "a\\u{1b}[31m\\u{202e}b\\u{9b}");
        assert!(matches!(visible("Côte d’Ivoire 中国 السودان"), Cow::Borrowed(_)));
    }

    #[test]
    fn commands_of_a_workflow_become_text() {
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
    fn words_name_the_very_file() {
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
