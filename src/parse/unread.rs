//! The parts of a text that gave no record, each with the header that it may have.

use crate::model::Table;
use crate::parse::Registry;
use crate::text::Span;

/// What is below a header in a part of the text that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnreadBlock {
    /// The table, where the header names one.
    pub table: Option<Table>,
    /// The key in the header: `ZMB` of `[netwrk.ZMB]`, nothing of `[[published]]`.
    pub key: String,
    /// The lines below it.
    pub text: String,
}

impl Registry<'_> {
    /// Returns what is below each header in the parts that were not read. Below a string that is never closed,
    /// and in a conflict, there may be several.
    pub(crate) fn unread_blocks(&self) -> Vec<UnreadBlock> {
        let text = self.unread_text();
        let mut blocks = Vec::new();
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            from += line.len();
            if let Some((table, key)) = header(line) {
                let text = body(&text[from..]);
                if !text.is_empty() {
                    blocks.push(UnreadBlock { table, key: key.to_owned(), text });
                }
            }
        }
        blocks
    }

    /// Returns the text with spaces for what was read: complete records, and of others the header and the fields.
    fn unread_text(&self) -> String {
        let mut out = String::with_capacity(self.text().len());
        let mut from = 0;
        let records = if self.unknown_format().is_some() { &[] } else { self.records.as_slice() };
        let spans = records.iter().flat_map(|record| {
            let read = if record.complete { record.content } else { record.header };
            let fields =
                record.entries.iter().map(|entry| Span { start: entry.key.start, end: entry.span.end });
            std::iter::once(read).chain(fields.filter(|_| !record.complete))
        });
        for span in spans {
            out.push_str(Span { start: from, end: span.start }.of(self.text()));
            out.extend(span.of(self.text()).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            from = span.end;
        }
        out.push_str(self.text().get(from as usize..).unwrap_or_default());
        out
    }
}

/// Returns the table and the key in a line that may be a header.
fn header(line: &str) -> Option<(Option<Table>, &str)> {
    let inner = line.trim().strip_prefix('[')?.split(']').next().unwrap_or_default();
    let (table, key) = inner.split_once('.').unwrap_or((inner, ""));
    let word = table.trim().trim_matches(['"', '\'', '[']);
    Some((Table::of(word), key.trim().trim_matches(['"', '\''])))
}

/// Returns what is below a header, up to the next one or to a conflict marker, without the comments at its end.
fn body(text: &str) -> String {
    let ends = ["[", "<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let is_end = |line: &str| ends.iter().any(|end| line.trim_start().starts_with(end));
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).take_while(|line| !is_end(line)).collect();
    while lines.last().is_some_and(|line| !has_content(line)) {
        lines.pop();
    }
    lines.join("\n")
}

/// Returns `true` if a line is neither blank nor a comment.
pub(crate) fn has_content(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}
