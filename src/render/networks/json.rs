//! A sheet as one JSON document (RFC 8259), and what documents of others say.
//!
//! Promises: the shape has a version; what is not known is absent, not empty; lists are lists
//! and ranges are objects.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::render::networks::sheet::Sheet;
use crate::select::column::Cell;
use crate::select::percent::Percentage;
use crate::text::{is_command, is_unsafe, respelt};

/// The version of the shape; it grows when a reader would have to change.
const VERSION: u32 = 1;

struct Document<'s>(&'s Sheet);
struct Row<'s>(&'s Sheet, &'s [Cell]);

/// The two ends of what is not known better.
#[derive(Serialize)]
struct Ends<T> {
    certain: T,
    possible: T,
}

/// Renders a sheet: `{"format": 1, NAME: [{COLUMN: VALUE, …}, …]}`, with `footnote` if it is due.
#[must_use]
pub fn render(sheet: &Sheet) -> String {
    document(&Document(sheet))
}

/// Returns a value as one document that ends with a line end. What could steer a terminal or a workflow
/// log is in texts alone, and there it is written as `\u009b`.
#[must_use]
pub fn document(value: &impl Serialize) -> String {
    text(|out| write(value, out))
}

/// Returns what is written as a text, for documents that are short enough to be kept.
pub(crate) fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    // A vector takes every byte, and serializing strings and numbers cannot fail.
    let _ = write(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes a value as [`document`] returns it, without keeping the document.
///
/// # Errors
/// Those of `out`.
pub fn write(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Harmless(&mut *out), value)?;
    out.write_all(b"\n")
}

/// A list whose entries are made one at a time, while it is written.
pub struct Streamed<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Streamed<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Escapes what could steer a terminal or a workflow log on its way to a writer. A text comes in pieces that
/// end before what JSON itself escapes.
struct Harmless<W>(W);

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let steers = |c, rest: &str| is_unsafe(c) && c != '\n' || c == '#' && is_command(None, rest);
        let escaped = |c: char| {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            units.fold(String::new(), |text, unit| text + &format!("\\u{unit:04x}"))
        };
        // Most pieces are plain.
        if piece.iter().all(|byte| matches!(byte, b'\n' | b' '..=b'~') && *byte != b'#') {
            self.0.write_all(piece)?;
            return Ok(piece.len());
        }
        let text = String::from_utf8_lossy(piece);
        self.0.write_all(respelt(&text, |c, rest| steers(c, rest).then(|| escaped(c))).as_bytes())?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Returns a text in a JSON document by the names that lead to it, none where it is not there.
#[must_use]
pub fn member(text: &str, names: &[&str]) -> Option<String> {
    let document: serde_json::Value = serde_json::from_str(text).ok()?;
    let found = names.iter().try_fold(&document, |value, name| value.get(name))?;
    found.as_str().map(str::to_owned)
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sheet = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &VERSION)?;
        map.serialize_entry(sheet.name, &sheet.rows.iter().map(|row| Row(sheet, row)).collect::<Vec<_>>())?;
        if let Some(note) = sheet.footnote() {
            map.serialize_entry("footnote", note)?;
        }
        map.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for ((id, _), cell) in self.0.columns.iter().zip(self.1) {
            if *cell != Cell::Absent {
                map.serialize_entry(id, cell)?;
            }
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Range(certain, possible) => Ends { certain, possible }.serialize(serializer),
            Self::Percentages(certain, possible) => Ends { certain, possible }.serialize(serializer),
        }
    }
}

impl Serialize for Percentage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        // Exact up to 2^53 tenths, far beyond what a registry can hold.
        #[expect(clippy::cast_precision_loss, reason = "a tenth of a per cent needs no more")]
        map.serialize_entry("percent", &(self.tenths() as f64 / 10.0))?;
        if let Some(words) = self.words() {
            map.serialize_entry("words", &words)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_comes_back() {
        for text in ["\u{1b}[31m", "\u{202e}x", "\u{e0041}tag", "##[group]", "a\u{9b}\n\"\\"] {
            let document = document(&text);
            assert!(document.chars().all(|c| !is_unsafe(c) || c == '\n'), "{document}");
            assert_eq!(serde_json::from_str::<String>(&document).ok().as_deref(), Some(text));
        }
        let event = "{\"a\": {\"b\": \"c\"}, \"n\": 1}";
        assert_eq!(member(event, &["a", "b"]).as_deref(), Some("c"));
        assert_eq!(member(event, &["a"]).or(member(event, &["n"])).or(member("[", &["a"])), None);
    }
}
