//! Finds the fields that may be in the parts of a record that could not be read.
//!
//! Promises: a field that is not found here is certainly absent, so that it can be reported as missing in the
//! same run. A misspelt key counts as the field that it resembles. Texts and comments do not count.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::model::{Record, Table, Unparsed};
use crate::parse::{blocks::Block, statement::Fault};
use crate::text::Span;

/// Returns the fields that may be in the unread parts of a record of this block.
pub fn find(text: &str, record: &Record<'_>, block: &Block<'_>, in_conflict: bool) -> Unparsed {
    // A conflict, or the lines below an unclosed text, may contain any field.
    if in_conflict || block.broken.iter().any(|broken| broken.fault == Fault::OpenText) {
        return Unparsed::anything();
    }
    let mut unparsed = Unparsed::default();
    for span in gaps(record, block) {
        for key in keys(span.of(text)).filter_map(|key| field_named(record.table, key)) {
            unparsed.add(key);
        }
    }
    unparsed
}

/// Returns the fields of a table that may be in a text that could not be read.
pub fn may_give(table: Table, text: &str) -> impl Iterator<Item = &'static str> {
    keys(text).filter_map(move |word| field_named(table, word))
}

/// Returns the parts of a record between its values.
fn gaps(record: &Record<'_>, block: &Block<'_>) -> impl Iterator<Item = Span> {
    // The span of an unclosed header is its whole line.
    let broken = block.header.as_ref().filter(|header| !header.errors.is_empty());
    let words = broken.and_then(|header| header.path.last());
    let top = words.map_or(record.header.end, |(_, word)| word.end);
    let ends = std::iter::once(top).chain(record.entries.iter().map(|entry| entry.span.end));
    let starts = record.entries.iter().map(|entry| entry.key.start).chain([record.content.end]);
    ends.zip(starts).map(|(start, end)| Span { start, end: end.max(start) })
}

/// Returns the words that may be keys, without quotes: the first word of each line, and each word before an `=`
/// or a `:`.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    let mut tokens = Source::new(text).lex().peekable();
    let (mut begins_line, mut after_dot, mut depth) = (true, false, 0_usize);
    std::iter::from_fn(move || {
        loop {
            let token = tokens.next()?;
            let (kind, word) = (token.kind(), text.get(token.span().start()..token.span().end())?);
            let is_word = matches!(kind, TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString);
            match kind {
                TokenKind::Eof => return None,
                TokenKind::Whitespace | TokenKind::Comment => continue,
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth = depth.saturating_sub(1)
                }
                _ => {}
            }
            while tokens.next_if(|next| next.kind() == TokenKind::Whitespace).is_some() {}
            let next = tokens.peek();
            let is_given = next.is_some_and(|next| {
                next.kind() == TokenKind::Equals || text[next.span().start()..].starts_with(':')
            });
            let is_key =
                is_word && !after_dot && (begins_line || (is_given || word.ends_with(':')) && depth == 0);
            begins_line = kind == TokenKind::Newline;
            after_dot = kind == TokenKind::Dot;
            let word = word.trim_matches(['"', '\'', ':']);
            if is_key && !word.is_empty() {
                return Some(word);
            }
        }
    })
}

/// Returns the words of a text that could not be read: texts with their quotes, and whatever else is between
/// spaces, commas and brackets. Comments are left out.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut tokens = Source::new(text).lex().peekable();
    std::iter::from_fn(move || {
        loop {
            let token = tokens.next()?;
            let (start, mut end) = (token.span().start(), token.span().end());
            match token.kind() {
                TokenKind::BasicString
                | TokenKind::LiteralString
                | TokenKind::MlBasicString
                | TokenKind::MlLiteralString => return text.get(start..end),
                // A date, a number or an address without quotes can contain dots.
                TokenKind::Atom | TokenKind::Dot => {
                    let goes_on = |next: &Token| matches!(next.kind(), TokenKind::Atom | TokenKind::Dot);
                    while let Some(next) = tokens.next_if(goes_on) {
                        end = next.span().end();
                    }
                    return text.get(start..end);
                }
                _ => {}
            }
        }
    })
}

/// Returns the field that a word names: by its key, its flag, or a misspelling of the key.
fn field_named(table: Table, word: &str) -> Option<&'static str> {
    let keys = table.fields().iter().map(|field| field.key);
    table.field(word).map(|field| field.key).or_else(|| table.probable(word, keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_lines_that_are_not_fields() {
        for (text, expected) in [
            ("sources [\"https://x\"]", &["sources"][..]),
            ("\"sources\" : 1", &["sources"]),
            ("\"name\": \"U\", \"sources\": [\"https://x\"]", &["name", "sources"]),
            ("name: U", &["name"]),
            (" \"x\" contact = 2", &["x", "contact"]),
            ("note = \"x\" contact = 2", &["note", "contact"]),
            ("a.b = 1", &["a"]),
            ("x = { a = 1, b = 2 }", &["x"]),
            ("x = [\n  \"IOM\", # y = 1\n  name = 2", &["x", "IOM", "name"]),
            ("# contact = 1\n  name =", &["name"]),
            ("chairs = \"sources = x\" # name = 1", &["chairs"]),
            ("s\u{f6}urces = 1\nna\u{200B}me = 2", &["s\u{f6}urces", "na\u{200B}me"]),
            ("= = 1", &[]),
        ] {
            assert_eq!(keys(text).collect::<Vec<_>>(), expected, "{text}");
        }
        let network = |word| field_named(Table::Network, word);
        for word in ["souces", "source", "s\u{f6}urces", "s\u{43e}urces", "sou\u{AD}rces"] {
            assert_eq!(network(word), Some("sources"), "{word}");
        }
        assert_eq!(network("date"), Some("established"));
        assert_eq!((network("foo"), network("")), (None, None));
    }
}
