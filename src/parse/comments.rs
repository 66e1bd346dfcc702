//! Comments and sections round the records.
//!
//! Promises: one rule says to which record a comment belongs, for everything that moves, removes or sorts
//! records. A comment that touches a record belongs to it, from above before from below; a
//! block of comment lines with blank lines round it opens a section; the first block of the file,
//! above its first header, belongs to the file. What is written where is left to `edit/` and
//! `format/`.

use crate::model::{Record, Table};
use crate::text::{Span, beginning, line_end, line_start};

/// To what a block of comment lines belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The file's: the first block, above the first header.
    File,
    /// The record's above, which it touches.
    Above,
    /// The section's that it opens.
    Section,
    /// The record's below, which it touches.
    Below,
}

/// A run of comment lines without a blank line: complete lines with their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comments {
    /// The lines.
    pub span: Span,
    /// To what they belong.
    pub owner: Owner,
}

/// A record with the comments that are its own.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'d> {
    /// The record; none for a part of the file that gave none.
    pub record: Option<&'d Record<'d>>,
    /// From its first comment to its last, whole lines.
    pub span: Span,
}

/// Records under one heading.
#[derive(Clone, Debug, Default)]
pub struct Section<'d> {
    /// The comment blocks that open it; none for the first, mostly.
    pub intro: Vec<Span>,
    /// Its records, in the order of the file.
    pub units: Vec<Unit<'d>>,
}

/// The records of a registry and what is round them.
#[derive(Clone, Debug)]
pub struct Layout<'d> {
    /// The first comment block of the file; empty where there is none.
    pub head: Span,
    /// Where records may begin: below the first comment block, and below what is wrongly above the
    /// first header.
    pub top: u32,
    /// Its sections: at least one.
    pub sections: Vec<Section<'d>>,
}

impl<'d> Layout<'d> {
    /// Lays out a text with its records; `contents` says where each block says something, the first being what
    /// is above the first header.
    pub fn new(text: &str, contents: &[Span], records: &'d [Record<'d>]) -> Self {
        let mut records = records.iter().peekable();
        let mut contents = contents.iter().copied();
        let mut last = contents.next().unwrap_or_default();
        let stray = if last.end == 0 { 0 } else { line_end(text, last.end) };
        let top = stray.max(beginning(text));
        let mut layout = Self { head: Span::default(), top, sections: vec![Section::default()] };
        for content in contents.map(Some).chain([None]) {
            let to = content.map(|content| line_start(text, content.start));
            let mut unit = Span::new(text.len(), text.len());
            for comments in gap(text, last, to) {
                match comments.owner {
                    Owner::File => {
                        layout.head = comments.span;
                        layout.top = comments.span.end;
                    }
                    Owner::Above => layout.extend(comments.span),
                    Owner::Section => layout.open(comments.span),
                    Owner::Below => unit = comments.span,
                }
            }
            let Some(content) = content else { break };
            let start = unit.start.min(line_start(text, content.start));
            let span = Span { start, end: line_end(text, content.end) };
            let record = records.next_if(|record| record.header.start == content.start);
            if let Some(section) = layout.sections.last_mut() {
                section.units.push(Unit { record, span });
            }
            last = content;
        }
        layout
    }

    /// Returns every unit, in the order of the file.
    pub fn units(&self) -> impl Iterator<Item = &Unit<'d>> {
        self.sections.iter().flat_map(|section| &section.units)
    }

    /// Gives the comments to the unit above; what is above the first header has none.
    fn extend(&mut self, comments: Span) {
        match self.sections.last_mut().and_then(|section| section.units.last_mut()) {
            Some(unit) => unit.span.end = comments.end,
            None => self.top = comments.end,
        }
    }

    /// Begins a section, or gives another block to one that has no record yet.
    fn open(&mut self, comments: Span) {
        match self.sections.last_mut() {
            Some(section) if section.units.is_empty() => section.intro.push(comments),
            _ => self.sections.push(Section { intro: vec![comments], units: Vec::new() }),
        }
    }
}

impl Unit<'_> {
    /// Returns what records are ordered by: the rank of their table, then the key, in byte order.
    pub fn sort_key(&self) -> Option<(Table, &str)> {
        self.record.map(Record::sort_key)
    }
}

/// Returns the comments between what ends in `above` and the line of a header that starts at
/// `below`, or the end of the file. Only white space and comments may be there.
pub fn gap(text: &str, above: Span, below: Option<u32>) -> Vec<Comments> {
    let is_first = above.end == 0;
    let from = if is_first { beginning(text) } else { line_end(text, above.end) };
    let to = below.unwrap_or(Span::new(text.len(), 0).start).max(from);
    let mut found: Vec<Comments> = Vec::new();
    let mut at = from;
    let mut parted = false;
    while at < to {
        let span = Span { start: at, end: line_end(text, at).min(to) };
        at = span.end;
        if span.of(text).trim_start().is_empty() {
            parted = true;
            continue;
        }
        match found.last_mut() {
            Some(last) if !parted => last.span.end = span.end,
            _ => found.push(Comments { span, owner: Owner::Section }),
        }
        parted = false;
    }
    if let Some(last) = found.last_mut().filter(|last| below.is_some() && last.span.end == to) {
        last.owner = Owner::Below;
    }
    match found.first_mut() {
        Some(first) if is_first => first.owner = Owner::File,
        Some(first) if first.span.start == from && first.owner == Owner::Section => {
            first.owner = Owner::Above
        }
        _ => {}
    }
    found
}
