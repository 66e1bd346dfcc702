//! From text to records and findings.
//!
//! Promises: reading never fails, never panics and never stops at the first problem; only a
//! multi-line text that is not closed ends it early, and the finding says so. Records are read
//! one at a time from their block, so a reader keeps what it needs and no more. Whether values
//! make sense is left to `rules/`.

mod blocks;
pub mod code;
pub mod comments;
mod conflict;
mod fields;
mod header;
pub mod list;
mod registry;
mod statement;
mod tables;
pub mod toml_error;
mod unknown_tables;
mod unparsed;
mod value;
mod version;

use std::borrow::Cow;
use std::ops::Range;

use crate::model::diagnostic::{Code, Diagnostic, Severity};
use crate::model::record::{Record, Unparsed};
use crate::text::TextEdit;
use crate::text::{BOM, Span};
use blocks::{Block, Cutter};
use statement::{Broken, Fault};

pub use registry::{Damage, Registry};
pub(crate) use unparsed::{may_give, words};
pub use version::unknown_format;

/// A text to be read, with git's conflicts set apart.
#[derive(Debug)]
pub struct Source<'t> {
    original: &'t str,
    /// The text as it is parsed: conflicts blanked, every byte in its place.
    parsed: Cow<'t, str>,
    conflicts: Vec<Span>,
}

impl<'t> Source<'t> {
    /// Looks for conflict markers; parses nothing yet.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let conflicts = conflict::find(text);
        let parsed = match conflicts.as_slice() {
            [] => Cow::Borrowed(text),
            _ => Cow::Owned(conflict::mask(text, &conflicts)),
        };
        Self { original: text, parsed, conflicts }
    }

    /// Tells whether git's markers stand in the text.
    #[must_use]
    pub fn has_conflicts(&self) -> bool {
        !self.conflicts.is_empty()
    }

    /// Returns the text as it was given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.original
    }

    /// Returns where each table says something, from its header to the end of its last field,
    /// whether it is read or not; the first is what stands above the first header.
    #[must_use]
    pub fn contents(&self) -> Vec<Span> {
        Cutter::new(&self.parsed, 0).map(|block| block.content).collect()
    }

    /// Reads the text from top to bottom: hands every record to `visit` and adds what is wrong to
    /// `findings`. Returns how many parts of the file could not be handed on as records.
    pub fn each<'s>(&'s self, findings: &mut Vec<Diagnostic>, mut visit: impl FnMut(Record<'s>)) -> usize {
        let before = findings.len();
        let mut reader = self.reader(findings);
        reader.unread = self.conflicts.len();
        reader.about_the_file(self.original);
        for block in Cutter::new(&self.parsed, 0) {
            if let Some(record) = reader.block(block) {
                visit(record);
            }
        }
        reader.lone_return(before);
        reader.whole_file(before);
        reader.unread
    }

    /// Reads again the record whose block begins at this byte.
    #[must_use]
    pub fn record_at(&self, start: u32) -> Option<Record<'_>> {
        // The cutter begins with the empty block above the first header.
        let block = Cutter::new(&self.parsed, start as usize).find(|block| block.header.is_some())?;
        self.reader(&mut Vec::new()).block(block)
    }

    fn reader<'s, 'f>(&'s self, findings: &'f mut Vec<Diagnostic>) -> Reader<'s, 'f> {
        Reader { text: &self.parsed, conflicts: &self.conflicts, findings, unread: 0, strange: Vec::new() }
    }
}

/// Reads blocks and puts what is wrong with them into `findings`.
struct Reader<'s, 'f> {
    text: &'s str,
    conflicts: &'s [Span],
    findings: &'f mut Vec<Diagnostic>,
    /// Parts of the file that gave no record.
    unread: usize,
    /// Tables that are not read, each with the parts that no parser has seen: only the whole file shows if the
    /// tables are valid beside each other.
    strange: Vec<(Span, Vec<Span>)>,
}

