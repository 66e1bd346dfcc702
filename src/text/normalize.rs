//! Normalized names, for comparison; they are never displayed.
//!
//! Spellings that a reader takes for the same name are equal once normalized, in any script. The generator of
//! the country table (`.ci/countries/m49.py`, `fold`) does the same to find names of several countries.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// Returns a name in the form for comparison: without accents, case, punctuation and "the", with "saint" for
/// "st" and "and" for "&".
pub fn normalize(name: &str) -> String {
    if has_plain_words(name) {
        return name.to_ascii_lowercase();
    }
    let mut normalized = String::with_capacity(name.len());
    Words { text: &mut normalized, start: 0, is_name: true }.write(name);
    normalized
}

/// Returns `true` if a name is normalized but for its capitals, as most are.
fn has_plain_words(name: &str) -> bool {
    let is_plain = |word: &[u8]| match word.len() {
        0 => false,
        2 => !word.eq_ignore_ascii_case(b"st"),
        3 => !word.eq_ignore_ascii_case(b"the"),
        _ => true,
    };
    let mut words = name.as_bytes().split(|byte| *byte == b' ');
    words.all(|word| is_plain(word) && word.iter().all(u8::is_ascii_alphanumeric))
}

/// Returns the letters and digits of a text, without accents and case, with spaces for punctuation.
pub fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    Words { text: &mut letters, start: 0, is_name: false }.write(text);
    letters
}

/// Returns `true` for an apostrophe, and for a character that keyboards and word processors put in its place.
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '‘'
            | '‛'
            | 'ʼ'
            | 'ʻ'
            | 'ʹ'
            | 'ˈ'
            | '`'
            | '´'
            | '′'
            | '＇'
            | '"'
            | '“'
            | '”'
            | '‟'
            | '״'
            | '׳'
    )
}

/// Returns a text with the usual form of each character: letters and brackets of full width become ASCII (Unicode
/// Standard Annex 15, normalization form KC).
pub fn usual(text: impl Iterator<Item = char>) -> String {
    text.nfkc().collect()
}

/// Returns a letter with a mark as one character, if there is one.
pub fn with_mark(letter: char, mark: char) -> Option<char> {
    compose(letter, mark)
}

/// Returns a letter of the languages of names without its accent and in lower case, if nothing has to be looked up
/// for it.
fn known(c: char) -> Option<char> {
    let plain = match c {
        'a'..='z'
        | 'а'..='и'
        | 'к'..='я'
        | '\u{0621}'
        | '\u{0627}'..='\u{063A}'
        | '\u{0641}'..='\u{064A}'
        | '\u{4E00}'..='\u{9FFF}' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'Й' | 'й' => 'и',
        'А'..='Я' => char::from_u32(c as u32 + 0x20)?,
        '\u{0622}' | '\u{0623}' | '\u{0625}' => '\u{0627}',
        '\u{0624}' => '\u{0648}',
        '\u{0626}' => '\u{064A}',
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Å' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' => 'e',
        'í' | 'î' | 'ï' | 'Î' => 'i',
        'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => return None,
    };
    Some(plain)
}

/// Words that are written one after another, with one space between them.
struct Words<'t> {
    text: &'t mut String,
    /// Where the last word begins.
    start: usize,
    /// Whether they are the words of a name, some of which have other spellings.
    is_name: bool,
}

