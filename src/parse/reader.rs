//! Reads one block: its record, and what is wrong with it.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Code, Diagnostic, Record, Severity, Unparsed};
use crate::parse::blocks::Block;
use crate::parse::faulty_text::FaultyText;
use crate::parse::statement::{Broken, Fault};
use crate::parse::{code, conflict, toml_error, unparsed};
use crate::text::{BOM, Span, TextEdit, is_plain};

/// Reads blocks, and adds what is wrong with them to `findings`.
pub struct Reader<'s, 'f> {
    pub(super) text: &'s str,
    /// The text as complaints are about it.
    pub(super) whole: FaultyText<'s>,
    /// The text with its conflicts.
    original: &'s str,
    conflicts: &'s [Span],
    pub(super) findings: &'f mut Vec<Diagnostic>,
    /// Parts of the file that gave no record.
    pub(super) unread: usize,
    /// Tables that are not read, each with the parts that no parser has seen: only the whole file shows if the
    /// tables are valid beside each other.
    pub(super) strange: Vec<(Span, Vec<Span>)>,
}

impl<'s, 'f> Reader<'s, 'f> {
    /// Returns a reader of `text`, which is `original` with spaces for its `conflicts`.
    pub(super) fn new(
        text: &'s str,
        original: &'s str,
        conflicts: &'s [Span],
        findings: &'f mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            whole: FaultyText::new(text),
            original,
            conflicts,
            findings,
            unread: 0,
            strange: Vec::new(),
        }
    }

    pub(super) fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.push(Diagnostic::new(code, Severity::Error, span, message));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Reports what concerns no record: the byte order mark and conflicts.
    pub(super) fn about_the_file(&mut self) {
        if self.original.starts_with(BOM) {
            let span = Span::new(0, BOM.len_utf8());
            let finding = self.report(code::BYTE_ORDER_MARK, span, "the file begins with a byte order mark");
            finding.severity = Severity::Warning;
            finding.help = Some(
                "save the file as UTF-8 without a byte order mark, which some readers refuse".to_owned(),
            );
            finding.fix = Some(TextEdit::delete(span));
        }
        for conflict in self.conflicts {
            let line = conflict.of(self.original).lines().next().unwrap_or_default();
            let span = Span::new(conflict.start as usize, conflict.start as usize + line.len());
            self.findings.push(unresolved_conflict(span));
        }
    }

    /// Reads one block; returns its record if it is one.
    pub(super) fn block(&mut self, mut block: Block<'s>) -> Option<Record<'s>> {
        let first = self.findings.len();
        for broken in &block.broken {
            self.broken(broken);
        }
        let newer = std::mem::take(&mut block.newer);
        if block.header.is_none() {
            self.newer_syntax(&newer, &block);
            self.above_the_tables(&block);
            return None;
        }
        let Some(mut record) = self.header(&block) else {
            self.newer_syntax(&newer, &block);
            self.strange.push((block.span, block.sound().collect()));
            return None;
        };
        record.lines = std::mem::take(&mut block.lines);
        for part in block.sound() {
            self.fields(&mut record, part);
        }
        if !record.complete {
            record.unparsed = unparsed::find(self.text, &record, &block, self.in_conflict(block.span));
        }
        record.plain = (record.key.is_empty() || is_plain(&record.key))
            && record.entries.iter().all(|entry| entry.value.is_plain());
        self.version(&record);
        // A value that was not understood has been reported already.
        let is_read = |at: &Span| record.entries.iter().any(|entry| entry.span.contains(*at));
        let in_header = |at: &Span| at.end <= block.body.start;
        let newer: Vec<Span> = newer.into_iter().filter(|at| in_header(at) || is_read(at)).collect();
        self.newer_syntax(&newer, &block);
        if first < self.findings.len() {
            let reference = record.reference(self.original);
            self.findings[first..].iter_mut().for_each(|finding| finding.record = Some(reference.clone()));
        }
        Some(record)
    }

    /// Reads the header of a block; returns its record without its fields if the header is that of one.
    pub(super) fn header(&mut self, block: &Block<'s>) -> Option<Record<'s>> {
        let header = block.header.as_ref()?;
        let (table, key) = self.table(header, block)?;
        let (key, key_span) = key.unwrap_or((Cow::Borrowed(""), header.span));
        let valid = block.broken.is_empty() && header.errors.is_empty();
        Some(Record {
            table,
            key,
            key_span,
            header: header.span,
            block: block.span,
            content: block.content,
            lines: Vec::new(),
            entries: Vec::new(),
            valid,
            complete: valid && !self.in_conflict(block.span),
            unparsed: Unparsed::default(),
            plain: false,
            canonical: false,
        })
    }

    /// Reports syntax that older readers refuse.
    fn newer_syntax(&mut self, places: &[Span], block: &Block<'_>) {
        let broken = |at: &Span| {
            let next = block.broken.partition_point(|broken| broken.span.end <= at.start);
            block.broken.get(next).is_some_and(|broken| broken.span.overlaps(*at))
        };
        for at in places.iter().filter(|at| !broken(at)) {
            let finding = self.report(code::NEWER, *at, "this is valid in TOML 1.1 only");
            finding.severity = Severity::Warning;
            finding.help = Some("`netreg fmt` writes it as in TOML 1.0, which older readers need".to_owned());
        }
    }

    /// Returns `true` if a place is in a conflict, so that its content is unknown.
    pub(super) fn in_conflict(&self, span: Span) -> bool {
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
                    finding.related.push((Span::new(last, end), "it is still open here".to_owned()));
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
                    self.findings.push(unresolved_conflict(at));
                    return;
                }
                let mut finding = toml_error::no_value(self.text, at, line);
                let lines = broken.span.of(self.text).lines().filter(|line| !line.trim().is_empty());
                let number = lines.count();
                if number > 1 {
                    finding.message = format!("{number} lines here are not fields: {}", finding.message);
                }
                self.findings.push(finding);
            }
            Fault::Deep => {
                self.report(code::DEEP, broken.at, "this is nested deeper than a registry can be").help =
                    Some("a field contains a text, a number, a date or a list of texts".to_owned());
            }
        }
    }

    /// Reports a carriage return that ends no line where no block met it as a fault of its own: the
    /// lexer takes it for a line end, other readers refuse the file.
    pub(super) fn lone_return(&mut self, before: usize) {
        if self.findings[before..].iter().all(|finding| finding.code != code::SYNTAX) {
            self.findings.extend(toml_error::find_lone_return(self.text));
        }
    }
}

fn unresolved_conflict(at: Span) -> Diagnostic {
    Diagnostic::new(code::CONFLICT, Severity::Error, at, "unresolved merge conflict").help(
        "`netreg merge --resolve` resolves what it can; of the rest, keep one version and remove the markers",
    )
}

/// Moves a range of a part to its place in the whole.
pub fn shift(range: Range<usize>, part: Span) -> Span {
    Span::new(part.start as usize + range.start, part.start as usize + range.end)
}
