//! Reads a record that is written as netreg writes it. It gives up at the first byte that is not as it must be.

use crate::model::spelling::{self, INDENT};
use crate::model::{Field, Item};
use crate::parse::straight::{memory::Memory, place::Place};
use crate::text::Span;

/// Reads a record up to the next header, with its fields in their order and no comment beside them.
pub fn read<'s>(at: &mut Place<'s>, memory: &mut Memory<'s>) -> Option<()> {
    at.header(&mut memory.record)?;
    at.eat(b"\n")?;
    memory.record.content = memory.record.header;
    let mut fields = memory.record.table.fields().iter();
    let mut is_below_blank_line = false;
    loop {
        match at.byte() {
            None | Some(b'[') => return Some(()),
            Some(b'\n') => {
                at.eat(b"\n")?;
                is_below_blank_line = true;
            }
            Some(b'#') => {
                at.comment();
                at.eat(b"\n")?;
            }
            Some(_) if is_below_blank_line => return None,
            Some(_) => {
                // Only a very short field at the end of a file has fewer bytes; the other reader takes it.
                let next = at.rest().first_chunk::<16>()?;
                let (field, key) = fields.find_map(|field| Some((field, key(at, field, next)?)))?;
                let start = at.next;
                let value = at.value(field, memory, Place::basic, list)?;
                let span = at.since(start);
                at.eat(b"\n")?;
                memory.record.content.end = span.end;
                memory.add(field, (key, span, span.end), value);
            }
        }
    }
}

/// Reads the key of a field with its equals sign, and returns the span of the key.
fn key(at: &mut Place<'_>, field: &Field, next: &[u8; 16]) -> Option<Span> {
    field.opening.begins(next).then(|| {
        let start = at.next;
        at.next += field.key.len();
        let key = at.since(start);
        at.next = start + field.opening.length;
        key
    })
}

/// Reads a list of texts: on one line if it is short or has only one entry, else with one entry on each line.
fn list<'s>(at: &mut Place<'s>, field: &Field, items: &mut Vec<Item<'s>>) -> Option<()> {
    let start = at.next;
    at.eat(b"[")?;
    if at.eat(b"]").is_some() {
        return Some(());
    }
    let is_on_lines = at.eat(b"\n").is_some();
    loop {
        if is_on_lines {
            at.rest().strip_prefix(INDENT.as_bytes())?;
            at.next += INDENT.len();
        }
        let before = at.next;
        let text = at.basic()?;
        items.push(Item { text, span: at.since(before) });
        if is_on_lines {
            at.eat(b",\n")?;
        }
        if at.eat(b"]").is_some() {
            break;
        }
        if !is_on_lines {
            at.eat(b", ")?;
        }
    }
    if !is_on_lines {
        let list = at.text.get(start..at.next)?;
        return (items.len() == 1 || spelling::is_short(field.key, list)).then_some(());
    }
    let texts = items.iter().map(|item| item.span.of(at.text).chars().count() + ", ".len());
    // The last entry has brackets instead of a comma and a space.
    (items.len() > 1 && !spelling::fits(field.key, texts.sum())).then_some(())
}
