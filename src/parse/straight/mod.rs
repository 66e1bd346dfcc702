//! Reads a record in one straight line, without a lexer and without a tree.
//!
//! There are two speeds. The general reader (`blocks.rs`, `reader.rs`) reads whatever TOML allows, says what is wrong
//! with it, and takes thousands of steps for each field. Nearly every record is valid and simple, and to read such a
//! one no lexer and no tree is needed. So two straight readers come first, and the general one reads what they give up:
//!
//! - `canonical.rs` reads a record that is spelt as `fmt` spells it, the fastest and most frequent case.
//! - `loose.rs` reads one with other quotes, spaces, blank lines, line ends or another order of fields.
//!
//! Promises: they accept a record only if the general reader gives the same one and finds nothing wrong with it; a record
//! that is called canonical gives the rules of layout nothing to say about its lines. Debug builds compare the readers for
//! each record. To keep it simple, what is rare is left to the general reader, also where it is valid: quotes or spaces in a
//! header, a key in quotes, a text on several lines or with other escapes than `\"` and `\\`, comments inside a list.

mod canonical;
mod loose;
mod memory;
mod place;

use crate::model::Record;
use memory::Memory;
use place::Place;

/// A straight reader of records; the memory of each is used for the next.
pub struct Straight<'s> {
    text: &'s str,
    memory: Memory<'s>,
}

impl<'s> Straight<'s> {
    /// Returns a reader of a text without conflicts; none if its places are too large for a [`Span`](crate::text::Span).
    pub fn new(text: &'s str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        Some(Self { text, memory: Memory::new() })
    }

    /// Reads the record whose header begins at this byte; `None` if anything up to the next header is for the general
    /// reader.
    pub fn read(&mut self, start: usize) -> Option<&mut Record<'s>> {
        let canonical = self.read_as(canonical::read, start);
        if canonical.is_none() {
            self.read_loosely(start)?;
        }
        self.memory.record.canonical = canonical.is_some();
        Some(&mut self.memory.record)
    }

    // The rarer case; compiled together, the two readers take more steps for a canonical record.
    #[cold]
    fn read_loosely(&mut self, start: usize) -> Option<()> {
        self.read_as(loose::read, start)
    }

    fn read_as(
        &mut self,
        read: impl FnOnce(&mut Place<'s>, &mut Memory<'s>) -> Option<()>,
        start: usize,
    ) -> Option<()> {
        self.memory.clear();
        let mut at = Place::new(self.text, start);
        read(&mut at, &mut self.memory)?;
        self.memory.record.block = at.since(start);
        self.memory.record.plain = at.is_plain;
        Some(())
    }
}
