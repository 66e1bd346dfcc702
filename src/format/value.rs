//! The canonical spelling of a value in a file.
//!
//! Promises: every TOML parser reads the same value, and no comment is lost. A text keeps its spelling, except
//! for its quotes and for escapes that TOML 1.0 does not have; a list gets the canonical layout.

use std::borrow::Cow;

use crate::format::entries::Entries;
use crate::model::spelling;
use crate::parse::list::{Piece, pieces};
use crate::text::{Span, TextEdit, apply};

/// Returns the canonical spelling of the value at `span` of the field `key`; lines end with `newline`.
pub fn canonical<'t>(text: &'t str, span: Span, key: &str, newline: &str) -> Cow<'t, str> {
    let raw = span.of(text);
    match raw.as_bytes() {
        [b'[', ..] if is_usual(raw, key) => Cow::Borrowed(raw),
        [b'[', ..] => list(text, span, key, newline).map_or(Cow::Borrowed(raw), Cow::Owned),
        _ => string(raw),
    }
}

/// Returns a text in double quotes, unless that would need a backslash, and without the escapes that TOML 1.1
/// added. A multi-line text keeps its quotes.
fn string(raw: &str) -> Cow<'_, str> {
    if let Some(inner) = raw.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        let plain = !raw.starts_with("'''") && !inner.contains(['"', '\\']);
        return if plain { Cow::Owned(format!("\"{inner}\"")) } else { Cow::Borrowed(raw) };
    }
    if raw.starts_with('"') { escapes(raw) } else { Cow::Borrowed(raw) }
}

/// Replaces `\e` and `\xHH` by the escapes of TOML 1.0: `\u001B`, `\u00HH`.
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

/// Returns `true` if a list already has the canonical layout, as most lists do, and no escapes.
fn is_usual(raw: &str, key: &str) -> bool {
    let Some(inner) = raw.strip_prefix("[\"").and_then(|raw| raw.strip_suffix("\"]")) else { return false };
    let mut items = inner.split("\", \"");
    let fits = items.clone().count() == 1 || spelling::is_short(key, raw);
    fits && items.all(|item| !item.contains(['"', '\\', '\n']))
}

/// Returns a list in the canonical layout, or `None` if it has an entry that is not a text.
fn list(text: &str, span: Span, key: &str, newline: &str) -> Option<String> {
    let mut entries = Entries::read(text, span)?;
    if entries.all.iter().any(|entry| entry.item.contains('\n')) {
        return Some(respelt(text, span));
    }
    entries.all.iter_mut().for_each(|entry| entry.item = Cow::Owned(string(&entry.item).into_owned()));
    Some(entries.spelt(key, newline))
}

/// Returns a list in its own layout, with the canonical spelling of its entries. It is for lists with a
/// multi-line text, which cannot be put on one line.
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
    fn texts_keep_their_spelling_except_for_quotes_and_new_escapes() {
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
    fn lists_get_the_canonical_layout_and_keep_their_comments() {
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
