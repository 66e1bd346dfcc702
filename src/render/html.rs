//! Text in HTML and SVG: escaped, with links and directions.
//!
//! Text stays text: no markup, no character that controls the page. Only https addresses become links.

use std::borrow::Cow;

use crate::model::Language;
use crate::render::markdown::address;
use crate::text::{is_right_to_left, pieces, respelt, visible};

/// Returns the attribute of a text that may have another direction than the page.
pub(crate) fn direction(content: &str, language: Language) -> &'static str {
    let may_differ = is_right_to_left(content) || language == Language::Arabic && !content.is_empty();
    if may_differ { " dir=\"auto\"" } else { "" }
}

/// Returns a text as HTML: escaped, with its line ends as line breaks and its https addresses as links.
pub(crate) fn text(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace('\t', " ");
        let line = visible(&line);
        if is_right_to_left(&line) { pieces(&line).into_iter().map(piece).collect() } else { words(&line) }
    };
    text.lines().map(line).collect::<Vec<_>>().join("<br>")
}

/// Returns a piece of a line from right to left; one that must not be turned round has its own direction.
fn piece((piece, is_turned): (&str, bool)) -> String {
    let words = words(piece);
    if is_turned { format!("<bdi dir=\"ltr\">{words}</bdi>") } else { words }
}

/// Returns a text without line ends, with links.
fn words(text: &str) -> String {
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns a word, with a link if it contains an https address. The marks around an address need no escapes.
fn word(word: &str) -> String {
    match address(word).filter(|(_, address, _)| address.starts_with("https://")) {
        None => escape(word).into_owned(),
        Some((before, address, after)) => {
            let shown = escape(address);
            format!("{before}<a href=\"{shown}\">{shown}</a>{after}")
        }
    }
}

/// Returns a text without links, for a heading or a title.
pub(crate) fn text_alone(text: &str) -> String {
    escape(&visible(text)).into_owned()
}

/// Escapes the characters that mean something in HTML.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    respelt(text, |c, _| {
        let reference = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => return None,
        };
        Some(reference.to_owned())
    })
}