impl<'s> Reader<'s, '_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.push(Diagnostic::new(code, Severity::Error, span, message));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Reports what concerns no record: the byte order mark and conflicts.
    fn about_the_file(&mut self, original: &str) {
        if original.starts_with(BOM) {
            let span = Span::new(0, BOM.len_utf8());
            let finding = self.report(code::BYTE_ORDER_MARK, span, "the file begins with a byte order mark");
            finding.severity = Severity::Warning;
            finding.help =
                Some("save it as UTF-8 without one: Python's reader and others refuse it".to_owned());
            finding.fix = Some(TextEdit::delete(span));
        }
        for conflict in self.conflicts {
            let line = conflict.of(original).lines().next().unwrap_or_default();
            let span = Span::new(conflict.start as usize, conflict.start as usize + line.len());
            self.findings.push(unfinished_merge(span));
        }
    }

    /// Reads one block; returns its record if it is one.
    fn block(&mut self, mut block: Block<'s>) -> Option<Record<'s>> {
        let first = self.findings.len();
        for broken in &block.broken {
            self.broken(broken);
        }
        let newer = std::mem::take(&mut block.newer);
        let Some(header) = &block.header else {
            self.newer_syntax(&newer, &block);
            self.above_the_tables(&block);
            return None;
        };
        let Some((table, key)) = self.table(header, &block) else {
            self.newer_syntax(&newer, &block);
            self.strange.push((block.span, block.sound().collect()));
            return None;
        };
        let (key, key_span) = key.unwrap_or((Cow::Borrowed(""), header.span));
        let mut record = Record {
            table,
            key,
            key_span,
            header: header.span,
            block: block.span,
            content: block.content,
            lines: std::mem::take(&mut block.lines),
            entries: Vec::new(),
            valid: block.broken.is_empty() && header.errors.is_empty(),
            complete: block.broken.is_empty() && header.errors.is_empty() && !self.in_conflict(block.span),
            unparsed: Unparsed::default(),
        };
        for part in block.sound() {
            self.fields(&mut record, part);
        }
        if !record.complete {
            record.unparsed = unparsed::find(self.text, &record, &block, self.in_conflict(block.span));
        }
        self.version(&record);
        // A value that was not understood has been reported for what it is.
        let is_read = |at: &Span| record.entries.iter().any(|entry| entry.span.contains(*at));
        let in_header = |at: &Span| at.end <= block.body.start;
        let newer: Vec<Span> = newer.into_iter().filter(|at| in_header(at) || is_read(at)).collect();
        self.newer_syntax(&newer, &block);
        let key = (!record.key.is_empty()).then(|| record.key.clone().into_owned());
        for finding in &mut self.findings[first..] {
            finding.header = Some(record.header);
            finding.key.clone_from(&key);
        }
        Some(record)
    }

    /// Reports syntax that older readers refuse.
    fn newer_syntax(&mut self, places: &[Span], block: &Block<'_>) {
        let broken = |at: &Span| block.broken.iter().any(|broken| broken.span.overlaps(*at));
        for at in places.iter().filter(|at| !broken(at)) {
            let finding = self.report(code::NEWER, *at, "this is valid in TOML 1.1 alone");
            finding.severity = Severity::Warning;
            finding.help =
                Some("`netreg fmt` writes it as in TOML 1.0: older readers refuse the file".to_owned());
        }
    }

    /// Tells whether a place lies in a conflict, so that nobody can say what stands there.
    fn in_conflict(&self, span: Span) -> bool {
        let next = self.conflicts.partition_point(|conflict| conflict.end <= span.start);
        self.conflicts.get(next).is_some_and(|conflict| conflict.overlaps(span))
    }

    /// Reports a part of a block that no parser saw.
    fn broken(&mut self, broken: &Broken) {
        let opening = broken.at.of(self.text);
        match broken.fault {
            Fault::Open => {
                let (what, close) = if opening == "{" { ("table", '}') } else { ("list", ']') };
                let text = broken.span.of(self.text).trim_end();
                let end = broken.span.start as usize + text.len();
                let last = end - text.chars().next_back().map_or(0, char::len_utf8);
                let finding = self.report(code::OPEN, broken.at, format!("the {what} is not closed"));
                finding.help = Some(format!("add `{close}` where it ends"));
                if last > broken.at.start as usize {
                    finding.related.push((Span::new(last, end), "it was still open here".to_owned()));
                }
            }
            Fault::OpenText => {
                // What is below it may be any number of records.
                self.unread += 1;
                let help = format!("add `{opening}` where it ends; nothing below this line was read");
                self.report(code::OPEN_TEXT, broken.at, "the text is not closed").help = Some(help);
            }
            Fault::NoEquals => {
                let line = broken.span.of(self.text).lines().next().unwrap_or_default().trim_end();
                let at = Span { end: broken.span.start + Span::new(line.len(), 0).start, ..broken.span };
                if conflict::is_marker_line(line) {
                    self.findings.push(unfinished_merge(at));
                    return;
                }
                let mut finding = toml_error::no_value(at, line);
                let lines = broken.span.of(self.text).lines().filter(|line| !line.trim().is_empty());
                let number = lines.count();
                if number > 1 {
                    finding.message = format!("{number} lines here are not fields: {}", finding.message);
                }
                self.findings.push(finding);
            }
            Fault::Deep => {
                self.report(code::DEEP, broken.at, "this goes deeper than a registry can").help =
                    Some("a field holds a text, a number, a date or a list of texts".to_owned());
            }
        }
    }

    /// Reports a carriage return that ends no line where no block met it as a fault of its own: the
    /// lexer takes it for a line end, other readers refuse the file.
    fn lone_return(&mut self, before: usize) {
        if self.findings[before..].iter().all(|finding| finding.code != code::SYNTAX) {
            self.findings.extend(toml_error::find_lone_return(self.text));
        }
    }
}

fn unfinished_merge(at: Span) -> Diagnostic {
    Diagnostic::new(code::CONFLICT, Severity::Error, at, "a merge was not finished here")
        .help("keep the lines that are right, and remove the markers `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// Moves a range of a part to its place in the whole.
fn shift(range: Range<usize>, part: Span) -> Span {
    Span::new(part.start as usize + range.start, part.start as usize + range.end)
}
