//! How a cell spells a text: the inverse of what `render/networks/csv.rs` writes.

use crate::import::grid::Dialect;
use crate::render::networks::csv::needs_apostrophe;
use crate::text::means_absent;

/// Returns the text that a cell spells, without the white space round it; `None` if the cell says that there is none.
pub fn text(cell: &str, dialect: Dialect) -> Option<String> {
    bare(cell, dialect).map(|text| unescaped(&text, dialect))
}

/// Returns the entries of the list that a cell spells: with `; ` between them.
pub fn list(cell: &str, dialect: Dialect) -> Vec<String> {
    let Some(cell) = bare(cell, dialect) else { return Vec::new() };
    let mut entries = vec![String::new()];
    let mut is_escaped = false;
    for c in cell.chars() {
        if c == ';' && !is_escaped {
            entries.push(String::new());
            continue;
        }
        if let Some(entry) = entries.last_mut() {
            entry.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let entry = |entry: &String| {
        let entry = trimmed(entry);
        (!entry.is_empty()).then(|| unescaped(&entry.replace("\\;", "\\u{3b}"), dialect))
    };
    entries.iter().filter_map(entry).collect()
}

/// Returns a text without white space round it. No-break spaces are white space, too.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Returns a cell without what is only there because it is a cell; `None` if it says that there is nothing.
fn bare(cell: &str, dialect: Dialect) -> Option<String> {
    let cell = trimmed(cell);
    if means_absent(cell) {
        return None;
    }
    let is_added = |rest: &&str| dialect.has_apostrophes && needs_apostrophe(rest);
    let cell = cell.strip_prefix('\'').filter(is_added).unwrap_or(cell);
    Some(cell.replace("\r\n", "\n"))
}

/// Returns a text without its escapes. A backslash that begins none stays, because other programs write it, too.
fn unescaped(text: &str, dialect: Dialect) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((c, after)) = escape(rest, dialect) {
            out.push(c);
            rest = after;
        } else {
            out.push('\\');
        }
    }
    out + rest
}

/// Returns the character whose escape begins after a backslash, and what follows it.
fn escape(rest: &str, dialect: Dialect) -> Option<(char, &str)> {
    if let Some(after) = rest.strip_prefix('\\') {
        return Some(('\\', after));
    }
    if let Some(digits) = rest.strip_prefix("u{") {
        let (digits, after) = digits.split_once('}')?;
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        return Some((char::from_u32(number)?, after));
    }
    let mut chars = rest.chars();
    let c = match chars.next()? {
        't' => '\t',
        'n' => '\n',
        _ => return None,
    };
    dialect.has_short_escapes.then_some((c, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: Dialect = Dialect { has_apostrophes: true, has_short_escapes: false, counts_from_1904: false };
    const TSV: Dialect = Dialect { has_apostrophes: true, has_short_escapes: true, counts_from_1904: false };

    #[test]
    fn texts_are_decoded_as_they_are_written() {
        for (cell, read) in [
            (" Ice\u{a0}", Some("Ice")),
            ("'=1+1", Some("=1+1")),
            ("''x", Some("'x")),
            ("'t Zand", Some("'t Zand")),
            ("\\u{1b}[31m", Some("\u{1b}[31m")),
            ("C:\\\\temp", Some("C:\\temp")),
            ("C:\\temp \\u{110000} \\u{+1}", Some("C:\\temp \\u{110000} \\u{+1}")),
            ("a\r\nb", Some("a\nb")),
            ("n/a", None),
            ("N/A ", None),
            ("-", None),
            ("\u{2014}", None),
            ("", None),
            ("'-", Some("-")),
            ("\\u{2d}", Some("-")),
            ("NA", Some("NA")),
        ] {
            assert_eq!(text(cell, CSV).as_deref(), read, "{cell:?}");
        }
        assert_eq!(text("a\\tb\\\\t", TSV).as_deref(), Some("a\tb\\t"));
        assert_eq!(text("'x", Dialect::default()).as_deref(), Some("'x"));
    }

    #[test]
    fn lists_are_divided_at_semicolons_that_are_not_escaped() {
        for (cell, entries) in [
            ("IOM; UNHCR", &["IOM", "UNHCR"][..]),
            ("IOM;UNHCR ;", &["IOM", "UNHCR"]),
            ("a\\;b; c\\\\d", &["a;b", "c\\d"]),
            ("a\\\\; b", &["a\\", "b"]),
            ("'=a; b", &["=a", "b"]),
            ("-", &[]),
            ("", &[]),
        ] {
            assert_eq!(list(cell, CSV), entries, "{cell:?}");
        }
    }
}
