//! A text that is parsed record by record, for callers that must not keep a million records.
//!
//! Promises: parsing never fails, never panics and never stops at the first problem. Only a multi-line string
//! that is not closed ends it early, and a diagnostic says so. Each record is read alone, from its block.

use std::borrow::Cow;
#[cfg(debug_assertions)]
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::{Diagnostic, Record};
use crate::parse::blocks::Cutter;
use crate::parse::conflict;
use crate::parse::reader::Reader;
use crate::parse::straight::Straight;
use crate::text::{Span, find_byte};

/// How often this process has parsed a text, so that a test can hold each command to its number.
#[cfg(debug_assertions)]
pub static PARSES: AtomicUsize = AtomicUsize::new(0);

/// A text with its unresolved merge conflicts set apart.
#[derive(Debug)]
pub struct Source<'t> {
    text: &'t str,
    /// The text as it is parsed: spaces for each conflict, every other byte in its place.
    parsed: Cow<'t, str>,
    conflicts: Vec<Span>,
}

impl<'t> Source<'t> {
    /// Looks for conflict markers; parses nothing yet.
    pub fn new(text: &'t str) -> Self {
        let conflicts = conflict::find(text);
        let parsed = match conflicts.as_slice() {
            [] => Cow::Borrowed(text),
            _ => Cow::Owned(conflict::mask(text, &conflicts)),
        };
        Self { text, parsed, conflicts }
    }

    /// Returns `true` if the text has an unresolved merge conflict.
    pub fn has_conflicts(&self) -> bool {
        !self.conflicts.is_empty()
    }

    /// Returns the text as it was given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Parses the text from top to bottom: hands every record to `visit` and adds what is wrong to
    /// `diagnostics`. Returns how many parts of the text gave no record. A visitor that keeps a record takes it
    /// ([`Record::take`]); the memory of the others is used again.
    pub fn each<'s>(
        &'s self,
        diagnostics: &mut Vec<Diagnostic>,
        mut visit: impl FnMut(&mut Record<'s>),
    ) -> usize {
        let whole = self.whole();
        whole.each_block(whole.straight(), diagnostics, |_, record| record.into_iter().for_each(&mut visit))
    }

    /// Reads the record again whose block begins at this byte.
    pub fn record_at(&self, start: u32) -> Option<Record<'_>> {
        Some(self.read_at(start)?.0)
    }

    /// Reads the record whose block begins at this byte, and what is wrong with it.
    pub fn read_at(&self, start: u32) -> Option<(Record<'_>, Vec<Diagnostic>)> {
        let straight = self.whole().straight();
        let record = straight.and_then(|mut straight| Some(straight.read(start as usize)?.take()));
        record.map(|record| (record, Vec::new())).or_else(|| self.whole().read_generally(start))
    }

    /// Returns a reader that reads records again, one after another, in the same memory.
    pub fn again(&self) -> Again<'_> {
        Again { source: self, straight: self.whole().straight(), general: None }
    }

    /// Reads the header again of the record whose block begins at this byte, without its fields.
    pub fn header_at(&self, start: u32) -> Option<Record<'_>> {
        self.whole().reader(&mut Vec::new()).header(&below(&self.parsed, start).next()?)
    }

    fn whole(&self) -> Whole<'_> {
        Whole { text: self.text, parsed: &self.parsed, conflicts: &self.conflicts }
    }
}

/// A whole text that is parsed.
#[derive(Clone, Copy)]
pub struct Whole<'s> {
    pub text: &'s str,
    /// The text with spaces for its `conflicts`.
    pub parsed: &'s str,
    pub conflicts: &'s [Span],
}

impl<'s> Whole<'s> {
    /// Returns the straight reader; in a text with conflicts nothing is certain.
    pub fn straight(self) -> Option<Straight<'s>> {
        self.conflicts.is_empty().then(|| Straight::new(self.parsed))?
    }

    fn reader<'f>(self, diagnostics: &'f mut Vec<Diagnostic>) -> Reader<'s, 'f> {
        Reader::new(self.parsed, self.text, self.conflicts, diagnostics)
    }

    /// Reads the record whose block begins at this byte, and what is wrong with it, with the general reader.
    fn read_generally(self, start: u32) -> Option<(Record<'s>, Vec<Diagnostic>)> {
        let mut diagnostics = Vec::new();
        let record = self.reader(&mut diagnostics).block(below(self.parsed, start).next()?)?;
        Some((record, diagnostics))
    }

    /// Parses the text from top to bottom: hands the content of every block to `visit`, with its record if it is one,
    /// and adds what is wrong to `diagnostics`. The first block is what is above the first header. Without a straight
    /// reader, the general one reads all. Returns how many parts of the text gave no record.
    pub fn each_block(
        self,
        mut straight: Option<Straight<'s>>,
        diagnostics: &mut Vec<Diagnostic>,
        mut visit: impl FnMut(Span, Option<&mut Record<'s>>),
    ) -> usize {
        #[cfg(debug_assertions)]
        PARSES.fetch_add(1, Ordering::Relaxed);
        let before = diagnostics.len();
        let mut reader = self.reader(diagnostics);
        reader.unread = self.conflicts.len();
        reader.about_the_file();
        let mut cutter = Cutter::new(self.parsed, 0);
        let mut has_return = false;
        while let Some(block) = cutter.next() {
            let (content, end) = (block.content, block.span.end);
            has_return |= find_byte(block.span.of(self.text), b'\r').is_some();
            visit(content, reader.block(block).as_mut());
            let mut at = end;
            while let Some(record) = straight.as_mut().and_then(|straight| straight.read(at as usize)) {
                debug_assert_eq!(
                    self.read_generally(at),
                    Some((Record { canonical: false, ..record.clone() }, Vec::new()))
                );
                at = record.block.end;
                visit(record.content, Some(record));
            }
            if at > end {
                cutter = below(self.parsed, at);
            }
        }
        // A record of the straight reader has none without a line feed.
        if has_return {
            reader.lone_return(before);
        }
        reader.whole_file(before);
        reader.unread
    }
}

/// Reads records again, one after another, in the same memory.
pub struct Again<'s> {
    source: &'s Source<'s>,
    straight: Option<Straight<'s>>,
    /// The last record that the general reader read.
    general: Option<Record<'s>>,
}

impl<'s> Again<'s> {
    /// Reads the record whose block begins at this byte.
    pub fn record_at(&mut self, start: u32) -> Option<&Record<'s>> {
        if let Some(record) = self.straight.as_mut().and_then(|straight| straight.read(start as usize)) {
            return Some(record);
        }
        self.general = self.source.whole().read_generally(start).map(|(record, _)| record);
        self.general.as_ref()
    }
}

/// Returns the blocks of a text from the header at this byte on.
fn below(text: &str, start: u32) -> Cutter<'_> {
    let mut cutter = Cutter::new(text, start as usize);
    // The cutter begins with the empty block above the first header.
    cutter.next();
    cutter
}
