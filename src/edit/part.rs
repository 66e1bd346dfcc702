//! The part of a registry round some records. Where the records are in order, to edit it is to edit the whole.
//!
//! Promises: if a [`Witness`] saw every record of the new text and confirms the part, and nothing was found in that text
//! that hides a record, the edit of the part gives what an edit of the whole gives. The reasons:
//!
//! - Each record is read alone, from its header to the next, and the part begins and ends at headers.
//! - No finding is about the part, so nothing in it is uncertain.
//! - All records are in order, and the part has one with a lower key and one with a higher key. So a record is in the
//!   part or nowhere, and comes between two records of the part.

use std::borrow::Cow;

use crate::model::{Address, Record, Table};
use crate::parse::{Registry, is_marker_line};
use crate::text::{Span, boundary, newline};

/// The line end above the header of a network, and how the header begins.
const HEADER: &str = "\n[network.";

/// The number of bytes that are not halved any more to find a key.
const FEW: usize = 1024;

/// How many times longer than the part a text must be, so that the part is worth it.
const MUCH: usize = 4;

/// A part of a text, from the header of a network, or the beginning, to another, or the end.
#[derive(Clone, Copy, Debug)]
pub struct Part<'t> {
    text: &'t str,
    span: Span,
}

impl<'t> Part<'t> {
    /// Returns the part that has the records with these addresses, or their places, if the records are in order; none
    /// if that is not much less than the text.
    pub fn around<'a>(text: &'t str, addresses: &[&'a Address]) -> Option<Self> {
        // The other tables are above the networks.
        let key = |address: &'a Address| (address.table == Table::Network).then_some(address.key.as_str());
        let keys = || addresses.iter().map(|address| key(address).unwrap_or_default());
        let (start, _) = bounds(text, keys().min()?);
        let (_, mut end) = bounds(text, keys().max()?);
        // Below the record comes another, and a third one tells which comments are that one's.
        for _ in 0..3 {
            end = header(text, end).map_or(text.len(), |(at, _)| at);
        }
        let span = Span::new(start, end);
        (span.of(text).len() * MUCH < text.len()).then_some(Self { text, span })
    }

    /// Parses the part; none if something in it is uncertain, or if these addresses are not inside it.
    pub fn registry(&self, addresses: &[&Address]) -> Option<Registry<'t>> {
        let part = self.span.of(self.text);
        let registry = Registry::parse(part);
        let is_clear = registry.diagnostics.is_empty() && newline(part) == newline(self.text);
        // A conflict may begin here and end elsewhere.
        let is_clear = is_clear && !part.lines().any(is_marker_line);
        let (first, last) = (registry.records.first()?.sort_key(), registry.records.last()?.sort_key());
        let (is_top, is_end) = (self.span.start == 0, self.span.end as usize == self.text.len());
        let is_inside = |key: (Table, &str)| (is_top || first < key) && (is_end || key < last);
        let is_clear = is_clear && addresses.iter().all(|address| is_inside(address.sort_key()));
        is_clear.then_some(registry)
    }

    /// Returns the whole text with the part as it is after an edit, and a witness for that text.
    pub fn whole<'w>(&self, edited: &str) -> (String, Witness<'w>) {
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        let text = [&self.text[..start], edited, &self.text[end..]].concat();
        let ends = [start, start + edited.len()].map(|at| Span::new(at, 0).start);
        let missing = ends.into_iter().filter(|at| *at != 0 && *at as usize != text.len()).count();
        (text, Witness { ends, missing, above: None, is_in_order: true })
    }
}

/// Looks at the records of a new text while they go by.
#[derive(Debug)]
pub struct Witness<'t> {
    /// Where the edited part begins and ends.
    ends: [u32; 2],
    /// How many of these must still be met as the beginning of a record.
    missing: usize,
    /// The table and key of the record above.
    above: Option<(Table, Cow<'t, str>)>,
    is_in_order: bool,
}

impl<'t> Witness<'t> {
    /// Looks at the next record.
    pub fn see(&mut self, record: &Record<'t>) {
        self.missing -= usize::from(self.ends.contains(&record.block.start) && record.block.start != 0);
        let key = record.sort_key();
        let above = self.above.as_ref().map(|(table, above)| (*table, above.as_ref()));
        self.is_in_order &= above.is_none_or(|above| above <= key);
        self.above = Some((record.table, record.key.clone()));
    }

    /// Returns `true` if the edit of the part was one of the whole.
    pub fn confirms(&self) -> bool {
        self.is_in_order && self.missing == 0
    }
}

/// Returns two places round that of a key, if the headers of networks are in order: a header with a lower key, or the
/// beginning, and a place below which no key is lower.
fn bounds(text: &str, key: &str) -> (usize, usize) {
    let (mut low, mut high) = (0, text.len());
    while high - low > FEW {
        let middle = boundary(text, low.midpoint(high));
        match header(&text[..high], middle) {
            Some((at, other)) if other < key => low = at,
            _ => high = middle,
        }
    }
    (low, high)
}

/// Returns where the first header of a network below a place is, and its key as it is written.
fn header(text: &str, below: usize) -> Option<(usize, &str)> {
    let at = below + text[below..].find(HEADER)?;
    let key = text[at + HEADER.len()..].split([']', '\n']).next()?;
    Some((at + 1, key))
}
