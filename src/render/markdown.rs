//! Text and table rows in GitHub-flavoured Markdown.
//!
//! Text stays text on the page: no markup, no HTML, no line break. Addresses become links to themselves.
//! A page may still turn words such as `www.example.org` into links of its own.

use crate::text::visible;

/// Returns a row of a table, with its line end, from cells that are already escaped.
pub(crate) fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Returns a text with the characters escaped that mean something in Markdown or HTML. Line breaks become
/// spaces.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let line = text.replace(['\r', '\n', '\t'], " ");
    let line = visible(&line);
    for (at, word) in line.split(' ').enumerate() {
        let space = if at > 0 { " " } else { "" };
        out += &match link(word) {
            Some(address) => format!("{space}{address}"),
            None => format!("{space}{}", plain(word)),
        };
    }
    out
}

/// A comment, which is not seen on the page and not copied with its text.
const APART: &str = "<!-- -->";

/// Returns a text that [`escape`] has escaped, for a page where GitHub tells people of their names and links numbers:
/// neither for `@name`, `#1` and `GH-1`. A backslash does not prevent it, a comment between the two parts does.
pub(crate) fn unlinked(escaped: &str) -> String {
    let mut out = String::with_capacity(escaped.len());
    for word in escaped.split_inclusive(' ') {
        // An address stays one.
        let is_link = word.contains('<');
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            let follows = |is_part: fn(char) -> bool| !is_link && rest.starts_with(is_part);
            let is_apart = match c {
                '@' => follows(char::is_alphanumeric),
                '#' => follows(|c| c.is_ascii_digit()),
                '-' => follows(|c| c.is_ascii_digit()) && ends_in_gh(&out),
                _ => false,
            };
            out += if is_apart { APART } else { "" };
        }
    }
    out
}

/// Returns `true` if a text ends in `GH-`, in any case.
fn ends_in_gh(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("GH-"))
}

/// Returns the link of a word with an address, with the marks around it.
fn link(word: &str) -> Option<String> {
    address(word).map(|(before, address, after)| format!("{before}<{address}>{after}"))
}

/// Returns the address in a word, and the marks of the sentence before and after it. A closing bracket belongs to the
/// address if it is opened there. An address with a semicolon is none: it could contain an HTML character reference.
pub(crate) fn address(word: &str) -> Option<(&str, &str, &str)> {
    let from = word.trim_start_matches('(');
    let opened = from.matches('(').count();
    let mut closed = from.matches(')').count();
    let address = from.trim_end_matches(|c| {
        let is_closed_here = c == ')' && closed > opened;
        closed -= usize::from(is_closed_here);
        is_closed_here || matches!(c, ',' | '.' | ';')
    });
    let rest = address.strip_prefix("https://").or(address.strip_prefix("http://"))?;
    let is_plain = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'()*+,=%".contains(c);
    let is_address = !rest.is_empty() && rest.chars().all(is_plain);
    is_address.then_some((&word[..word.len() - from.len()], address, &from[address.len()..]))
}

/// Returns a word with the characters escaped that mean something in Markdown or HTML.
fn plain(word: &str) -> String {
    // A colon is a part of `:emoji:`, which never ends in a space.
    let (word, end) = match word.strip_suffix(':') {
        Some(before) if !before.is_empty() => (before, ":"),
        _ => (word, ""),
    };
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '@' | '$' | '#' | ':' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_other_words_stay_text() {
        for (text, escaped) in [
            ("https://example.org/a_b/~c#part@x?y=1&z", "<https://example.org/a_b/~c#part@x?y=1&z>"),
            ("https://a.org/1, https://a.org/2", "<https://a.org/1>, <https://a.org/2>"),
            ("(2021-06-24, https://a.org/x)", "(2021-06-24, <https://a.org/x>)"),
            ("(https://a.org/x), ((https://a.org/y", "(<https://a.org/x>), ((<https://a.org/y>"),
            ("https://a.org/x). https://a.org/y;", "<https://a.org/x>). <https://a.org/y>;"),
            ("https://a.org/x_(y) https://a.org/x_(y)).", "<https://a.org/x_(y)> <https://a.org/x_(y)>)."),
            ("https://. https://),", "https\\://. https\\://),"),
            ("https://a.org/|<b>", "https\\://a.org/\\|&lt;b&gt;"),
            ("https://a.org/?&copy;x", "https\\://a.org/?&amp;copy;x"),
            ("a_b *c* [d](e) <f>", "a\\_b \\*c\\* \\[d\\](e) &lt;f&gt;"),
            ("a\r\nb\tc", "a  b c"),
            ("Derived: :x: a:b :", "Derived: \\:x: a\\:b \\:"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn names_and_numbers_are_no_mentions() {
        for (text, page) in [
            ("@name (@un/team) \u{e9}@1", "\\@<!-- -->name (\\@<!-- -->un/team) \u{e9}\\@<!-- -->1"),
            ("#1 un/ice#23", "\\#<!-- -->1 un/ice\\#<!-- -->23"),
            ("GH-1 gh-2", "GH-<!-- -->1 gh-<!-- -->2"),
            ("a @ b, # c, @. #x 2021-06 GH-x", "a \\@ b, \\# c, \\@. \\#x 2021-06 GH-x"),
            ("https://example.org/@name#1 @name", "<https://example.org/@name#1> \\@<!-- -->name"),
        ] {
            assert_eq!(unlinked(&escape(text)), page);
        }
    }
}