impl Words<'_> {
    /// Writes the words of a text, without accents and case.
    fn write(mut self, text: &str) {
        if text.is_ascii() {
            let mut rest = text;
            while !rest.is_empty() {
                rest = self.write_run(rest);
            }
        } else {
            text.chars().for_each(|c| self.write_char(c));
        }
        self.end_word();
        if self.text.ends_with(' ') {
            self.text.pop();
        }
    }

    /// Writes the letters and digits at the beginning of a text in ASCII, and the mark that follows them. Returns the rest.
    fn write_run<'r>(&mut self, text: &'r str) -> &'r str {
        let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
        let (letters, rest) = text.split_at(end.unwrap_or(text.len()));
        let from = self.text.len();
        self.text.push_str(letters);
        self.text[from..].make_ascii_lowercase();
        let mut rest = rest.chars();
        if let Some(mark) = rest.next().filter(|mark| !is_apostrophe(*mark)) {
            self.add(mark);
        }
        rest.as_str()
    }

    /// Writes a character without accents and case.
    fn write_char(&mut self, c: char) {
        if let Some(letter) = known(c) {
            self.text.push(letter);
        } else if c.is_ascii() && !is_apostrophe(c) {
            self.add(c);
        } else if !is_apostrophe(c) {
            // An acute accent without a letter is an apostrophe; decomposed, it would be a space and a mark.
            let decomposed = once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            decomposed.for_each(|c| self.add(c));
        }
    }

    /// Adds the letters that replace a character in lower case.
    fn add(&mut self, c: char) {
        match c {
            // Letters of the languages of names, for which nothing has to be looked up.
            'a'..='z'
            | '0'..='9'
            | 'а'..='я'
            | '\u{0621}'..='\u{063F}'
            | '\u{0641}'..='\u{064A}'
            | '\u{4E00}'..='\u{9FFF}' => self.text.push(c),
            ' ' => self.end_word(),
            'ø' => self.text.push('o'),
            'ł' => self.text.push('l'),
            'đ' | 'ð' => self.text.push('d'),
            'ß' => self.text.push_str("ss"),
            'æ' => self.text.push_str("ae"),
            'œ' => self.text.push_str("oe"),
            'ı' => self.text.push('i'),
            'ħ' => self.text.push('h'),
            'ŧ' => self.text.push('t'),
            'þ' => self.text.push_str("th"),
            '&' if self.is_name => " and ".chars().for_each(|c| self.add(c)),
            // The tatweel stretches an Arabic word.
            '\u{0640}' => {}
            c if c.is_alphanumeric() => self.text.push(c),
            _ => self.end_word(),
        }
    }

    /// Ends a word; in a name, "the" is left out, and "st" is "saint".
    fn end_word(&mut self) {
        match &self.text[self.start..] {
            "" => return,
            "the" if self.is_name => self.text.truncate(self.start),
            "st" if self.is_name => self.text.replace_range(self.start.., "saint "),
            _ => self.text.push(' '),
        }
        self.start = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_letters_are_those_of_the_tables() {
        for c in ('\0'..=char::MAX).filter(|c| known(*c).is_some()) {
            let decomposed = once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            assert_eq!(decomposed.collect::<String>(), known(c).map_or(String::new(), String::from), "{c:?}");
            assert!(!is_apostrophe(c));
        }
    }

    #[test]
    fn spellings_of_one_name_are_equal() {
        for (a, b) in [
            ("Côte d’Ivoire", "COTE D'IVOIRE"),
            ("The Gambia", "gambia"),
            ("St. Lucia", "Saint  Lucia"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
            ("Curaçao", "curacao"),
            ("Türkiye", "Turkiye"),
            ("Åland", "A\u{30a}land"),
            ("Côte d´Ivoire", "Cote d\"Ivoire"),
            ("Ｚａｍｂｉａ", "Zambia"),
        ] {
            assert_eq!(normalize(a), normalize(b));
        }
        assert_ne!(normalize("Niger"), normalize("Nigeria"));
        // A tatweel is left out, but the text is not ASCII with it.
        for name in ["", "The", "St. John & the 'Bay'", "  U.N. `Team`  7-A, the  st", "&&", "ST"] {
            assert_eq!(normalize(name), normalize(&format!("{name}\u{0640}")));
            assert_eq!(letters(name), letters(&format!("{name}\u{0640}")));
        }
        assert_eq!(normalize("السُّودان"), normalize("السودان"));
        assert_eq!(normalize("الســـودان"), normalize("السودان"));
        assert_eq!(letters("The St. Élan & Co"), "the st elan co");
    }
}
