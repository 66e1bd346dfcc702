//! A picture in SVG that says by itself what it shows: a title, a key, the source with its date and revision.
//!
//! Lengths are in pixels. A text is never wider than the picture: it goes on in the next line. Colours and letters come
//! from the style of the page.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::model::Language;
use crate::render::html::escape;
use crate::text::{isolated, visible};

/// The margin around everything.
pub(crate) const MARGIN: i32 = 12;

/// A size of text: its class in the style, its height, and how wide a small letter is in hundredths of a pixel.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size(&'static str, i32, i32);

/// The title of a picture.
pub(crate) const TITLE: Size = Size("title", 17, 1100);

/// Everything else.
pub(crate) const SMALL: Size = Size("small", 12, 672);

/// Where a text is, seen from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A picture that grows from top to bottom.
#[derive(Debug)]
pub(crate) struct Picture {
    width: i32,
    language: Language,
    /// Where the next line begins.
    pub y: i32,
    body: String,
}

impl Picture {
    /// Returns an empty picture of this width.
    pub fn new(width: i32, language: Language) -> Self {
        Self { width, language, y: MARGIN, body: String::new() }
    }

    /// Returns its width.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// Adds markup.
    pub fn put(&mut self, markup: &str) {
        self.body += markup;
    }

    /// Adds a text at a point, on the side on which the language begins to read: for Arabic seen from the right edge.
    pub fn text(&mut self, x: i32, y: i32, Size(class, ..): Size, text: &str) {
        let x = if self.is_mirrored() { self.width - x } else { x };
        self.put(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", text_of(text)));
    }

    /// Adds a text at a point of the drawing, which no language turns round: a number, a date, a code.
    pub fn label(&mut self, (x, y): (i32, i32), anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.put(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor} direction=\"ltr\">{}</text>",
            text_of(text)
        ));
    }

    /// Adds lines of text below what is there, beginning `indent` pixels from the margin.
    pub fn lines(&mut self, indent: i32, size: Size, text: &str) {
        self.lines_in(indent..self.width - 2 * MARGIN, size, text);
    }

    /// Adds lines of text between two places, in pixels from the margin.
    fn lines_in(&mut self, room: Range<i32>, size: Size, text: &str) {
        let Size(_, height, letter) = size;
        for line in wrapped(&visible(text), room.end - room.start, letter) {
            self.y += height + height / 3;
            self.text(MARGIN + room.start, self.y - height / 3, size, &line);
        }
    }

    /// Adds the entries of a list, in two columns where there is room.
    pub fn list(&mut self, entries: &[String]) {
        let all = self.width - 2 * MARGIN;
        let columns = if self.width > 600 { 2 } else { 1 };
        let (top, mut bottom) = (self.y, self.y);
        let each = entries.len().div_ceil(columns).max(1);
        for (at, entries) in (0..).zip(entries.chunks(each)) {
            self.y = top;
            let begin = if at == 0 { 0 } else { all / 2 + MARGIN / 2 };
            let end = if columns == 2 && at == 0 { all / 2 - MARGIN / 2 } else { all };
            for entry in entries {
                self.lines_in(begin..end, SMALL, entry);
            }
            bottom = bottom.max(self.y);
        }
        self.y = bottom;
    }

    /// Adds a sign of the key with its text.
    pub fn key(&mut self, sign: impl Fn(i32, i32) -> String, text: &str) {
        let Size(_, height, _) = SMALL;
        let middle = self.y + height * 2 / 3;
        let x = if self.is_mirrored() { self.width - MARGIN - 8 } else { MARGIN + 8 };
        self.put(&sign(x, middle));
        self.lines(24, SMALL, text);
        self.y += 2;
    }

    /// Adds the sign of an area of this class to the key, with its text.
    pub fn key_of_area(&mut self, class: &str, text: &str) {
        let sign = |x: i32, y: i32| {
            format!("<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"16\" height=\"12\"/>", x - 8, y - 6)
        };
        self.key(sign, text);
    }

    fn is_mirrored(&self) -> bool {
        self.language == Language::Arabic
    }

    /// Returns the element; `class` says for which screens it is, and `label` is read aloud instead of it.
    pub fn finish(self, class: &str, label: &str) -> String {
        let (width, height) = (self.width, self.y + MARGIN);
        format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">\
             <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>{}</svg>\n",
            text_of(label),
            self.body
        )
    }
}

