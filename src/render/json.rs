//! JSON documents (RFC 8259): writes any value as one, and reads one member of one.
//!
//! A character that could steer a terminal or a workflow log occurs in texts only. It is written there as
//! an escape such as `\u009b`, so a reader of JSON gets the same text back.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;

use crate::text::{is_command, is_unsafe, respelt};

/// Returns a value as one document that ends with a line end.
pub fn document(value: &impl Serialize) -> String {
    text(|out| write(value, out))
}

/// Returns the text that `write` writes, for documents that are small enough for memory.
pub(crate) fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    // A vector takes every byte, and serializing strings and numbers cannot fail.
    let _ = write(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes a value as [`document`] returns it, piece by piece, without the whole document in memory.
///
/// # Errors
/// Those of `out`.
pub fn write(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut escaped = Escaped { out, lines: Vec::new() };
    serde_json::to_writer_pretty(&mut escaped, value)?;
    escaped.write_all(b"\n")?;
    escaped.put()
}

/// How many bytes are worth writing.
const ENOUGH: usize = 1 << 12;

/// A list whose entries are made one at a time, while it is written.
pub struct Streamed<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Streamed<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A writer that escapes characters which could steer a terminal or a workflow log. The serializer hands a document
/// over in many small pieces, so that it takes long to look at each by itself.
struct Escaped<W> {
    out: W,
    /// Pieces that are not written yet.
    lines: Vec<u8>,
}

impl<W: Write> Escaped<W> {
    /// Writes what was handed over.
    fn put(&mut self) -> io::Result<()> {
        if is_plain(&self.lines) {
            self.out.write_all(&self.lines)?;
        } else {
            self.lines
                .split_inclusive(|byte| *byte == b'\n')
                .try_for_each(|line| put(line, &mut self.out))?;
        }
        self.lines.clear();
        Ok(())
    }
}

/// Writes a line with its characters escaped that could steer a terminal or a workflow log.
fn put(line: &[u8], out: &mut impl Write) -> io::Result<()> {
    if is_plain(line) {
        return out.write_all(line);
    }
    let steers = |c, rest: &str| is_unsafe(c) && c != '\n' || c == '#' && is_command(None, rest);
    let escaped = |c: char| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        units.fold(String::new(), |text, unit| text + &format!("\\u{unit:04x}"))
    };
    let line = String::from_utf8_lossy(line);
    out.write_all(respelt(&line, |c, rest| steers(c, rest).then(|| escaped(c))).as_bytes())
}

/// Returns `true` if nothing in some lines is escaped, as is usual.
fn is_plain(lines: &[u8]) -> bool {
    lines.iter().fold(true, |plain, byte| plain & (matches!(byte, b'\n' | b' '..=b'~') && *byte != b'#'))
}

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        // A line end is in no text, so what a log would take for a command is never divided.
        if self.lines.len() >= ENOUGH && piece.contains(&b'\n') {
            self.put()?;
        }
        self.lines.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.put()?;
        self.out.flush()
    }
}

/// Returns the text at the end of a path of member names, or `None` if the document has no text there.
pub fn member(text: &str, names: &[&str]) -> Option<String> {
    let document: serde_json::Value = serde_json::from_str(text).ok()?;
    let found = names.iter().try_fold(&document, |value, name| value.get(name))?;
    found.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_are_read_back() {
        for text in ["\u{1b}[31m", "\u{202e}x", "\u{e0041}tag", "##[group]", "a\u{9b}\n\"\\"] {
            let document = document(&text);
            assert!(document.chars().all(|c| !is_unsafe(c) || c == '\n'), "{document}");
            assert_eq!(serde_json::from_str::<String>(&document).ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn every_line_of_a_long_document_is_escaped() {
        let texts: Vec<String> =
            (0..2000).map(|at| format!("{}##[group]\u{9b}\"", "x".repeat(at % 50))).collect();
        let document = document(&texts);
        assert_eq!(document.matches("\\u0023#[group]\\u009b\\\"").count(), texts.len());
        assert_eq!(serde_json::from_str::<Vec<String>>(&document).ok(), Some(texts));
    }

    #[test]
    fn member_is_found_by_its_path() {
        let event = "{\"a\": {\"b\": \"c\"}, \"n\": 1}";
        assert_eq!(member(event, &["a", "b"]).as_deref(), Some("c"));
        assert_eq!(member(event, &["a"]).or(member(event, &["n"])).or(member("[", &["a"])), None);
    }
}
