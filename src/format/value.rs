//! The canonical spelling of a value that stands in the file.
//!
//! Promises: the same value to every reader, and no comment lost. A text keeps its own spelling
//! but for its quotes and what readers of TOML 1.0 refuse; a list is laid out anew.

use std::borrow::Cow;

use crate::model::spelling::{self, INDENT};
use crate::parse::list::{Piece, pieces};
use crate::text::Span;
use crate::text::{TextEdit, apply};

/// Returns the canonical spelling of the value at `span`, that of the field `key`; lines end with
/// `newline`.
pub fn canonical<'t>(text: &'t str, span: Span, key: &str, newline: &str) -> Cow<'t, str> {
    let raw = span.of(text);
    match raw.as_bytes() {
        [b'[', ..] if is_usual(raw, key) => Cow::Borrowed(raw),
        [b'[', ..] => list(text, span, key, newline).map_or(Cow::Borrowed(raw), Cow::Owned),
        _ => string(raw),
    }
}

/// Returns a text in double quotes where nothing in it would need a backslash, without the
/// escapes that TOML 1.1 added; a text of several lines keeps its quotes.
fn string(raw: &str) -> Cow<'_, str> {
    if let Some(inner) = raw.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        let plain = !raw.starts_with("'''") && !inner.contains(['"', '\\']);
        return if plain { Cow::Owned(format!("\"{inner}\"")) } else { Cow::Borrowed(raw) };
    }
    if raw.starts_with('"') { escapes(raw) } else { Cow::Borrowed(raw) }
}

/// Writes `\e` and `\xHH` as TOML 1.0 has them: `\u001B`, `\u00HH`.
fn escapes(raw: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = 0;
    let mut bytes = raw.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte != b'\\' {
            continue;
        }
        let old = match bytes.next() {
            Some((_, b'e')) => "\\u001B",
            Some((_, b'x')) => "\\u00",
            _ => continue,
        };
        out.push_str(&raw[from..at]);
        out.push_str(old);
        from = at + 2;
    }
    if from == 0 {
        return Cow::Borrowed(raw);
    }
    out.push_str(&raw[from..]);
    Cow::Owned(out)
}

/// Tells whether a list is as most are, so that nothing needs to be laid out.
fn is_usual(raw: &str, key: &str) -> bool {
    let Some(inner) = raw.strip_prefix("[\"").and_then(|raw| raw.strip_suffix("\"]")) else { return false };
    let mut items = inner.split("\", \"");
    let fits = items.clone().count() == 1 || spelling::is_short(key, raw);
    fits && items.all(|item| !item.contains(['"', '\\', '\n']))
}

/// One entry with its comments.
struct Entry<'t> {
    above: Vec<&'t str>,
    item: Cow<'t, str>,
    /// The comment on its line, with the blanks before it.
    beside: &'t str,
}

/// Lays a list out anew; nothing where it holds what is no text, or a text of several lines.
fn list(text: &str, span: Span, key: &str, newline: &str) -> Option<String> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    // Comments that wait for the entry below them, and that beside the opening bracket.
    let (mut above, mut opening) = (Vec::new(), "");
    let mut begins_line = false;
    for (piece, at) in pieces(text, span)? {
        match piece {
            Piece::Item => {
                let item = string(at.of(text));
                if item.contains('\n') {
                    return Some(respelt(text, span));
                }
                entries.push(Entry { above: std::mem::take(&mut above), item, beside: "" });
                begins_line = false;
            }
            Piece::LineEnd => begins_line = true,
            Piece::Comment if begins_line => above.push(at.of(text)),
            Piece::Comment => {
                let before = text[..at.start as usize].trim_end_matches([' ', '\t']).len();
                let beside = &text[before..at.end as usize];
                match entries.last_mut() {
                    Some(entry) => entry.beside = beside,
                    None => opening = beside,
                }
            }
            Piece::Open | Piece::Comma | Piece::Close => {}
        }
    }
    let has_comments = |entry: &Entry<'_>| !entry.beside.is_empty() || !entry.above.is_empty();
    if opening.is_empty() && above.is_empty() && !entries.iter().any(has_comments) {
        let items: Vec<&str> = entries.iter().map(|entry| entry.item.as_ref()).collect();
        return Some(spelling::list(key, &items, newline));
    }
    // A comment needs a blank before it to be told from what it follows.
    let parted =
        |comment: &str| if comment.starts_with('#') { format!(" {comment}") } else { comment.to_owned() };
    let mut out = format!("[{}{newline}", parted(opening));
    let mut line = |content: &str| out.push_str(&format!("{INDENT}{content}{newline}"));
    for Entry { above, item, beside } in entries {
        above.into_iter().for_each(&mut line);
        line(&format!("{item},{}", parted(beside)));
    }
    above.into_iter().for_each(&mut line);
    out.push(']');
    Some(out)
}

/// Returns a list as it stands, but for the spelling of its entries: a text of several lines has
/// no place in a layout.
fn respelt(text: &str, list: Span) -> String {
    let pieces = pieces(text, list).unwrap_or_default().into_iter();
    let items = pieces
        .filter(|(piece, _)| *piece == Piece::Item)
        .map(|(_, at)| TextEdit::replace(at.within(list), string(at.of(text))));
    apply(list.of(text), &items.collect::<Vec<_>>()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(raw: &str) -> String {
        canonical(raw, Span::new(0, raw.len()), "members", "\n").into_owned()
    }

    #[test]
    fn texts_keep_their_spelling_but_for_the_quotes() {
        for (raw, right) in [
            ("'IOM'", "\"IOM\""),
            ("'a \"b\"'", "'a \"b\"'"),
            ("'a\\b'", "'a\\b'"),
            ("''", "\"\""),
            ("'''a\nb'''", "'''a\nb'''"),
            ("\"\\u00e9\"", "\"\\u00e9\""),
            ("\"\\\\e \\e[\\x41\"", "\"\\\\e \\u001B[\\u0041\""),
            ("2021-06-30", "2021-06-30"),
            ("[2021..2022]", "[2021..2022]"),
        ] {
            assert_eq!(spelt(raw), right);
        }
    }

    #[test]
    fn lists_are_laid_out_anew_and_keep_their_comments() {
        for (raw, right) in [
            ("[ 'a' ,\"b\", ]", "[\"a\", \"b\"]"),
            ("[]", "[]"),
            ("[\n]", "[]"),
            (
                "[ # why\n\"a\" # first\n, # comma\n  \n'b'# last\n# end\n]",
                "[ # why\n  \"a\", # first\n  # comma\n  \"b\", # last\n  # end\n]",
            ),
            ("[# none\n]", "[ # none\n]"),
            ("[\"\"\"a\nb\"\"\",\n]", "[\"\"\"a\nb\"\"\",\n]"),
            ("[\"\"\"a\n\\e\"\"\", 'b' ]", "[\"\"\"a\n\\u001B\"\"\", \"b\" ]"),
        ] {
            assert_eq!(spelt(raw), right);
            assert_eq!(spelt(right), right);
        }
    }
}
