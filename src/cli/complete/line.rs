//! Divides a command line into words, as a shell does, up to the word in which the cursor is.

/// How a shell quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// POSIX: nothing is special between single quotes.
    Posix,
    /// fish: a backslash escapes quotes and itself between single quotes.
    Fish,
    /// PowerShell: a backtick escapes, and a quote is doubled.
    PowerShell,
}

/// A word of a command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text, without the quotes.
    pub text: String,
    /// Where it begins in the line.
    pub start: usize,
    /// The quote that is still open at its end.
    pub open: Option<char>,
}

/// Returns the words of a command line. The last one is that before the cursor, which is at the end of the line; it is
/// empty after a space.
pub fn words(line: &str, quoting: Quoting) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let open = word.as_ref().and_then(|word| word.open);
        if open.is_none() && c.is_whitespace() {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_with(|| Word { start: at, ..Word::default() });
        let next = rest.peek().map(|(_, next)| *next);
        if quoting.escapes(c, open, next) {
            rest.next();
            // A line that goes on is no text.
            word.text.extend(next.filter(|next| *next != '\n'));
        } else if open == Some(c) {
            word.open = None;
        } else if open.is_none() && matches!(c, '\'' | '"') {
            word.open = Some(c);
        } else {
            word.text.push(c);
        }
    }
    words.push(word.unwrap_or(Word { start: line.len(), ..Word::default() }));
    words
}

impl Quoting {
    /// Returns `true` if a character makes the next one a part of the text, inside the quotes that are open.
    fn escapes(self, c: char, open: Option<char>, next: Option<char>) -> bool {
        let is_next = |special: &str| next.is_some_and(|next| special.contains(next));
        match (self, open) {
            (Self::PowerShell, Some(quote)) if c == quote => next == Some(quote),
            (Self::PowerShell, open) => c == '`' && open != Some('\'') && next.is_some(),
            (Self::Posix, Some('\'')) => false,
            (Self::Fish, Some('\'')) => c == '\\' && is_next("\\'"),
            (_, Some(_)) => c == '\\' && is_next("\\\"$`\n"),
            (_, None) => c == '\\' && next.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, quoting: Quoting) -> Vec<String> {
        words(line, quoting).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_those_of_the_shell() {
        for (line, expected) in [
            ("netreg show Z", &["netreg", "show", "Z"][..]),
            ("netreg show ", &["netreg", "show", ""]),
            ("", &[""]),
            (r"a Costa\ R", &["a", "Costa R"]),
            (r#"a "Costa R"#, &["a", "Costa R"]),
            (r#"a name="Costa R" b"#, &["a", "name=Costa R", "b"]),
            (r"a 'it'\''s", &["a", "it's"]),
            (r#"a "x\"y\z" '\'"#, &["a", "x\"y\\z", "\\"]),
            ("a '' b", &["a", "", "b"]),
            ("a b\\", &["a", "b\\"]),
            ("a \\\n b", &["a", "", "b"]),
        ] {
            assert_eq!(texts(line, Quoting::Posix), expected, "{line}");
        }
        assert_eq!(texts(r"a 'd\'Iv", Quoting::Fish), ["a", "d'Iv"]);
        assert_eq!(
            texts("a 'd''Iv' \"x`\"y\" b` c `", Quoting::PowerShell),
            ["a", "d'Iv", "x\"y", "b c", "`"]
        );
    }

    #[test]
    fn last_word_says_where_it_begins_and_which_quote_is_open() {
        for (line, start, open) in [
            ("a bc", 2, None),
            ("a ", 2, None),
            ("a 'b c", 2, Some('\'')),
            ("é x=\"b c", 3, Some('"')),
            ("a 'b'", 2, None),
        ] {
            let words = words(line, Quoting::Posix);
            let last = words.last().expect("a word");
            assert_eq!((last.start, last.open), (start, open), "{line}");
        }
    }
}
