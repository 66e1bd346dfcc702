//! A table in GitHub-flavoured Markdown.
//!
//! Promises: a cell is text there: no markup, no HTML, no line break; addresses are links to what they say,
//! and what a page makes of words such as `www.example.org` is left to it.

use crate::render::networks::sheet::Sheet;
use crate::text::visible;

/// Renders a sheet, with the footnote if it is due.
#[must_use]
pub fn render(sheet: &Sheet) -> String {
    let mut out = row(sheet.columns.iter().map(|(_, title)| (*title).to_owned()));
    out += &row(sheet.columns.iter().map(|_| "---".to_owned()));
    for cells in &sheet.rows {
        out += &row(cells.iter().map(|cell| escape(&cell.to_text())));
    }
    if let Some(note) = sheet.footnote() {
        out.push_str(&format!("\n{}\n", escape(note)));
    }
    out
}

/// Returns a row of a table, with its line end, of cells that are escaped.
pub(crate) fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Escapes what Markdown or HTML would take for its own; line breaks become blanks.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let line = text.replace(['\r', '\n', '\t'], " ");
    let line = visible(&line);
    for (at, word) in line.split(' ').enumerate() {
        let blank = if at > 0 { " " } else { "" };
        out += &match link(word) {
            Some(address) => format!("{blank}{address}"),
            None => format!("{blank}{}", plain(word)),
        };
    }
    out
}

/// Returns an address as a link that is nothing but that, if the word is one; a comma may follow it. With a
/// semicolon, it could hold what HTML takes for a character.
fn link(word: &str) -> Option<String> {
    let address = word.strip_suffix(',').unwrap_or(word);
    let rest = address.strip_prefix("https://").or(address.strip_prefix("http://"))?;
    let is_plain = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'()*+,=%".contains(c);
    let is_address = !rest.is_empty() && rest.chars().all(is_plain);
    is_address.then(|| format!("<{address}>{}", &word[address.len()..]))
}

/// Escapes what Markdown or HTML would take for its own in a word.
fn plain(word: &str) -> String {
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
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_link_and_anything_else_is_text() {
        for (text, escaped) in [
            ("https://example.org/a_b/~c#part@x?y=1&z", "<https://example.org/a_b/~c#part@x?y=1&z>"),
            ("https://a.org/1, https://a.org/2", "<https://a.org/1>, <https://a.org/2>"),
            ("https://a.org/|<b>", "https\\://a.org/\\|&lt;b&gt;"),
            ("https://a.org/?&copy;", "https\\://a.org/?&amp;copy;"),
            ("a_b *c* [d](e) <f>", "a\\_b \\*c\\* \\[d\\](e) &lt;f&gt;"),
            ("a\r\nb\tc", "a  b c"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }
}