/// Returns a text with what could be turned round between letters from right to left kept in its direction.
fn text_of(text: &str) -> String {
    escape(&isolated(&visible(text))).into_owned()
}

/// Breaks a text into lines that are at most `width` pixels wide, between words, between ideographs, and within a word
/// that is longer than a line.
fn wrapped(text: &str, width: i32, letter: i32) -> Vec<String> {
    let most = usize::try_from((width * 100 * LETTER / letter).max(4 * LETTER)).unwrap_or(4);
    let (mut lines, mut line, mut columns) = (Vec::new(), String::new(), 0);
    // After this many bytes of the line it may end.
    let mut may_end = 0;
    for c in text.chars() {
        let own = room_of(c);
        if c.width() == Some(2) || c == ' ' {
            may_end = line.len();
        }
        if columns + own > most && !line.trim().is_empty() {
            let rest = if may_end > 0 { line.split_off(may_end) } else { String::new() };
            lines.push(std::mem::replace(&mut line, rest.trim_start().to_owned()));
            columns = line.chars().map(room_of).sum();
            may_end = 0;
        }
        if c != ' ' || !line.is_empty() {
            line.push(c);
            columns += own;
        }
    }
    lines.extend((!line.trim().is_empty()).then_some(line));
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// How much room a small letter takes.
const LETTER: i32 = 4;

/// Returns how much room a character takes at most, in quarters of a small letter.
fn room_of(c: char) -> usize {
    match (c.width(), c) {
        (None | Some(0), _) => 0,
        (Some(2), _) => 8,
        (
            _,
            'M' | 'W' | 'Œ' | 'Æ' | 'Ж' | 'М' | 'Ф' | 'Ш' | 'Щ' | 'Ы' | 'Ю' | '@' | '%' | '‰' | '—' | '…',
        ) => 7,
        (_, 'm' | 'w' | 'œ' | 'æ' | 'ж' | 'м' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю') => 6,
        (_, c) if c.is_uppercase() => 5,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_on_in_the_next_line() {
        // There is room for ten letters.
        let lines = |text: &str| wrapped(text, 57, 560);
        assert_eq!(lines("one two three four"), ["one two", "three four"]);
        assert_eq!(lines("https://example.org/"), ["https://ex", "ample.org", "/"], "m is wide");
        assert_eq!(lines("国家网络国家网络"), ["国家网络国", "家网络"]);
        assert_eq!(lines(" a  b "), ["a  b"]);
        assert_eq!(lines("WWWWW WWWWW"), ["WWWWW", "WWWWW"]);
        assert_eq!(lines(""), [""; 0]);
    }

    #[test]
    fn text_is_never_markup() {
        let mut picture = Picture::new(300, Language::English);
        picture.lines(0, SMALL, "<script>\u{1b}");
        let svg = picture.finish("wide", "a \"label\" & more");
        assert!(svg.contains("&lt;script&gt;\\u{1b}</text>"), "{svg}");
        assert!(svg.contains("aria-label=\"a &quot;label&quot; &amp; more\""), "{svg}");
    }

    #[test]
    fn text_is_wrapped_as_it_is_shown() {
        let mut picture = Picture::new(100, Language::English);
        picture.lines(0, SMALL, "abc\u{202e}def");
        let svg = picture.finish("wide", "");
        assert!(svg.contains(">abc\\u{202e}</text>"), "{svg}");
    }

    #[test]
    fn arabic_begins_on_the_right() {
        let at = |language| {
            let mut picture = Picture::new(300, language);
            picture.lines(0, SMALL, "x");
            picture.finish("wide", "")
        };
        assert!(at(Language::Arabic).contains("<text class=\"small\" x=\"288\""));
        assert!(at(Language::French).contains("<text class=\"small\" x=\"12\""));
    }
}
